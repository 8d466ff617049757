"""Tell who committed the word of others. A change is judged by the units and settings of its base."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from khacphuc.history.comparing.case_change import AnyPair, CaseChange
from khacphuc.history.comparing.comparison_context import ComparisonContext
from khacphuc.history.comparing.directory import has_addresses
from khacphuc.history.comparing.expected_case import decides
from khacphuc.history.trail import Authorship, Event, EventKind
from khacphuc.model import AnyRecord
from khacphuc.model.conclusion import Conclusion
from khacphuc.model.party import Party
from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Status
from khacphuc.register.case import Case
from khacphuc.timeline.sides import CaseSides, Standing

COMMITTER = "committer"
"""The field of an event about whoever made a commit that names somebody else as its author."""


def committed_by(change: CaseChange) -> Iterator[Event]:
    """Yield the documents that somebody committed whose word they are not: of the other side, of neither, or unknown.

    A registrar commits for all.
    """
    for pair in change.pairs:
        arrived = change.moment.of(pair.either.path)
        if not (arrived.by.authors or change.moment.actor) or not _binding(change, pair):
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
    brought, by = (moment.actor,) if moment.actor else (), moment.of(pair.either.path).by
    humans = [moment.persons(author) for author in (*brought, *by.authors)]
    # What stood before says whose word it was, whatever the change makes of it; but who decides what was asked, answers for that.
    record = (pair.either if decides(pair) else pair.old or pair.either).record
    sides = _sides(change, case.conclusion)
    whose = sides.speaker(record).unit
    if all({person.unit for person in human} == {whose} for human in humans):
        return _carried(moment, by, sides, record)
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
        return _carried(moment, by, sides, record)
    if not has_addresses(moment.base.units, sides.speakers(record)):
        return None
    kind = EventKind.OPPOSING_COMMIT if _gives_rights(pair) else EventKind.FOREIGN_COMMIT
    return _Judged(kind, whose, frozenset().union(*humans))


def _gives_rights(pair: AnyPair) -> bool:
    """Return whether a notice that was there names other parties, who have rights by it."""
    old, new = (side.record if side else None for side in (pair.old, pair.new))
    if not (isinstance(old, Conclusion) and isinstance(new, Conclusion)):
        return False
    was, now = (
        (one.issuer, one.followers, one.directing, one.inspection and one.inspection.team)
        for one in (old, new)
    )
    return was != now


def _carried(
    moment: ComparisonContext, by: Authorship, sides: CaseSides, record: AnyRecord
) -> _Judged | None:
    """Return that somebody of the other side made the commit, where it names another as its author.

    Whoever owes could write anybody's name into it. Of the inspecting side, which may merge what units write, it is asked.
    """
    registrars = frozenset(moment.base.policy.registrars)
    humans = [moment.persons(one) for one in by.committers]
    opposing = [
        human
        for human in humans
        if human and not human & registrars and sides.standing(human, record) is Standing.OPPOSING
    ]
    if not opposing:
        return None
    owing = any(map(sides.owes, opposing))
    kind = EventKind.OPPOSING_COMMIT if owing else EventKind.FOREIGN_COMMIT
    return _Judged(kind, sides.speaker(record).unit, frozenset().union(*opposing), COMMITTER)


def own_word(change: CaseChange, pair: AnyPair) -> bool:
    """Return whether everybody who wrote a document, or is known to have committed it, is somebody whose word it is."""
    case = next((side for side in (change.before, change.after) if side and side.conclusion), None)
    if case is None or case.conclusion is None or change.moment.on is None or decides(pair):
        return False
    moment, record = change.moment, (pair.old or pair.either).record
    by = moment.of(pair.either.path).by
    humans = [*map(moment.persons, by.authors), *filter(None, map(moment.persons, by.committers))]
    sides = _sides(change, case.conclusion)
    return bool(humans) and all(
        human and sides.standing(human, record) is Standing.OWN and sides.speaks(human, record)
        for human in humans
    )


def _sides(change: CaseChange, conclusion: Conclusion) -> CaseSides:
    cases: tuple[Case, ...] = tuple(side for side in (change.before, change.after) if side)
    assert change.moment.on is not None  # noqa: S101 - asked before
    return CaseSides(conclusion, cases, change.moment.base, change.moment.on)


def _binding(change: CaseChange, pair: AnyPair) -> bool:
    """Return whether somebody stands by the document: a draft may be anybody's help."""
    old, new = pair.old, pair.new
    if not isinstance(pair.either.record, Plan | Conclusion):
        return True
    issued = new is not None and getattr(new.record, "status", None) is Status.ISSUED
    return issued or (old is not None and change.was_in_force(old))  # type: ignore[arg-type]  # by its type
