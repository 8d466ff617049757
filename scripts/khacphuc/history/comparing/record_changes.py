"""Yield events of records. Records are only added, so every other change is an event."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from msgspec import structs

from khacphuc.history.comparing.case_change import CaseChange, DocumentPair, by_date, is_pair
from khacphuc.history.comparing.committers import own_word
from khacphuc.history.comparing.text_differences import body_difference, differences
from khacphuc.history.trail import Event, EventKind
from khacphuc.model import Record, id_of
from khacphuc.model.plan import Plan
from khacphuc.model.records import Extension, TaskProgress, Update, Verification
from khacphuc.model.vocabulary import Declared, VerificationOutcome
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.register.loading import RegisterSettings
from khacphuc.timeline.deadlines import end_of

PAPERS_TRAVEL = 7
"""Days for which nobody asks why a record arrived later than it is dated."""

_A_MONTH = 31

_HOW_FAR = {Declared.NOT_STARTED: 0, Declared.IN_PROGRESS: 1, Declared.REPORTED_DONE: 2}


def record_events(change: CaseChange, pair: DocumentPair[Record]) -> Iterator[Event]:
    """Yield a record that is new, gone or no longer what it was."""
    old, new = pair
    if old is None:
        if new is not None:
            yield change.event(EventKind.CREATED, new, pair.type, id=id_of(new.record))
            late = [*late_arrival(change, new, new.record.date)]
            yield from late or _reached_before(change, new)
    elif new is None:
        own = own_word(change, pair)
        yield change.event(EventKind.RECORD_DELETED, old, pair.type, id=id_of(old.record), declared=own)
    else:
        own = own_word(change, pair)
        yield from (structs.replace(event, declared=own) for event in _rewritten(change, old, new))


def late_arrival(
    change: CaseChange, document: Document[Record | Plan], stated: date, field: str = "date"
) -> Iterator[Event]:
    """Yield a paper that arrived long after the day that it bears."""
    on = change.moment.on
    if change.before is not None and on is not None and (on - stated).days > PAPERS_TRAVEL:
        days = (on - stated).days
        yield change.event(
            EventKind.RECORD_LATE,
            document,
            document.slot.type,
            id=id_of(document.record),
            field=field,
            old=stated.isoformat(),
            days=days,
        )


def told_within(settings: RegisterSettings) -> int:
    """Return the days within which nobody asks why a unit says so late what it has done.

    Papers travel; and where an update is owed only once in so many days, it tells of those, though of no more than a month.
    """
    return PAPERS_TRAVEL + min(settings.policy.days.update or 0, _A_MONTH)


def _reached_before(change: CaseChange, document: Document[Record]) -> Iterator[Event]:
    """Yield an update that says, long after a deadline, that something was done or reached before it."""
    record, on = document.record, change.moment.on
    if not isinstance(record, Update) or change.before is None or change.after is None or on is None:
        return
    usual = on - timedelta(days=told_within(change.moment.base))
    told = [
        said.done_on
        for said in record.tasks
        if (said.state is Declared.REPORTED_DONE or said.milestones)
        and said.done_on is not None
        and said.done_on < usual
        and any(said.done_on <= due < usual for due in _deadlines(change.after, said, said.done_on))
    ]
    if told:
        first = min(told)
        old, days = first.isoformat(), (on - first).days
        yield change.event(
            EventKind.REACHED_BEFORE, document, document.slot.type, field="done_on", old=old, days=days
        )


def _deadlines(case: Case, said: TaskProgress, day: date) -> Iterator[date]:
    """Yield the days by which a task, one of its steps, or the occurrence that is meant may have been owed."""
    steps = {*said.milestones}
    for task in (task for _, plan in case.of(Plan) for task in plan.tasks):
        if task.id == said.task:
            due = [end_of(task), *(step.due for step in task.milestones)]
            if task.recurrence:
                due.append(said.occurrence or day)  # which one is meant follows from the day
            yield from filter(None, due)
            steps.update(step.id for step in task.milestones)
    for _, extension in case.of(Extension):
        yield from (move.to for move in extension.tasks if move.task == said.task or move.milestone in steps)
    demanded = case.conclusion.requirements if case.conclusion else ()
    yield from (part.due for part in demanded if part.id == said.task and part.due)


def _rewritten(change: CaseChange, old: Document[Record], new: Document[Record]) -> Iterator[Event]:
    found = list(differences(old.record, new.record))
    if body := body_difference(old.body, new.body):
        found.append(body)
    if found:
        yield change.event(
            EventKind.RECORD_REWRITTEN,
            new,
            new.slot.type,
            id=id_of(new.record),
            field=", ".join(item.key for item in found),
            old="\n".join(" ".join(item.old.split()) for item in found),
            new="\n".join(" ".join(item.new.split()) for item in found),
        )


class _ProgressChange(NamedTuple):
    """The latest that updates say of a task (of one unit, where several owe it)."""

    document: Document[Update]
    said: TaskProgress


_Key = tuple[str, str | None]


def states_back(change: CaseChange) -> Iterator[Event]:
    """Yield tasks that an update, new or rewritten, declares less far than they were."""
    arrived = [pair.new for pair in change.pairs if is_pair(pair, Update) and pair.new]
    said_now = (said for found in arrived for said in found.record.tasks if _may_be_back(said))
    keys = dict.fromkeys((said.task, said.unit) for said in said_now)
    if not keys or change.before is None or change.after is None:
        return
    before, after = (_latest(updates, keys) for updates in by_date(change, Update))
    new = {id(found) for found in arrived}
    for key in [key for key in keys if key in before and key in after]:
        was, now = before[key], after[key]
        if (
            id(now.document) in new
            and 0 <= _how_far(now.said) < _how_far(was.said)
            and not _starts_anew(change.after, now.said.task)
            and not _rejected(change.after, was, now)
        ):
            yield change.event(
                EventKind.STATE_BACK,
                now.document,
                "task",
                id=now.said.task,
                field="state",
                old=str(was.said.state),
                new=str(now.said.state),
            )


def _may_be_back(said: TaskProgress) -> bool:
    return 0 <= _how_far(said) < _HOW_FAR[Declared.REPORTED_DONE] and said.occurrence is None


def _how_far(said: TaskProgress) -> int:
    """Return the rank of a state; paused and dropped tasks have none."""
    return _HOW_FAR.get(said.state, -1) if said.state else -1


def _latest(updates: Sequence[Document[Update]], keys: Collection[_Key]) -> dict[_Key, _ProgressChange]:
    """Return the last declared state of tasks; ``updates`` are sorted by date."""
    found: dict[_Key, _ProgressChange] = {}
    for document in reversed(updates):
        for said in reversed(document.record.tasks):
            key = (said.task, said.unit)
            if key in keys and key not in found and said.state is not None and said.occurrence is None:
                found[key] = _ProgressChange(document, said)
        if len(found) == len(keys):
            break
    return found


def _starts_anew(case: Case, task: str) -> bool:
    """Return whether a task recurs: each occurrence is begun and done by itself."""
    return any(found.recurrence for _, _, _, found in case.tasks() if found.id == task)


def _rejected(case: Case, was: _ProgressChange, now: _ProgressChange) -> bool:
    """Return whether the follower sent the task back between two updates."""
    start, end = was.document.record.date, now.document.record.date
    return any(
        judged.task == now.said.task and judged.outcome is VerificationOutcome.REJECTED
        for _, verification in case.of(Verification)
        if start <= verification.date <= end
        for judged in verification.tasks
    )
