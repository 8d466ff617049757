"""Compare the words of a task as they were issued with those of today, over all the steps in which they were changed."""

from __future__ import annotations

from msgspec import Struct

from khacphuc.history.trail import Event, EventKind
from khacphuc.model.plan import Task
from khacphuc.rules.contract import CaseHistory
from khacphuc.rules.event_context import named, task_id, task_of
from khacphuc.text.promise.rewording import Rewording
from khacphuc.timeline.amount_owed import AmountOwed, of_milestone, of_task, reworded

_TASK = ("content", "measure", "product")
_MILESTONE = ("text", "target")


class RewordedText(Struct, frozen=True):
    """A text as it was first, what it is now, in how many steps, and what that makes of what it promises."""

    first: str
    steps: int
    answer: Rewording


def reworded_text(event: Event, history: CaseHistory) -> RewordedText | None:
    """Return how a text has changed since it was issued; None for all steps but the last, and where its approver looked at it."""
    if history.case is None or event.field not in (_TASK if event.what == "task" else _MILESTONE):
        return None
    steps = _steps(history).get((event.what, event.id, event.field), ())
    held = task_of(history.case, event)
    if not steps or event is not steps[-1] or held is None or not steps[0].old or _told(event, history):
        return None
    if any(plan.revises and task.id == task_id(event) for _, plan, _, task in history.case.tasks()):
        return None
    now = _amount(event, held[2])
    if now is None:
        return None
    first = _as_issued(event, now, history)
    answers = (answer for (was, _), answer in reworded(first, now) if was == steps[0].old)
    return RewordedText(steps[0].old, len(steps), max(answers, default=Rewording.SAME))


def _amount(event: Event, task: Task) -> AmountOwed | None:
    if event.what == "task":
        return of_task(task)
    return next((of_milestone(step) for step in task.milestones if step.id == named(event)), None)


def _as_issued(event: Event, now: AmountOwed, history: CaseHistory) -> AmountOwed:
    """Return what is owed in the words in which it was issued: what has moved from one text to another is not gone."""
    steps = _steps(history)
    *work, product = _TASK if event.what == "task" else _MILESTONE
    was = {key: some[0].old for key in (*work, product) if (some := steps.get((event.what, event.id, key)))}
    texts = tuple(was.get(key, text) for key, text in zip(work, now.work, strict=True))
    return AmountOwed(now.figures, was.get(product, now.product), texts, now.unit)


def _steps(history: CaseHistory) -> dict[tuple[str, str, str], list[Event]]:
    """Return how texts were reworded, by what they belong to and their key."""
    kept: dict[tuple[str, str, str], list[Event]] | None = history.__dict__.get("reworded")
    if kept is None:
        kept = history.__dict__["reworded"] = {}
        for event in history.events:
            if event.kind is EventKind.REWORDED:
                kept.setdefault((event.what, event.id, event.field), []).append(event)
    return kept


def _told(event: Event, history: CaseHistory) -> bool:
    """Return whether one of the steps is told by itself."""
    return any(
        one.kind in (EventKind.OWED_LESS, EventKind.ID_REUSED)
        and (task_id(one), named(one)) == (task_id(event), named(event))
        for one in history.events
    )
