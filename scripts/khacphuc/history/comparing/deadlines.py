"""Deadlines that moved: in a plan, in the conclusion, or by an extension. How each is told is said in ``EventKind``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from msgspec import Struct

from khacphuc.history.comparing.change import Change
from khacphuc.history.trail import Event, EventKind
from khacphuc.model.plan import Milestone, Task
from khacphuc.model.records import Extension, Move
from khacphuc.model.vocabulary import Duty, ExtensionOutcome
from khacphuc.register.case import Case
from khacphuc.register.document import Document


class Ruling(NamedTuple):
    """A move that was approved, and the extension that says so."""

    document: Document
    move: Move


class Subject(NamedTuple):
    """Whose deadline it is, in the words of an event and in those of an extension."""

    what: str
    id: str
    field: str
    task: str | None = None
    milestone: str | None = None
    duty: Duty | None = None


_Key = tuple[str | None, Duty | None, str | None]
_Rulings = dict[_Key, list[Ruling]]


def _key(of: Subject | Move) -> _Key:
    """What a deadline is known by. As the fold has it, a milestone is known by its id alone."""
    return (None, None, of.milestone) if of.milestone else (of.task, of.duty, None)


class Rulings(Struct, frozen=True):
    """What was approved before and after a change, in order of date: the last one counts."""

    change: Change
    before: _Rulings
    after: _Rulings

    @property
    def differ(self) -> bool:
        return self.change.touches(Extension.TYPE)

    def of(self, subject: Subject) -> tuple[list[Ruling], list[Ruling]]:
        key = _key(subject)
        return self.before.get(key, []), self.after.get(key, [])


def rulings(change: Change) -> Rulings:
    return Rulings(change, _approved(change.before), _approved(change.after))


def _approved(case: Case | None) -> _Rulings:
    papers = list(case.of(Extension)) if case else []
    found: _Rulings = {}
    for document, extension in sorted(papers, key=lambda item: (item[1].date, item[0].path)):
        if extension.outcome is ExtensionOutcome.APPROVED:
            for move in extension.tasks:
                found.setdefault(_key(move), []).append(Ruling(document, move))
    return found


def task_deadline(known: Rulings, document: Document, old: Task, new: Task) -> Iterator[Event]:
    """The deadline of a task that stood in a plan in force before and stands in one after, in ``document``."""
    was, now = end_of(old), end_of(new)
    spoken = new if now else old
    field = "due" if spoken.due or not (was or now) else "until"
    subject = Subject("task", new.id, field, task=new.id)
    if new.recurrence and not new.due:
        yield from _own(known, subject, document, was, now)
        yield from _occurrences(known, subject)
    else:
        yield from deadline(known, subject, document, was, now)


def end_of(task: Task) -> date | None:
    """The deadline that a plan gives a task: its own, or the end of its recurrence."""
    return task.due or (task.recurrence.until if task.recurrence else None)


def milestone_deadline(
    known: Rulings, document: Document, task: Task, old: Milestone, new: Milestone
) -> Iterator[Event]:
    subject = Subject("milestone", f"{task.id}/{new.id}", "due", task=task.id, milestone=new.id)
    yield from deadline(known, subject, document, old.due, new.due)


def conclusion_deadlines(known: Rulings) -> Iterator[Event]:
    """When the plan and the report are due."""
    before, after = known.change.before, known.change.after
    if not known.change.touches("conclusion", Extension.TYPE):
        return
    old, new = before and before.conclusion_document, after and after.conclusion_document
    if not old or not new or not old.record or not new.record or not known.change.was_in_force(old):
        return
    for field, duty in (("plan_due", Duty.PLAN), ("report_due", Duty.REPORT)):
        subject = Subject("conclusion", new.record.id, field, duty=duty)
        yield from deadline(known, subject, new, getattr(old.record, field), getattr(new.record, field))


def deadline(
    known: Rulings, subject: Subject, document: Document, old: date | None, new: date | None
) -> Iterator[Event]:
    """What became of a deadline whose paper said ``old`` and says ``new``, and which extensions may have moved."""
    was, now = known.of(subject)
    counted, counts = _counting(old, was), _counting(new, now)
    if old is None and new is None:  # none of its own: the register's, which the extension names
        counted = counted or (now[0].move.from_ if now else None)
        counts = counts or (was[0].move.from_ if was else None)
    if old != new and counted == counts and new in [ruling.move.to for ruling in was]:
        kind = EventKind.CONCLUSION_EDITED if subject.duty else EventKind.REWORDED
        part = {"id": subject.id, "field": subject.field, "old": _iso(old), "new": _iso(new)}
        yield known.change.event(kind, document, subject.what, **part)
    else:
        yield from _own(known, subject, document, old, new)
    if counted != counts and (old == new or counts != new):
        yield _moved(
            known.change, _decided_by(was, now), subject, counted, counts, declared=_declared(now, counts)
        )


def _decided_by(was: Sequence[Ruling], now: Sequence[Ruling]) -> Document:
    """The extension that made the difference: the last one that came, else the last one that went."""
    before, after = ([(ruling.document.record.date, ruling.move) for ruling in side] for side in (was, now))
    came = [ruling for ruling, key in zip(now, after, strict=True) if key not in before]
    went = [ruling for ruling, key in zip(was, before, strict=True) if key not in after]
    return (came or went or now or was)[-1].document


def _own(
    known: Rulings, subject: Subject, document: Document, old: date | None, new: date | None
) -> Iterator[Event]:
    if old != new:
        yield _moved(known.change, document, subject, old, new, declared=_declared(known.of(subject)[1], new))


def _occurrences(known: Rulings, subject: Subject) -> Iterator[Event]:
    """What was newly approved for a recurring task: each extension moves the occurrence that it names."""
    was, now = known.of(subject)
    told = {(ruling.move.from_, ruling.move.to) for ruling in was}
    for document, move in now:
        if (move.from_, move.to) not in told and move.from_ != move.to:
            told.add((move.from_, move.to))
            occurrence = subject._replace(field="occurrence")
            yield _moved(known.change, document, occurrence, move.from_, move.to, declared=True)


def _counting(own: date | None, approved: Sequence[Ruling]) -> date | None:
    return approved[-1].move.to if approved else own


def _declared(approved: Sequence[Ruling], day: date | None) -> bool:
    return day in [ruling.move.to for ruling in approved]


def _moved(
    change: Change,
    document: Document,
    subject: Subject,
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
