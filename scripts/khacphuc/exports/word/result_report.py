"""The report on the result of remediation, finding by finding."""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.exports.word.drafting import Draft, PaperSubject, heading, notice_words, people_of
from khacphuc.exports.word.paper import Block, Grid, Words
from khacphuc.exports.word.task_account import account, requests_of
from khacphuc.model.amendments import Correction, Supplement
from khacphuc.model.records import Closure, Extension, Report, Update, Verification
from khacphuc.model.vocabulary import ReportKind
from khacphuc.obligations.timeliness import is_open, timeliness
from khacphuc.obligations.values import SETTLED, FindingState, ObligationKind, Timing
from khacphuc.pages.site_context import SiteContext
from khacphuc.pages.site_index import SiteIndex
from khacphuc.text.message import N_, Message, say, say_n

_WORK = (ObligationKind.DO_TASK, ObligationKind.MEET_OCCURRENCE)
_TOLD = (Update, Verification, Extension, Closure, Supplement, Correction)
"""Records of which a report tells."""


def result_report(ledger: SiteIndex, subject: PaperSubject) -> Draft:
    made, state = ledger.context, subject.state
    last = _last_report(subject)
    blocks = (*_opening(made, subject), *_findings(made, subject, last), *_figures(made, subject))
    plans = [document.record.number or "" for document in subject.timeline.plans]
    follower = [made.party_name(state.follower)] if state.follower else []
    issuer = [made.unit_name(state.issuer)] if state.issuer else []
    same = last if last and _still_says(made, subject, last) else None
    return Draft(
        by=subject.unit,
        kind="BC",
        title=Message(N_("Report")),
        abstract=say("on the result of remediation under {notice}", notice=notice_words(made, state)),
        blocks=blocks,
        number=(same.number or "") if same else "",
        dated=same.date if same else None,
        addressees=tuple(issuer),
        receivers=tuple(dict.fromkeys((*issuer, *follower))),
        signs=tuple(plans),
    )


def _still_says(made: SiteContext, subject: PaperSubject, last: Report) -> bool:
    """Whether the paper is the report that was sent: with what came later it is a new one, without its number and day."""
    later = (
        isinstance(one.record, _TOLD) and last.date < one.record.date <= made.as_of
        for one in subject.timeline.case.documents
    )
    work = (item for item in subject.state.obligations if item.kind in _WORK)
    return not any(later) and not any(map(is_open, work))


def _last_report(subject: PaperSubject) -> Report | None:
    found = [
        document.record for document in subject.timeline.reports if document.record.kind is ReportKind.RESULT
    ]
    return found[-1] if found else None


def _opening(made: SiteContext, subject: PaperSubject) -> Iterator[Block]:
    state = subject.state
    yield Words(
        made.say(
            say(
                "Under {notice}, “{title}”, {unit} reports the result of putting right the shortcomings as follows:",
                notice=notice_words(made, state),
                title=state.title,
                unit=made.unit_name(subject.unit),
            )
        )
    )
    yield heading(made, "I", say("Leadership and organisation"))
    plan = subject.plan
    if plan is None:
        yield Words(made.say(say("No plan has been issued.")))
    else:
        yield Words(
            made.say(
                say(
                    "Plan No. {number} of {day} has {tasks}; it is directed by {head}.",
                    number=plan.number or "……",
                    day=plan.issued_on or "……",
                    tasks=say_n("{n} task", "{n} tasks", len(plan.tasks)),
                    head=people_of(made, [plan.directed_by], subject.unit) if plan.directed_by else "……",
                )
            )
        )
    consulted = [made.unit_name(one.body) for one in plan.consulted] if plan else []
    if consulted:
        yield Words(made.say(say("Opinions were sought from: {bodies}.", bodies="; ".join(consulted))))


def _findings(made: SiteContext, subject: PaperSubject, last: Report | None) -> Iterator[Block]:
    yield heading(made, "II", say("Result finding by finding"))
    reported = {one.finding: one for one in last.results} if last else {}
    told: set[tuple[str, str]] = set()
    for index, one in enumerate(subject.state.findings, 1):
        yield Words(one.finding.text, lead=f"{index}. ")
        result = reported.get(one.finding.id)
        if result and result.text:
            yield Words(result.text, lead=made.say(say("Result: ")))
        yield from _tasks(made, subject, one, told)
        if result and result.outcome:
            said = made.words[result.outcome.label]
            yield Words(
                f"{said}: {result.reason}" if result.reason else said,
                lead=made.say(say("As the unit reports: ")),
            )
        yield Words(f"{made.words[one.status.label]}.", lead=made.say(say("State of the shortcoming: ")))
    yield from _withdrawn(made, subject)


def _withdrawn(made: SiteContext, subject: PaperSubject) -> Iterator[Block]:
    """What the inspecting side has withdrawn: nothing is reported on it."""
    notice = subject.state.notice
    for one in subject.state.withdrawn:
        paper = notice.of(one.finding.id)[-1] if notice else None
        by = (
            say("Withdrawn by {paper} of {day}: ", paper=paper.number or "……", day=paper.on)
            if paper
            else None
        )
        yield Words(one.finding.text, lead=made.say(by) if by else "")


def _tasks(
    made: SiteContext, subject: PaperSubject, one: FindingState, told: set[tuple[str, str]]
) -> Iterator[Block]:
    """The tasks that serve a finding; what was said of one is not said again."""
    serving = [task for task in subject.state.tasks if task.task.id in one.tasks]
    if not serving:
        yield Words(made.say(say("There is no task for it yet.")))
    for task in serving:
        if (task.task.id, task.owner) in told:
            yield Words(made.say(say("- {task}: as stated above.", task=task.task.id)))
            continue
        told.add((task.task.id, task.owner))
        first, *rest = account(made, subject, task)
        who = f" ({made.party_name(task.owner)})" if task.task.for_each else ""
        yield Words(f"- {task.task.id}{who}: {first}")
        for line in rest:
            yield Words(f"+ {line}")


def _figures(made: SiteContext, subject: PaperSubject) -> Iterator[Block]:
    state = subject.state
    yield heading(made, "III", say("Figures"))
    work = [item for item in state.obligations if item.kind in _WORK]
    done = [timeliness(item, made.as_of, made.policy).timing for item in work]
    settled = sum(found.status in SETTLED for found in state.findings)
    rows = (
        (N_("Findings"), len(state.findings)),
        (N_("Findings put right"), settled),
        (N_("Findings not yet put right"), len(state.findings) - settled),
        (N_("Tasks done on time"), done.count(Timing.DONE_ON_TIME)),
        (N_("Tasks done late"), done.count(Timing.DONE_LATE)),
        *[(N_("Tasks done, day not known"), done.count(Timing.UNKNOWN))][: Timing.UNKNOWN in done],
        (N_("Tasks overdue"), done.count(Timing.OVERDUE)),
        (N_("Tasks not yet due"), done.count(Timing.NOT_DUE) + done.count(Timing.DUE_SOON)),
    )
    yield Grid(
        (4, 1),
        (made.words[N_("Content")], made.words[N_("Number of")]),
        tuple((made.words[name], made.say(count)) for name, count in rows),
        centred=frozenset({1}),
    )
    if any(item.kind is ObligationKind.MEET_OCCURRENCE for item in work):
        yield Words(made.say(say("A recurring task is counted once for each of its occurrences.")))
    yield heading(made, "IV", say("Difficulties and proposals"))
    troubles = [task.obstacles for task in state.tasks if task.obstacles and not task.ended]
    wishes = [wish for task in state.tasks if not task.ended for wish in requests_of(subject, task.task.id)]
    said = list(dict.fromkeys((*troubles, *wishes)))
    for text in said:
        yield Words(f"- {text}")
    if not said:
        yield Words(made.say(say("None.")))
