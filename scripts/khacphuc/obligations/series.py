"""Derive by whom a task is owed, and of a recurring one its days and its end."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta

from khacphuc.model.plan import Plan, Task
from khacphuc.model.shared import Recurrence
from khacphuc.obligations.context import FoldContext
from khacphuc.obligations.cycles import interval, months_in, occurrences
from khacphuc.timeline.demands import of_notice


def end_of_series(task: Task) -> date | None:
    """The day until which a recurring task goes on; the deadline of another task."""
    return (task.recurrence.until if task.recurrence else None) or task.due


def owners(context: FoldContext, plan: Plan, task: Task) -> tuple[str, ...]:
    """The units that each owe a task; ``("",)`` where it is owed once."""
    if task.for_each is not None:
        on = plan.issued_on or context.as_of
        units = context.settings.units.each(task.for_each, on)
        if units:
            return tuple(unit.id for unit in units)
    return ("",)


def dues(context: FoldContext, plan: Plan, task: Task, until: date | None) -> tuple[date, ...]:
    """The deadlines of the occurrences of a recurring task, until its end or, where it has none, until today."""
    recurrence = task.recurrence
    start = (recurrence.from_ if recurrence else None) or task.start or plan.issued_on
    if recurrence is None or start is None:
        return ()
    if until is None and of_notice(plan):
        return _to_the_next(context, recurrence, start)
    return occurrences(recurrence, start, until or context.as_of, context.calendar)


def _to_the_next(context: FoldContext, recurrence: Recurrence, start: date) -> tuple[date, ...]:
    """The deadlines until today and the next one: what a notice demands without an end goes on until the case is closed."""
    period = timedelta(days=31 * months_in(recurrence) or 7 * interval(recurrence))
    ahead = date.fromordinal(min(context.as_of.toordinal() + 2 * period.days, date.max.toordinal()))
    days = occurrences(recurrence, start, ahead, context.calendar)
    return days[: bisect_right(days, context.as_of) + 1]
