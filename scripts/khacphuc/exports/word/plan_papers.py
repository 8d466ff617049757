"""The plan of a case as it is signed, and the history of what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from khacphuc.exports.plan_sheet import accountable, by_task, findings_of, leads, planned_due_words
from khacphuc.exports.word.drafting import Draft, PaperSubject, heading, notice_words, people_of
from khacphuc.exports.word.paper import Block, Grid, Words
from khacphuc.exports.word.task_account import cited
from khacphuc.model.amendments import Correction, Supplement
from khacphuc.model.plan import Task
from khacphuc.model.records import Closure, Extension, Opinion, Reminder, Reply, Report, Update, Verification
from khacphuc.model.schema import Vocabulary
from khacphuc.model.vocabulary import ExtensionOutcome
from khacphuc.pages import state_words
from khacphuc.pages.site_context import SiteContext
from khacphuc.pages.site_index import SiteIndex
from khacphuc.register.document import dated
from khacphuc.text.message import N_, Message, say, say_n


def plan_paper(ledger: SiteIndex, subject: PaperSubject) -> Draft:
    """The plan in five columns, with its purpose and its organisation."""
    made, state = ledger.context, subject.state
    plan = subject.plan
    rows = tuple(
        (
            made.say(index),
            findings_of(state, owned[0].task),
            _work(made, owned[0].task),
            "\n".join(filter(None, (leads(made, owned), accountable(made, owned, subject.unit)))),
            planned_due_words(made, owned[0].task),
        )
        for index, owned in enumerate(by_task(state), 1)
    )
    heads = (
        N_("No."),
        N_("Finding"),
        N_("Content, measure, product"),
        N_("Lead, accountable"),
        N_("Deadline"),
    )
    blocks: list[Block] = [
        Words(
            made.say(
                say(
                    "Under {notice}, “{title}”, {unit} issues this plan to put right the shortcomings that were found.",
                    notice=notice_words(made, state),
                    title=state.title,
                    unit=made.unit_name(subject.unit),
                )
            )
        ),
        heading(made, "I", say("Content, responsibility, deadlines")),
        Grid((3, 10, 16, 10, 8), tuple(made.words[name] for name in heads), rows, frozenset({0})),
        heading(made, "II", say("Organisation of the work")),
        *_organisation(made, subject),
    ]
    receivers = [made.unit_name(state.issuer)] if state.issuer else []
    receivers += [made.party_name(state.follower)] if state.follower else []
    return Draft(
        by=subject.unit,
        kind="KH",
        title=Message(N_("Plan")),
        abstract=plan.title or _abstract(made, subject) if plan else _abstract(made, subject),
        blocks=tuple(blocks),
        number=(plan.number or "") if plan else "",
        dated=plan.issued_on if plan else None,
        receivers=tuple(dict.fromkeys(receivers)),
    )


def _work(made: SiteContext, task: Task) -> str:
    """What is to be done, how, what will be there then, and by which steps; their days stand beside it."""
    measure = made.say(say("Measure: {text}", text=task.measure)) if task.measure else ""
    product = made.say(say("Product: {text}", text=task.product)) if task.product else ""
    steps = (made.say(say("Milestone {id}: {text}", id=step.id, text=step.text)) for step in task.milestones)
    return "\n".join(filter(None, (task.content, measure, product, *steps)))


def _abstract(made: SiteContext, subject: PaperSubject) -> Message:
    return say("to put right the shortcomings under {notice}", notice=notice_words(made, subject.state))


def _organisation(made: SiteContext, subject: PaperSubject) -> Iterator[Block]:
    plan = subject.plan
    if plan and plan.directed_by:
        head = people_of(made, [plan.directed_by], subject.unit)
        yield Words(made.say(say("{head} directs the plan and answers for its result.", head=head)))
    yield Words(
        made.say(
            say(
                "Those who lead a task report on it in time; difficulties are reported before a deadline passes. A deadline is moved only by a decision."
            )
        )
    )


def plan_history(ledger: SiteIndex, subject: PaperSubject) -> Draft:
    """What was decided and recorded of a plan, in the order of its days, and every move of a deadline."""
    made, state = ledger.context, subject.state
    rows = tuple(_events(made, subject))
    moves = tuple(_moves(made, subject))
    heads = (N_("Date"), N_("Document"), N_("Content"))
    blocks: list[Block] = [
        Words(
            made.say(
                say(
                    "History of the plan under {notice}, “{title}”, of {unit}, as of {day}.",
                    notice=notice_words(made, state),
                    title=state.title,
                    unit=made.unit_name(subject.unit),
                    day=made.as_of,
                )
            )
        ),
        heading(made, "I", say("Documents")),
        Grid((2, 3, 8), tuple(made.words[name] for name in heads), rows, frozenset({0})),
        heading(made, "II", say("Moves of deadlines")),
    ]
    if moves:
        names = (N_("Of what"), N_("From"), N_("To"), N_("Outcome"), N_("Decided on"))
        blocks.append(
            Grid((3, 3, 3, 3, 3), tuple(made.words[name] for name in names), moves, frozenset({1, 2, 4}))
        )
    else:
        blocks.append(Words(made.say(say("No deadline has been moved."))))
    return Draft(
        by=state.follower.unit or subject.unit,
        kind="BC",
        title=Message(N_("Plan history")),
        abstract=say("under {notice}", notice=notice_words(made, state)),
        blocks=tuple(blocks),
        receivers=(made.unit_name(subject.unit),),
    )


def _events(made: SiteContext, subject: PaperSubject) -> Iterator[tuple[str, str, str]]:
    """All documents in the order of their days; of one day, the notice and plans before records. Drafts come last."""
    state = subject.state
    found: list[tuple[date | None, str, str]] = []
    if state.issued_on:
        found.append((state.issued_on, made.words[N_("Conclusion notice")], state.number or state.id))
    for document in sorted(subject.timeline.plans, key=lambda one: one.path):
        plan = document.record
        tasks = made.say(say_n("{n} task", "{n} tasks", len(plan.tasks)))
        said = ", ".join(filter(None, (plan.number, tasks)))
        found.append((plan.issued_on, made.words[N_("Remediation plan")], said))
    records = [one for one in subject.timeline.case.documents if dated(one) and one.record.date <= made.as_of]
    found += [
        (one.record.date, made.words[one.record.TITLE], _content(made, one.record))
        for one in sorted(records, key=lambda record: record.path)
    ]
    for day, title, content in sorted(found, key=lambda event: event[0] or date.max):
        yield made.say(day) if day else "", title, content


def _content(made: SiteContext, record: object) -> str:  # noqa: C901, PLR0911 - one arm for each kind of record
    """What a record says, in one line."""
    match record:
        case Update(tasks=tasks):
            told = (_told(made, one.task, [one.occurrence], one.state) for one in tasks)
            return "; ".join(told)
        case Verification(tasks=tasks):
            told = (
                _told(made, one.task, [one.occurrence, *one.occurrences], one.outcome, one.effectiveness)
                for one in tasks
            )
            return "; ".join(told)
        case Extension(tasks=moves, outcome=outcome):
            named = ", ".join(move.milestone or move.task or "" for move in moves)
            return f"{named}: {made.words[outcome.label]}".removeprefix(": ")
        case Supplement(findings=findings, requirements=requirements):
            return ", ".join([*(part.id for part in findings), *(part.id for part in requirements)])
        case Correction(changes=changes):
            return ", ".join(change.finding or change.requirement or "" for change in changes)
        case Report(number=number):
            return number or ""
        case Closure(paper=paper):
            return cited(made, paper) if paper else ""
        case Opinion(id=name, from_=party):
            return f"{name}: {made.party_name(party)}"
        case Reply(to=name, outcome=answer):
            return f"{name}: {made.words[answer.label]}"
        case Reminder(id=name, paper=paper):
            return f"{name}: {cited(made, paper)}" if paper else name
    return ""


def _told(made: SiteContext, task: str, days: Iterable[date | None], *said: Vocabulary | None) -> str:
    """A task, the occurrences that are meant, and what is said of them."""
    meant = ", ".join(made.say(day) for day in days if day)
    name = made.say(say("{task} (due on {day})", task=task, day=meant)) if meant else task
    words = ", ".join(made.words[one.label] for one in said if one)
    return f"{name}: {words}" if words else name


def _moves(made: SiteContext, subject: PaperSubject) -> Iterator[tuple[str, ...]]:
    revised = {document.path for document in subject.timeline.plans}
    granted = made.words[ExtensionOutcome.APPROVED.label]
    for state in subject.state.tasks:
        for applied in state.deadline.moved:
            if applied.path in revised:
                days = (made.say(applied.before), made.say(applied.after))
                yield state.task.id, *days, granted, made.say(applied.decided)
    for document in subject.timeline.extensions:
        for move in document.record.tasks:
            what = move.milestone or move.task or (made.words[move.duty.label] if move.duty else "")
            outcome = state_words.label(document.record.outcome or ExtensionOutcome.REFUSED)
            days = (made.say(move.from_), made.say(move.to))
            yield what, *days, made.say(outcome), made.say(document.record.date)
