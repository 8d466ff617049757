"""Return the units and the policy of a register as of any commit, and the people who have just left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from msgspec import Struct

from khacphuc.history.comparing.directory import Departures, departures
from khacphuc.model.party import Party
from khacphuc.register.document import AnyDocument
from khacphuc.register.layout import POLICY_PATH
from khacphuc.register.loading import RegisterSettings, policy_in
from khacphuc.register.units import Units

SETTLES = timedelta(days=30)
"""For so long an address that a unit has lost still counts as that unit's, and always in the next landing."""


class UnitPlacement(NamedTuple):
    """From ``order`` on, this document, a unit or the policy, stands at ``path``; None: nothing does."""

    order: int
    path: str
    document: AnyDocument | None


class Departure(Struct, frozen=True):
    """An address that a unit lost, whose it was, and when."""

    order: int
    on: date | None
    address: str
    person: str


def departed(puts: list[UnitPlacement], days: Mapping[int, date | None]) -> Iterator[Departure]:
    """Yield the addresses that units lose, in the order in which they lose them."""
    standing: dict[str, AnyDocument | None] = {}
    for put in puts:
        stood = standing.get(put.path)
        standing[put.path] = put.document
        if stood is not None and stood is not put.document:
            for address, person in departures(stood, put.document):
                yield Departure(put.order, days.get(put.order), address, person)


class UnitHistory:
    """Asked for one time after the other, it changes only what changed; asked for an earlier one, it begins again."""

    def __init__(self, puts: list[UnitPlacement], left: list[Departure]) -> None:
        self._puts = puts
        self._left = left
        self._begin()

    def _begin(self) -> None:
        self._next = 0
        self._documents: dict[str, AnyDocument] = {}
        self._settings = RegisterSettings(Units(()), policy_in(None))

    def before(self, order: int) -> RegisterSettings:
        """Return the units and the policy that stood before the commit of that number."""
        if self._next and self._puts[self._next - 1].order >= order:
            self._begin()
        start, same_units = self._next, True
        while self._next < len(self._puts) and self._puts[self._next].order < order:
            put = self._puts[self._next]
            self._next += 1
            same_units = same_units and put.path == POLICY_PATH
            if put.document is None:
                self._documents.pop(put.path, None)
            else:
                self._documents[put.path] = put.document
        if self._next != start:
            units, policy = self._settings.units, self._documents.get(POLICY_PATH)
            self._settings = RegisterSettings(
                units if same_units else self._units(), policy_in(policy), policy
            )
        return self._settings

    def _units(self) -> Units:
        return Units(self._documents[path] for path in sorted(self._documents) if path != POLICY_PATH)

    def departed(self, order: int, on: date | None) -> Departures:
        """Return the addresses that units lost shortly before the commit of that number, with the persons."""
        found: dict[str, tuple[Party, ...]] = {}
        for gone in reversed(self._left):
            recent = on is not None and gone.on is not None and on - gone.on <= SETTLES
            if gone.order < order and (gone.order == order - 1 or recent):
                found[gone.address] = (*found.get(gone.address, ()), Party(gone.person))
            elif gone.order < order:
                break
        return found
