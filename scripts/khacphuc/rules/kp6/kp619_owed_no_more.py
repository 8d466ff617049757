"""What was owed is owed no more, later, by another or in part, and no record says so.

By what edit it came does not matter: a recurrence that begins later or ends earlier, a task cut into a draft, a case that is
deleted, a unit that was moved, a period of days in the settings, a finding that is handed from a task that is overdue to one
that had ended, the ids of two tasks or two steps that were exchanged. What was owed before the change and on the day of the
change is compared with what is owed after it. Nobody who may decide it has done so, and afterwards no list shows that
anything was ever owed.

A verification agrees to nothing that arrived after it. Where an update is dated before one that had landed, what had been overdue
or late owes a new verification, and so does a request not to pursue a task.

What the keepers of the register decide for it by its settings is told in the trail, and not here. Nor is a later day
of receipt that the issuer's own people wrote (KP608 tells that).

Who answers for a task is replaced by a head who is not himself relieved, by whoever stands above or approves the plan,
or by a registrar. Of one who has left (`until` in the file of the unit) anybody else may name the next.

Put back what stood there. What is given up, put off or passed on is recorded by a party that may: an extension, a
verification that agrees not to pursue it, a release. What was wrong from the beginning is explained in a record by
another unit that accounts for it (`answers:`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import PurePosixPath

from khacphuc.history.comparing.conclusion_changes import less_in_part
from khacphuc.history.comparing.notice_losses import figures_of
from khacphuc.history.comparing.owed import OCCURRENCE
from khacphuc.history.comparing.owed_losses import MET
from khacphuc.history.comparing.owed_takeovers import bring_about, demanded
from khacphuc.history.trail import Event, EventKind
from khacphuc.model.conclusion import Finding, Requirement
from khacphuc.model.vocabulary import Severity
from khacphuc.obligations.values import CaseState
from khacphuc.rules.case_state import case_state, notice_of
from khacphuc.rules.contract import CaseHistory, Context, Said
from khacphuc.rules.deadline_moves import day_in
from khacphuc.rules.event_context import PARTS, quoted, task_id, when
from khacphuc.rules.handed_over import ACCOUNTABLE, puts_back, replaced_in_vain
from khacphuc.rules.owed_things import OwedNow, days_in, owed_in_place, owed_now, owed_thing
from khacphuc.rules.purposes_kept import of_another_purpose, purpose_is_back, told_of_purpose, undoes
from khacphuc.rules.remedies import (
    answered_for,
    as_at_first,
    corrected,
    landed_since,
    or_explain,
    told_since,
    verified_since,
)
from khacphuc.text.message import Message, say, say_n
from khacphuc.timeline.amount_owed import FIGURES

SEVERITY = Severity.ERROR
EVENTS = (
    EventKind.OWED_NO_MORE,
    EventKind.OWED_LATER,
    EventKind.OWED_BY_ANOTHER,
    EventKind.OWED_LESS,
)


def check_event(event: Event, history: CaseHistory, context: Context) -> Iterator[Said]:
    if event.declared or _received_otherwise(event, history) or corrected(event, history, context):
        return  # by those who may
    if event.new == MET and as_at_first(event, history):
        return
    if event.kind is EventKind.OWED_BY_ANOTHER and puts_back(event, history):
        return
    if event.field == ACCOUNTABLE and replaced_in_vain(event, history, context):
        return
    if _answered(event, history, context) or answered_for(event, history, context):
        return
    if event.kind is EventKind.OWED_LESS and undoes(event, history, context):
        return
    mend = say(
        "Put back what stood there. What is given up, put off or passed on is recorded by a party that may decide it."
    )
    yield Said(
        _told(event, when(event, history, context)), or_explain(event, history, mend, from_outside=True)
    )


# ------------------------------------------------------------------------------------------ what has mended it


def _answered(event: Event, history: CaseHistory, context: Context) -> bool:
    """Return whether what is owed now has mended it. What has not landed yet is as it is."""
    if not history.arrivals[event.arrival].commit:
        return False
    if of_another_purpose(event):
        return purpose_is_back(event, history, context)
    now = owed_now(event, history, context)
    if not now and event.kind is not EventKind.OWED_NO_MORE:
        now = owed_in_place(event, history, context)
    return _ANSWERED[event.kind](event, now, history, context)


def _received_otherwise(event: Event, history: CaseHistory) -> bool:
    """Return whether the issuer itself has put right the day on which its notice was received, from which a period runs."""
    return event.kind is EventKind.OWED_LATER and any(
        one.kind is EventKind.CONCLUSION_EDITED
        and (one.arrival, one.field, one.declared) == (event.arrival, "received_on", True)
        for one in history.events
    )


def _back(event: Event, now: list[OwedNow], history: CaseHistory, context: Context) -> bool:
    """Return whether what was gone is there again, or the follower has ended the task since."""
    state = case_state(history.case, context) if history.case else None
    if state is None:
        return False
    if state.unreadable or _done_since(event, history, context, state):
        return True  # what cannot be read is not gone
    if event.what == "case" or (event.what in PARTS and not event.field):
        notice = notice_of(history.case, context) if history.case else None
        return bool(state.obligations) if event.what == "case" else bool(notice and notice.holds(event.id))
    if event.new == MET:
        return _owed_again(event, now, history)
    if event.field == "effectiveness_due":  # a task may have several
        name = PurePosixPath(event.path).name
        own = [one.owed.paper for one in now if PurePosixPath(one.owed.path).name == name]
        return all(any(day and day <= old for day in own) for old in days_in(event.old))
    if event.field != OCCURRENCE:
        return bool(now)
    task, _, unit = event.id.partition("@")
    ended = [one.ended for one in state.tasks if one.task.id == task and (not unit or one.owner == unit)]
    there = {one.owed.paper for one in now}
    return there.issuperset(days_in(event.old)) or (bool(ended) and all(ended))


def _done_since(event: Event, history: CaseHistory, context: Context, state: CaseState) -> bool:
    """Return whether tasks stand for all of a demand of the notice that are still to be done, or were reported or judged since."""
    since = told_since(event, history)
    words = {task.task.id for task in state.tasks if task.handed_in and task.task.id in since}
    place = [one.owed for one in owed_in_place(event, history, context)]
    live = [one for one in place if one.open or one.id.partition("@")[0] in words]
    demand = demanded(history.case, event.id.partition("@")[0])
    return bool(history.case and demand and bring_about(history.case, live, demand))


def _owed_again(event: Event, now: list[OwedNow], history: CaseHistory) -> bool:
    """Return whether what counted as done is owed again, or was judged anew since."""
    if verified_since(event, history) or event.field == "verify":
        return verified_since(event, history)
    days = days_in(event.old) if event.field == OCCURRENCE else ()
    return any(one.owed.open for one in now if not days or one.owed.paper in days)


def _in_time(event: Event, now: list[OwedNow], history: CaseHistory, context: Context) -> bool:  # noqa: ARG001
    """Return whether no deadline is later any more than it was, or an extension reaches from there to here."""
    old = day_in(event.old)
    if old is None:
        return True
    rewritten = {
        PurePosixPath(other.path).name
        for other in history.events
        if other.kind is EventKind.RECORD_REWRITTEN and other.arrival == event.arrival
    }
    later = any(one.owed.due is None or one.owed.due > old for one in now)
    answering = landed_since(event, history) - rewritten if later else set()
    return not any(_put_off(one, old, answering) for one in now)


def _put_off(one: OwedNow, old: date, answering: set[str]) -> bool:
    """Return whether something is owed later than on a day, and no extension leads there that came with the change or since."""
    due, reach = one.owed.due, old
    if due is not None and due <= old:
        return False
    for move in sorted(one.moved, key=lambda move: (move.before, move.after)):
        if move.before <= reach and PurePosixPath(move.path).name in answering:
            reach = max(reach, move.after)
    return due is None or reach < due


def _by_the_same(event: Event, now: list[OwedNow], history: CaseHistory, context: Context) -> bool:  # noqa: ARG001
    """Return whether the same party owes it again."""
    return event.field != ACCOUNTABLE and all(event.old in (one.owed.by, one.owed.before) for one in now)


def _as_much(event: Event, now: list[OwedNow], history: CaseHistory, context: Context) -> bool:
    """Return whether as much is owed again, by the same words or a figure that is no smaller."""
    if event.what in PARTS:
        notice = notice_of(history.case, context) if history.case else None
        return notice is None or all(
            _asked_as_much(event, part) for part in notice.parts if part.id == event.id
        )
    figure, place = _figure(event.old), _place(event, history)
    return all(
        event.old in (one.owed.amount.product, one.owed.amount.unit, *one.owed.amount.texts)
        or (figure is not None and any(known >= figure for known in _figures(one, place)))
        for one in now
    )


def _asked_as_much(event: Event, part: Finding | Requirement) -> bool:
    """Return whether a part of the notice asks for as much as an event says that it did."""
    if event.field == "text":
        return not less_in_part(event.what, event.old, part.text)
    if not isinstance(part, Requirement):
        return False
    if event.field == "kind":
        return not part.procedural
    if event.field == "target.unit":
        return part.target is not None and part.target.unit == event.old
    old, known = _figure(event.old), figures_of(part).get(event.field)
    return old is None or (known is not None and known >= old)


def _place(event: Event, history: CaseHistory) -> int | None:
    """Return which figure of a target an event is about."""
    told = (
        other.field.removeprefix("target.")
        for other in history.events
        if other.kind is EventKind.REWORDED
        and (other.arrival, other.id, other.old) == (event.arrival, task_id(event), event.old)
    )
    return next((FIGURES.index(name) for name in told if name in FIGURES), None)


def _figures(one: OwedNow, place: int | None) -> list[Decimal | int]:
    known = one.owed.amount.figures
    return [figure for figure in (known if place is None else known[place : place + 1]) if figure is not None]


def _figure(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


_Answered = Callable[[Event, list[OwedNow], CaseHistory, Context], bool]
_ANSWERED: dict[EventKind, _Answered] = {
    EventKind.OWED_NO_MORE: _back,
    EventKind.OWED_LATER: _in_time,
    EventKind.OWED_BY_ANOTHER: _by_the_same,
    EventKind.OWED_LESS: _as_much,
}


# -------------------------------------------------------------------------------------------------- its words


def _told(event: Event, where: Message) -> Message:
    if of_another_purpose(event):
        return told_of_purpose(event, where)
    what = owed_thing(event)
    old, new = (day_in(text) or text for text in (event.old, event.new))
    match event.kind:
        case EventKind.OWED_NO_MORE:
            return _no_more(event, what, where)
        case EventKind.OWED_BY_ANOTHER if event.field == ACCOUNTABLE:
            return say(
                "{old} answered for “{what}” before, {new} does {when}; nobody who may has decided it.",
                what=what,
                old=event.old,
                new=event.new or "–",
                when=where,
            )
        case EventKind.OWED_BY_ANOTHER:
            return say(
                "Owed by {old} before, “{what}” is owed by {new} {when}; nobody who may has decided it.",
                what=what,
                old=event.old,
                new=event.new,
                when=where,
            )
        case EventKind.OWED_LESS:
            return say(
                "Less is owed of “{what}” {when}. Before: “{old}”",
                what=what,
                when=where,
                old=quoted(event.old),
            )
    if not event.new:
        return say(
            "Owed by {old} before, “{what}” has no deadline any more {when}.", what=what, old=old, when=where
        )
    return say(
        "Owed by {old} before, “{what}” is owed by {new} {when}; no approved extension says so.",
        what=what,
        old=old,
        new=new,
        when=where,
    )


def _no_more(event: Event, what: Message, where: Message) -> Message:
    if event.what == "case":
        return say(
            "Nothing of this case is owed any more {when}: {tasks}.", when=where, tasks=event.old or "–"
        )
    days = days_in(event.old)
    if event.field == OCCURRENCE and days:
        return say_n(
            "Owed before on {n} day, {first}, “{what}” is not owed on it any more {when}; no record says so.",
            "Owed before on {n} days, the first {first}, “{what}” is not owed on them any more {when}; no record says so.",
            len(days),
            first=days[0],
            what=what,
            when=where,
        )
    if event.field == "verify" and event.new == MET:
        return say(
            "“{what}” is not owed {when}: a verification that had landed before is read to confirm what arrived after it.",
            what=what,
            when=where,
        )
    if not days:
        return say("“{what}” is not owed any more {when}; no record says so.", what=what, when=where)
    return say(
        "Owed by {day} before, “{what}” is not owed any more {when}; no record says so.",
        day=days[0],
        what=what,
        when=where,
    )
