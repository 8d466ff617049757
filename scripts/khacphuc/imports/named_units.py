"""Names in cells and the units and people of the register that they mean."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from msgspec import Struct

from khacphuc.imports.mapping_file import ImportMapping
from khacphuc.imports.office_words import office_words
from khacphuc.register.layout import RESERVED
from khacphuc.register.units import Units
from khacphuc.text.folding import fold, slug

_OF_UNIT = re.compile(r"(.+) \((.+)\)")
_PARTED = re.compile(r"\s*[;\n]\s*|\s*,\s*")


def _full(name: str) -> str:
    """A name as names are compared: folded, with what offices shorten in it written out."""
    return _short().sub(lambda found: fold(office_words().short[_shortened()[found[0]]]), fold(name))


@cache
def _shortened() -> dict[str, str]:
    return {fold(short): short for short in office_words().short}


@cache
def _short() -> re.Pattern[str]:
    words = sorted(_shortened(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")


class NewPerson(Struct, frozen=True):
    """Somebody of whom only the words in a cell are known."""

    unit: str
    id: str
    role: str


class NameBook:
    """Finds units and people by what cells call them. What is not found is made anew, and remembered."""

    def __init__(self, units: Units, mapping: ImportMapping) -> None:
        self._units = units
        self._mapping = mapping
        self._by_name: dict[str, str] = {}
        for unit in units:
            for name in (unit.id, unit.name, unit.short_name):
                if name:
                    self._by_name.setdefault(_full(name), unit.id)
        self._by_name |= {_full(name): unit for name, unit in mapping.units.items()}
        self._people = {fold(name): party for name, party in mapping.people.items()}
        self.new_units: dict[str, str] = {}
        """Name of each unit that the register does not have, by the id that it would get."""
        self.new_people: dict[str, NewPerson] = {}

    def units(self, text: str) -> list[str]:
        """The units that a cell names. One name is kept whole unless all of its parts are known units."""
        if not text:
            return []
        if whole := self._found(text.strip(" .;")):
            return [whole]
        hard = [part for part in re.split(r"\s*;\s*", text) if any(map(str.isalnum, part))]
        found: list[str] = []
        for part in hard:
            pieces = [piece for piece in _PARTED.split(part) if piece]
            known = [self._found(piece.strip(" .")) for piece in pieces]
            if len(pieces) > 1 and all(known):
                found += [one for one in known if one]
            else:
                found.append(self._unit(part.strip(" .")))
        return list(dict.fromkeys(found))

    def _found(self, name: str) -> str | None:
        """The unit of a name that is known. One that only the mapping knows is new to the register."""
        unit = self._by_name.get(_full(name))
        if unit and unit not in self._units.by_id:
            self.new_units.setdefault(unit, name)
        return unit

    def _unit(self, name: str) -> str:
        known = self._found(name)
        if known is None:
            known = slug(name)[:60].strip("-") or "don-vi"
            known = f"don-vi-{known}" if known in RESERVED else known
            self._by_name[_full(name)] = known
            if known not in self._units.by_id:
                self.new_units[known] = name
        return known

    def person(self, text: str, unit: str) -> str:
        """``unit/person`` for somebody named in a cell, of the unit that leads."""
        if not text or not unit:
            return ""
        if party := self._people.get(fold(text)):
            return party
        whose = _OF_UNIT.fullmatch(text)
        if whose and (named := self._found(whose[2])):  # as the register's own sheets name people
            text, unit = whose[1], named
        found = self._units.get(unit)
        for person in found.people if found else ():
            if fold(text) in (fold(person.role), fold(person.name or ""), person.id):
                return f"{unit}/{person.id}"
        name = slug(text)[:60].strip("-") or "ca-nhan"
        party = f"{unit}/{name}"
        if party not in self._units.people:
            self.new_people.setdefault(party, NewPerson(unit, name, text))
        return party

    def party(self, text: str, unit: str) -> str:
        """A unit, or somebody of the unit that leads, whichever a cell names."""
        return self._found(text) or self.person(text, unit)

    def kind_like(self, name: str) -> str:
        """The kind that most units have whose names begin with the same two words; "" where there are none."""
        start = _full(name).split()[:2]
        kinds = Counter(
            unit.kind for unit in self._units if unit.kind and _full(unit.name or "").split()[:2] == start
        )
        return max(sorted(kinds), key=lambda kind: kinds[kind], default="")

    def near(self, name: str) -> str:
        """The one unit of the register that a new name may shorten; "" where there are several or none."""
        words = _full(name)
        known = ((full, unit) for full, unit in self._by_name.items() if unit in self._units.by_id)
        found = {unit for full, unit in known if full.startswith(f"{words} ")}
        return found.pop() if len(found) == 1 else ""
