"""Find the tasks of plans that are for what the notice demands: done by whom it may be done, in full, and not over before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from khacphuc.model.conclusion import Requirement
from khacphuc.model.party import Party
from khacphuc.obligations.amount_demanded import Doing, falls_short
from khacphuc.obligations.delegation import may_be_given
from khacphuc.obligations.values import DemandConflict, NotTakenOver
from khacphuc.timeline.parties import doers
from khacphuc.timeline.timeline import PlannedTask

if TYPE_CHECKING:
    from khacphuc.obligations.debts import Debts
    from khacphuc.obligations.lives import TaskSlot


class ServingTask(Struct, frozen=True):
    """A task that names a demand, and its slots by the days on which they are due by its plan."""

    planned: PlannedTask
    slots: dict[date | None, list[TaskSlot]]
    deferred: bool
    """Whether a decision has let it be as late as its plan says."""

    @property
    def days(self) -> list[date]:
        return sorted(day for day in self.slots if day)

    def done_by(self, due: date | None) -> bool:
        """Whether all of it is due by a day."""
        return due is None or self.deferred or (bool(self.days) and self.days[-1] <= due)


class Serving(Struct, frozen=True):
    """The tasks that are for a demand, and those that name it only."""

    tasks: tuple[ServingTask, ...]
    left: tuple[NotTakenOver, ...] = ()
    """Those that are not for it, and why; and those of which that is not certain."""

    @property
    def certain(self) -> bool:
        """Whether the tasks say that they are to bring about as much as is demanded."""
        return all(one.why is not DemandConflict.UNSAID for one in self.left)

    @property
    def foreign(self) -> tuple[NotTakenOver, ...]:
        """The tasks that are not for those to do who are to do them."""
        return tuple(one for one in self.left if one.why is DemandConflict.LED_BY_ANOTHER)


def serving_tasks(ledger: Debts, demand: str, unit: str) -> Serving:
    """Return the tasks that are for a demand, of each of several units for ``unit``."""
    led: list[ServingTask] = []
    left: list[NotTakenOver] = []
    for planned in ledger.naming(demand):
        task = _serving_task(ledger, planned, demand, unit)
        if not _led_as_demanded(ledger, planned, demand, unit):
            if not unit:
                left.append(NotTakenOver(demand, planned.task.id, DemandConflict.LED_BY_ANOTHER))
        elif task.slots:
            led.append(task)
        else:
            left.append(NotTakenOver(demand, planned.task.id, DemandConflict.OVER))
    requirement = ledger.demands_in_force.get(demand)
    if requirement is None:
        return Serving(tuple(led), tuple(left))
    if _part_left_out(requirement, led):
        return Serving((), tuple(left))  # half a demand is not taken over: KP343 tells what is left out
    doing = [Doing(one.planned.task, _times(ledger, one, unit)) for one in led]
    short = falls_short(requirement.target, doing)
    if short:
        left += [NotTakenOver(demand, one.planned.task.id, short) for one in led]
    return Serving(() if short is DemandConflict.SMALLER else tuple(led), tuple(left))


def _part_left_out(requirement: Requirement, led: Sequence[ServingTask]) -> bool:
    named = {part for one in led for part in one.planned.task.parts}
    return any(part.id not in named for part in requirement.parts)


def _times(ledger: Debts, one: ServingTask, each: str) -> int:
    """How often the target of a task counts: for each unit that does it, but for what is demanded of each."""
    return 1 if each else len(ledger.units(one.planned.task.id))


def _serving_task(ledger: Debts, planned: PlannedTask, demand: str, each: str) -> ServingTask:
    """Return a task with what of it was not over before the paper that demands: that cannot have been done for it."""
    task, units = planned.task, ledger.units(planned.task.id)
    since = ledger.added_on(demand) or ledger.context.conclusion.issued_on
    own = (each,) if each in units else units
    slots = [
        slot for unit in own for slot in ledger.slots(task.id, unit) if not ledger.over_before(slot, since)
    ]
    found: dict[date | None, list[TaskSlot]] = {}
    for slot in slots:
        found.setdefault(slot.occurrence or task.due, []).append(slot)
    last = task.due if not task.recurrence else None
    deferred = last is not None and all(
        any(
            counts and move.after >= last and move.after > move.before  # who makes it earlier needs no right
            for move, counts in ledger.moves.get(slot, ())
        )
        for slot in slots
    )
    return ServingTask(planned, found, deferred)


def _led_as_demanded(ledger: Debts, planned: PlannedTask, demand: str, each: str) -> bool:
    """Whether a task is done by whom the notice names (``each`` of several). Of what it asks of the unit, its plan says by whom."""
    context = ledger.context
    unit = context.now(context.conclusion.unit).unit
    named = each or next(iter(ledger.planned[demand].task.lead), None)
    whose = context.now(named).unit if named else unit
    doing = list(_doing(ledger, planned))
    if whose == unit:
        return may_be_given(context, planned.plan, doing)
    return any(context.now(one).unit == whose for one in doing)


def _doing(ledger: Debts, planned: PlannedTask) -> Iterator[Party]:
    units = ledger.units(planned.task.id)
    if units == ("",):
        yield from doers(planned.task, planned.plan, ledger.context.conclusion.unit)[:1]
    else:
        yield from map(Party, units)
