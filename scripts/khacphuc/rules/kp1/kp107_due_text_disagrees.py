"""A deadline and the words in which the paper sets it do not agree.

The register reminds and counts by `due`; people go by the paper. If the two differ, somebody is told that a
task is overdue when it is not, or learns of it too late. The same holds for a recurrence and the words beside it.

Only words that were read whole are compared. Where some were left over, KP114 asks and nothing is blocked.

Copy the words from the paper into the key that ends in _text, and write the last day that they allow as the
deadline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from khacphuc.model.amendments import Correction, Supplement
from khacphuc.model.conclusion import Conclusion
from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.cycle_texts import against_recurrence
from khacphuc.rules.deadline_texts import (
    DatedPaper,
    DatedText,
    cycle_texts,
    dated_texts,
    days_of,
    read_cycle_text,
    read_text,
)
from khacphuc.text.message import say

if TYPE_CHECKING:
    from khacphuc.text.deadline.readings import Reading

SEVERITY = Severity.ERROR
DOCUMENTS = (Conclusion, Supplement, Correction, Plan)

# Most deadlines are written so. Reading any other takes a hundred times as long.
_PLAIN = re.compile(r"(trước |chậm nhất |đến hết |hết |đến )?(?:ngày )?(\d{1,2})/(\d{1,2})/(\d{4})")


def check_document(
    document: Document[DatedPaper], case: Case | None, context: Context
) -> Iterator[RuleReport]:
    for dated in dated_texts(document.record):
        if dated.due and not _plainly(dated.text, dated.due, context):
            yield from _read(document, dated, case, context)
    for written in cycle_texts(document.record):
        reading = read_cycle_text(written.text, document.record, case, context)
        if reading:
            yield from against_recurrence(document, written, reading, context)


def _plainly(text: str, due: date, context: Context) -> bool:
    """Whether the words are just the date itself."""
    found = _PLAIN.fullmatch(text)
    if found is None or (found[1] == "trước " and context.settings.policy.strict_before):
        return False
    return (int(found[2]), int(found[3]), int(found[4])) == (due.day, due.month, due.year)


def _read(
    document: Document[DatedPaper], pair: DatedText, case: Case | None, context: Context
) -> Iterator[RuleReport]:
    # Imported here: most documents need none of it, and a check of one file has little time.
    from khacphuc.text.deadline.read import agrees
    from khacphuc.text.deadline.readings import Duration, ImpossibleDate

    due = pair.due
    reading = read_text(pair.text, document.record, case, context)
    if isinstance(reading, ImpossibleDate):
        message = say("“{text}” names a day that the calendar does not have.", text=pair.text)
        yield RuleReport(
            document,
            (*pair.path, f"{pair.key}_text"),
            Said(message, say("Copy the words as they stand on the paper.")),
        )
    elif due is not None:
        days = days_of(reading, document.record, case, context) if isinstance(reading, Duration) else None
        strict = context.settings.policy.strict_before
        if days and not days[0] <= due <= days[1]:
            yield RuleReport(document, (*pair.path, pair.key), _said(pair, days[1], days[1]))
        elif agrees(reading, due, strict=strict) is False:
            yield RuleReport(document, (*pair.path, pair.key), _said(pair, *_window(reading, strict=strict)))


def _window(reading: Reading, *, strict: bool) -> tuple[date | None, date | None]:
    """The days that the words allow; both are the same where they allow one."""
    from khacphuc.text.deadline.read import last_day
    from khacphuc.text.deadline.readings import CellMeeting, Fuzzy, RecurringDeadline

    if isinstance(reading, Fuzzy | CellMeeting):
        return reading.first, reading.last
    if isinstance(reading, RecurringDeadline):
        return reading.start, reading.until
    day = last_day(reading, strict=strict)
    return day, day


def _said(pair: DatedText, first: date | None, last: date | None) -> Said:
    text, due = pair.text, pair.due or date.min
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
