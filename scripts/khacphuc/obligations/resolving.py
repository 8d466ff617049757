"""From the words of a deadline to days: what a reading means on the calendar of a register."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from msgspec import Struct

from khacphuc.model.policy import Policy
from khacphuc.obligations.calendar import Calendar, calendar_of, occurrences
from khacphuc.text.deadline.read import likely_day
from khacphuc.text.deadline.readings import (
    Base,
    CellMeeting,
    Doubtful,
    Duration,
    Fuzzy,
    Milestone,
    Milestones,
    Reading,
    Recurrence,
    Span,
    Unit,
)
from khacphuc.text.periods import MONTHS_IN, Cycle, day_of, months_around

_SHOWN: Final = 6
_OPEN_ENDED: Final = 366
FROM_THE_PAPER: Final = frozenset(
    {Base.UNSTATED, Base.SIGNED, Base.ISSUED, Base.RECEIVED, Base.APPROVED, Base.NOTICE}
)
"""Events whose day is taken to be that of the paper where the register holds no other."""


class Resolved(Struct, frozen=True):
    """A reading on the calendar. ``days`` are the first deadlines of a recurrence that names its cycle."""

    reading: Reading
    due: date | None
    days: tuple[date, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    bounded: bool = True

    @property
    def definite(self) -> bool:
        """Whether something can be overdue by it: a day, steps with days, or a cycle that ends."""
        if isinstance(self.reading, Doubtful):
            return False
        return self.due is not None or bool(self.milestones) or bool(self.days and self.bounded)

    @property
    def doubtful(self) -> bool:
        """Whether the words deserve a plainer wording: words left over, a fuzzy period, years without steps, a meeting."""
        return isinstance(self.reading, Doubtful | Fuzzy | Span | CellMeeting)


def resolve(reading: Reading, issued: date, policy: Policy) -> Resolved:
    """Resolve a reading; periods of days run from ``issued`` where the words give no date of their own."""
    calendar = calendar_of(policy)

    def count(duration: Duration) -> date | None:
        base = issued if duration.base in FROM_THE_PAPER else duration.base_day
        add = {
            Unit.DAY: calendar.add_days,
            Unit.WORKING_DAY: calendar.add_working_days,
            Unit.MONTH: calendar.add_months,
        }
        return add[duration.unit](base, duration.n) if base else None

    due = likely_day(reading, strict=policy.strict_before, resolve=count)
    inner = reading.reading if isinstance(reading, Doubtful) else reading
    if isinstance(inner, Recurrence):
        days = first_days(inner, issued, calendar)
        return Resolved(reading, due, days, inner.milestones, inner.until is not None)
    if isinstance(inner, Milestones):
        return Resolved(reading, due, milestones=inner.items)
    return Resolved(reading, due)


def first_days(reading: Recurrence, issued: date, calendar: Calendar) -> tuple[date, ...]:
    """Return the first deadlines of a recurrence, at most six; none where the words leave its cycle open."""
    if reading.every is None or reading.every is Cycle.DAY or reading.interval > 1:
        return ()
    start = reading.start or issued
    end = reading.until or date.fromordinal(min(start.toordinal() + _OPEN_ENDED, date.max.toordinal()))
    if reading.every in MONTHS_IN and reading.on:
        days = _on_days(reading, MONTHS_IN[reading.every], start, end)
    else:
        named: list[int | None] = [anchor.day for anchor in reading.on]
        every = reading.every.value
        days = sorted(each for day in named or [None] for each in occurrences(every, start, end, day=day))
    if reading.working_day:
        days = [_last_working_day(day, calendar) for day in days]
    return tuple(days[:_SHOWN])


def _on_days(reading: Recurrence, length: int, start: date, end: date) -> list[date]:
    """Return the days that are named inside each period of ``length`` months."""
    first, _ = months_around(start, length)
    found: list[date] = []
    for months in range(first.year * 12 + first.month - 1, min(end.year + 1, date.max.year) * 12, length):
        days = [_day_in(months, anchor.month or length, anchor.day) for anchor in reading.on]
        found += [day for day in days if start <= day <= end]
        if len(found) >= _SHOWN:
            break
    return found


def _day_in(months: int, month: int, day: int) -> date:
    """Return a day of the ``month``-th month of a period that begins ``months`` months after the year 0."""
    at = months + month - 1
    return day_of(at // 12, at % 12 + 1, day)


def _last_working_day(day: date, calendar: Calendar) -> date:
    while day > date.min and not calendar.is_working_day(day):
        day -= timedelta(days=1)
    return day
