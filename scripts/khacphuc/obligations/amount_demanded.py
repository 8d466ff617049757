"""Say whether tasks are to bring about as much as the notice demands, by their targets and their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from khacphuc.model.plan import Task
from khacphuc.model.shared import Target
from khacphuc.obligations.values import DemandConflict
from khacphuc.text.amounts import DONG, SQUARE_METRE
from khacphuc.text.folding import fold
from khacphuc.text.promise.counts import counts


class Doing(Struct, frozen=True):
    """A task, and how often its target counts: for each unit that does it."""

    task: Task
    times: int = 1


def falls_short(demanded: Target | None, doing: Sequence[Doing]) -> DemandConflict | None:
    """Return how tasks together fall short of a target of the notice; None where they are to bring it about.

    A task that states no target may say how much in its content or product. Only where each states its target is it certain
    that all of them are less.
    """
    found = [_falls_short(figure, doing) for figure in _figures(demanded)] if demanded and doing else []
    return next((one for one in (DemandConflict.SMALLER, DemandConflict.UNSAID) if one in found), None)


class _Figure(Struct, frozen=True):
    """How much of what is demanded: đồng, square metres, or things."""

    amount: Decimal
    unit: str


def _figures(target: Target) -> Iterator[_Figure]:
    if target.money is not None:
        yield _Figure(target.money, DONG)
    if target.area is not None:
        yield _Figure(target.area, SQUARE_METRE)
    if target.total is not None:
        yield _Figure(Decimal(target.total), fold(target.unit or ""))


def _falls_short(demanded: _Figure, doing: Sequence[Doing]) -> DemandConflict | None:
    stated = [_stated(one, demanded) for one in doing]
    said = [
        _said(one.task, demanded) if amount is None else amount
        for one, amount in zip(doing, stated, strict=True)
    ]
    if sum(said, Decimal()) >= demanded.amount:
        return None
    return DemandConflict.UNSAID if None in stated else DemandConflict.SMALLER


def _stated(one: Doing, demanded: _Figure) -> Decimal | None:
    """Return how much the target of a task is in what is demanded; None where it does not say."""
    figures = _figures(one.task.target) if one.task.target else ()
    same = (figure.amount for figure in figures if _same(figure.unit, demanded.unit))
    amount = next(same, None)
    return None if amount is None else amount * one.times


def _same(unit: str, demanded: str) -> bool:
    return unit == demanded or (not (unit and demanded) and _MEASURES.keys().isdisjoint((unit, demanded)))


def _said(task: Task, demanded: _Figure) -> Decimal:
    """Return the greatest amount of what is demanded that a task names in words; of things, only the very number counts."""
    named = [one for text in (task.content, task.product) if text for one in counts(text)]
    if demanded.unit in _MEASURES:
        amounts = [one.value for one in named if one.noun == _MEASURES[demanded.unit]]
    else:
        amounts = [one.value for one in named if one.value == demanded.amount]
    return max(amounts, default=Decimal())


_MEASURES = {DONG: "đồng", SQUARE_METRE: "m2"}
"""Money and land, as counts in a text name them."""
