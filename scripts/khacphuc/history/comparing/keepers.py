"""Tell who may change units and settings, on which it hangs who owes what: registrars, and the committees above.

Of its own file, a unit may change its people, its head and its names, but claim no address that another unit has.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from khacphuc.history.comparing.comparison_context import ComparisonContext
from khacphuc.history.comparing.directory import Departures, claimed, has_addresses, new_addresses, persons
from khacphuc.history.trail import Authorship, Event, EventKind
from khacphuc.model import AnyRecord
from khacphuc.model.party import Party
from khacphuc.model.policy import Policy
from khacphuc.model.unit import Unit
from khacphuc.register.document import AnyDocument
from khacphuc.register.loading import RegisterSettings
from khacphuc.register.units import COMMISSION

_OF_ITS_OWN = ("people", "head", "name", "short_name")


def may_not_keep(
    humans: Collection[frozenset[Party]], old: AnyRecord | None, new: AnyRecord | None, base: RegisterSettings
) -> list[Party]:
    """Return those of some people that can be inspected themselves, where they change what is not theirs to change.

    Each human is known as one person, or in several units as some: who keeps the register does so whatever else he is.
    """
    others = frozenset().union(*(human for human in humans if not keepers(human, base)))
    inspected = sorted(party for party in others if _inspected(party, base))
    if not inspected or old == new:
        return []
    own = isinstance(old, Unit) and _the_same(old, new) and all(party.unit == old.id for party in inspected)
    if (own and not claimed(old, new, base.units)) or _above(old, new, inspected, base):
        return []
    return inspected


def gives_rights(old: AnyRecord | None, new: AnyRecord | None, base: RegisterSettings) -> bool:
    """Return whether a change gives rights over others: by the policy, or to people of a unit that inspects or stands above all."""
    if isinstance(old, Policy) or isinstance(new, Policy):
        was, now = (
            (side.registrars, side.rights) if isinstance(side, Policy) else ((), ()) for side in (old, new)
        )
        return was != now
    unit = base.units.get(getattr(new, "id", ""))
    return unit is not None and not _can_be_inspected(unit) and bool(new_addresses(old, new))


def keepers(people: Collection[Party], base: RegisterSettings) -> list[Party]:
    """Return those of some people who keep the register: its registrars, and whoever stands above all."""
    return [
        party
        for party in people
        if party in base.policy.registrars or ((unit := base.units.get(party.unit)) and unit.parent is None)
    ]


def keepers_are_known(base: RegisterSettings) -> bool:
    """Return whether the register says by which addresses those who keep it are known."""
    units = {party.unit for party in base.policy.registrars}
    return has_addresses(base.units, {*units, *(unit.id for unit in base.units if unit.parent is None)})


def brought_by_keepers(by: Authorship, base: RegisterSettings, on: date | None, departed: Departures) -> bool:
    """Return whether everybody who brings a change is known to keep the register: it is the decision of whoever may."""
    humans, carriers = (
        [persons(one, base.units, on, departed) for one in some] for some in (by.authors, by.committers)
    )
    return bool(humans) and all(keepers(human, base) for human in (*humans, *filter(None, carriers)))


def kept_by(
    before: AnyDocument | None, after: AnyDocument | None, moment: ComparisonContext
) -> Iterator[Event]:
    """Yield that a unit, or the policy, was changed by people who may not, or by somebody whom nobody knows."""
    document = after or before
    old, new = (side.record if side else None for side in (before, after))
    if document is None or old == new or moment.on is None:
        return
    arrived, units = moment.of(document.path), moment.base.units
    known, carriers = (
        [human for human in map(moment.persons, some) if human]
        for some in (arrived.by.authors, arrived.by.committers)
    )
    intruders = may_not_keep([*known, *carriers], old, new, moment.base)
    if not intruders and (known or not arrived.by.authors or not keepers_are_known(moment.base)):
        return
    error = intruders or gives_rights(old, new, moment.base)
    yield Event(
        EventKind.OPPOSING_COMMIT if error else EventKind.FOREIGN_COMMIT,
        arrived.arrival,
        document.path,
        document.path,
        document.slot.type,
        getattr(new or old, "id", ""),
        old=next((unit.id for unit in units if unit.parent is None), ""),
        new=", ".join(intruders),
    )


def _inspected(party: Party, base: RegisterSettings) -> bool:
    """Return whether a person's unit can be inspected: neither the committee above all nor an inspection commission."""
    unit = base.units.get(party.unit)
    return unit is not None and _can_be_inspected(unit)


def _can_be_inspected(unit: Unit) -> bool:
    return unit.parent is not None and unit.kind != COMMISSION


def _the_same(old: Unit, new: AnyRecord | None) -> bool:
    """Return whether a unit is the same but for what it may change of itself."""
    keys = (key for key in Unit.__struct_fields__ if key not in _OF_ITS_OWN)
    return isinstance(new, Unit) and all(getattr(old, key) == getattr(new, key) for key in keys)


def _above(old: AnyRecord | None, new: AnyRecord | None, people: list[Party], base: RegisterSettings) -> bool:
    """Return whether a unit stands below those who change it, before and after: they keep what is below them.

    So does whoever is to succeed it: nobody passes debts on to those who do not stand below him.
    """
    sides = [side for side in (old, new) if isinstance(side, Unit)]
    parents = {side.parent for side in sides}
    named = {side.successor for side in sides} - {None}
    heirs = (base.units.get(name) for name in named if name)
    parents |= {heir.parent if heir else None for heir in heirs}
    return bool(parents) and all(
        any(party.unit in _line(parent, base) for party in people) for parent in parents
    )


def _line(parent: str | None, base: RegisterSettings) -> set[str]:
    """Return a unit and all that stand above it."""
    line: set[str] = set()
    while parent and parent not in line:
        line.add(parent)
        held = base.units.get(parent)
        parent = held.parent if held else None
    return line
