"""Read deadlines as Vietnamese offices (and plain English) write them.

``read_deadline`` never raises, on any text, and takes time in proportion to its length. What the words leave open stays
open in the answer: see the values in ``readings``; which year is meant when none is written: see ``dates``.

A text may have several parts, between semicolons. Of a recurrence and dated steps beside it, the steps become the
recurrence's milestones; of a duration and a date ("15 ngày …, chậm nhất ngày 30/6"), the date stands; a vague word beside
anything definite is not heard.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby
from typing import Final, assert_never

from msgspec.structs import replace

from khacphuc.text.deadline.account import TextPiece, accounted, pieces
from khacphuc.text.deadline.cycles import relative_cycle
from khacphuc.text.deadline.dates import DATED
from khacphuc.text.deadline.marks import Marked, find_marks
from khacphuc.text.deadline.readings import (
    CellMeeting,
    DatedMilestone,
    Doubtful,
    Duration,
    FixedDay,
    Fuzzy,
    ImpossibleDate,
    Milestones,
    NoDeadline,
    NotUnderstood,
    PeriodEnd,
    Reading,
    RecurringDeadline,
    Vague,
    Why,
    YearFrom,
    YearSpan,
)
from khacphuc.text.deadline.segment import Part, Segment, all_same
from khacphuc.text.periods import YearPart, end_of_month, end_of_quarter

Resolve = Callable[[Duration], date | None]

MARKS_MAX: Final = 200
"""A text with more dates and cycles than this is no deadline; looking at each beside the others would be slow."""
_CACHED_LENGTH: Final = 300


def read_deadline(text: str, *, issued: date | None, fiscal_year_ends: int | None = None) -> Reading:
    """Read a deadline; ``issued`` is the date of the document it stands in, for what has no year of its own.

    ``fiscal_year_ends`` is the month (1 to 12) in which a fiscal year ends; without it no fiscal year is understood.
    """
    plain = _plainly(text)
    if plain is not None:
        return plain
    # A register says the same few hundred deadlines over and over, and reading one takes 0.2 to 0.5 ms.
    read = _read_again if len(text) <= _CACHED_LENGTH else _read
    return read(text, issued, fiscal_year_ends)


def read_cycle(
    text: str, *, issued: date | None, fiscal_year_ends: int | None = None
) -> RecurringDeadline | None:
    """Read words that stand beside a recurrence: "by the 5th of the month after" comes again there."""
    reading = read_deadline(text, issued=issued, fiscal_year_ends=fiscal_year_ends)
    if isinstance(reading, FixedDay) and reading.year_from is YearFrom.DOCUMENT:
        return relative_cycle(find_marks(text, _month(fiscal_year_ends)).marks)
    return reading if isinstance(reading, RecurringDeadline) else None


def read_word_by_word(
    text: str, *, issued: date | None, fiscal_year_ends: int | None = None
) -> tuple[TextPiece, ...]:
    """Return the parts of a deadline in order, each with what it is read as; what is not understood is among them."""
    marked = find_marks(text, _month(fiscal_year_ends))
    reading = _unaccounted(marked, issued)
    return pieces(marked, reading.reading if isinstance(reading, Doubtful) else reading)


# Most deadlines are written so. Compiling the patterns for all others takes 0.1 s, which a check of one file lacks.
_DAY: Final = re.compile(r"(trước |chậm nhất |đến hết )?(?:ngày )?(\d{2})/(\d{1,2})/(\d{4})", re.ASCII)
_PERIOD: Final = re.compile(r"(?:trong|đến hết) (?:tháng (\d{1,2})|quý (I{1,3}|IV))/(\d{4})", re.ASCII)


def _plainly(text: str) -> Reading | None:
    """What the full reading would say of a text that is nothing but one date or period; None of any other."""
    words = text.removeprefix("chậm nhất ").removeprefix("trong ")  # they add nothing to the day
    try:
        if found := _DAY.fullmatch(text):
            day = date(int(found[4]), int(found[3]), int(found[2]))
            return FixedDay(day, before=found[1] == "trước ", written=words)
        if found := _PERIOD.fullmatch(text):
            year = int(found[3])
            if found[1]:
                first = date(year, int(found[1]), 1)
                return PeriodEnd(YearPart.MONTH, first, end_of_month(first), written=words)
            first = date(year, 3 * ("I", "II", "III", "IV").index(found[2]) + 1, 1)
            return PeriodEnd(YearPart.QUARTER, first, end_of_quarter(first), written=words)
    except ValueError:  # a day that the calendar does not have: the full reading says so
        pass
    return None


@lru_cache(maxsize=4096)
def _read_again(text: str, issued: date | None, fiscal_year_ends: int | None) -> Reading:
    return _read(text, issued, fiscal_year_ends)


def _read(text: str, issued: date | None, fiscal_year_ends: int | None = None) -> Reading:
    marked = find_marks(text, _month(fiscal_year_ends))
    return accounted(_unaccounted(marked, issued), marked)


def _month(number: int | None) -> int | None:
    return number if number and 1 <= number <= 12 else None


def _unaccounted(marked: Marked, issued: date | None) -> Reading:
    """Read the marks of a text, whatever stands between them."""
    if not marked.words:
        return NoDeadline(Vague.NOTHING)
    if len(marked.marks) > MARKS_MAX:
        return NotUnderstood()
    others = [mark for mark in marked.marks if mark.kind in DATED]
    by_segment = groupby(marked.marks, key=lambda mark: mark.segment)
    return _together(
        [Segment(marked, segment, list(marks), others, issued).read() for segment, marks in by_segment],
        marked.words,
    )


def _together(parts: list[Part], words: str) -> Reading:
    for part in parts:
        match part.reading:
            case ImpossibleDate():
                return part.reading
            case NotUnderstood(why=why) if why not in (Why.NOTHING_FOUND, Why.NO_MONTH):
                return part.reading
    stepping = [part for part in parts if part.steps]
    vague = [part.reading for part in parts if isinstance(part.reading, NoDeadline)]
    if elsewhere := [each for each in vague if each.vague is Vague.ELSEWHERE]:
        return replace(
            elsewhere[0], written=words
        )  # what else is dated is beside the deadline, not the deadline
    recurring = [part.reading for part in parts if isinstance(part.reading, RecurringDeadline)]
    if not recurring and stepping and any(each.vague is Vague.CONTINUING for each in vague):
        recurring = [RecurringDeadline(None, written=words)]
    if recurring:
        return _recurring(recurring, stepping, words)
    return _stepping(stepping, words) if stepping else _undated(parts)


def _stepping(stepping: list[Part], words: str) -> Reading:
    if len(stepping) == 1:
        return stepping[0].reading
    return Milestones(tuple(step for part in stepping for step in part.steps), words)


def _undated(parts: list[Part]) -> Reading:
    readings = [part.reading for part in parts]
    definite = [each for each in readings if isinstance(each, (Duration, CellMeeting))]
    if definite:
        return definite[0] if all_same(definite) else NotUnderstood()
    return next(
        (each for each in readings if isinstance(each, NoDeadline)),
        readings[0] if readings else NotUnderstood(),
    )


def _recurring(recurring: list[RecurringDeadline], stepping: list[Part], words: str) -> RecurringDeadline:
    """Join the parts of a recurrence: a date without a name of its own bounds it, a named one is a step."""
    main = next((each for each in recurring if each.every), recurring[0])
    start = next((each.start for each in recurring if each.start), None)
    until = next((each.until for each in recurring if each.until), None)
    steps: list[DatedMilestone] = []
    for part in stepping:
        if (
            until is None
            and len(part.steps) == 1
            and not part.steps[0].label
            and part.steps[0].target is None
        ):
            until, start = part.steps[0].day, start or part.start
        else:
            steps += part.steps
    return replace(main, start=start, until=until, milestones=tuple(steps), written=words)


def last_day(reading: Reading, *, strict: bool = False, resolve: Resolve | None = None) -> date | None:
    """Return the one day by which the words want it done, or None when they name no such day.

    ``strict`` reads *trước ngày X* as the day before X. ``resolve`` turns a duration into a day (it knows the base and
    the working days); without it a duration has none. Of several milestones it is the latest; of a recurrence its end.
    A doubtful reading names no day that counts: see ``likely_day``.
    """
    match reading:
        case FixedDay(day, before):
            return _eve(day) if strict and before else day
        case Milestones(items):
            return max(
                (_eve(item.day) if strict and item.before else item.day for item in items), default=None
            )
        case PeriodEnd() | YearSpan() | CellMeeting():
            return reading.last
        case Fuzzy():
            return reading.day
        case RecurringDeadline():
            return reading.until
        case Duration():
            return resolve(reading) if resolve else None
        case Doubtful() | NoDeadline() | ImpossibleDate() | NotUnderstood():
            return None
        case _:
            assert_never(reading)


def likely_day(reading: Reading, *, strict: bool = False, resolve: Resolve | None = None) -> date | None:
    """Return the day that the words probably mean, which is also that of a doubtful reading."""
    if isinstance(reading, Doubtful):
        reading = reading.reading
    return last_day(reading, strict=strict, resolve=resolve)


def agrees(
    reading: Reading, due: date, *, strict: bool = False, resolve: Resolve | None = None
) -> bool | None:
    """Say whether a due date fits the words; None when the words name no day that it could miss.

    A plain date or period wants exactly its last day. A fuzzy period and a cell's meeting want any day of theirs, a
    recurrence any day between its bounds.
    """
    match reading:
        case Fuzzy(day, first, last):
            return due == day or first <= due <= last
        case CellMeeting(first, last):
            return None if first is None or last is None else first <= due <= last
        case RecurringDeadline(start=start, until=until):
            return (start is None or start <= due) and (until is None or due <= until)
        case _:
            last_one = last_day(reading, strict=strict, resolve=resolve)
            return None if last_one is None else due == last_one


def _eve(day: date) -> date:
    return day - timedelta(days=1) if day > date.min else day
