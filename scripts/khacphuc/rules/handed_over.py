"""Tell whether what was passed on is back, and whether it was open when it was passed on."""

from __future__ import annotations

from khacphuc.history.trail import Event, EventKind
from khacphuc.rules.case_state import case_state
from khacphuc.rules.contract import CaseHistory, Context
from khacphuc.rules.event_context import task_id, task_of
from khacphuc.rules.remedies import verified_since

ACCOUNTABLE = "accountable"


def replaced_in_vain(event: Event, history: CaseHistory, context: Context) -> bool:
    """Return whether all who answered for a task before an event do now, it is not there, or it had ended before."""
    held = task_of(history.case, event) if history.case else None
    before = {*filter(None, event.old.split(", "))}
    return held is None or before <= {*held[2].accountable} or _had_ended(event, history, context)


def puts_back(event: Event, history: CaseHistory) -> bool:
    """Return whether what an event passes on goes back to whoever had it before nobody had decided otherwise."""
    return any(
        other.kind in (EventKind.OWED_BY_ANOTHER, EventKind.OWNER_CHANGED)
        and (other.what, other.id, other.field, other.old) == (event.what, event.id, event.field, event.new)
        and other.arrival < event.arrival
        and not other.declared
        for other in history.events
    )


def _had_ended(event: Event, history: CaseHistory, context: Context) -> bool:
    state = case_state(history.case, context) if history.case else None
    tasks = [one for one in state.tasks if one.task.id == task_id(event)] if state else []
    ended = bool(tasks) and all(one.ended and one.verified_on is not None for one in tasks)
    return ended and not verified_since(event, history)
