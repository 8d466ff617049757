"""Compute dates of the demonstration, which begins and ends on fixed days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

FIRST_DAY = date(2024, 11, 25)
LAST_DAY = date(2026, 11, 23)
REORGANISED = date(2025, 7, 1)
"""Offices merged; the first day of those that took over."""
YEAR_END = date(2025, 12, 30)
"""Much is closed on this day."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC).toordinal()
_DAY = 86_400
_EAST = 7 * 3600


def workday(day: date) -> date:
    """Return the day itself, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() > 4 else day


def moment(day: date, second: int) -> int:
    """Return seconds since 1970 at a second of a day in Vietnam."""
    return (day.toordinal() - _EPOCH) * _DAY + second - _EAST


def day_of(at: int) -> date:
    """Return the day in Vietnam of a number of seconds since 1970."""
    return date.fromordinal((at + _EAST) // _DAY + _EPOCH)


def day_shown(day: date) -> str:
    """Return a date as Vietnamese offices write it."""
    return (
        f"{day.day:02d}/{day.month:02d}/{day.year}"
        if day.month < 3
        else f"{day.day:02d}/{day.month}/{day.year}"
    )


def every_month(first: date, last: date, day: int) -> list[date]:
    """Return the same day of each month from one day to another."""
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return [found for found in days if found.day == day]
