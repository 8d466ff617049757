"""Say whether tasks are to bring about as much as the notice demands, by their targets and their words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from khacphuc.model.plan import Task
from khacphuc.model.shared import Target
from khacphuc.obligations.values import DemandConflict
from khacphuc.text.amounts import DONG, SQUARE_METRE, read_number, read_quantity
from khacphuc.text.folding import fold


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
    measures = (DONG, SQUARE_METRE)
    return unit == demanded or (not (unit and demanded) and unit not in measures and demanded not in measures)


def _said(task: Task, demanded: _Figure) -> Decimal:
    """Return the greatest amount of what is demanded that a task names in words; of things, only the very number counts."""
    amounts = list(_amounts((task.content or "", task.product or ""), demanded))
    return max(amounts, default=Decimal())


_MEASURED = re.compile(
    r"(?<![\w.,/])\d[\d.,]*\d?(?:\s?(?:tỷ|tỉ|triệu|tr|nghìn|ngàn)(?!\w))?(?:\s?\d{1,3}\s?(?:triệu|nghìn|ngàn)(?!\w))?"
    r"\s?(?:đồng|đ|vnđ|vnd|ha|héc-ta|hecta|m2|m²|km2|km²)?(?!\w)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![\w.,/])\d[\d.]*\d?(?![\w/])")


def _amounts(texts: Iterable[str], demanded: _Figure) -> Iterator[Decimal]:
    measured = demanded.unit in (DONG, SQUARE_METRE)
    for text in texts:
        if not measured:
            numbers = (read_number(one.strip(".")) for one in _NUMBER.findall(text))
            yield from (number for number in numbers if number == demanded.amount)
            continue
        for one in _MEASURED.findall(text):
            quantity = read_quantity(one.strip(" .,"))
            if quantity is None:
                continue
            basic = quantity.basic
            in_money = demanded.unit == DONG and not basic.unit and quantity.scaled > 1  # “50 triệu”
            if basic.unit == demanded.unit or in_money:
                yield basic.value
