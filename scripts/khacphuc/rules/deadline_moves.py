"""Find moved and removed deadlines, and the extensions that cover them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from khacphuc.history.trail import Event, EventKind
from khacphuc.model.conclusion import Requirement
from khacphuc.model.records import Move
from khacphuc.register.case import Case
from khacphuc.rules.contract import CaseHistory, Context
from khacphuc.rules.event_context import DUTIES, is_there, named, task_of
from khacphuc.rules.reference_common import understood
from khacphuc.rules.remedies import answered_for, redated
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

MOVES = (
    EventKind.DEADLINE_LATER,
    EventKind.DEADLINE_EARLIER,
    EventKind.DEADLINE_REMOVED,
    EventKind.DEADLINE_SET,
)
"""The events of rules about undeclared moves: a deadline can also be removed first, and set anew later."""


class UndeclaredMove(Struct, frozen=True):
    """A deadline that stands later than it may: from where to where, in how many steps, the last of them this event."""

    event: Event
    old: date
    new: date
    steps: int
    passed: bool
    """Whether the old day had passed when it was moved."""


def undeclared(event: Event, history: CaseHistory, context: Context) -> UndeclaredMove | None:
    """Return the move of a deadline that ends with an event, if it still stands later and nothing allows it."""
    kept: dict[int, UndeclaredMove] | None = history.__dict__.get("undeclared")
    if kept is None:
        kept = history.__dict__["undeclared"] = {
            id(move.event): move for move in _undeclared(history, context)
        }
    return kept.get(id(event))


def _undeclared(history: CaseHistory, context: Context) -> Iterator[UndeclaredMove]:
    """Yield each deadline that stands too late, once, whatever detours it took."""
    subjects: dict[tuple[str, str, str], list[Event]] = {}
    for event in history.events:
        if event.kind in MOVES:
            subjects.setdefault((event.what, named(event), event.field), []).append(event)
    case = history.case if subjects else None
    for events in subjects.values():
        promised, steps = _steps(events, history, context)
        now = deadline(case, steps[-1]) if case and steps else None
        if case is None or promised is None or now is None or now <= promised:
            continue
        if not (_covered(case, steps[-1], promised, now) or redated(steps[-1], now, history, context)):
            passed = any(step.passed for step in steps)
            yield UndeclaredMove(steps[-1], promised, now, len(steps), passed)


def _steps(events: list[Event], history: CaseHistory, context: Context) -> tuple[date | None, list[Event]]:
    """Return the day by which something is promised, and the events that led away from it without a decision.

    Who brings a deadline forward may put it back to where it stood, unless the nearer day has passed: late is late.
    """
    promised, steps = day_in(events[0].old), list[Event]()
    for event in events:
        old, new = day_in(event.old), day_in(event.new)
        if promised is not None and old is None and steps:  # removed, and set anew
            steps = [*steps, event] if new is not None and new > promised else []
        elif promised is None or old is None:
            promised = new
        elif event.declared:
            if steps and _overtakes(event, steps[-1], promised, history):
                steps = []
        elif answered_for(event, history, context):
            promised, steps = new, []
        else:
            if _let_pass(event) and old < promised:
                promised = old
            if new is not None and new <= promised:
                steps = []
            elif steps or event.kind is not EventKind.DEADLINE_EARLIER:
                steps.append(event)
    return promised, steps


def _let_pass(event: Event) -> bool:
    """Return whether something was late when it was given more time. The end of a series is no day on which it is owed."""
    return event.passed and event.kind is not EventKind.DEADLINE_EARLIER and event.field != "until"


def _overtakes(event: Event, step: Event, promised: date, history: CaseHistory) -> bool:
    """Return whether an extension that came after a move has settled the deadline since, by a record of its own.

    It reaches from the promised day to its own, or takes back what the move had put too late.
    """
    arrivals, new = history.arrivals, day_in(event.new)
    if arrivals[event.arrival].order <= arrivals[step.arrival].order or history.case is None or new is None:
        return False
    rewritten = any(
        other.kind is EventKind.RECORD_REWRITTEN
        and (other.arrival, other.path) == (event.arrival, event.path)
        for other in history.events
    )
    earlier = event.kind is EventKind.DEADLINE_EARLIER
    return not rewritten and (earlier or _reach(history.case, event, promised) >= new)


def deadline(case: Case, event: Event) -> date | None:
    """Return the deadline of an event as its paper has it today; None when it, or what it belongs to, is not there."""
    if event.field in DUTIES:
        return due_of(DUTIES[event.field], case.conclusion) if case.conclusion else None
    if event.what == "milestone":
        steps = (step for _, _, _, task in case.tasks() for step in task.milestones)
        return next((step.due for step in steps if step.id == named(event)), None)
    if event.what == "requirement":
        parts = (part for _, _, part in case.parts() if isinstance(part, Requirement))
        return next((part.due for part in parts if part.id == named(event)), None)
    held = task_of(case, event)
    return end_of(held[2]) if held else None


def removed(event: Event, history: CaseHistory) -> bool:
    """Return whether what had a deadline is there and has none."""
    case = history.case
    if case is None or deadline(case, event) is not None:
        return False
    if event.field in DUTIES:
        return case.conclusion is not None and understood(case, "conclusion")
    paper = "conclusion" if event.what == "requirement" else "plan"
    return is_there(case, event) and understood(case, paper)


def _covered(case: Case, event: Event, old: date, new: date) -> bool:
    """Return whether approved extensions lead from one day to the other, in one step or several."""
    return any(move.to == new for move in _moves(case, event)) or _reach(case, event, old) >= new


def _reach(case: Case, event: Event, old: date) -> date:
    """Return the day to which approved extensions lead from another."""
    reach = old
    for move in sorted(_moves(case, event), key=lambda move: (move.from_, move.to)):
        if move.from_ <= reach:
            reach = max(reach, move.to)
    return reach


def _moves(case: Case, event: Event) -> Iterator[Move]:
    """Yield the approved moves of the deadline of an event: of the day in the plan not those that one of several units was given."""
    key = _key(event)
    for document in approving(case.documents):
        yield from (move for move in document.record.tasks if key_of(move) == key and not move.unit)


def _key(event: Event) -> DeadlineKey:
    if event.field in DUTIES:
        return duty_key(DUTIES[event.field])
    return milestone_key(named(event)) if event.what == "milestone" else task_key(event.id)


def day_in(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
