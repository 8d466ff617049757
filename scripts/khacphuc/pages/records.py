"""The records of a case as a chronology: of each kind, its own fields."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from khacphuc.model import Record
from khacphuc.model.records import (
    Closure,
    Extension,
    Meeting,
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
from khacphuc.pages import words
from khacphuc.pages.anchors import References
from khacphuc.pages.parts import facts, paper, papers
from khacphuc.pages.press import Press
from khacphuc.pages.safe import Html, esc, html, joined
from khacphuc.text.message import N_


class Told(Struct, frozen=True):
    """What a record says: its kind in words, who speaks, and what is said; ``mark`` is its id, if it has one."""

    word: str
    by: str
    body: Html
    mark: str = ""


class Teller(Struct, frozen=True):
    """Tells the records of one page."""

    made: Press
    root: str
    home: str
    refs: References

    def tell(self, record: Record) -> Told:
        told = _told(self, record)
        if not record.answers:
            return told
        keys = facts(self.made, (N_("Accounts for"), ", ".join(record.answers)))
        return replace(told, body=html(told.body + keys))

    def party(self, party: str | None) -> Html | None:
        return self.made.party(party, self.root, self.home) if party else None


def _told(teller: Teller, record: Record) -> Told:  # noqa: PLR0911 - one arm for each kind of record
    match record:
        case Update():
            return _update(teller, record)
        case Extension():
            return _extension(teller, record)
        case Verification():
            return _verification(teller, record)
        case Opinion():
            return _opinion(teller, record)
        case Reply():
            return _reply(teller, record)
        case Reminder():
            return _reminder(teller, record)
        case Meeting():
            return _meeting(teller, record)
        case Report():
            return _report(teller, record)
        case Closure():
            return _closure(teller, record)
        case _:
            assert_never(record)


def _entry(head: str, *lists: Html) -> Html:
    return html(f'<div class="kp-entry"><p>{esc(head)}</p>{joined(lists, "")}</div>')


def _about(teller: Teller, item: TaskProgress | TaskVerification, *notes: str) -> Html:
    """“N1 (unit) …”: the task that an entry speaks of."""
    parts = [teller.refs(item.task), *((teller.party(item.unit) or "",) if item.unit else ()), *notes]
    return joined((esc(part) for part in parts if part), " ")


def _update(teller: Teller, record: Update) -> Told:
    return Told(
        N_("Progress update"), record.by, joined((_progress(teller, item) for item in record.tasks), "")
    )


def _progress(teller: Teller, item: TaskProgress) -> Html:
    made = teller.made
    state = made.chip(item.state) if item.state else ""
    percent = f"{made.say(item.percent)} %" if item.percent is not None else ""
    return _entry(
        _about(teller, item, state, item.progress or "", percent),
        facts(
            made,
            (N_("Occurrence"), item.occurrence),
            (N_("Done on"), item.done_on),
            (N_("Milestones reached"), teller.refs(*item.milestones)),
            (N_("Expected by"), item.promise),
            wide=(
                (N_("Result"), item.result),
                (N_("Evidence"), papers(made, item.evidence)),
                (N_("Reason"), item.reason),
                (N_("Decision"), paper(made, item.paper)),
                (N_("Obstacles"), item.obstacles),
                (N_("Requests"), item.requests),
            ),
        ),
    )


def _extension(teller: Teller, record: Extension) -> Told:
    made = teller.made
    moves = []
    for move in record.tasks:
        what = made.words[move.duty.label] if move.duty else teller.refs(move.milestone or move.task or "")
        moves.append(html(f"{esc(what)}: {made.days[move.from_]} → {made.days[move.to]}"))
    more = facts(
        made,
        (N_("Decided by"), teller.party(record.decided_by)),
        wide=((N_("Reason"), record.reason), (N_("Decision"), paper(made, record.paper))),
    )
    head = html(f"<p>{made.chip(record.outcome)} {joined(moves)}</p>")
    return Told(N_("Extension"), record.by or "", html(head + more))


def _verification(teller: Teller, record: Verification) -> Told:
    made = teller.made
    of_team = facts(made, (N_("For the team"), record.team), wide=((N_("Paper"), paper(made, record.paper)),))
    return Told(N_("Verification"), record.by, joined((of_team, *_judged(teller, record)), ""))


def _judged(teller: Teller, record: Verification) -> Iterator[Html]:
    made = teller.made
    for item in record.tasks:
        gone = None if item.gone is None else made.words[N_("yes")] if item.gone else made.words[N_("no")]
        yield _entry(
            _about(teller, item, made.chip(item.outcome) if item.outcome else ""),
            facts(
                made,
                (N_("Shortcoming is gone"), gone),
                (N_("Check of lasting effect due"), item.effectiveness_due),
                (N_("Lasting effect"), made.chip(item.effectiveness) if item.effectiveness else None),
                wide=((N_("Remaining work"), item.remaining), (N_("Note"), item.note)),
            ),
        )


def _opinion(teller: Teller, record: Opinion) -> Told:
    made = teller.made
    quote = html(f'<blockquote class="kp-verbatim">{esc(record.text)}</blockquote>' if record.text else "")
    more = facts(
        made,
        (N_("Stage"), record.stage),
        (N_("About"), teller.refs(*record.about)),
        (N_("Reply due"), record.reply_due),
        wide=((N_("Paper"), paper(made, record.paper)),),
    )
    return Told(N_("Opinion"), record.from_, html(quote + more), record.id)


def _reply(teller: Teller, record: Reply) -> Told:
    made = teller.made
    more = facts(
        made,
        (N_("Outcome"), made.chip(record.outcome)),
        (N_("Answers"), teller.refs(record.to)),
        (N_("Task"), teller.refs(record.task) if record.task else None),
        wide=((N_("Reason"), record.reason), (N_("Paper"), paper(made, record.paper))),
    )
    return Told(N_("Reply"), record.by, more)


def _reminder(teller: Teller, record: Reminder) -> Told:
    made = teller.made
    more = facts(
        made,
        (N_("Urged"), teller.party(record.to)),
        (N_("Channel"), record.channel),
        (N_("Tasks"), teller.refs(*record.tasks)),
        (N_("Reply due"), record.reply_due),
        wide=((N_("Paper"), paper(made, record.paper)),),
    )
    word = N_("Criticism") if record.form is ReminderForm.CRITICISM else N_("Reminder")
    return Told(word, record.by, more, record.id)


def _meeting(teller: Teller, record: Meeting) -> Told:
    found = teller.refs(*record.findings)
    more = facts(teller.made, (N_("Number of the minutes"), record.number), (N_("Findings discussed"), found))
    return Told(N_("Meeting"), record.unit, more)


def _report(teller: Teller, record: Report) -> Told:
    made = teller.made
    covered = teller.refs(*record.covers) if record.covers else made.words[N_("all")]
    figures = joined(esc(made.say(words.amount(figure))) for figure in record.figures)
    more = facts(
        made,
        (N_("Number"), record.number),
        (N_("Findings covered"), covered),
        wide=((N_("Figures"), figures),),
    )
    results = (
        _entry(
            joined((teller.refs(item.finding), esc(item.text or "")), " "),
            facts(made, wide=((N_("Evidence"), papers(made, item.evidence)),)),
        )
        for item in record.results
    )
    return Told(record.kind.label, record.by, joined((more, *results), ""))


def _closure(teller: Teller, record: Closure) -> Told:
    more = facts(teller.made, wide=((N_("Decision"), paper(teller.made, record.paper)),))
    return Told(N_("Closure"), record.by, more)
