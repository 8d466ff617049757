"""A record names an occurrence that the task does not have.

Each occurrence of a recurring task is owed by itself, known by its deadline. A record of one that does not exist changes
nothing, and the one that was meant stays overdue.

Write the deadline of the occurrence as the recurrence gives it. A task that does not recur has no occurrences.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import chain

from khacphuc.model.vocabulary import Severity
from khacphuc.obligations.calendar import calendar_of
from khacphuc.obligations.cycle_words import cycle
from khacphuc.obligations.cycles import occurrences
from khacphuc.register.case import Case
from khacphuc.register.document import AnyDocument
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import listed, say
from khacphuc.text.nodes import Path
from khacphuc.timeline.timeline import (
    MoveEntry,
    PlannedTask,
    ProgressEntry,
    Timeline,
    VerificationEntry,
    timeline,
)

SEVERITY = Severity.ERROR
_ABOUT = timedelta(days=800)


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    entries = timeline(case)
    for document, at, key, task, meant in _named(entries):
        held = entries.planned(task)
        first = entries.promised.get(task)
        said = _wrong(held, meant, context) if held is not None and held.document.whole else None
        # A revision may give another cycle: occurrences of the first one keep their days.
        if said is not None and (first is held or (first and _wrong(first, meant, context))):
            yield RuleReport(document, ("tasks", at, *key), said)


def _named(entries: Timeline) -> Iterator[tuple[AnyDocument, int, Path, str, date]]:
    """Yield every occurrence that updates, verifications and extensions name, and where."""
    verdicts = list(chain(*entries.verifications.values()))
    said: Iterable[ProgressEntry | VerificationEntry | MoveEntry] = chain(
        *entries.progress.values(), verdicts, *entries.moves.values()
    )
    for entry in said:
        if entry.said.task and entry.said.occurrence:
            yield entry.document, entry.at, ("occurrence",), entry.said.task, entry.said.occurrence
    for verdict in verdicts:
        for index, day in enumerate(verdict.said.occurrences):
            yield verdict.document, verdict.at, ("occurrences", index), verdict.said.task, day


def _wrong(held: PlannedTask, meant: date, context: Context) -> Said | None:
    recurrence = held.task.recurrence
    if recurrence is None:
        message = say("Task {id} does not recur; it has no occurrence of {day}.", id=held.task.id, day=meant)
        return Said(message, say("Leave out occurrence:."))
    start = recurrence.from_ or held.task.start or held.plan.issued_on
    if start is None:
        return None
    until = min(recurrence.until or held.task.due or meant + _ABOUT, meant + _ABOUT)
    dues = occurrences(recurrence, start, until, calendar_of(context.settings.policy))
    if meant in dues:
        return None
    message = say(
        "Task {id} ({every}) has no occurrence due on {day}.",
        id=held.task.id,
        every=cycle(recurrence),
        day=meant,
    )
    near = sorted(sorted(dues, key=lambda due: abs((due - meant).days))[:2])
    if not near:
        return Said(message, say("Compare with the recurrence in the plan."))
    return Said(
        message, say("Near that day it is due on: {days}.", days=listed([due.isoformat() for due in near]))
    )
