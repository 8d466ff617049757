"""What became of records: they are only ever added, so every other change of one is told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from khacphuc.history.comparing_change import Change, Pair
from khacphuc.history.comparing_text import body_difference, differences
from khacphuc.history.trail import Event, EventKind
from khacphuc.model.records import TaskProgress, Update, Verification
from khacphuc.model.vocabulary import Declared, VerificationOutcome
from khacphuc.register.case import Case
from khacphuc.register.document import Document

_PAPERS_TRAVEL = 7
"""Days for which nobody asks why a record arrived later than it is dated."""

_HOW_FAR = {Declared.NOT_STARTED: 0, Declared.IN_PROGRESS: 1, Declared.REPORTED_DONE: 2}


def record_events(change: Change, pair: Pair) -> Iterator[Event]:
    """A record that is new, gone or no longer what it was."""
    old, new = pair
    if old is None:
        if new is not None:
            yield change.event(EventKind.CREATED, new, pair.type, id=_id(new))
            yield from _late(change, new)
    elif new is None:
        yield change.event(EventKind.RECORD_DELETED, old, pair.type, id=_id(old))
    else:
        yield from _rewritten(change, old, new)


def _id(document: Document) -> str:
    return getattr(document.record, "id", "")


def _late(change: Change, document: Document) -> Iterator[Event]:
    on, stated = change.moment.on, document.record.date
    if change.before is not None and on is not None and (on - stated).days > _PAPERS_TRAVEL:
        days = (on - stated).days
        yield change.event(
            EventKind.RECORD_LATE,
            document,
            document.slot.type,
            id=_id(document),
            field="date",
            old=stated.isoformat(),
            days=days,
        )


def _rewritten(change: Change, old: Document, new: Document) -> Iterator[Event]:
    found = list(differences(old.record, new.record))
    if body := body_difference(old.body, new.body):
        found.append(body)
    if found:
        yield change.event(
            EventKind.RECORD_REWRITTEN,
            new,
            new.slot.type,
            id=_id(new),
            field=", ".join(item.key for item in found),
            old="\n".join(" ".join(item.old.split()) for item in found),
            new="\n".join(" ".join(item.new.split()) for item in found),
        )


class _Word(NamedTuple):
    """The latest that updates say of a task (of one unit, where several owe it)."""

    document: Document
    said: TaskProgress


_Words = dict[tuple[str, str | None], _Word]


def states_back(change: Change) -> Iterator[Event]:
    """Tasks that an update, new or rewritten, declares less far than they were."""
    arrived = {id(pair.new) for pair in change.pairs if pair.type == Update.TYPE}
    before, after = _latest(change.before), _latest(change.after)
    for key, now in after.items():
        was = before.get(key)
        if was is None or id(now.document) not in arrived or not _less(now.said.state, was.said.state):
            continue
        if change.after is not None and not _rejected(change.after, was, now):
            yield change.event(
                EventKind.STATE_BACK,
                now.document,
                "task",
                id=now.said.task,
                field="state",
                old=str(was.said.state),
                new=str(now.said.state),
            )


def _less(now: Declared | None, was: Declared | None) -> bool:
    return now in _HOW_FAR and was in _HOW_FAR and _HOW_FAR[now] < _HOW_FAR[was]


def _latest(case: Case | None) -> _Words:
    """What was declared last of each task, by the dates of the updates. A recurring task starts anew each time."""
    if case is None:
        return {}
    found = sorted(case.of(Update), key=lambda item: (item[1].date, item[0].path))
    words = {
        (said.task, said.unit): _Word(document, said)
        for document, update in found
        for said in update.tasks
        if said.state is not None and said.occurrence is None
    }
    recurring = {task.id for _, _, _, task in case.tasks() if task.recurrence} if words else ()
    return {key: word for key, word in words.items() if key[0] not in recurring}


def _rejected(case: Case, was: _Word, now: _Word) -> bool:
    """Whether the follower sent the task back between two updates."""
    start, end = was.document.record.date, now.document.record.date
    return any(
        judged.task == now.said.task and judged.outcome is VerificationOutcome.REJECTED
        for _, verification in case.of(Verification)
        if start <= verification.date <= end
        for judged in verification.tasks
    )
