"""An update names an occurrence that the task does not have.

Each occurrence of a recurring task is owed by itself, known by its deadline. A report on one that does not exist fulfils
none, and the one that was meant stays overdue.

Write the deadline of the occurrence as the recurrence gives it. A task that does not recur has no occurrences.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from khacphuc.model.vocabulary import Severity
from khacphuc.obligations.calendar import calendar_of
from khacphuc.obligations.cycle_words import cycle
from khacphuc.obligations.cycles import occurrences
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, Report, Said
from khacphuc.text.message import listed, say
from khacphuc.timeline.timeline import PlannedTask, timeline

SEVERITY = Severity.ERROR
_ABOUT = timedelta(days=800)


def check_case(case: Case, context: Context) -> Iterator[Report]:
    entries = timeline(case)
    for name, words in entries.progress.items():
        for word in words:
            held = entries.tasks.get(name)
            if word.said.occurrence is None or held is None or not held.document.whole:
                continue
            said = _wrong(held, word.said.occurrence, context)
            if said is not None:
                yield Report(word.document, ("tasks", word.at, "occurrence"), said)


def _wrong(held: PlannedTask, meant: date, context: Context) -> Said | None:
    recurrence = held.task.recurrence
    if recurrence is None:
        message = say("Task {id} does not recur; it has no occurrence of {day}.", id=held.task.id, day=meant)
        return Said(message, say("Leave out occurrence:."))
    start = recurrence.from_ or held.task.start or held.plan.issued_on
    if start is None:
        return None
    until = min(recurrence.until or held.task.due or meant + _ABOUT, meant + _ABOUT)
    dues = occurrences(recurrence, start, until, calendar_of(context.frame.policy))
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
