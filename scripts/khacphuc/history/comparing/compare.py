"""What a change means: a case or a unit before and after, as events. Pure, and paid for only where documents differ.

What each event says is written at its kind, in ``trail.EventKind``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import tzinfo

from khacphuc.history.comparing.bursts import closure_bursts
from khacphuc.history.comparing.change import (
    AnyPair,
    Change,
    Differing,
    Pair,
    differing_between,
    is_pair,
    is_record,
    pairs,
)
from khacphuc.history.comparing.conclusion import conclusion_events
from khacphuc.history.comparing.deadlines import conclusion_deadlines, rulings
from khacphuc.history.comparing.moment import Arrived, Moment, Past
from khacphuc.history.comparing.people import foreign_commit, verified_by_doer
from khacphuc.history.comparing.plans import plan_events
from khacphuc.history.comparing.records import record_events, states_back
from khacphuc.history.comparing.units import frame_events
from khacphuc.history.trail import Event, EventKind, Landing
from khacphuc.model import id_of
from khacphuc.model.conclusion import Conclusion
from khacphuc.model.plan import Plan
from khacphuc.model.records import Closure, Update, Verification
from khacphuc.model.vocabulary import Status
from khacphuc.register.case import Case
from khacphuc.register.document import AnyDocument


def compare_case(
    before: Case | None, after: Case | None, moment: Moment, differing: Differing | None = None
) -> Iterator[Event]:
    """What became of a case. None is a case that is not there; documents that are the same object did not change.

    ``differing`` are the others, where they are known.
    """
    differing = differing or differing_between(before, after)
    found = pairs(differing)
    if not found:
        return
    change = Change(before, after, moment, found, differing)
    for pair in found:
        yield from _document(change, pair)
    if change.touches("conclusion", "plan", "extension"):
        known = rulings(change)
        yield from conclusion_deadlines(known)
        if change.touches("plan", "extension"):
            yield from plan_events(change, known)
    if change.touches("update"):
        yield from states_back(change)
    if change.touches("closure"):
        yield from _reopened(change)


def compare_unit(before: AnyDocument | None, after: AnyDocument | None, moment: Moment) -> Iterator[Event]:
    """What became of a unit, or of the policy."""
    yield from frame_events(before, after, moment)


def bursts(events: Iterable[Event], landings: Sequence[Landing], zone: tzinfo) -> Iterator[Event]:
    """Cases closed by one person on one day in a number that stands out; asked once, after the walk.

    ``zone`` is the register's time zone: the days are those on which the closures arrived there.
    """
    yield from closure_bursts(events, landings, zone)


def _document(change: Change, pair: AnyPair) -> Iterator[Event]:
    """What is told of one document, whatever stands beside it."""
    if is_pair(pair, Conclusion):
        yield from _paper(change, pair)
        yield from conclusion_events(change, pair)
    elif is_pair(pair, Plan):
        yield from _paper(change, pair)
        yield from foreign_commit(change, pair)
    elif is_record(pair):
        yield from record_events(change, pair)
        if is_pair(pair, Verification):
            yield from verified_by_doer(change, pair)
        elif is_pair(pair, Update):
            yield from foreign_commit(change, pair)


def _paper(change: Change, pair: Pair[Conclusion | Plan]) -> Iterator[Event]:
    """A conclusion or plan as a whole: it came, was issued, calls itself a draft again, or went."""
    was, now = (side.record.status if side else None for side in pair)
    if was is now:
        return
    kind = EventKind.ISSUED if now is Status.ISSUED else EventKind.STATE_BACK
    if was is None or now is None:
        kind = EventKind.CREATED if was is None else EventKind.DELETED
    yield change.event(
        kind,
        pair.either,
        pair.type,
        id=id_of(pair.either.record),
        field="status",
        old=was.value if was else "",
        new=now.value if now else "",
    )


def _reopened(change: Change) -> Iterator[Event]:
    """A case whose closure is gone, and which is not: nobody else need look into the list of deleted records for it."""
    if change.before is None or change.after is None or next(change.after.of(Closure), None):
        return
    closed = next((document for document, _ in change.before.of(Closure)), None)
    if closed is not None:
        name = change.after.conclusion.id if change.after.conclusion else ""
        yield change.event(
            EventKind.STATE_BACK, closed, "closure", id=name, field="status", old="closed", new="open"
        )


__all__ = ["Arrived", "Moment", "Past", "bursts", "compare_case", "compare_unit"]
