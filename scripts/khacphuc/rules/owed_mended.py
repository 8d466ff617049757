"""Tell whether what is owed now has mended what a change took away: it is there again, as near, by the same, as much."""

from __future__ import annotations

from collections.abc import Callable
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
from khacphuc.obligations.values import CaseState
from khacphuc.rules.case_state import case_state, notice_of
from khacphuc.rules.contract import CaseHistory, Context
from khacphuc.rules.deadline_moves import day_in
from khacphuc.rules.event_context import PARTS, task_id
from khacphuc.rules.handed_over import ACCOUNTABLE
from khacphuc.rules.owed_things import OwedNow, days_in, owed_in_place, owed_now
from khacphuc.rules.purposes_kept import of_another_purpose, purpose_is_back
from khacphuc.rules.remedies import (
    told_since,
    verified_since,
)
from khacphuc.timeline.amount_owed import FIGURES


def mended(event: Event, history: CaseHistory, context: Context) -> bool:
    """Return whether what is owed now has mended it. What has not landed yet is as it is."""
    if not history.arrivals[event.arrival].commit:
        return False
    if of_another_purpose(event):
        return purpose_is_back(event, history, context)
    now = owed_now(event, history, context)
    if not now and event.kind is not EventKind.OWED_NO_MORE:
        now = owed_in_place(event, history, context)
    return _ANSWERED[event.kind](event, now, history, context)


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
    return not any(_put_off(one, old, rewritten) for one in now)


def _put_off(one: OwedNow, old: date, rewritten: set[str]) -> bool:
    """Return whether something is owed later than on a day, and no extension leads there but one that was rewritten."""
    due, reach = one.owed.due, old
    if due is not None and due <= old:
        return False
    for move in sorted(one.moved, key=lambda move: (move.before, move.after)):
        if move.before <= reach and PurePosixPath(move.path).name not in rewritten:
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
