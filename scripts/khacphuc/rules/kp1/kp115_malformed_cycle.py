"""A recurrence names a day or month that its period does not have.

Each occurrence is owed by itself and by its own day. If day, month and period do not fit together, the register would
remind of days that nobody has agreed on.

`day` is 1 to 7 of a week, 1 to 31 of a month, 06-15 (15 June) of a year, or last_working_day. `month` is first, last or
the number of the month in a quarter, half-year or year. `interval` is 2 or more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khacphuc.model.conclusion import Conclusion
from khacphuc.model.plan import Plan
from khacphuc.model.shared import Recurrence
from khacphuc.model.vocabulary import Every, Severity
from khacphuc.obligations.cycles import interval, months_in
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.mends import several
from khacphuc.text.flaw import Flaw
from khacphuc.text.message import Message, listed, say
from khacphuc.text.nodes import Path

SEVERITY = Severity.ERROR
DOCUMENTS = (Conclusion, Plan)
_DAY_MONTH = re.compile(r"([0-9]{1,2})\s?[/.]\s?([0-9]{1,2})\Z")
_PLAIN = re.compile(r"0?[1-9]|[12][0-9]|3[01]")
_WEEK = 7
_MONTH = 31


def explain(flaw: Flaw) -> Said:
    shown, form, example, _, *many = flaw.details
    message = say("“{text}” is not written in the form: {form}.", text=shown, form=say(form))
    parts = several(shown)
    if many and len(parts) > 1 and all(_PLAIN.fullmatch(part) for part in parts):
        return Said(message, say("Write a list: {proposed}", proposed=f"[{', '.join(parts)}]"))
    if dated := [day for part in parts if (day := _of_year(part))]:
        return Said(
            message, say("Days of the year are written {days}, with every: year.", days=listed(dated))
        )
    return Said(message, say("Write it like {example}", example=example))


def _of_year(part: str) -> str:
    """15/6 as 06-15; "" where no day and month stand there."""
    found = _DAY_MONTH.match(part)
    if found is None or not (1 <= int(found[1]) <= _MONTH and 1 <= int(found[2]) <= 12):
        return ""
    return f"{int(found[2]):02d}-{int(found[1]):02d}"


def check_document(
    document: Document[Conclusion | Plan], _case: Case | None, _context: Context
) -> Iterator[RuleReport]:
    for at, how in _recurrences(document.record):
        for key, said in _wrong(how):
            yield RuleReport(document, (*at, *key), said)


def _recurrences(record: Conclusion | Plan) -> Iterator[tuple[Path, Recurrence]]:
    if isinstance(record, Conclusion):
        for index, item in enumerate(record.requirements):
            if item.cycle is not None:
                yield ("requirements", index, "cycle"), item.cycle
        return
    for index, task in enumerate(record.tasks):
        if task.recurrence is not None:
            yield ("tasks", index, "recurrence"), task.recurrence


def _wrong(how: Recurrence) -> Iterator[tuple[tuple[str | int, ...], Said]]:
    if how.interval is not None and how.interval < 1:
        yield (
            ("interval",),
            Said(say("There is no period of 0."), say("Leave out interval: or write 2 or more.")),
        )
        return
    weekly = how.every is Every.WEEK
    for day in how.day:
        if day.of_year and how.every is not Every.YEAR:
            message = say("“{day}” is a day of the year; this is owed more often.", day=str(day))
            yield ("day",), Said(message, _named_day(day.of_year[1]))
        elif not day.of_year and not day.working and int(day) > (_WEEK if weekly else _MONTH):
            shown = str(day)
            message = (
                say("A week has no day {day}.", day=shown)
                if weekly
                else say("No month has a day {day}.", day=shown)
            )
            last = _WEEK if weekly else _MONTH
            mend = say("Write a day from 1 to {last}; {last} is the last one.", last=last)
            yield ("day",), Said(message, mend)
    if how.month is not None:
        yield from _wrong_month(how)


def _named_day(day: int) -> Message:
    return say("Write the day in its month alone, such as {day}, or every: year.", day=day)


def _wrong_month(how: Recurrence) -> Iterator[tuple[tuple[str | int, ...], Said]]:
    length = months_in(how)
    if not length or (length == 1 and how.month not in ("first", "last", "1")):
        message = say("The period of this recurrence has no months to choose from.")
        yield ("month",), Said(message, say("Leave out month:."))
    elif how.month and how.month.isdigit() and int(how.month) > length:
        message = say(
            "The period has {length} months; there is no month {month} in it.", length=length, month=how.month
        )
        yield (
            ("month",),
            Said(message, say("Write a month from 1 to {length}, or first or last.", length=length)),
        )
    elif any(day.of_year for day in how.day) and interval(how) == 1:
        message = say("The days here name their months themselves.")
        yield ("month",), Said(message, say("Leave out month:."))
