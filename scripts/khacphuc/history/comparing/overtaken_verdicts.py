"""Find what a verification is read to agree to though it arrived after it: a verification agrees to nothing that it cannot have seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct, structs

from khacphuc.history.comparing.expected_case import Pairs
from khacphuc.history.comparing.owed import Owed, name_of_owed, obligations_of, owed_in
from khacphuc.history.comparing.record_changes import PAPERS_TRAVEL
from khacphuc.history.trail import EventKind
from khacphuc.model.records import Update, Verification
from khacphuc.obligations.fold import fold
from khacphuc.obligations.values import ObligationKind
from khacphuc.register.case import Case, reading_order
from khacphuc.register.document import AnyDocument, Document, holds
from khacphuc.register.loading import RegisterSettings
from khacphuc.timeline.timeline import order_of

_AT_THE_END = "99:99"
"""A time of day after all others."""


class DatedBack(Struct, frozen=True):
    """An update of which something arrived after verifications of its tasks, and is dated before them."""

    document: Document[Update]
    instead: Sequence[Document[Update]]
    """As it reads after them."""
    tasks: frozenset[str]
    verdicts: Sequence[Verification]

    def explicit(self, task: str) -> bool:
        """Return whether one of them speaks of this very task, and not of all that had been reported of it."""
        return any(
            said.task == task and not said.all_reported for verdict in self.verdicts for said in verdict.tasks
        )


class Overtaken(Struct, frozen=True):
    """What counts as decided by a verification that cannot have seen what it would have decided."""

    kind: EventKind
    was: Owed
    path: str
    """The update."""
    verified: date
    """The day of the last such verification."""
    now: Owed | None


def dated_back(before: Case | None, found: Pairs) -> list[DatedBack]:
    """Return the updates that came, or were put back, before verifications that had landed."""
    updates = [(pair.old, pair.new) for pair in found if pair.type == Update.TYPE and pair.new is not None]
    return [one for old, new in updates if before and (one := _dated_back(before, old, new))]


def _dated_back(before: Case, old: AnyDocument | None, new: AnyDocument) -> DatedBack | None:
    if not holds(new, Update):
        return None
    known = old if old is not None and holds(old, Update) else None
    fresh = tuple(said for said in new.record.tasks if known is None or said not in known.record.tasks)
    moved, said_anew = ({said.task for said in some} for some in (new.record.tasks, fresh))
    verdicts: list[Verification] = []
    tasks: set[str] = set()
    for document in reversed(before.documents):
        if document.slot.date is None or document.slot.date < new.record.date:
            break
        if holds(document, Verification) and order_of(new) < order_of(document):
            unseen = moved if known and order_of(document) < order_of(known) else said_anew
            if about := unseen & {said.task for said in document.record.tasks}:
                verdicts.append(document.record)
                tasks |= about
    if not verdicts:
        return None
    last = max(verdict.date for verdict in verdicts)
    record = structs.replace(new.record, date=last, time=_AT_THE_END, tasks=fresh)
    instead = (*([known] if known else []), structs.replace(new, record=record))
    return DatedBack(new, instead, frozenset(tasks), verdicts)


def overtaken(
    before: Case, after: Case, late: Sequence[DatedBack], settings: RegisterSettings, day: date
) -> Iterator[Overtaken]:
    """Yield what is decided by older verifications, against the reading in which they stand before what came later."""
    instead = {id(one.document): one.instead for one in late}
    documents = (one for each in after.documents for one in instead.get(id(each), (each,)))
    reading = Case(after.folder, tuple(sorted(documents, key=reading_order)), after.unrecognised)
    stood, stands, would = (_Standing(case, settings, day) for case in (before, after, reading))
    told: set[str] = set()
    for kind, name in sorted(_differing(stood, stands, would), key=lambda one: _RANK[one[0]]):
        one, was, now = would.owed[name], stood.owed.get(name), stands.owed.get(name)
        task = one.id.partition("/")[0].partition("@")[0]
        by = next((word for word in late if task in word.tasks), None)
        if by is None or (task in told and kind is not EventKind.LATENESS_GONE):
            continue
        told.add(task)
        path, verified = by.document.path, max(verdict.date for verdict in by.verdicts)
        if kind is not EventKind.VERIFIED_BEFORE:
            yield Overtaken(kind, was or one, path, verified, now)
            continue
        grave = not by.explicit(task) and _grave(was, now, by.document.record.date, day)
        what = "task" if one.what == "milestone" else one.what
        verification = structs.replace(one, what=what, id=one.id.partition("/")[0], field="verify", due=None)
        yield Overtaken(EventKind.OWED_NO_MORE if grave else kind, verification, path, verified, now)


_RANK = {EventKind.LATENESS_GONE: 0, EventKind.OWED_NO_MORE: 1, EventKind.VERIFIED_BEFORE: 2}


class _Standing:
    """What is owed in a case on a day, and what of it waits for a verification."""

    def __init__(self, case: Case, settings: RegisterSettings, day: date) -> None:
        state = fold(case, settings, day)
        self.owed = owed_in(state)
        self.waiting = {name_of_owed(one) for one in obligations_of(state) if one.waiting} if state else set()


def _differing(stood: _Standing, stands: _Standing, would: _Standing) -> Iterator[tuple[EventKind, str]]:
    for name, one in would.owed.items():
        was, now = stood.owed.get(name), stands.owed.get(name)
        if now is None or now.open or one.kind is ObligationKind.VERIFY:
            continue
        waited, waits = name in stood.waiting, name in stands.waiting
        if was and not was.open and was.met == now.met and waited == waits:
            continue  # what came adds nothing: later words stand
        as_well = not one.open and one.met == now.met
        if was and was.late and (now.met is None or (was.met and now.met < was.met)) and not as_well:
            yield EventKind.LATENESS_GONE, name
        elif one.open:
            yield EventKind.OWED_NO_MORE, name
        elif name in would.waiting and not waits:
            yield EventKind.VERIFIED_BEFORE, name


def _grave(was: Owed | None, now: Owed | None, dated: date, day: date) -> bool:
    """Return whether something was late, or was overdue until what says that it was not arrived long after its day."""
    if (now and now.late) or (was and was.late):
        return True
    overdue = was is not None and was.open and was.due is not None and was.due < day
    return overdue and day - dated > timedelta(days=PAPERS_TRAVEL)
