"""Find out which demands of the notice the tasks of plans have taken over, day by day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from khacphuc.obligations.context import unread
from khacphuc.obligations.values import DemandConflict, NotTakenOver
from khacphuc.timeline.parties import doers
from khacphuc.timeline.timeline import PlannedTask

if TYPE_CHECKING:
    from khacphuc.obligations.ledger import Ledger
    from khacphuc.obligations.lives import TaskSlot


def hand_over(ledger: Ledger) -> tuple[set[TaskSlot], list[NotTakenOver]]:
    """Return what the notice demands and tasks have taken over; and what tasks name without taking it over.

    A day of a demand that somebody has reported on stays owed, or done, by itself. Where a plan cannot be read, nobody can
    say that it has not taken a demand over.
    """
    taken: set[TaskSlot] = set()
    kept: list[NotTakenOver] = []
    hidden = unread(ledger.context)
    for demand in filter(ledger.notice.holds, ledger.context.timeline.demands):
        for unit in ledger.units(demand):
            led: list[_Serving] = []
            for planned in ledger.naming(demand):
                if _led_as_demanded(ledger, planned, demand, unit):
                    led.append(_serving(ledger, planned))
                elif not unit:
                    kept.append(NotTakenOver(demand, planned.task.id, DemandConflict.LED_BY_ANOTHER))
            missed: list[NotTakenOver] = []
            for slot, carried in _carried(ledger, demand, unit, led):
                life = ledger.lives[slot]
                if (carried or hidden) and life.reported is None and life.judged is None:
                    taken.add(slot)
                elif not carried:
                    missed += _conflict(slot, ledger.due(slot), led)
            kept += missed[:1]
    return taken, kept


class _Serving(Struct, frozen=True):
    """A task that names a demand, and the days on which it is due by its plan."""

    planned: PlannedTask
    days: tuple[date, ...]
    deferred: bool
    """Whether a decision has let it be as late as its plan says."""

    def done_by(self, due: date | None) -> bool:
        """Whether all of it is due by a day."""
        return due is None or self.deferred or (bool(self.days) and self.days[-1] <= due)


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


def _led_as_demanded(ledger: Ledger, planned: PlannedTask, demand: str, each: str) -> bool:
    """Whether a task is done by whom the notice names (``each`` of several). Of what it asks of the unit, the plan says by whom."""
    context = ledger.context
    unit = context.now(context.conclusion.unit).unit
    named = each or next(iter(ledger.planned[demand].task.lead), None)
    whose = context.now(named).unit if named else unit
    doing = ledger.units(planned.task.id)
    if doing == ("",):
        doing = doers(planned.task, planned.plan, context.conclusion.unit)[:1]
    return whose == unit or any(context.now(one).unit == whose for one in doing)


def _carried(
    ledger: Ledger, demand: str, unit: str, serving: Sequence[_Serving]
) -> Iterator[tuple[TaskSlot, bool]]:
    """Yield each day of a demand, and whether tasks bring about what is demanded by it.

    What is demanded once: all that is done once must be done by the day, and something must. What is demanded again: something
    must be due since the day before.
    """
    days = sorted({day for one in serving for day in one.days})
    before = date.min
    for slot in ledger.slots(demand, unit):
        due = ledger.due(slot)
        if slot.occurrence and due:
            at = bisect_right(days, before)
            yield slot, at < len(days) and days[at] <= due
            before = slot.occurrence
        else:
            once = [one for one in serving if one.planned.task.recurrence is None]
            late = any(not one.done_by(due) for one in once)
            yield slot, not late and any(one.done_by(due) for one in serving)


def _conflict(slot: TaskSlot, due: date | None, serving: Sequence[_Serving]) -> Iterator[NotTakenOver]:
    """Name the first task that has days, but none in time. Before its first day, a cycle is owed by itself anyway."""
    for one in serving:
        if due is None or not one.days or (slot.occurrence and due < one.days[0]):
            continue
        if slot.occurrence or not one.done_by(due):
            why = DemandConflict.SELDOMER if slot.occurrence else DemandConflict.LATER
            yield NotTakenOver(slot.task, one.planned.task.id, why, due)
            return
