"""Define the demonstration's units, their people and their reorganisation."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct

from khacphuc.demo import offices
from khacphuc.demo.demo_dates import REORGANISED
from khacphuc.demo.document_text import Front, Item, document_bytes
from khacphuc.demo.seeded_random import SeededRandom
from khacphuc.history.trail import Signature

_FEWEST, _MOST = 12, 60
_CASES_PER_UNIT = 5
_LEAVES = "uy-vien"
_FIRST_CHANGE, _CHANGES_WITHIN = date(2025, 9, 1), 330


class DemoUnit(Struct, frozen=True):
    """A unit, and what happens to it in two years."""

    id: str
    name: str
    kind: str
    parent: str
    roles: tuple[tuple[str, str], ...]
    successor: str = ""
    """Takes over on the day of the reorganisation."""
    changes: date | None = None
    """One person leaves, another comes."""

    @property
    def path(self) -> str:
        return f"units/{self.id}.md"

    def person(self, role: str, on: date | None = None) -> str:
        """Return the holder of a role on a day."""
        held_by_another = role == _LEAVES and self.changes and on and on >= self.changes
        return f"{self.id}/{role}{'-moi' if held_by_another else ''}"

    def signature(self, role: str) -> Signature:
        """Return a person's name and e-mail for commits."""
        title = dict(self.roles).get(role, role)
        return Signature(f"{title}, {self.name}", _mail(self.id, role))

    def document(self, *, ended: bool = False, changed: bool = False) -> bytes:
        """Return the unit's file, before and after what happens to it."""
        front: Front = {"type": "unit", "id": self.id, "name": self.name, "kind": self.kind}
        if self.parent:
            front["parent"] = self.parent
        front["head"] = f"{self.id}/{self.roles[0][0]}"
        if self.kind == "committee":
            front["commission"] = offices.COMMISSION
        front["people"] = self._people(changed=changed)
        if ended:
            front |= {"valid_until": REORGANISED - timedelta(days=1), "successor": self.successor}
        return document_bytes(front, f"{self.name} thuộc tỉnh {offices.PROVINCE}, một tỉnh không có thật.")

    def _people(self, *, changed: bool) -> list[Item]:
        people: list[Item] = []
        for role, title in self.roles:
            person: Front = {"id": role, "role": title, "emails": _mail(self.id, role)}
            people.append(person)
            if changed and self.changes and role == _LEAVES:
                person["until"] = self.changes - timedelta(days=1)
                new = f"{role}-moi"
                people.append({"id": new, "role": title, "emails": _mail(self.id, new)})
        return people


def _mail(unit: str, role: str) -> str:
    return f"{role}@{unit}.example.vn"


COMMITTEE = DemoUnit(
    offices.COMMITTEE,
    f"Đảng ủy Khối các cơ quan tỉnh {offices.PROVINCE}",
    "committee",
    "",
    offices.COMMITTEE_ROLES,
)
COMMISSION = DemoUnit(
    offices.COMMISSION, "Ủy ban Kiểm tra Đảng ủy Khối", "commission", COMMITTEE.id, offices.COMMISSION_ROLES
)
MASS = tuple(DemoUnit(unit, name, "mass", COMMITTEE.id, offices.MASS_ROLES) for unit, name in offices.MASS)


def inspected(cases: int) -> list[DemoUnit]:
    """Return the units that so many cases are about: offices first, then their cells."""
    count = min(max(_FEWEST, cases // _CASES_PER_UNIT), _MOST)
    found = [_office(slug, name) for slug, name in offices.OFFICES]
    for section, title in offices.SECTIONS:
        found += [
            _cell(section, title, slug, name)
            for slug, name in offices.OFFICES
            if slug not in offices.SUCCESSORS
        ]
    return found[:count]


def _office(slug: str, name: str) -> DemoUnit:
    successor = offices.SUCCESSORS.get(slug, "")
    return DemoUnit(
        f"dang-uy-{slug}",
        f"Đảng ủy {name}",
        "grassroots",
        COMMITTEE.id,
        offices.OFFICE_ROLES,
        f"dang-uy-{successor}" if successor else "",
        None if successor else _change(slug),
    )


def _cell(section: str, title: str, slug: str, name: str) -> DemoUnit:
    unit = f"chi-bo-{section}-{slug}"
    return DemoUnit(
        unit,
        f"Chi bộ {title} {name}",
        "cell",
        f"dang-uy-{slug}",
        offices.CELL_ROLES,
        changes=_change(unit),
    )


def _change(unit: str) -> date | None:
    dice = SeededRandom("change", unit)
    return _FIRST_CHANGE + timedelta(days=dice.below(_CHANGES_WITHIN)) if dice.happens(50) else None
