"""Find out how the demands of the notice stand with the tasks of plans: taken over, done through them, or owed by themselves."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from khacphuc.model.vocabulary import Declared
from khacphuc.obligations.context import unread
from khacphuc.obligations.lives import Life
from khacphuc.obligations.values import DemandConflict, NotTakenOver, Verified
from khacphuc.timeline.parties import doers
from khacphuc.timeline.timeline import PlannedTask

if TYPE_CHECKING:
    from khacphuc.obligations.debts import Debts
    from khacphuc.obligations.lives import TaskSlot


class HandOver(Struct, frozen=True):
    """How the days of demands stand with the tasks that name them."""

    taken: frozenset[TaskSlot]
    """What tasks have taken over: their own days stand for it."""
    through_tasks: dict[TaskSlot, Life]
    """What tasks with a later day have brought about all the same, and how far that has come."""
    kept: tuple[NotTakenOver, ...]
    """What tasks name without taking it over."""


def hand_over(ledger: Debts) -> HandOver:
    """Return how the demands of the notice stand with the tasks that name them.

    A day of a demand that somebody has reported on stays owed, or done, by itself. Where a plan cannot be read, nobody can
    say that it has not taken a demand over.
    """
    taken: set[TaskSlot] = set()
    through: dict[TaskSlot, Life] = {}
    kept: list[NotTakenOver] = []
    hidden = unread(ledger.context)
    for demand in ledger.demands_in_force:
        for unit in ledger.units(demand):
            led, foreign = serving_tasks(ledger, demand, unit)
            if not unit:
                kept += [NotTakenOver(demand, name, DemandConflict.LED_BY_ANOTHER) for name in foreign]
            missed: list[NotTakenOver] = []
            for slot, carried, tasks in _carried(ledger, demand, unit, led):
                if ledger.spoken_of(slot):
                    continue
                if carried or hidden:
                    taken.add(slot)
                    continue
                life = _brought_about(ledger, tasks)
                if life is not None:
                    through[slot] = life
                if life is None or not life.ended:
                    missed += _conflict(slot, ledger.due(slot), led)
            kept += missed[:1]
    return HandOver(frozenset(taken), through, tuple(kept))


def left_undone(ledger: Debts, demand: str) -> Iterator[TaskSlot]:
    """Yield the days of a demand that neither it nor the tasks that serve it are reported done for."""
    for unit in ledger.units(demand):
        led, _ = serving_tasks(ledger, demand, unit)
        for slot, _, tasks in _carried(ledger, demand, unit, led):
            if not ledger.lives[slot].handed_in and (
                ledger.spoken_of(slot) or _brought_about(ledger, tasks) is None
            ):
                yield slot


class _Serving(Struct, frozen=True):
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


def serving_tasks(ledger: Debts, demand: str, unit: str) -> tuple[list[_Serving], list[str]]:
    """Return the tasks that name a demand and are done by whom the notice names, and the ids of the others."""
    led: list[_Serving] = []
    foreign: list[str] = []
    for planned in ledger.naming(demand):
        if _led_as_demanded(ledger, planned, demand, unit):
            led.append(_serving(ledger, planned, unit))
        else:
            foreign.append(planned.task.id)
    requirement = ledger.demands_in_force.get(demand)
    named = {part for one in led for part in one.planned.task.parts}
    if requirement and any(part.id not in named for part in requirement.parts):
        led = []  # half a demand is not taken over: KP343 tells what is left out
    return led, foreign


def _serving(ledger: Debts, planned: PlannedTask, each: str) -> _Serving:
    task, units = planned.task, ledger.units(planned.task.id)
    own = (each,) if each in units else units
    slots = [slot for unit in own for slot in ledger.slots(task.id, unit)]
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
    return _Serving(planned, found, deferred)


def _led_as_demanded(ledger: Debts, planned: PlannedTask, demand: str, each: str) -> bool:
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
    ledger: Debts, demand: str, unit: str, serving: Sequence[_Serving]
) -> Iterator[tuple[TaskSlot, bool, list[TaskSlot]]]:
    """Yield each day of a demand, whether tasks bring about by it what is demanded, and what of them brings it about.

    What is demanded once: all that is done once must be done by the day, and something must. What is demanded again: something
    must be due since the day before; done later, only tasks that come as often from there on bring it about.
    """
    by_day: dict[date, list[TaskSlot]] = {}
    for one in serving:
        for day, slots in one.slots.items():
            if day:
                by_day.setdefault(day, []).extend(slots)
    days = sorted(by_day)
    before = date.min
    once = [one for one in serving if one.planned.task.recurrence is None]
    every = [slot for one in once or serving for slots in one.slots.values() for slot in slots]
    demanded = ledger.slots(demand, unit)
    for index, slot in enumerate(demanded):
        due = ledger.due(slot)
        if slot.occurrence and due:
            at = bisect_right(days, before)
            carried = at < len(days) and days[at] <= due
            as_often = 0 < len(demanded) - index <= len(days) - at
            yield slot, carried, by_day[days[at]] if carried or as_often else []
            before = slot.occurrence
        else:
            late = any(not one.done_by(due) for one in once)
            yield slot, not late and any(one.done_by(due) for one in serving), every


def _brought_about(ledger: Debts, tasks: Sequence[TaskSlot]) -> Life | None:
    """Return how far tasks have brought about what they serve together; None while one of them is still to be done.

    It is the tasks that are verified.
    """
    lives = [ledger.lives[slot] for slot in tasks]
    if not lives or not all(life.handed_in for life in lives):
        return None
    if all(life.dropped for life in lives):
        return lives[-1]
    kept = [life for life in lives if not life.dropped]
    last = max(
        kept, key=lambda life: (life.done_on or date.min, life.reported.on if life.reported else date.min)
    )
    return Life(
        Declared.REPORTED_DONE,
        Verified.CONFIRMED if all(life.ended for life in lives) else Verified.NONE,
        last.reported,
        last.judged,
        None if any(life.done_on is None for life in kept) else last.done_on,
    )


def _conflict(slot: TaskSlot, due: date | None, serving: Sequence[_Serving]) -> Iterator[NotTakenOver]:
    """Name the first task that has days, but none in time. Before its first day, a cycle is owed by itself anyway."""
    for one in serving:
        if due is None or not one.days or (slot.occurrence and due < one.days[0]):
            continue
        if slot.occurrence or not one.done_by(due):
            why = DemandConflict.SELDOMER if slot.occurrence else DemandConflict.LATER
            yield NotTakenOver(slot.task, one.planned.task.id, why, due)
            return
