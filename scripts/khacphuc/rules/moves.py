"""Deadlines that were moved or removed: where they stand today, and what extensions say of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from khacphuc.history.trail import Event, EventKind
from khacphuc.model.records import Move
from khacphuc.register.case import Case
from khacphuc.rules.amends import explained
from khacphuc.rules.contract import Chronicle
from khacphuc.rules.knowledge import understood
from khacphuc.rules.past import DUTIES, is_there, named, task_of
from khacphuc.timeline.deadlines import (
    DeadlineKey,
    approving,
    due_of,
    duty_key,
    end_of,
    key_of,
    milestone_key,
    task_key,
)

MOVES = (EventKind.DEADLINE_LATER, EventKind.DEADLINE_EARLIER, EventKind.DEADLINE_REMOVED)
"""What a rule about undeclared moves must hear of: a deadline can also be removed first, and set anew later."""


def undeclared(event: Event, told: Chronicle) -> tuple[date, date] | None:
    """From which day to which an event moved a deadline, if it still stands later and no extension says so."""
    case, old = told.case, day(event.old)
    if event.declared or event.kind is EventKind.DEADLINE_EARLIER or case is None or old is None:
        return None
    now = deadline(case, event)
    new = now if event.kind is EventKind.DEADLINE_REMOVED else day(event.new)
    if now is None or new is None or now <= old or _covered(case, event, old, new):
        return None
    stood = _stood_before(told).get(id(event), "")
    if stood >= new.isoformat() or explained(event, told, from_outside=True):
        return None
    return old, new


def _stood_before(told: Chronicle) -> dict[int, str]:
    """For each move, the latest day that was brought forward before it: going back there gives nobody more time."""
    kept: dict[int, str] | None = told.__dict__.get("stood")
    if kept is None:
        kept = told.__dict__["stood"] = {}
        latest: dict[tuple[str, str, str], str] = {}
        for event in told.events:
            key = (event.what, event.id, event.field)
            kept[id(event)] = latest.get(key, "")
            if event.kind is EventKind.DEADLINE_EARLIER:
                latest[key] = max(latest.get(key, ""), event.old)
    return kept


def deadline(case: Case, event: Event) -> date | None:
    """The deadline of an event as its paper has it today; None when it, or what it belongs to, is not there."""
    if event.field in DUTIES:
        return due_of(DUTIES[event.field], case.conclusion) if case.conclusion else None
    held = task_of(case, event)
    if held is None or event.what != "milestone":
        return end_of(held[2]) if held else None
    name = named(event)
    return next((step.due for step in held[2].milestones if step.id == name), None)


def removed(event: Event, told: Chronicle) -> bool:
    """Whether what had a deadline is there and has none."""
    case = told.case
    if case is None or deadline(case, event) is not None:
        return False
    if event.field in DUTIES:
        return case.conclusion is not None and understood(case, "conclusion")
    return is_there(case, event) and understood(case, "plan")


def _covered(case: Case, event: Event, old: date, new: date) -> bool:
    """Whether approved extensions lead from one day to the other, in one step or several."""
    reach = old
    for move in sorted(_moves(case, event), key=lambda move: (move.from_, move.to)):
        if move.to == new:
            return True
        if move.from_ <= reach:
            reach = max(reach, move.to)
    return reach >= new


def _moves(case: Case, event: Event) -> Iterator[Move]:
    """The approved moves of the deadline of an event."""
    key = _key(event)
    for document in approving(case.documents):
        yield from (move for move in document.record.tasks if key_of(move) == key)


def _key(event: Event) -> DeadlineKey:
    if event.field in DUTIES:
        return duty_key(DUTIES[event.field])
    return milestone_key(named(event)) if event.what == "milestone" else task_key(event.id)


def day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
