"""The records of a case as a chronology: of each kind, its own fields."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from khacphuc.model import Record
from khacphuc.model.amendments import Correction, Supplement
from khacphuc.model.conclusion import Finding, Requirement
from khacphuc.model.records import (
    Closure,
    Extension,
    Meeting,
    Notification,
    Opinion,
    Reminder,
    Reply,
    Report,
    TaskProgress,
    TaskVerification,
    Update,
    Verification,
)
from khacphuc.model.vocabulary import ReminderForm
from khacphuc.pages import state_words
from khacphuc.pages.anchors import References
from khacphuc.pages.fragments import facts, paper, papers, quoted
from khacphuc.pages.safe_html import Html, esc, html, joined
from khacphuc.pages.site_context import SiteContext
from khacphuc.register.document import Document
from khacphuc.text.message import N_
from khacphuc.timeline.notice import kind_of


class RecordText(Struct, frozen=True):
    """A record as shown: its kind, its author, its content; ``mark`` is its id, if it has one."""

    word: str
    by: str
    body: Html
    mark: str = ""


class RecordFormatter(Struct, frozen=True):
    """Tells the records of one page."""

    context: SiteContext
    root: str
    home: str
    refs: References
    annulments: frozenset[str] = frozenset()
    """Paths of the decisions that take extensions back."""

    def tell(self, document: Document[Record]) -> RecordText:
        record, told = document.record, _told(self, document.record)
        if document.path in self.annulments:
            told = replace(told, word=N_("Extension annulled"))
        if not record.answers:
            return told
        keys = facts(self.context, (N_("Accounts for"), ", ".join(record.answers)))
        return replace(told, body=html(told.body + keys))

    def party(self, party: str | None) -> Html | None:
        return self.context.party(party, self.root, self.home) if party else None


def _told(formatter: RecordFormatter, record: Record) -> RecordText:  # noqa: C901, PLR0911, PLR0912 - one arm for each kind of record
    match record:
        case Update():
            return _update(formatter, record)
        case Extension():
            return _extension(formatter, record)
        case Verification():
            return _verification(formatter, record)
        case Opinion():
            return _opinion(formatter, record)
        case Reply():
            return _reply(formatter, record)
        case Reminder():
            return _reminder(formatter, record)
        case Notification():
            return _notification(formatter, record)
        case Meeting():
            return _meeting(formatter, record)
        case Report():
            return _report(formatter, record)
        case Closure():
            return _closure(formatter, record)
        case Supplement():
            return _supplement(formatter, record)
        case Correction():
            return _correction(formatter, record)
        case _:
            assert_never(record)


def _entry(head: str, *lists: Html) -> Html:
    return html(f'<div class="kp-entry"><p>{esc(head)}</p>{joined(lists, "")}</div>')


def _about(formatter: RecordFormatter, item: TaskProgress | TaskVerification, *notes: str) -> Html:
    """“N1 (unit) …”: the task that an entry speaks of."""
    parts = [formatter.refs(item.task), *((formatter.party(item.unit) or "",) if item.unit else ()), *notes]
    return joined((esc(part) for part in parts if part), " ")


def _update(formatter: RecordFormatter, record: Update) -> RecordText:
    return RecordText(
        N_("Progress update"), record.by, joined((_progress(formatter, item) for item in record.tasks), "")
    )


def _progress(formatter: RecordFormatter, item: TaskProgress) -> Html:
    context = formatter.context
    state = context.chip(item.state) if item.state else ""
    percent = f"{context.say(item.percent)} %" if item.percent is not None else ""
    return _entry(
        _about(formatter, item, state, item.progress or "", percent),
        facts(
            context,
            (N_("Occurrence"), item.occurrence),
            (N_("Done on"), item.done_on),
            (N_("Milestones reached"), formatter.refs(*item.milestones)),
            (N_("Expected by"), item.promise),
            wide=(
                (N_("Result"), item.result),
                (N_("Evidence"), papers(context, item.evidence)),
                (N_("Reason"), item.reason),
                (N_("Paper"), paper(context, item.paper)),
                (N_("Obstacles"), item.obstacles),
                (N_("Requests"), item.requests),
            ),
        ),
    )


def _extension(formatter: RecordFormatter, record: Extension) -> RecordText:
    context = formatter.context
    moves = []
    for move in record.tasks:
        what = (
            context.words[move.duty.label] if move.duty else formatter.refs(move.milestone or move.task or "")
        )
        moves.append(html(f"{esc(what)}: {context.days[move.from_]} → {context.days[move.to]}"))
    more = facts(
        context,
        (N_("Decided by"), formatter.party(record.decided_by)),
        wide=((N_("Reason"), record.reason), (N_("Paper"), paper(context, record.paper))),
    )
    head = html(f"<p>{context.chip(record.outcome)} {joined(moves)}</p>")
    return RecordText(N_("Extension"), record.by or "", html(head + more))


def _verification(formatter: RecordFormatter, record: Verification) -> RecordText:
    context = formatter.context
    of_team = facts(
        context, (N_("For the team"), record.team), wide=((N_("Paper"), paper(context, record.paper)),)
    )
    return RecordText(N_("Verification"), record.by, joined((of_team, *_judged(formatter, record)), ""))


def _judged(formatter: RecordFormatter, record: Verification) -> Iterator[Html]:
    context = formatter.context
    for item in record.tasks:
        gone = (
            None if item.gone is None else context.words[N_("yes")] if item.gone else context.words[N_("no")]
        )
        yield _entry(
            _about(formatter, item, context.chip(item.outcome) if item.outcome else ""),
            facts(
                context,
                (N_("Occurrence"), joined(esc(context.days[day]) for day in _occurrences(item))),
                (N_("Shortcoming is gone"), gone),
                (N_("Check of lasting effect due"), item.effectiveness_due),
                (N_("Lasting effect"), context.chip(item.effectiveness) if item.effectiveness else None),
                wide=((N_("Remaining work"), item.remaining), (N_("Note"), item.note)),
            ),
        )


def _occurrences(item: TaskVerification) -> tuple[date, ...]:
    return (*((item.occurrence,) if item.occurrence else ()), *item.occurrences)


def _opinion(formatter: RecordFormatter, record: Opinion) -> RecordText:
    context = formatter.context
    quote = html(f'<blockquote class="kp-verbatim">{esc(record.text)}</blockquote>' if record.text else "")
    more = facts(
        context,
        (N_("Stage"), record.stage),
        (N_("About"), formatter.refs(*record.about)),
        (N_("Reply due"), record.reply_due),
        wide=((N_("Paper"), paper(context, record.paper)),),
    )
    return RecordText(N_("Opinion"), record.from_, html(quote + more), record.id)


def _reply(formatter: RecordFormatter, record: Reply) -> RecordText:
    context = formatter.context
    more = facts(
        context,
        (N_("Outcome"), context.chip(record.outcome)),
        (N_("Answers"), formatter.refs(record.to)),
        (N_("Task"), formatter.refs(record.task) if record.task else None),
        wide=((N_("Reason"), record.reason), (N_("Paper"), paper(context, record.paper))),
    )
    return RecordText(N_("Reply"), record.by, more)


def _reminder(formatter: RecordFormatter, record: Reminder) -> RecordText:
    context = formatter.context
    more = facts(
        context,
        (N_("Reminder to"), formatter.party(record.to)),
        (N_("Channel"), record.channel),
        (N_("Tasks"), formatter.refs(*record.tasks)),
        (N_("Reply due"), record.reply_due),
        wide=((N_("Paper"), paper(context, record.paper)),),
    )
    word = N_("Criticism") if record.form is ReminderForm.CRITICISM else N_("Reminder")
    return RecordText(word, record.by, more, record.id)


def _notification(formatter: RecordFormatter, record: Notification) -> RecordText:
    context = formatter.context
    entries = (
        _entry(
            joined((formatter.refs(item.obligation), context.chip(item.stage)), " "),
            facts(
                context,
                (N_("Deadline"), item.due),
                (N_("To"), formatter.party(item.to)),
                (N_("Channel"), item.channel),
            ),
        )
        for item in record.sent
    )
    return RecordText(N_("Notification"), record.by, joined(entries, ""))


def _meeting(formatter: RecordFormatter, record: Meeting) -> RecordText:
    found = formatter.refs(*record.findings)
    more = facts(
        formatter.context, (N_("Number of the minutes"), record.number), (N_("Findings discussed"), found)
    )
    return RecordText(N_("Meeting"), record.unit, more)


def _report(formatter: RecordFormatter, record: Report) -> RecordText:
    context = formatter.context
    covered = formatter.refs(*record.accounts_for) if record.accounts_for else context.words[N_("all")]
    figures = joined(esc(context.say(state_words.amount(figure))) for figure in record.figures)
    more = facts(
        context,
        (N_("Number"), record.number),
        (N_("Requirements"), formatter.refs(*record.requirements)),
        (N_("Occurrence"), record.occurrence),
        (N_("Findings covered"), covered),
        wide=((N_("Figures"), figures),),
    )
    results = (
        _entry(
            joined(
                (
                    formatter.refs(item.finding),
                    context.chip(item.outcome) if item.outcome else "",
                    esc(item.text or ""),
                ),
                " ",
            ),
            facts(
                context,
                wide=((N_("Reason"), item.reason), (N_("Evidence"), papers(context, item.evidence))),
            ),
        )
        for item in record.results
    )
    return RecordText(record.kind.label, record.by, joined((more, *results), ""))


def _closure(formatter: RecordFormatter, record: Closure) -> RecordText:
    more = facts(formatter.context, wide=((N_("Paper"), paper(formatter.context, record.paper)),))
    return RecordText(N_("Closure"), record.by, more)


def _supplement(formatter: RecordFormatter, record: Supplement) -> RecordText:
    parts: list[Finding | Requirement] = [*record.findings, *record.requirements]
    more = facts(
        formatter.context,
        (N_("Number"), record.number),
        (N_("Added"), formatter.refs(*(part.id for part in parts))),
        (N_("Addition to the plan due"), record.addition_due),
    )
    return RecordText(Supplement.TITLE, record.by, more)


def _correction(formatter: RecordFormatter, record: Correction) -> RecordText:
    context = formatter.context
    head = facts(context, (N_("Number"), record.number))
    changes = (
        _entry(
            joined(
                (
                    context.names[item.duty.label]
                    if item.duty
                    else formatter.refs(item.finding or item.requirement or ""),
                    context.names[kind_of(item).label],
                ),
                " ",
            ),
            facts(
                context,
                (N_("New deadline"), item.due),
                (N_("New deadline, as written"), quoted(item.due_text) if item.due_text else None),
                wide=((N_("New wording"), item.text), (N_("Reason"), item.reason)),
            ),
        )
        for item in record.changes
    )
    return RecordText(Correction.TITLE, record.by, joined((head, *changes), ""))
