"""Match the authors of a change with people of the register, and tell who committed the word of others.

Names and e-mails of commits are claims. A change is judged by the units and settings of its base, and an address that has
just left a unit still counts as that unit's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from khacphuc.history.comparing.case_change import AnyPair, CaseChange
from khacphuc.history.trail import Event, EventKind, Signature
from khacphuc.model import AnyRecord
from khacphuc.model.conclusion import Conclusion
from khacphuc.model.party import Party
from khacphuc.model.plan import Plan
from khacphuc.model.unit import Person, Unit
from khacphuc.model.vocabulary import Status
from khacphuc.register.case import Case
from khacphuc.register.document import AnyDocument
from khacphuc.register.loading import RegisterSettings
from khacphuc.register.units import Units
from khacphuc.timeline.sides import CaseSides, Standing

# Forges give those who hide their address one made from the account: 123+account@users.noreply.… or account@noreply.….
_NO_REPLY = re.compile(r"(?:\d+[+-])?([^@]+)@(?:[^@]+\.)?noreply\.[^@]+")

COMMITTER = "committer"
"""What an event names where it is about whoever made a commit in another's name."""

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
    was, now = (_people(document) for document in (before, after))
    for name, person in was.items():
        stays = now.get(name)
        left = stays is None or (stays.until is not None and stays.until != person.until)
        kept = () if left or stays is None else _addresses(stays)
        yield from ((address, name) for address in _addresses(person) if address not in kept)


def _people(document: AnyDocument | None) -> dict[Party, Person]:
    unit = document.record if document else None
    if not isinstance(unit, Unit):
        return {}
    return {Party(f"{unit.id}/{person.id}"): person for person in unit.people}


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


def committed_by(change: CaseChange) -> Iterator[Event]:
    """Yield the documents that somebody committed whose word they are not: of the other side, of neither, or unknown.

    A registrar commits for all.
    """
    for pair in change.pairs:
        arrived = change.moment.of(pair.either.path)
        if not (arrived.authors or change.moment.actor) or not _binding(change, pair):
            continue
        found = _judged(change, pair)
        if found is None or not pair.differs:
            continue
        yield change.event(
            found.kind,
            pair.either,
            pair.type,
            field=found.field,
            old=found.whose,
            new=", ".join(sorted(found.people)),
        )


class _Judged(NamedTuple):
    """How a document was committed, whose word it is, and by whom."""

    kind: EventKind
    whose: str
    people: frozenset[Party]
    field: str = ""


def _judged(change: CaseChange, pair: AnyPair) -> _Judged | None:
    """Return how a document was committed, whose word it is and by whom; None when that is in order or cannot be told."""
    moment = change.moment
    case = next((side for side in (change.before, change.after) if side and side.conclusion), None)
    if case is None or case.conclusion is None or moment.on is None:
        return None
    brought = (moment.actor,) if moment.actor else ()
    authors = (*brought, *moment.of(pair.either.path).authors)
    humans = [persons(author, moment.base.units, moment.on, moment.departed) for author in authors]
    # What stood before says whose word it was, whatever the change makes of it.
    record = (pair.old or pair.new or pair.either).record
    sides = _sides(change, case.conclusion)
    whose = sides.speaker(record).unit
    if all({person.unit for person in human} == {whose} for human in humans):
        return _carried(change, pair, sides, record)
    registrars = frozenset(moment.base.policy.registrars)
    standings = [
        Standing.OWN if human & registrars else sides.standing(human, record) if human else None
        for human in humans
    ]
    opposing = [
        human for human, standing in zip(humans, standings, strict=True) if standing is Standing.OPPOSING
    ]
    if opposing:
        return _Judged(EventKind.OPPOSING_COMMIT, whose, frozenset().union(*opposing))
    # Whoever brings it answers for it; else any of its authors may.
    if Standing.OWN in standings[: len(brought) or None]:
        return _carried(change, pair, sides, record)
    if not has_addresses(moment.base.units, sides.speakers(record)):
        return None
    return _Judged(EventKind.FOREIGN_COMMIT, whose, frozenset().union(*humans))


def _carried(change: CaseChange, pair: AnyPair, sides: CaseSides, record: AnyRecord) -> _Judged | None:
    """Return that somebody of the other side made the commit, where it names another as its author."""
    moment, arrived = change.moment, change.moment.of(pair.either.path)
    by = arrived.committer
    if by is None or by in arrived.authors or registrar((by,), moment.base, moment.on):
        return None
    people = persons(by, moment.base.units, moment.on, moment.departed)
    if not people or sides.standing(people, record) is not Standing.OPPOSING:
        return None
    return _Judged(EventKind.FOREIGN_COMMIT, sides.speaker(record).unit, people, COMMITTER)


def own_word(change: CaseChange, pair: AnyPair) -> bool:
    """Return whether everybody who wrote a document is known as somebody whose word it is."""
    case = next((side for side in (change.before, change.after) if side and side.conclusion), None)
    if case is None or case.conclusion is None or change.moment.on is None:
        return False
    moment, record = change.moment, (pair.old or pair.either).record
    authors = moment.of(pair.either.path).authors
    humans = [persons(author, moment.base.units, moment.on, moment.departed) for author in authors]
    sides = _sides(change, case.conclusion)
    return bool(humans) and all(human and sides.standing(human, record) is Standing.OWN for human in humans)


def _sides(change: CaseChange, conclusion: Conclusion) -> CaseSides:
    cases: tuple[Case, ...] = tuple(side for side in (change.before, change.after) if side)
    assert change.moment.on is not None  # noqa: S101 - asked before
    return CaseSides(conclusion, cases, change.moment.base, change.moment.on)


def has_addresses(units: Units, some: Iterable[str]) -> bool:
    """Return whether any of some units says by which addresses its people are known."""
    return any(
        person.emails or person.account
        for name in some
        if (unit := units.get(name))
        for person in unit.people
    )


def _binding(change: CaseChange, pair: AnyPair) -> bool:
    """Return whether somebody stands by the document: a draft may be anybody's help."""
    old, new = pair.old, pair.new
    if not isinstance(pair.either.record, Plan | Conclusion):
        return True
    issued = new is not None and getattr(new.record, "status", None) is Status.ISSUED
    return issued or (old is not None and change.was_in_force(old))  # type: ignore[arg-type]  # by its type
