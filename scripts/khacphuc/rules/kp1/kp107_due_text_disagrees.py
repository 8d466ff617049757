"""A deadline and the words in which the paper sets it do not agree.

The register reminds and counts by `due`; people go by the paper. If the two differ, somebody is told that a
task is overdue when it is not, or learns of it too late. The same holds for a recurrence and the words beside it.

Copy the words from the paper into the key that ends in _text, and write the last day that they allow as the
deadline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from khacphuc.model.conclusion import Conclusion
from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.contract import Context, Report, Said
from khacphuc.rules.cycle_texts import against_recurrence
from khacphuc.text.message import say
from khacphuc.text.nodes import Path

if TYPE_CHECKING:
    from khacphuc.text.readings import Duration, Reading

SEVERITY = Severity.ERROR
DOCUMENTS = (Conclusion, Plan)

# Most deadlines are written so. Reading any other takes a hundred times as long.
_PLAIN = re.compile(r"(trước |chậm nhất |đến hết |hết |đến )?(?:ngày )?(\d{1,2})/(\d{1,2})/(\d{4})")


class _Pair(Struct, frozen=True):
    """A deadline, its words, the path of what holds both, and the key of the deadline there."""

    due: date | None
    text: str | None
    path: Path
    key: str = "due"


def check_document(
    document: Document[Conclusion | Plan], case: Case | None, context: Context
) -> Iterator[Report]:
    record: Conclusion | Plan = document.record
    for pair in _pairs(record):
        if pair.due and pair.text and not _plainly(pair.text, pair.due, context):
            yield from _read(document, pair, _issued(record, case), context)
    if isinstance(record, Plan):
        for index, task in enumerate(record.tasks):
            if task.recurrence and task.due_text:
                reading = _reading(task.due_text, _issued(record, case))
                yield from against_recurrence(document, ("tasks", index), task, reading, context)


def _pairs(record: Conclusion | Plan) -> Iterator[_Pair]:
    if isinstance(record, Conclusion):
        yield _Pair(record.plan_due, record.plan_due_text, (), "plan_due")
        yield _Pair(record.report_due, record.report_due_text, (), "report_due")
        return
    for index, task in enumerate(record.tasks):
        yield _Pair(task.due, task.due_text, ("tasks", index))
        for number, step in enumerate(task.milestones):
            yield _Pair(step.due, step.due_text, ("tasks", index, "milestones", number))


def _plainly(text: str, due: date, context: Context) -> bool:
    """Whether the words are just the date itself."""
    found = _PLAIN.fullmatch(text)
    if found is None or (found[1] == "trước " and context.frame.policy.strict_before):
        return False
    return (int(found[2]), int(found[3]), int(found[4])) == (due.day, due.month, due.year)


def _issued(record: Conclusion | Plan, case: Case | None) -> date | None:
    """The date from which the words take their year."""
    return record.issued_on or (case.conclusion.issued_on if case and case.conclusion else None)


def _reading(text: str, issued: date | None) -> Reading:
    from khacphuc.text.deadline import read_deadline

    return read_deadline(text, issued=issued)


def _read(
    document: Document[Conclusion | Plan], pair: _Pair, issued: date | None, context: Context
) -> Iterator[Report]:
    # Imported here: most documents need none of it, and a check of one file has little time.
    from khacphuc.text.deadline import agrees, read_deadline
    from khacphuc.text.readings import Duration, ImpossibleDate

    due, text = pair.due, pair.text or ""
    reading = read_deadline(text, issued=issued)
    if isinstance(reading, ImpossibleDate):
        message = say("“{text}” names a day that the calendar does not have.", text=text)
        yield Report(
            document,
            (*pair.path, f"{pair.key}_text"),
            Said(message, say("Copy the words as they stand on the paper.")),
        )
    elif due is not None:
        days = _days_of(reading, document.record, context) if isinstance(reading, Duration) else None
        strict = context.frame.policy.strict_before
        if days and not days[0] <= due <= days[1]:
            yield Report(document, (*pair.path, pair.key), _said(pair, days[1], days[1]))
        elif agrees(reading, due, strict=strict) is False:
            yield Report(document, (*pair.path, pair.key), _said(pair, *_window(reading, strict=strict)))


def _days_of(duration: Duration, record: Conclusion | Plan, context: Context) -> tuple[date, date] | None:
    """The last day of a period as it is counted, and the working day to which it is put off; None without a base."""
    from khacphuc.obligations.calendar import calendar_of
    from khacphuc.text.readings import Base, Unit

    bases = {Base.SIGNED: record.issued_on, Base.ISSUED: record.issued_on, Base.DAY: duration.base_day}
    if isinstance(record, Conclusion):
        bases[Base.RECEIVED] = record.received_on
    base = bases.get(duration.base)
    if base is None:
        return None
    calendar = calendar_of(context.frame.policy)
    count = {
        Unit.DAY: calendar.add_days,
        Unit.WORKING_DAY: calendar.add_working_days,
        Unit.MONTH: calendar.add_months,
    }
    last = count[duration.unit](base, duration.n)
    first = date.fromordinal(min(base.toordinal() + duration.n, last.toordinal()))
    return (first if duration.unit is Unit.DAY else last), last


def _window(reading: Reading, *, strict: bool) -> tuple[date | None, date | None]:
    """The days that the words allow; both are the same where they allow one."""
    from khacphuc.text.deadline import last_day
    from khacphuc.text.readings import CellMeeting, Fuzzy, Recurrence

    if isinstance(reading, Fuzzy | CellMeeting):
        return reading.first, reading.last
    if isinstance(reading, Recurrence):
        return reading.start, reading.until
    day = last_day(reading, strict=strict)
    return day, day


def _said(pair: _Pair, first: date | None, last: date | None) -> Said:
    text, due = pair.text or "", pair.due or date.min
    if first == last and last is not None:
        message = say("“{text}” means {day}; the deadline here is {due}.", text=text, day=last, due=due)
        return Said(
            message,
            say(
                "Compare with the paper. If its words are right, write: {line}",
                line=f"{pair.key}: {last.isoformat()}",
            ),
        )
    if first and last:
        message = say(
            "“{text}” lies between {first} and {last}; the deadline here is {due}.",
            text=text,
            first=first,
            last=last,
            due=due,
        )
    elif first:
        message = say(
            "“{text}” begins on {first}; the deadline here is {due}.", text=text, first=first, due=due
        )
    else:
        message = say(
            "“{text}” ends on {last}; the deadline here is {due}.", text=text, last=last or due, due=due
        )
    return Said(message, say("Compare with the paper, and correct the one that is wrong."))
