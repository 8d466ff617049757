"""People of an inspected unit alter the settings, another unit, or their own rank.

Who owes, who verifies and until when hangs on the policy and the units. They are kept by the registrars that the policy names, or by
the committee above. If a unit's own people change them, they judge themselves from the next change on.

Let a registrar (`registrars` in plans/policy.yml) or the committee above bring this change. Of its own file, a unit may change its
people.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.party import Party
from khacphuc.model.unit import Unit
from khacphuc.model.vocabulary import Severity
from khacphuc.register.layout import POLICY_PATH
from khacphuc.register.units import COMMISSION, Units
from khacphuc.rules.contract import Altered, Said
from khacphuc.text.message import listed, say
from khacphuc.text.nodes import Path

SEVERITY = Severity.ERROR
_OF_ITS_OWN = ("people", "head", "name", "short_name")
"""What a unit may change of itself."""


def check_altered(altered: Altered) -> Iterator[tuple[str, Path, Said]]:
    units = altered.before.units
    inspected = sorted(
        party
        for party in altered.people
        if party not in altered.before.policy.registrars and _inspected(units.get(party.unit))
    )
    if not inspected:
        return
    for path in _touched(altered, inspected):
        message = say(
            "This is altered by {people}, who may not: settings and units are kept by registrars, or by the committee above.",
            people=listed([str(party) for party in inspected]),
        )
        yield path, (), Said(message, say("Let a registrar or the committee above bring this change."))


def _inspected(unit: Unit | None) -> bool:
    """Return whether a unit can be inspected: neither the committee above all nor an inspection commission."""
    return unit is not None and unit.parent is not None and unit.kind != COMMISSION


def _touched(altered: Altered, people: list[Party]) -> Iterator[str]:
    if POLICY_PATH in altered.paths and altered.before.policy != altered.after.policy:
        yield POLICY_PATH
    was, now = (_by_path(side.units) for side in (altered.before, altered.after))
    for path in sorted(altered.paths & {*was, *now}):
        old, new = was.get(path), now.get(path)
        own = old is not None and all(party.unit == old.id for party in people)
        if old != new and not (own and _the_same(old, new)) and not _above(old, new, people, altered):
            yield path


def _by_path(units: Units) -> dict[str, Unit]:
    return {one.path: one.record for one in units.documents if one.record is not None}


def _the_same(old: Unit | None, new: Unit | None) -> bool:
    """Return whether a unit is the same but for what it may change of itself."""
    if old is None or new is None:
        return False
    return all(
        getattr(old, key) == getattr(new, key) for key in Unit.__struct_fields__ if key not in _OF_ITS_OWN
    )


def _above(old: Unit | None, new: Unit | None, people: list[Party], altered: Altered) -> bool:
    """Return whether a unit stands below those who change it: they keep what is below them."""
    parent = old.parent if old else new.parent if new else None
    line: set[str] = set()
    while parent and parent not in line:
        line.add(parent)
        held = altered.before.units.get(parent)
        parent = held.parent if held else None
    return any(party.unit in line for party in people)
