"""Working days, of Viet Nam unless the register says otherwise, and periods of days counted by them.

Counting follows Bộ luật Dân sự 2015 (91/2015/QH13): the first day is not counted (điều 147 khoản 2); weeks and months
end on the corresponding day, or on the month's last one (điều 148 khoản 2, 3); a last day that falls on a weekend or a
public holiday gives way to the next working day (điều 148 khoản 5). Only computed days move: a date that is written
out, and an occurrence of a recurrence (``cycles``), stay where they are.

Public holidays come from the library ``holidays``: Bộ luật Lao động 2019 điều 112, the days off in lieu, and the days
that the Government swapped. What it does not know yet (next year's swap, a day off for mourning) is the register's
own setting: ``extra_holidays`` and ``working_days``.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from msgspec import Struct

from khacphuc.model.policy import Policy
from khacphuc.model.vocabulary import PublicHolidays
from khacphuc.obligations.vietnam import HOLIDAYS
from khacphuc.text.periods import day_of, end_of_half, end_of_month, end_of_quarter, end_of_year

__all__ = ["Calendar", "calendar_of", "end_of_half", "end_of_month", "end_of_quarter", "end_of_year"]

_ONE_DAY: Final = timedelta(days=1)
_SATURDAY: Final = 6

# The lunar calendar in the library goes from 1901 to 2100. After it only the holidays of fixed date are known
# (điều 112, and 24/11 from 2026 on); before it, none at all.
_LIBRARY_YEARS: Final = range(1901, 2101)
_NO_HOLIDAYS: Final = (frozenset[date](), frozenset[date]())
_FIXED_HOLIDAYS: Final = ((1, 1), (4, 30), (5, 1), (9, 2), (11, 24))


@lru_cache(maxsize=512)
def _public(year: int) -> tuple[frozenset[date], frozenset[date]]:
    """Return the public holidays of a year, and its weekend days that are worked in exchange for another day off."""
    if year > _LIBRARY_YEARS[-1]:
        return frozenset(date(year, month, day) for month, day in _FIXED_HOLIDAYS), frozenset()
    if year not in _LIBRARY_YEARS:
        return _NO_HOLIDAYS
    if year in HOLIDAYS:
        return tuple(  # type: ignore[return-value]  # a pair in, a pair out
            frozenset(date(year, month, day) for month, day in days) for days in HOLIDAYS[year]
        )
    # Imported here: the library takes 0.15 s, which a check of one file does not have.
    import holidays

    found = holidays.country_holidays("VN", years=year)
    return (
        frozenset(day for day in found if day.year == year),
        frozenset(day for day in found.weekend_workdays if day.year == year),
    )


@lru_cache(maxsize=512)
def _working_days(calendar: Calendar, year: int) -> tuple[date, ...]:
    first = date(year, 1, 1).toordinal()
    days = map(date.fromordinal, range(first, date(year, 12, 31).toordinal() + 1))
    return tuple(filter(calendar.is_working_day, days))


class Calendar(Struct, frozen=True):
    """Working days, with the register's own exceptions. A day in both sets is a working day.

    Days beyond ``date.max`` are ``date.max``: a deadline of 99999 weeks must not stop a run.
    """

    extra_holidays: frozenset[date] = frozenset()
    working_days: frozenset[date] = frozenset()
    vietnamese: bool = True
    """Whether the public holidays of Viet Nam count; else only weekends and ``extra_holidays`` do."""

    def is_working_day(self, day: date) -> bool:
        if day in self.working_days:
            return True
        if day in self.extra_holidays:
            return False
        off, worked = _public(day.year) if self.vietnamese else _NO_HOLIDAYS
        return day in worked or (day.isoweekday() < _SATURDAY and day not in off)

    def next_working_day(self, day: date) -> date:
        """Return ``day`` itself if it is a working day, else the first one after it."""
        while day < date.max and not self.is_working_day(day):
            day += _ONE_DAY
        return day

    def last_working_day(self, day: date) -> date:
        """Return ``day`` itself if it is a working day, else the last one before it."""
        while day > date.min and not self.is_working_day(day):
            day -= _ONE_DAY
        return day

    def add_days(self, base: date, n: int) -> date:
        """Return the last day of a period of ``n`` days after ``base`` (n ≥ 0), rolled to a working day."""
        _refuse_negative(n)
        return self.next_working_day(date.fromordinal(min(base.toordinal() + n, date.max.toordinal())))

    def add_months(self, base: date, n: int) -> date:
        """Return the last day of a period of ``n`` months after ``base`` (n ≥ 0), rolled to a working day."""
        _refuse_negative(n)
        years, month = divmod(base.month - 1 + n, 12)
        if base.year + years > date.max.year:
            return date.max
        return self.next_working_day(day_of(base.year + years, month + 1, base.day))

    def add_working_days(self, base: date, n: int) -> date:
        """Return the ``n``-th working day after ``base`` (n ≥ 0; for 0, ``next_working_day(base)``)."""
        _refuse_negative(n)
        if n == 0:
            return self.next_working_day(base)
        for year in range(base.year, date.max.year + 1):
            days = _working_days(self, year)
            passed = bisect_right(days, base)
            if passed + n <= len(days):
                return days[passed + n - 1]
            n -= len(days) - passed
        return date.max


def calendar_of(policy: Policy) -> Calendar:
    """Return the working days as a register's policy corrects them."""
    own = policy.calendar
    vietnamese = own.public_holidays is PublicHolidays.VIETNAM
    return Calendar(frozenset(own.holidays), frozenset(own.working_days), vietnamese)


def _refuse_negative(n: int) -> None:
    if n < 0:
        raise ValueError(f"a period cannot have {n} days")
