"""Whose people brought a change. E-mails and names of commits are claims: they are matched, never trusted."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from khacphuc.history.comparing.change import Change, Pair, is_pair
from khacphuc.history.trail import Event, EventKind, Signature
from khacphuc.model.party import Party
from khacphuc.model.plan import Plan
from khacphuc.model.records import TaskVerification, Update, Verification
from khacphuc.model.vocabulary import Status
from khacphuc.register.case import Case
from khacphuc.register.units import Units
from khacphuc.timeline.parties import doers, followers

# Forges give those who hide their address one made from the account: 123+account@users.noreply.… or account@noreply.….
_NO_REPLY = re.compile(r"(?:\d+[+-])?([^@]+)@(?:[^@]+\.)?noreply\.[^@]+")

_Directory = dict[str, list[tuple[Party, date | None]]]


@lru_cache(maxsize=8)
def _directory(units: Units) -> _Directory:
    """Everybody (``unit/person``, until when), by e-mail, and by account with an ``@`` before it."""
    found: _Directory = defaultdict(list)
    for name, person in units.people.items():
        for key in (*person.emails, *([f"@{person.account}"] if person.account else [])):
            found[key.casefold()].append((Party(name), person.until))
    return dict(found)


def persons(signature: Signature, units: Units, on: date | None) -> frozenset[Party]:
    """Everybody of the register that a signature may be: one human may serve in several units."""
    directory = _directory(units)
    email = signature.email.casefold()
    hidden = _NO_REPLY.fullmatch(email)
    keys = (email, f"@{signature.name.casefold()}", f"@{hidden[1]}" if hidden else "")
    return frozenset(
        name
        for key in keys
        for name, until in directory.get(key, ())
        if until is None or on is None or on <= until
    )


def verified_by_doer(change: Change, pair: Pair[Verification]) -> Iterator[Event]:
    """A verification that somebody of the unit wrote that does the task, or makes the plan it stands in."""
    moment = change.moment
    if pair.new is None or change.after is None:
        return
    authors = moment.of(pair.either.path).authors
    known = {name for author in authors for name in persons(author, moment.units, moment.on)}
    if not known or not pair.differs:
        return
    tasks, doers = [], set()
    owners = _by_task(change.after)
    for judged in pair.new.record.tasks:
        units = _doers(owners, judged, moment.units, moment.on)
        if theirs := {name for name in known if _side(name) in units}:
            tasks.append(judged.task)
            doers |= theirs
    if doers:
        yield change.event(
            EventKind.VERIFIED_BY_DOER,
            pair.new,
            pair.type,
            old=", ".join(dict.fromkeys(tasks)),
            new=", ".join(sorted(doers)),
        )


class _Owners(NamedTuple):
    """The units that make the plans in which a task stands, and those that do it."""

    make: set[str]
    do: set[str]


def _by_task(case: Case) -> dict[str, _Owners]:
    found: dict[str, _Owners] = {}
    for _, plan, _, task in case.tasks():
        owners = found.setdefault(task.id, _Owners(set(), set()))
        makers = [party for party in (plan.issued_by, plan.for_) if party]
        owners.make.update(map(_side, makers) if makers else [_owner(case)])
        owners.do.update(party.unit for party in doers(task, plan, _owner(case)))
    return found


def _doers(owners: dict[str, _Owners], judged: TaskVerification, units: Units, on: date | None) -> set[str]:
    """The units that do a task, or make the plan that it stands in, and those that took their place."""
    make, do = owners.get(judged.task, (set(), set()))
    found = make | ({judged.unit} if judged.unit else do)
    return found | _successors(found, units, on)


def foreign_commit(change: Change, pair: Pair[Plan | Update]) -> Iterator[Event]:
    """A plan or update that only people of units without a part in it changed. Who is not known says nothing."""
    moment, case = change.moment, change.after or change.before
    authors = moment.of(pair.either.path).authors
    if case is None or not authors or not _binding(change, pair):
        return
    known = [persons(author, moment.units, moment.on) for author in authors]
    if not all(known):
        return
    owners = list(_makers(case, pair))
    allowed = _with_a_part(case, owners, moment.units, moment.on)
    names = frozenset().union(*known)
    if allowed.isdisjoint(map(_side, names)) and pair.differs:
        yield change.event(
            EventKind.FOREIGN_COMMIT, pair.either, pair.type, old=owners[0], new=", ".join(sorted(names))
        )


def _binding(change: Change, pair: Pair[Plan | Update]) -> bool:
    """Whether somebody stands by the document: a draft of a plan may be anybody's help."""
    return (
        not is_pair(pair, Plan)
        or (pair.new is not None and pair.new.record.status is Status.ISSUED)
        or (pair.old is not None and change.was_in_force(pair.old))
    )


def _makers(case: Case, pair: Pair[Plan | Update]) -> Iterator[str]:
    """The unit whose document it is, and the unit of the case."""
    record = pair.either.record
    party = record.by if isinstance(record, Update) else record.for_ or record.issued_by
    yield _side(party or _owner(case))
    yield _owner(case)


def _with_a_part(case: Case, owners: Iterable[str], units: Units, on: date | None) -> set[str]:
    """Units that may change a document: its own, those above, their commissions, their successors, the followers."""
    found = set(owners)
    found |= _successors(found, units, on)
    pending = list(found)
    while pending:
        unit = units.get(pending.pop())
        if unit and unit.commission:
            found.add(unit.commission)
        if unit and unit.parent and unit.parent not in found:
            found.add(unit.parent)
            pending.append(unit.parent)
    if case.conclusion is None:
        return found
    following = (party.unit for party in followers(case.conclusion))
    return found.union(following, filter(None, (case.conclusion.issuer,)))


def _successors(found: Iterable[str], units: Units, on: date | None) -> set[str]:
    return {units.current(unit, on) for unit in found} if on else set()


def _owner(case: Case) -> str:
    return case.conclusion.unit if case.conclusion else case.unit


def _side(party: str) -> str:
    return Party(party).unit
