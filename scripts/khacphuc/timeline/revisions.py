"""Compare a task with what a revision of its plan makes of it: which deadlines move, and what is owed no more in full."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from khacphuc.model.plan import Task
from khacphuc.timeline.amount_owed import less, of_milestone, of_task
from khacphuc.timeline.deadlines import end_of


def same_frame(old: Task, new: Task) -> bool:
    """Return whether a revision leaves it the same kind of debt: owed once or again and again, by one or by each of several."""
    return (old.recurrence is None) == (new.recurrence is None) and old.for_each == new.for_each


def with_deadlines_of(old: Task, new: Task) -> Task:
    """Return a revised task with the deadlines, steps and units that it had before."""
    return replace(
        new,
        due=old.due,
        due_text=old.due_text,
        recurrence=old.recurrence,
        milestones=old.milestones,
        for_each=old.for_each,
    )


def latest_loosened(old: Task, new: Task, current: date | None) -> date | None:
    """Return the latest day on which a revision lets something be owed that was owed earlier, or no more; None where nothing is.

    ``current`` is the task's deadline in force, which an extension may have moved already.
    """
    found: list[date] = []
    stated, end = end_of(old), end_of(new)
    if end != stated and current is not None and (end is None or end > current):
        found.append(end or date.max)
    if old.recurrence != new.recurrence and old.recurrence is not None:
        found.append(end or date.max)
    steps = {step.id: step for step in new.milestones}
    for step in old.milestones:
        now = steps.get(step.id)
        if step.due and (now is None or now.due is None or now.due > step.due):
            found.append((now.due if now else None) or end or date.max)
    return max(found, default=None)


def taken_away(old: Task, new: Task) -> tuple[str, ...]:
    """Return what a revision makes less of, in the words of before: figures, products, steps."""
    steps = {step.id: step for step in new.milestones}
    found = [before for before, _ in less(of_task(old), of_task(new))]
    for step in old.milestones:
        if now := steps.get(step.id):  # one that is left out is a matter of its day
            found += [before for before, _ in less(of_milestone(step), of_milestone(now))]
    return tuple(dict.fromkeys(found))
