"""Find out how the demands of the notice stand with the tasks of plans: taken over, done through them, or owed by themselves."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from khacphuc.model.vocabulary import Declared
from khacphuc.obligations.answering_tasks import Serving, ServingTask, serving_tasks
from khacphuc.obligations.context import unread
from khacphuc.obligations.lives import Life, TaskSlot
from khacphuc.obligations.values import DemandConflict, NotTakenOver, TakenOver, Verified

if TYPE_CHECKING:
    from khacphuc.obligations.debts import Debts


class HandOver(Struct, frozen=True):
    """How the days of demands stand with the tasks that name them."""

    taken: frozenset[TaskSlot]
    """What tasks have taken over: their own days stand for it."""
    through_tasks: dict[TaskSlot, Life]
    """What tasks with a later day have brought about all the same, and how far that has come."""
    kept: tuple[NotTakenOver, ...]
    """What tasks name without taking it over."""
    by_tasks: tuple[TakenOver, ...]
    """What tasks stand for, or have brought about, and which."""


def hand_over(ledger: Debts) -> HandOver:
    """Return how the demands of the notice stand with the tasks that name them.

    A day of a demand that somebody has reported on stays owed, or done, by itself. Where a plan cannot be read, nobody can
    say that it has not taken a demand over.
    """
    taken: set[TaskSlot] = set()
    through: dict[TaskSlot, Life] = {}
    kept: dict[NotTakenOver, None] = {}
    by_tasks: list[TakenOver] = []
    hidden = unread(ledger.context)
    for demand in ledger.demands_in_force:
        for unit in ledger.units(demand):
            serving = serving_tasks(ledger, demand, unit)
            missed: list[NotTakenOver] = []
            for slot, carried, tasks in _carried(ledger, demand, unit, serving):
                if ledger.spoken_of(slot):
                    continue
                life = None if carried or hidden else _brought_about(ledger, serving, tasks)
                if carried or hidden:
                    taken.add(slot)
                if life is not None:
                    through[slot] = life
                if slot in taken or slot in through:
                    by_tasks.append(
                        TakenOver(TaskSlot(demand, unit).key, slot.key, tuple(one.key for one in tasks))
                    )
                if slot not in taken and (life is None or not life.ended):
                    missed += (*_conflict(slot, ledger.due(slot), serving.tasks), *serving.left)
            named = bool(ledger.planned[demand].task.lead)
            kept |= dict.fromkeys((*(serving.foreign if named else ()), *_first_of_each(missed)))
    return HandOver(frozenset(taken), through, tuple(kept), tuple(by_tasks))


def _first_of_each(missed: Iterable[NotTakenOver]) -> Iterator[NotTakenOver]:
    """Yield what stands in the way of a demand: of its days the first."""
    dated = False
    for one in missed:
        if one.due is None or not dated:
            yield one
        dated = dated or one.due is not None


def left_undone(ledger: Debts, demand: str) -> Iterator[TaskSlot]:
    """Yield the days of a demand that neither it nor the tasks that serve it are reported done for."""
    for unit in ledger.units(demand):
        serving = serving_tasks(ledger, demand, unit)
        for slot, _, tasks in _carried(ledger, demand, unit, serving):
            if not ledger.lives[slot].handed_in and (
                ledger.spoken_of(slot) or _brought_about(ledger, serving, tasks) is None
            ):
                yield slot


def _carried(
    ledger: Debts, demand: str, unit: str, serving: Serving
) -> Iterator[tuple[TaskSlot, bool, list[TaskSlot]]]:
    """Yield each day of a demand, whether tasks bring about by it what is demanded, and what of them brings it about.

    What is demanded once: all that is done once must be done by the day, and something must. What is demanded again: something
    must be due since the day before; done later, only tasks that come as often from there on bring it about.
    """
    by_day: dict[date, list[TaskSlot]] = {}
    for one in serving.tasks:
        for day, slots in one.slots.items():
            if day:
                by_day.setdefault(day, []).extend(slots)
    days = sorted(by_day)
    before = date.min
    once = [one for one in serving.tasks if one.planned.task.recurrence is None]
    every = [slot for one in once or serving.tasks for slots in one.slots.values() for slot in slots]
    demanded = ledger.slots(demand, unit)
    for index, slot in enumerate(demanded):
        due = ledger.due(slot)
        if slot.occurrence and due:
            at = bisect_right(days, before)
            carried = at < len(days) and days[at] <= due
            as_often = 0 < len(demanded) - index <= len(days) - at
            yield slot, carried and serving.certain, by_day[days[at]] if carried or as_often else []
            before = slot.occurrence
        else:
            late = any(not one.done_by(due) for one in once)
            in_time = not late and any(one.done_by(due) for one in serving.tasks)
            yield slot, in_time and serving.certain, every


def _brought_about(ledger: Debts, serving: Serving, tasks: Sequence[TaskSlot]) -> Life | None:
    """Return how far tasks have brought about what they serve together; None while one of them is still to be done.

    It is the tasks that are verified; where they do not say how much they are to bring about, the follower has to confirm them.
    """
    lives = [ledger.lives[slot] for slot in tasks]
    if not lives or not all(life.handed_in if serving.certain else life.ended for life in lives):
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


def _conflict(slot: TaskSlot, due: date | None, serving: Iterable[ServingTask]) -> Iterator[NotTakenOver]:
    """Name the first task that has days, but none in time. Before its first day, a cycle is owed by itself anyway."""
    for one in serving:
        if due is None or not one.days or (slot.occurrence and due < one.days[0]):
            continue
        if slot.occurrence or not one.done_by(due):
            why = DemandConflict.SELDOMER if slot.occurrence else DemandConflict.LATER
            yield NotTakenOver(slot.task, one.planned.task.id, why, due)
            return
