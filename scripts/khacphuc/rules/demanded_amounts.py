"""Say how much the notice demands."""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.shared import Target
from khacphuc.text.amounts import DONG, SQUARE_METRE
from khacphuc.text.message import Message, listed, say


def amount_of(target: Target | None) -> Message:
    """Return a target as a person reads it: ``50.000.000 đồng``, ``12 hồ sơ``."""
    return listed(list(_figures(target)) if target else [])


def _figures(target: Target) -> Iterator[Message]:
    for amount, unit in (
        (target.money, DONG),
        (target.area, SQUARE_METRE),
        (target.total, target.unit or ""),
    ):
        if amount is not None:
            yield say("{amount} {unit}", amount=amount, unit=unit) if unit else say("{amount}", amount=amount)
