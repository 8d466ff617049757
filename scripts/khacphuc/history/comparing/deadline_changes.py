"""Yield events of moved deadlines: in a plan, in the conclusion, by an extension. Wording is in ``EventKind``."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import takewhile
from typing import NamedTuple

from msgspec import Struct

from khacphuc.history.comparing.case_change import CaseChange, DifferingDocuments
from khacphuc.history.trail import Event, EventKind
from khacphuc.model.conclusion import Conclusion
from khacphuc.model.plan import Plan, Task
from khacphuc.model.records import Extension, Move
from khacphuc.model.shared import Milestone
from khacphuc.model.vocabulary import Duty
from khacphuc.register.case import Case
from khacphuc.register.document import AnyDocument, Document, holds
from khacphuc.timeline.deadlines import (
    DeadlineKey,
    approving,
    due_of,
    duty_key,
    end_of,
    key_of,
    milestone_key,
    task_key,
)
from khacphuc.timeline.timeline import order_of


class ApprovedMove(NamedTuple):
    """A move that was approved, and the extension that says so."""

    document: Document[Extension]
    move: Move


class DeadlineSubject(NamedTuple):
    """Whose deadline it is, in the words of an event, and what extensions know it by."""

    what: str
    id: str
    field: str
    key: DeadlineKey


_MovesByKey = dict[DeadlineKey, list[ApprovedMove]]


class ApprovedMoves(Struct, frozen=True):
    """The approved moves before and after a change, in order of date: the last one counts."""

    change: CaseChange
    before: _MovesByKey
    after: _MovesByKey
    concerned: frozenset[DeadlineKey]
    """The deadlines of which extensions speak that came or went with the change."""

    def of(self, subject: DeadlineSubject) -> tuple[list[ApprovedMove], list[ApprovedMove]]:
        return self.before.get(subject.key, []), self.after.get(subject.key, [])

    def concern(self, task: Task) -> bool:
        """Return whether an extension that came or went is about a task or one of its milestones."""
        keys = (task_key(task.id), *(milestone_key(step.id) for step in task.milestones))
        return not self.concerned.isdisjoint(keys)


def approved_moves(change: CaseChange) -> ApprovedMoves:
    before, after = _approved(change.before), _approved(change.after, change)
    differing = (*change.differing.gone, *change.differing.came)
    concerned = frozenset(key_of(move) for document in approving(differing) for move in document.record.tasks)
    return ApprovedMoves(change, before, after, concerned)


def _approved(case: Case | None, change: CaseChange | None = None) -> _MovesByKey:
    """Return every approved move of a case, by what it moves. Kept with the case, and made of those before the change."""
    if case is None:
        return {}
    kept: _MovesByKey | None = case.__dict__.get("_approved")
    if kept is None:
        kept = case.__dict__["_approved"] = (
            _changed(_approved(change.before), change.differing)
            if change and change.before
            else _changed({}, DifferingDocuments((), tuple(document for document, _ in case.of(Extension))))
        )
    return kept


def _changed(rulings: _MovesByKey, differing: DifferingDocuments) -> _MovesByKey:
    """Return the approved moves after some documents went and others came."""
    found = dict(rulings)
    for document in approving(differing.gone):
        for key in {key_of(move) for move in document.record.tasks}:
            found[key] = [ruling for ruling in found[key] if ruling.document is not document]
    own: set[DeadlineKey] = set()
    for document in approving(differing.came):
        for move in document.record.tasks:
            if (key := key_of(move)) not in own:
                own.add(key)
                found[key] = list(found.get(key, ()))
            insort(found[key], ApprovedMove(document, move), key=lambda ruling: order_of(ruling.document))
    return found


def task_deadline(known: ApprovedMoves, document: AnyDocument, old: Task, new: Task) -> Iterator[Event]:
    """Yield the deadline of a task that stood in a plan in force before and stands in one after, in ``document``."""
    was, now = end_of(old), end_of(new)
    spoken = new if now else old
    field = "due" if spoken.due or not (was or now) else "until"
    subject = DeadlineSubject("task", new.id, field, task_key(new.id))
    if new.recurrence and not new.due:
        yield from _own(known, subject, document, was, now)
        if was == now and (left := _left_behind(document, now, *known.of(subject))):
            yield _moved(known.change, document, subject, left, now, declared=False)
        yield from _occurrences(known, subject)
    else:
        yield from deadline(known, subject, document, was, now)


def milestone_deadline(
    known: ApprovedMoves, document: AnyDocument, task: Task, old: Milestone, new: Milestone
) -> Iterator[Event]:
    subject = DeadlineSubject("milestone", f"{task.id}/{new.id}", "due", milestone_key(new.id))
    yield from deadline(known, subject, document, old.due, new.due)


def conclusion_deadlines(known: ApprovedMoves) -> Iterator[Event]:
    """Yield when the plan and the report are due."""
    before, after = known.change.before, known.change.after
    if not known.change.touches("conclusion", Extension.TYPE):
        return
    old, new = before and before.conclusion_document, after and after.conclusion_document
    if not old or not new or not holds(old, Conclusion) or not holds(new, Conclusion):
        return
    if not known.change.was_in_force(old):
        return
    for field, duty in (("plan_due", Duty.PLAN), ("report_due", Duty.REPORT)):
        subject = DeadlineSubject("conclusion", new.record.id, field, duty_key(duty))
        yield from deadline(known, subject, new, due_of(duty, old.record), due_of(duty, new.record))


def deadline(
    known: ApprovedMoves, subject: DeadlineSubject, document: AnyDocument, old: date | None, new: date | None
) -> Iterator[Event]:
    """Yield the events of a deadline set to ``old`` before and ``new`` after, possibly moved by extensions."""
    was, now = known.of(subject)
    counted, counts = _counting(old, was), _counting(new, now)
    if old is None and new is None:  # none of its own: the register's, which the extension names
        counted = counted or (now[0].move.from_ if now else None)
        counts = counts or (was[0].move.from_ if was else None)
    if old != new and counted == counts and new in [ruling.move.to for ruling in was]:
        kind = EventKind.CONCLUSION_EDITED if subject.what == "conclusion" else EventKind.REWORDED
        part = {"id": subject.id, "field": subject.field, "old": _iso(old), "new": _iso(new)}
        yield known.change.event(kind, document, subject.what, **part)
    else:
        yield from _own(known, subject, document, old, new)
    if counted != counts and (old == new or counts != new):
        yield _moved(
            known.change,
            _decided_by(known.change, was, now),
            subject,
            counted,
            counts,
            declared=_declared(now, counts),
        )
    elif old == new and (left := _left_behind(document, new, was, now)):
        yield _moved(known.change, document, subject, left, new, declared=False)


def _left_behind(
    document: AnyDocument, day: date | None, was: Sequence[ApprovedMove], now: Sequence[ApprovedMove]
) -> date | None:
    """Return the deadline before an extension that is approved no more, where the first plan has taken over its day."""
    plan = document.record
    if not isinstance(plan, Plan) or plan.revises or day is None or _declared(now, day):
        return None
    return next((ruling.move.from_ for ruling in was if ruling.move.to == day > ruling.move.from_), None)


def _decided_by(change: CaseChange, was: Sequence[ApprovedMove], now: Sequence[ApprovedMove]) -> AnyDocument:
    """Return the extension that made the difference: the last one that came, else the last one that went."""
    came = [ruling for ruling in _among(now, change.differing.came) if not _holds(was, ruling)]
    went = [ruling for ruling in _among(was, change.differing.gone) if not _holds(now, ruling)]
    document = (came or went or now or was)[-1].document
    # One that was rewritten goes by its present name.
    return next((pair.new for pair in change.pairs if pair.old is document and pair.new), document)


def _among(rulings: Sequence[ApprovedMove], documents: Sequence[AnyDocument]) -> list[ApprovedMove]:
    """Return the rulings of some documents."""
    wanted = {id(document) for document in documents}
    return [ruling for ruling in rulings if id(ruling.document) in wanted]


def _holds(rulings: Sequence[ApprovedMove], sought: ApprovedMove) -> bool:
    """Return whether the same was ruled on the same day, by whatever document."""
    day = sought.document.record.date
    start = bisect_left(rulings, day, key=lambda ruling: ruling.document.record.date)
    of_the_day = takewhile(lambda ruling: ruling.document.record.date == day, rulings[start:])
    return any(ruling.move == sought.move for ruling in of_the_day)


def _own(
    known: ApprovedMoves, subject: DeadlineSubject, document: AnyDocument, old: date | None, new: date | None
) -> Iterator[Event]:
    if old != new:
        yield _moved(known.change, document, subject, old, new, declared=_declared(known.of(subject)[1], new))


def _occurrences(known: ApprovedMoves, subject: DeadlineSubject) -> Iterator[Event]:
    """Yield newly approved moves of a recurring task: each extension moves the occurrence that it names."""
    was, now = known.of(subject)
    told = {(ruling.move.from_, ruling.move.to) for ruling in was}
    for document, move in now:
        if (move.from_, move.to) not in told and move.from_ != move.to:
            told.add((move.from_, move.to))
            occurrence = subject._replace(field="occurrence")
            yield _moved(known.change, document, occurrence, move.from_, move.to, declared=True)


def _counting(own: date | None, approved: Sequence[ApprovedMove]) -> date | None:
    return approved[-1].move.to if approved else own


def _declared(approved: Sequence[ApprovedMove], day: date | None) -> bool:
    return day in [ruling.move.to for ruling in approved]


def _moved(
    change: CaseChange,
    document: AnyDocument,
    subject: DeadlineSubject,
    old: date | None,
    new: date | None,
    *,
    declared: bool,
) -> Event:
    on = change.moment.on
    return change.event(
        _kind(old, new),
        document,
        subject.what,
        id=subject.id,
        field=subject.field,
        old=_iso(old),
        new=_iso(new),
        declared=declared,
        passed=old is not None and on is not None and old < on,
        days=(new - old).days if old and new else 0,
    )


def _kind(old: date | None, new: date | None) -> EventKind:
    if old is None:
        return EventKind.DEADLINE_SET
    if new is None:
        return EventKind.DEADLINE_REMOVED
    return EventKind.DEADLINE_LATER if new > old else EventKind.DEADLINE_EARLIER


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
