"""A task was reworded in several steps, until less is promised, or something else.

Each step alone looks like a change of words. Beside what was issued, another task stands under the same id, and reports of the
one count for the other.

Put back the words of the issued paper. What is to be done instead is a task of its own, or a revision that its approver
signs.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.history.trail import Event, EventKind
from khacphuc.model.plan import Task
from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import CaseHistory, Context, Said
from khacphuc.rules.event_context import called, quoted, task_id, task_of, when
from khacphuc.rules.remedies import answered_for, or_explain
from khacphuc.text.message import say
from khacphuc.timeline.amount_owed import another_thing, less_in_words

SEVERITY = Severity.ERROR
EVENTS = (EventKind.REWORDED,)
_WORDS = ("content", "product")


def check_event(event: Event, history: CaseHistory, context: Context) -> Iterator[Said]:
    if event.what != "task" or event.field not in _WORDS or not event.old:
        return
    at_first, *later = _steps(history)[event.id, event.field]
    if not later or event is not later[-1] or history.case is None:  # one step is KP619's
        return
    held = task_of(history.case, event)
    if held is None or _told(event, history) or answered_for(event, history, context):
        return
    if any(plan.revises and task.id == event.id for _, plan, _, task in history.case.tasks()):
        return  # its approver has looked at the words
    first, now = at_first.old, getattr(held[2], event.field) or ""
    if not _less(first, now, held[2]):
        return
    message = say(
        "In {n} steps, the last one {when}, {id} was reworded until it promises less, or something else. At first: “{old}”",
        n=len(later) + 1,
        id=called(event),
        when=when(event, history, context),
        old=quoted(first),
    )
    mend = say("Put back the words of the issued paper.")
    yield Said(message, or_explain(event, history, mend, from_outside=True))


def _less(old: str, new: str, task: Task) -> bool:
    beside = tuple(filter(None, (task.content, task.product)))
    return bool(new) and (another_thing(old, new) or less_in_words(old, new, beside))


def _steps(history: CaseHistory) -> dict[tuple[str, str], list[Event]]:
    """Return how tasks were reworded, by id and key."""
    kept: dict[tuple[str, str], list[Event]] | None = history.__dict__.get("reworded")
    if kept is None:
        kept = history.__dict__["reworded"] = {}
        for event in history.events:
            if event.kind is EventKind.REWORDED and event.what == "task":
                kept.setdefault((event.id, event.field), []).append(event)
    return kept


def _told(event: Event, history: CaseHistory) -> bool:
    """Return whether one of the steps is told by itself."""
    return any(
        one.kind in (EventKind.OWED_LESS, EventKind.ID_REUSED) and task_id(one) == task_id(event)
        for one in history.events
    )
