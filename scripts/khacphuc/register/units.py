"""Index the units of a register by id, and answer queries about them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property

from khacphuc.model.party import Party
from khacphuc.model.shared import ForEach
from khacphuc.model.unit import Person, Unit
from khacphuc.register.document import AnyDocument, named

COMMISSION, OFFICE = "commission", "office"
"""Kinds of units that have rights of their own."""


class Units:
    """All units that could be read. A unit whose id stands twice is kept once, as the first file has it.

    ``lost`` are ids of units whose files are there but cannot be taken for documents.
    """

    def __init__(self, documents: Iterable[AnyDocument], lost: frozenset[str] = frozenset()) -> None:
        self.documents = tuple(document for document in documents if named(document, Unit))
        self.lost = lost
        self.by_id: Mapping[str, Unit] = {
            document.record.id: document.record for document in reversed(self.documents) if document.record
        }

    def __iter__(self) -> Iterator[Unit]:
        return iter(sorted(self.by_id.values(), key=lambda unit: unit.id))

    def get(self, unit: str) -> Unit | None:
        return self.by_id.get(unit)

    @cached_property
    def people(self) -> Mapping[str, Person]:
        """Return all people, by ``unit/person``."""
        return {Party(f"{unit.id}/{person.id}"): person for unit in self for person in unit.people}

    def called(self, party: str) -> str:
        """Return the name of a party: ``Bí thư Chi bộ, CB Kế toán``; its ids when unknown to the register."""
        whose = Party(party)
        unit, person = self.get(whose.unit), self.people.get(whose)
        name = (unit.short_name or unit.name) if unit else whose.unit
        return f"{person.role if person else whose.person}, {name}" if whose.person else name

    @cached_property
    def unread(self) -> frozenset[str]:
        """Return ids (by file name) of units whose documents have flaws: what they declare is not fully known."""
        return self.lost.union(document.slot.unit for document in self.documents if not document.whole)

    @cached_property
    def public(self) -> frozenset[str]:
        """Return ids of units of which everybody may read. One that is restricted, or of which not all is understood, is not."""
        known = {document.record.id for document in self.documents if document.record and document.understood}
        doubtful = {document.slot.unit for document in self.documents if not document.understood}
        closed = {
            document.record.id
            for document in self.documents
            if document.record and document.record.restricted
        }
        return frozenset(known) - doubtful - closed - self.lost

    def changed_between(self, first: date, last: date) -> bool:
        """Return whether a unit begins or ends in the days after one and up to another, with its last day the one before."""
        return bisect_right(self._turns, first) != bisect_right(self._turns, last)

    @cached_property
    def _turns(self) -> list[date]:
        """The days from which on units are there or are there no more."""
        begun = [unit.valid_from for unit in self if unit.valid_from]
        return sorted([*begun, *(unit.valid_until + timedelta(days=1) for unit in self if unit.valid_until)])

    @cached_property
    def _children(self) -> Mapping[str, tuple[Unit, ...]]:
        found: dict[str, list[Unit]] = {}
        for unit in self:
            if unit.parent:
                found.setdefault(unit.parent, []).append(unit)
        return {parent: tuple(units) for parent, units in found.items()}

    def children(self, parent: str, kind: str | None, on: date) -> tuple[Unit, ...]:
        """Return units directly below another that exist on a day."""
        units = self._children.get(parent, ())
        return tuple(unit for unit in units if (kind is None or unit.kind == kind) and exists(unit, on))

    def each(self, named: ForEach, on: date) -> tuple[Unit, ...]:
        """Return units that each owe something by themselves: those named one by one, and those below another."""
        listed = tuple(unit for unit in map(self.get, named.units) if unit)
        below = self.children(named.children_of, named.kind, on) if named.children_of else ()
        found = dict.fromkeys((*listed, *(unit for unit in below if unit.id not in named.except_)))
        return tuple(found)

    def current(self, unit: str, on: date) -> str:
        """Return the unit that answers for ``unit`` on a day: itself, or the last successor in line."""
        if unit not in self._succeeded:
            return unit
        seen = {unit}
        while (
            (found := self.by_id.get(unit))
            and found.successor
            and found.valid_until
            and found.valid_until < on
        ):
            if found.successor in seen:
                break
            unit = found.successor
            seen.add(unit)
        return unit

    @cached_property
    def _succeeded(self) -> frozenset[str]:
        """The units that name a successor: few, and each right and each duty asks for the unit of today."""
        return frozenset(unit.id for unit in self.by_id.values() if unit.successor)

    def line(self, unit: str, by: date) -> list[str]:
        """A unit and its successors, one after the other, as far as they have taken over by a day."""
        found = [unit]
        while (
            (held := self.by_id.get(found[-1]))
            and held.successor
            and held.successor not in found
            and held.valid_until
            and held.valid_until < by
        ):
            found.append(held.successor)
        return found

    def above(self, unit: str, on: date) -> tuple[str, ...]:
        """The units above another on a day, nearest first; what has ended by then counts as its successor."""
        found: list[str] = []
        here = self.by_id.get(self.current(unit, on))
        while here is not None and here.parent:
            parent = self.current(here.parent, on)
            if parent in found:
                break
            found.append(parent)
            here = self.by_id.get(parent)
        return tuple(found)

    def commissions(self, unit: str) -> tuple[str, ...]:
        """The inspection commissions of a unit: the one it names, and those directly below it."""
        held = self.by_id.get(unit)
        named = (held.commission,) if held and held.commission else ()
        below = (one.id for one in self._children.get(unit, ()) if one.kind == COMMISSION)
        return tuple(dict.fromkeys((*named, *below)))


def exists(unit: Unit, on: date) -> bool:
    """Return whether a unit exists on a day; its last day counts."""
    return (unit.valid_from is None or unit.valid_from <= on) and (
        unit.valid_until is None or on <= unit.valid_until
    )
