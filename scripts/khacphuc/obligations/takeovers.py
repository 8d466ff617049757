"""Find out which demands of the notice the tasks of plans have taken over, day by day."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from khacphuc.obligations.context import unread
from khacphuc.obligations.values import DemandConflict, NotTakenOver
from khacphuc.timeline.parties import doers
from khacphuc.timeline.timeline import PlannedTask

if TYPE_CHECKING:
    from khacphuc.obligations.ledger import Ledger, TaskSlot


def hand_over(ledger: Ledger) -> tuple[dict[TaskSlot, tuple[str, ...]], list[NotTakenOver]]:
    """Return what the notice demands and tasks have taken over, with these tasks; and what tasks name without doing so.

    A day of a demand that somebody has reported on stays owed, or done, by itself. Where a plan cannot be read, nobody can
    say that it has not taken a demand over.
    """
    taken: dict[TaskSlot, tuple[str, ...]] = {}
    kept: list[NotTakenOver] = []
    hidden = unread(ledger.context)
    for demand in ledger.context.timeline.demands:
        naming = ledger.naming(demand)
        led = [planned for planned in naming if _led_as_demanded(ledger, planned, demand)]
        serving = [_serving(ledger, planned) for planned in led]
        kept += [
            NotTakenOver(demand, planned.task.id, DemandConflict.LED_BY_ANOTHER)
            for planned in naming
            if planned not in led
        ]
        before = date.min
        for slot in ledger.slots(demand, ""):
            due = ledger.due(slot)
            carriers = _carriers(slot, due, serving, before)
            before = slot.occurrence or before
            untouched = ledger.lives[slot].reported is None and ledger.lives[slot].judged is None
            if untouched and (carriers or hidden):
                taken[slot] = carriers
            elif not carriers:
                kept += _conflict(demand, slot, due, serving)
    return taken, kept


def _led_as_demanded(ledger: Ledger, planned: PlannedTask, demand: str) -> bool:
    """Whether a task is done by whom the notice names. Of what it asks of the unit, the plan says by whom."""
    context = ledger.context
    unit = context.now(context.conclusion.unit).unit
    named = next(iter(ledger.planned(demand).task.lead), None)
    whose = context.now(named).unit if named else unit
    doing = ledger.units(planned.task.id)
    if doing == ("",):
        doing = doers(planned.task, planned.plan, context.conclusion.unit)[:1]
    return whose == unit or any(context.now(one).unit == whose for one in doing)


def _conflict(demand: str, slot: TaskSlot, due: date | None, serving: list[_Serving]) -> list[NotTakenOver]:
    """Name the first task that is in force and has days, but none in time. Before its first day, the demand is owed anyway."""
    for one in serving:
        if due is None or not one.days:
            continue
        if slot.occurrence and due >= one.days[0]:
            return [NotTakenOver(demand, one.planned.task.id, DemandConflict.SELDOMER, due)]
        if slot.occurrence is None and not one.deferred and not one.within(date.min, due):
            return [NotTakenOver(demand, one.planned.task.id, DemandConflict.LATER, due)]
    return []


class _Serving(Struct, frozen=True):
    """A task that names a demand, and the days on which it is due by its plan."""

    planned: PlannedTask
    days: tuple[date, ...]
    deferred: bool
    """Whether a decision has let it be as late as its plan says."""

    def within(self, before: date, due: date) -> bool:
        """Whether it is due after one day, by another."""
        at = bisect_right(self.days, before)
        return at < len(self.days) and self.days[at] <= due


def _serving(ledger: Ledger, planned: PlannedTask) -> _Serving:
    task, slots = planned.task, []
    for unit in ledger.units(task.id):
        slots += ledger.slots(task.id, unit)
    days = sorted({day for slot in slots if (day := slot.occurrence or task.due)})
    last = days[-1] if days and not task.recurrence else None
    deferred = last is not None and all(
        any(counts and move.after >= last for move, counts in ledger.moves.get(slot, ())) for slot in slots
    )
    return _Serving(planned, tuple(days), deferred)


def _carriers(slot: TaskSlot, due: date | None, serving: list[_Serving], before: date) -> tuple[str, ...]:
    """The tasks that bring about what is demanded by a day, after the day ``before`` on which it was demanded last."""
    if due is None:
        return tuple(one.planned.task.id for one in serving)
    if slot.occurrence:
        return tuple(one.planned.task.id for one in serving if one.within(before, due))
    in_time = [one for one in serving if one.deferred or one.within(date.min, due)]
    if any(one.planned.task.recurrence is None and one not in in_time for one in serving):
        return ()  # each task that is done once must be done by the day
    return tuple(one.planned.task.id for one in in_time)
