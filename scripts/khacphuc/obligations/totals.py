"""How much is done of several tasks: their mean per cent, and sums by unit, each with how many tasks are known.

A task of which nobody has said how far it is counts among the tasks and in no sum: unknown is not 0.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from khacphuc.model.shared import Target
from khacphuc.model.vocabulary import Declared
from khacphuc.obligations.values import ObligationKind, TaskState, Verified
from khacphuc.text.amounts import DONG, PERCENT, SQUARE_METRE, Share, percent, read_share


class Sum(Struct, frozen=True):
    """What tasks that count in one unit have done together. ``known`` of ``tasks`` have said how much."""

    unit: str
    done: Decimal
    total: Decimal
    known: int
    tasks: int


class Total(Struct, frozen=True):
    """How far tasks are. ``mean`` is their mean per cent, by those that are known; None when none is."""

    tasks: int = 0
    known: int = 0
    mean: Decimal | None = None
    sums: tuple[Sum, ...] = ()


def part_done(state: TaskState) -> Fraction | None:
    """How much of a task is done, 0 to 1: as counted, else as reported; None when nobody said."""
    share = read_share(state.progress) if state.progress else None
    if share:
        return min(share.part, Fraction(1))
    if state.task.recurrence is not None:
        met = [item.fulfilled for item in state.obligations if item.kind is ObligationKind.MEET_OCCURRENCE]
        return Fraction(sum(met), len(met)) if met else None
    if state.percent:
        return min(Fraction(Decimal(state.percent)) / 100, Fraction(1))
    if state.declared is Declared.REPORTED_DONE and state.verified is not Verified.REJECTED:
        return Fraction(1)
    return Fraction(0) if state.declared is Declared.NOT_STARTED and state.updated_on else None


def total_of(states: Iterable[TaskState]) -> Total:
    """Count the tasks that are owed: one that was given up by agreement, or withdrawn by the notice, is not."""
    owed = [state for state in states if not (_given_up(state) or state.verified is Verified.WITHDRAWN)]
    return mean_of(map(part_done, owed), _sums(owed))


def mean_of(parts: Iterable[Fraction | None], sums: tuple[Sum, ...] = ()) -> Total:
    """The mean of the parts that are known, and how many there are in all."""
    every = list(parts)
    known = [part for part in every if part is not None]
    mean = percent(Fraction(sum(known)) / len(known)) if known else None
    return Total(len(every), len(known), mean, sums)


def _given_up(state: TaskState) -> bool:
    return state.declared is Declared.NOT_PURSUED and state.verified is Verified.CONFIRMED


def _sums(states: list[TaskState]) -> tuple[Sum, ...]:
    tasks: dict[str, int] = {}
    known: dict[str, list[Share]] = {}
    for state in states:
        share = _counted(state)
        unit = share.unit if share else _unit_of(state.task.target)
        if unit:
            tasks[unit] = tasks.get(unit, 0) + 1
            if share:
                known.setdefault(unit, []).append(share)
    return tuple(
        Sum(
            unit,
            sum((share.done for share in shares), Decimal(0)),
            sum((share.total for share in shares), Decimal(0)),
            len(shares),
            tasks[unit],
        )
        for unit, shares in sorted(known.items())
    )


def _counted(state: TaskState) -> Share | None:
    """What a task has counted, in đồng or square metres where it is money or area, with the plan's unit if it has none.

    Of a task that is reported done without a figure, the plan's own number is done.
    """
    share = read_share(state.progress) if state.progress else None
    if share is None and part_done(state) == 1:
        return _target(state.task.target)
    if share is None or share.unit == PERCENT:
        return None
    basic = share.basic
    return basic if basic.unit else Share(basic.done, basic.total, _unit_of(state.task.target))


def _unit_of(target: Target | None) -> str:
    if target is None:
        return ""
    if target.total is not None:
        return (target.unit or "").lower()
    return DONG if target.money is not None else SQUARE_METRE if target.area is not None else ""


def _target(target: Target | None) -> Share | None:
    unit = _unit_of(target)
    if target is None or not unit:
        return None
    whole = Decimal(target.total) if target.total is not None else target.money or target.area
    return Share(whole, whole, unit) if whole else None
