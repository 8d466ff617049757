"""Say for what something is owed no more, and whether it is so again."""

from __future__ import annotations

from collections.abc import Iterable

from khacphuc.history.comparing.purposes import SERVED, SERVING, STANDS
from khacphuc.history.trail import Event, EventKind
from khacphuc.model.conclusion import Finding
from khacphuc.model.plan import Task
from khacphuc.obligations.values import SETTLED, CaseState, FindingStatus
from khacphuc.rules.case_state import case_state
from khacphuc.rules.contract import CaseHistory, Context
from khacphuc.rules.event_context import named, quoted, task_id
from khacphuc.rules.owed_things import owed_thing
from khacphuc.rules.remedies import verified_since
from khacphuc.text.message import Message, say

_SERVED = ("findings", "parts", "requirements")
_OTHERWISE = (EventKind.OWED_LESS, EventKind.OWED_NO_MORE)


def of_another_purpose(event: Event) -> bool:
    """Return whether an event says that something is owed for something else, and not that it is owed no more."""
    return event.kind in _OTHERWISE and event.field in (SERVED, STANDS, SERVING)


def purpose_is_back(event: Event, history: CaseHistory, context: Context) -> bool:
    """Return whether something is owed for what it was owed for, or a follower has ended it since."""
    state = case_state(history.case, context) if history.case else None
    if state is None or state.unreadable:
        return state is not None  # what cannot be read is not gone
    if event.field == SERVING:
        return _served_anew(event, history, state)
    tasks = [one for one in state.tasks if one.task.id == task_id(event)]
    if event.field == STANDS:
        return bool(tasks) and all(event.old in _texts(one.task, event) for one in tasks)
    lost = _lost(event) - (state.notice.fallen if state.notice else frozenset())
    return bool(tasks) and all(one.ended or lost <= _served(one.task) for one in tasks)


def undoes(event: Event, history: CaseHistory, context: Context) -> bool:
    """Return whether what a change takes away had only come with an earlier one, which it puts right.

    What had been taken away once before was promised: who takes it away again puts nothing right.
    """
    earlier = [
        one for one in history.events if one.arrival < event.arrival and _subject(one) == _subject(event)
    ]
    if any(_lost(one) & _lost(event) for one in earlier):
        return False
    if not of_another_purpose(event):
        return bool(event.new) and any((one.old, one.new) == (event.new, event.old) for one in earlier)
    return any(_came_with(one, event, history) and purpose_is_back(one, history, context) for one in earlier)


def _subject(event: Event) -> tuple[EventKind, str, str, str]:
    return event.kind, event.what, event.id, event.field


def _lost(event: Event) -> set[str]:
    return {*event.old.split(", ")} if event.field == SERVED else {event.old}


def _came_with(earlier: Event, event: Event, history: CaseHistory) -> bool:
    """Return whether what an event takes away had come with an earlier one, in the place of what that took away."""
    if event.field != SERVED:
        return event.field == STANDS and earlier.new == event.new and earlier.old != event.old
    came: set[str] = set()
    for other in history.events:
        of_task = other.kind is EventKind.REWORDED and task_id(other) == task_id(event)
        if of_task and other.arrival == earlier.arrival and other.field in _SERVED:
            came |= {*other.new.split(", ")} - {*other.old.split(", ")}
    return _lost(event) <= came


def _served(task: Task) -> set[str]:
    return {*task.findings, *task.parts, *task.requirements}


def _texts(task: Task, event: Event) -> Iterable[str | None]:
    if event.what == "milestone":
        return [
            text for step in task.milestones if step.id == named(event) for text in (step.text, step.target)
        ]
    return task.content, task.measure, task.product


def _served_anew(event: Event, history: CaseHistory, state: CaseState) -> bool:
    """Return whether a finding is not taken for put right, or a task that serves it has been judged since."""
    standing = next((one for one in state.findings if _holds(one.finding, event.id)), None)
    if standing is None or standing.status not in {*SETTLED, FindingStatus.REPORTED}:
        return True
    serving = [one.task.id for one in state.tasks if event.id in (*one.task.findings, *one.task.parts)]
    return bool(serving) and verified_since(event, history, *serving)


def _holds(finding: Finding, name: str) -> bool:
    return name == finding.id or any(part.id == name for part in finding.parts)


def told_of_purpose(event: Event, where: Message) -> Message:
    """Return what an event says, as a sentence."""
    what = owed_thing(event)
    if event.field == SERVING:
        return say(
            "“{what}” is served {when} by nothing but {tasks}, and that had ended before: nothing more is done for it.",
            what=what,
            when=where,
            tasks=event.new,
        )
    if event.field == STANDS:
        return say(
            "What was owed as “{what}” stands as “{other}” {when}, where less of it is owed: “{text}”",
            what=what,
            other=event.new,
            when=where,
            text=quoted(event.old),
        )
    if not event.new:
        return say(
            "Owed for {findings} before, “{what}” is not owed for that any more {when}; nobody who may has decided it.",
            findings=event.old,
            what=what,
            when=where,
        )
    return say(
        "Owed for {findings} before, “{what}” is not owed for that any more {when}, but {tasks}; nobody who may has decided it.",
        findings=event.old,
        what=what,
        when=where,
        tasks=event.new,
    )
