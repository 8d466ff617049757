"""Yield the events between two versions of a case or a unit. Pure; only documents that differ are compared.

What each event says is written at its kind, in ``trail.EventKind``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import tzinfo

from khacphuc.history.comparing.case_change import (
    AnyPair,
    CaseChange,
    DifferingDocuments,
    DocumentPair,
    differing_between,
    is_pair,
    is_record,
    pairs,
)
from khacphuc.history.comparing.closure_bursts import closure_bursts
from khacphuc.history.comparing.committers import committed_by
from khacphuc.history.comparing.comparison_context import ArrivedChange, ComparisonContext, EarlierEvents
from khacphuc.history.comparing.conclusion_changes import conclusion_events
from khacphuc.history.comparing.deadline_changes import approved_moves, conclusion_deadlines
from khacphuc.history.comparing.keepers import kept_by
from khacphuc.history.comparing.plan_changes import plan_events
from khacphuc.history.comparing.record_changes import late_arrival, record_events, states_back
from khacphuc.history.comparing.unit_changes import frame_events
from khacphuc.history.trail import Arrival, Event, EventKind
from khacphuc.model import id_of
from khacphuc.model.conclusion import Conclusion
from khacphuc.model.plan import Plan
from khacphuc.model.records import Closure
from khacphuc.model.vocabulary import Status
from khacphuc.register.case import Case
from khacphuc.register.document import AnyDocument


def compare_case(
    before: Case | None,
    after: Case | None,
    moment: ComparisonContext,
    differing: DifferingDocuments | None = None,
) -> Iterator[Event]:
    """Yield the events of a case. None stands for no case; documents that are the same object did not change.

    ``differing`` are the others, where they are known.
    """
    differing = differing or differing_between(before, after)
    if not (differing.gone or differing.came):
        return
    change = CaseChange(before, after, moment, pairs(differing), differing)
    for pair in change.pairs:
        yield from _document(change, pair)
    if change.touches("conclusion", "plan", "extension"):
        known = approved_moves(change)
        yield from conclusion_deadlines(known)
        if change.touches("plan", "extension"):
            yield from plan_events(change, known)
    if change.touches("update"):
        yield from states_back(change)
    if change.touches("closure"):
        yield from _reopened(change)
    yield from committed_by(change)


def compare_unit(
    before: AnyDocument | None, after: AnyDocument | None, moment: ComparisonContext
) -> Iterator[Event]:
    """Yield the events of a unit, or of the policy."""
    yield from frame_events(before, after, moment)
    yield from kept_by(before, after, moment)


def bursts(events: Iterable[Event], arrivals: Sequence[Arrival], zone: tzinfo) -> Iterator[Event]:
    """Yield cases closed by one person on one day in a number that stands out; asked once, after the walk.

    ``zone`` is the register's time zone: the days are those on which the closures arrived there.
    """
    yield from closure_bursts(events, arrivals, zone)


def _document(change: CaseChange, pair: AnyPair) -> Iterator[Event]:
    """Yield the events of one document, independent of the others."""
    if is_pair(pair, Conclusion):
        yield from _paper(change, pair)
        yield from conclusion_events(change, pair)
    elif is_pair(pair, Plan):
        yield from _paper(change, pair)
        yield from _plan_late(change, pair)
    elif is_record(pair):
        yield from record_events(change, pair)


def _plan_late(change: CaseChange, pair: DocumentPair[Plan]) -> Iterator[Event]:
    """Yield a plan that comes into force long after the day that it bears: from that day on it counts."""
    old, new = pair
    issued_before = old is not None and change.was_in_force(old)
    if new is None or new.record.status is not Status.ISSUED or issued_before:
        return
    if any(("task", task.id) in change.moment.past.gone for task in new.record.tasks):
        return  # it was there before, and is put back
    if new.record.issued_on is not None:
        yield from late_arrival(change, new, new.record.issued_on, "issued_on")


def _paper(change: CaseChange, pair: DocumentPair[Conclusion | Plan]) -> Iterator[Event]:
    """Yield a conclusion or plan as a whole: it came, was issued, calls itself a draft again, or went."""
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


def _reopened(change: CaseChange) -> Iterator[Event]:
    """Yield a case whose closure is gone, and which is not: nobody else need look into the list of deleted records for it."""
    if change.before is None or change.after is None or next(change.after.of(Closure), None):
        return
    closed = next((document for document, _ in change.before.of(Closure)), None)
    if closed is not None:
        name = change.after.conclusion.id if change.after.conclusion else ""
        yield change.event(
            EventKind.STATE_BACK, closed, "closure", id=name, field="status", old="closed", new="open"
        )


__all__ = ["ArrivedChange", "ComparisonContext", "EarlierEvents", "bursts", "compare_case", "compare_unit"]
