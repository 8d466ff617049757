"""Find the people of the register whom the signatures of commits may stand for.

Names and e-mails of commits are claims. An address that has just left a unit still counts as that unit's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache

from khacphuc.history.trail import Signature
from khacphuc.model import AnyRecord
from khacphuc.model.party import Party
from khacphuc.model.unit import Person, Unit
from khacphuc.register.document import AnyDocument
from khacphuc.register.loading import RegisterSettings
from khacphuc.register.units import Units

# Forges give those who hide their address one made from the account: 123+account@users.noreply.… or account@noreply.….
_NO_REPLY = re.compile(r"(?:\d+[+-])?([^@]+)@(?:[^@]+\.)?noreply\.[^@]+")

_Directory = dict[str, list[tuple[Party, date | None]]]


@lru_cache(maxsize=8)
def _directory(units: Units) -> _Directory:
    """Return everybody (``unit/person``, until when), by e-mail, and by account with an ``@`` before it."""
    found: _Directory = defaultdict(list)
    for name, person in units.people.items():
        for key in _addresses(person):
            found[key].append((Party(name), person.until))
    return dict(found)


def _addresses(person: Person) -> tuple[str, ...]:
    accounts = [f"@{person.account}"] if person.account else []
    return tuple(key.casefold() for key in (*person.emails, *accounts))


def _claimed(signature: Signature) -> tuple[str, ...]:
    """Return the addresses that a signature may stand for."""
    email = signature.email.casefold()
    hidden = _NO_REPLY.fullmatch(email)
    return email, f"@{signature.name.casefold()}", *((f"@{hidden[1]}",) if hidden else ())


Departures = Mapping[str, tuple[Party, ...]]
"""The persons whose address, as in a directory, a change of units has just taken away or ended."""


def departures(before: AnyDocument | None, after: AnyDocument | None) -> Iterator[tuple[str, Party]]:
    """Yield the addresses that a change takes from a unit, or whose person it lets leave, each with that person."""
    was, now = (_people(side.record if side else None) for side in (before, after))
    for name, person in was.items():
        stays = now.get(name)
        left = stays is None or (stays.until is not None and stays.until != person.until)
        kept = () if left or stays is None else _addresses(stays)
        yield from ((address, name) for address in _addresses(person) if address not in kept)


def _people(unit: AnyRecord | None) -> dict[Party, Person]:
    if not isinstance(unit, Unit):
        return {}
    return {Party(f"{unit.id}/{person.id}"): person for person in unit.people}


def new_addresses(before: AnyRecord | None, after: AnyRecord | None) -> frozenset[str]:
    """Return the addresses, as in a directory, that a change of a unit gives to its people."""
    was, now = (
        frozenset(address for person in _people(side).values() for address in _addresses(person))
        for side in (before, after)
    )
    return now - was


def claimed(before: AnyRecord | None, after: AnyRecord | None, units: Units) -> frozenset[Party]:
    """Return the people of other units whose addresses a change of a unit gives to its own."""
    fresh = new_addresses(before, after)
    whose = {name for address in fresh for name, _ in _directory(units).get(address, ())}
    own = getattr(after, "id", "")
    return frozenset(name for name in whose if name.unit != own)


def persons(
    signature: Signature, units: Units, on: date | None, departed: Departures | None = None
) -> frozenset[Party]:
    """Return everybody of the register that a signature may be: one human may serve in several units."""
    directory = _directory(units)
    found = {
        name
        for key in _claimed(signature)
        for name, until in directory.get(key, ())
        if until is None or on is None or on <= until
    }
    if departed:
        found.update(name for key in _claimed(signature) for name in departed.get(key, ()))
    return frozenset(found)


def registrar(signatures: Iterable[Signature], settings: RegisterSettings, on: date | None) -> Party | None:
    """Return the registrar, who enters the word of everybody, that one of some signatures may be."""
    if not settings.policy.registrars:
        return None
    known = {name for signature in signatures for name in persons(signature, settings.units, on)}
    return next((name for name in settings.policy.registrars if name in known), None)


def has_addresses(units: Units, some: Iterable[str]) -> bool:
    """Return whether any of some units says by which addresses its people are known."""
    return any(
        person.emails or person.account
        for name in some
        if (unit := units.get(name))
        for person in unit.people
    )
