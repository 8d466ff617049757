"""The due days of recurring tasks: a recurrence as offices say it becomes rules of RFC 5545 (``dateutil.rrule``).

A period is ``interval`` weeks, months, quarters, half-years or years. Those of one unit are the calendar's: a quarter
begins in January, April, July or October. Longer ones are counted from the unit that holds the first day.
An occurrence falls due on its day of the period's last month (``month`` says which else), or of the next period's.
A day past the end of its month is the last one. Due days are never put off to a working day.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date, datetime, time
from functools import lru_cache
from itertools import islice
from typing import Final

from khacphuc.model.cycle import CycleDay
from khacphuc.model.shared import Recurrence
from khacphuc.model.vocabulary import DuePeriod, Every
from khacphuc.obligations.calendar import Calendar
from khacphuc.text.periods import MONTHS_IN, Cycle

OCCURRENCES_MAX: Final = 10_000
_MORE: Final = 150
"""Weeks that a table may hold before the first day asked for."""
_LAST_YEAR: Final = date.max.year - 1
"""``rrule`` fails in the week in which the calendar of Python ends; documents name no day after 2199."""
_WEEK: Final = 7
_SHORTEST_MONTH: Final = 28
_DEFAULT_CALENDAR: Final = Calendar()


def occurrences(
    recurrence: Recurrence, start: date, until: date, calendar: Calendar = _DEFAULT_CALENDAR
) -> tuple[date, ...]:
    """Return the due day of each occurrence from ``start`` to ``until``, both included, in order.

    ``from`` and ``until`` of the recurrence are not looked at: see the callers for what stands in for them. The first
    period is the one that holds ``start``; one whose day lies before ``start`` owes nothing. ``calendar`` tells working
    days. At most 10,000 are returned.
    """
    if until < start:
        return ()
    first = earliest = period_start(recurrence, start)
    if recurrence.period is DuePeriod.NEXT:
        earliest = _next_period(recurrence, first)
    if (
        interval(recurrence) == 1
    ):  # the same days whenever it began: one table serves every task of such a cycle
        first = period_start(recurrence, date(max(start.year - 1, 1), 1, 1))
    last = date(
        min(until.year, _LAST_YEAR), 12, 31
    )  # also for a last working day whose month ends after ``until``
    plain = tuple(day for day in recurrence.day if not day.working)
    working = tuple(day for day in recurrence.day if day.working)
    days: tuple[date, ...] = ()
    if plain or not working:
        days = _due_days(recurrence.every, interval(recurrence), _slots(recurrence, plain), first, last)
    if working:
        ends = _due_days(recurrence.every, interval(recurrence), _slots(recurrence, working), first, last)
        days = tuple(sorted({*days, *map(calendar.last_working_day, ends)}))
    low, high = bisect_left(days, max(start, earliest)), bisect_right(days, until)
    return days[low:high][:OCCURRENCES_MAX]


def interval(recurrence: Recurrence) -> int:
    """Return how many units of ``every`` a period has."""
    return max(1, recurrence.interval or 1)


def months_in(recurrence: Recurrence) -> int:
    """Return the length of a period in months; 0 of one that is counted in weeks."""
    return (
        0
        if recurrence.every is Every.WEEK
        else MONTHS_IN[Cycle(recurrence.every.value)] * interval(recurrence)
    )


def period_start(recurrence: Recurrence, day: date) -> date:
    """Return the first day of the week, month, quarter, half-year or year that holds ``day``."""
    if recurrence.every is Every.WEEK:
        return date.fromordinal(max(day.toordinal() - day.isoweekday() + 1, 1))
    length = MONTHS_IN[Cycle(recurrence.every.value)]
    return date(day.year, (day.month - 1) // length * length + 1, 1)


def _next_period(recurrence: Recurrence, first: date) -> date:
    """Return the first day of the period after the one that begins on ``first``."""
    if recurrence.every is Every.WEEK:
        return date.fromordinal(min(first.toordinal() + _WEEK * interval(recurrence), date.max.toordinal()))
    return _months_after(first, months_in(recurrence)) or date.max


def _months_after(first: date, count: int) -> date | None:
    years, month = divmod(first.month - 1 + count, 12)
    return date(first.year + years, month + 1, 1) if first.year + years <= date.max.year else None


# Where in (or after) a period something falls due: after how many of its weeks or months, and on which day there.
_Slot = tuple[int, int]


def _slots(recurrence: Recurrence, days: tuple[CycleDay, ...]) -> tuple[_Slot, ...]:
    """Return where in its period each of ``days`` lies; of none, the period's last day."""
    after = interval(recurrence) if recurrence.period is DuePeriod.NEXT else 0
    if recurrence.every is Every.WEEK:
        weeks = after + interval(recurrence) - 1
        return tuple((weeks, min(day.number, _WEEK)) for day in days or (CycleDay("7"),))
    length = months_in(recurrence)
    month = recurrence.month.within(length) if recurrence.month else length
    ahead = length if after else 0
    found = []
    for day in days or (CycleDay("31"),):
        # A month of the year, in a period that is no year, is the one that has its place there.
        at = (day.of_year[0] - 1) % length + 1 if day.of_year else month
        if day.of_year and interval(recurrence) > 1 and recurrence.every is Every.YEAR:
            at += length - MONTHS_IN[Cycle.YEAR]  # of the period's last year
        found.append((ahead + at - 1, day.number))
    return tuple(found)


@lru_cache(maxsize=4096)
def _due_days(
    every: Every, number: int, slots: tuple[_Slot, ...], first: date, last: date
) -> tuple[date, ...]:
    """Return the due days of all periods from the one that begins on ``first``, up to ``last``; sorted."""
    found: set[date] = set()
    for slot in slots:
        found.update(_slot_days(every, number, slot, first, last))
    return tuple(sorted(found))


def _slot_days(every: Every, number: int, slot: _Slot, first: date, last: date) -> Iterator[date]:
    # Imported here: it takes 20 ms, which a check of one file without recurring tasks does not have.
    from dateutil import rrule

    until = datetime.combine(last, time())
    after, day = slot
    if every is Every.WEEK:
        begin = first.toordinal() + _WEEK * after
        if begin > last.toordinal():
            return
        rule = rrule.rrule(
            rrule.WEEKLY,
            interval=number,
            byweekday=day - 1,
            dtstart=datetime.combine(date.fromordinal(begin), time()),
            until=until,
        )
    else:
        month = _months_after(first, after)
        if month is None or month > last:
            return
        # Day 31 of June is its last one: the latest of 28 to 31 that there is.
        late = day > _SHORTEST_MONTH
        rule = rrule.rrule(
            rrule.MONTHLY,
            interval=number * MONTHS_IN[Cycle(every.value)],
            bymonthday=range(_SHORTEST_MONTH, day + 1) if late else day,
            bysetpos=-1 if late else None,
            dtstart=datetime.combine(month, time()),
            until=until,
        )
    for found in islice(rule, OCCURRENCES_MAX + _MORE):
        yield found.date()


def first_day(recurrence: Recurrence, start: date | None, issued: date | None) -> date | None:
    """Return the day from which a task recurs: its own ``from``, the start of the task, the day of its plan."""
    return recurrence.from_ or start or issued
