"""From the words of a cycle to the recurrence that a plan would say it with, and back to compare the two."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice
from typing import Final

from khacphuc.model.cycle import LAST_WORKING_DAY, CycleDay, CycleMonth
from khacphuc.model.shared import Recurrence
from khacphuc.model.vocabulary import DuePeriod, Every
from khacphuc.obligations.calendar import Calendar
from khacphuc.obligations.cycles import interval, months_in, occurrences
from khacphuc.text.deadline.readings import Anchor
from khacphuc.text.deadline.readings import RecurringDeadline as Reading
from khacphuc.text.periods import MONTHS_IN, Cycle

_COMPARED: Final = 24
_EVERY: Final = {cycle: every for cycle in Cycle for every in Every if every.value == cycle.value}
_AROUND: Final = timedelta(days=800)


def as_recurrence(reading: Reading) -> Recurrence | None:
    """Return the recurrence that says what was read; None where no cycle is named or the register has none like it."""
    if reading.every is None or reading.every is Cycle.DAY:
        return None
    every, number = _EVERY[reading.every], reading.interval
    placed = _placed(every, reading.on, working=reading.working_day)
    if placed is None:
        return None
    days, month = placed
    return Recurrence(
        every=every,
        interval=number if number > 1 else None,
        day=days,
        month=month,
        period=DuePeriod.NEXT if reading.following else None,
        from_=reading.start,
        until=reading.until,
    )


def _placed(
    every: Every, anchors: tuple[Anchor, ...], *, working: bool
) -> tuple[tuple[CycleDay, ...], CycleMonth | None] | None:
    """The days of a recurrence and their month; None where one recurrence cannot hold them."""
    length = MONTHS_IN.get(Cycle(every.value), 0)
    months = {anchor.month or length for anchor in anchors}
    month = _month(months.pop(), length) if len(months) == 1 else None
    if working:
        return (CycleDay(LAST_WORKING_DAY),), month
    if every is Every.YEAR and any(anchor.month for anchor in anchors):
        return tuple(CycleDay(f"{anchor.month or length:02d}-{anchor.day:02d}") for anchor in anchors), None
    if months:  # more than one was left
        return None
    return tuple(CycleDay(str(anchor.day)) for anchor in anchors), month


def _month(number: int, length: int) -> CycleMonth | None:
    if number == length:
        return None
    return CycleMonth("first") if number == 1 else CycleMonth(str(number))


def same_rhythm(one: Recurrence, other: Recurrence) -> bool:
    """Whether two recurrences are owed equally often."""
    return _owed_in(one) == _owed_in(other)


def _owed_in(recurrence: Recurrence) -> tuple[int, int]:
    """The length of a period in months or weeks, divided by how often it is owed in one."""
    months, times = months_in(recurrence), max(1, len(recurrence.day))
    # Twice a year, on two days, is once in six months.
    if months and months % times == 0:
        months, times = months // times, 1
    return (months, times) if months else (-interval(recurrence), times)


def differing_days(
    words: Recurrence, own: Recurrence, start: date, calendar: Calendar, eve: timedelta
) -> tuple[date, date] | None:
    """Return the first day on which two recurrences part: (by the words, by the plan's own); None if they agree.

    ``eve`` is how long before its day the words want it. Where a period has more than one unit, only the days in it are
    compared: the words do not say in which unit it begins.
    """
    until = min(words.until or date.max, own.until or date.max, start + 5 * _AROUND)
    mine = occurrences(own, start, until, calendar)[:_COMPARED]
    around = start - timedelta(days=min(31, start.toordinal() - 1))
    theirs = [each - eve for each in occurrences(words, around, until + _AROUND, calendar)]
    if not mine or not theirs:
        return None
    if interval(words) > 1 or interval(own) > 1:
        place = date.isoweekday if words.every is Every.WEEK else _day_of_month
        alike = same_rhythm(words, own) and set(map(place, mine)) <= set(map(place, theirs))
        return None if alike else (_nearest(mine[0], theirs), mine[0])
    extra = ((_nearest(each, theirs), each) for each in mine if each not in theirs)
    missed = (
        (each, _nearest(each, list(mine)))
        for each in theirs
        if mine[0] <= each <= mine[-1] and each not in mine
    )
    return min((*islice(extra, 1), *islice(missed, 1)), default=None)


def _day_of_month(day: date) -> int:
    return day.day


def _nearest(day: date, days: list[date]) -> date:
    return min(days, key=lambda each: (abs(each - day), each))
