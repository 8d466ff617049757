"""Months, quarters, halves and years as pairs of days; no clock and no calendar of holidays here."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from enum import StrEnum
from typing import Final


class YearPart(StrEnum):
    """A part of the year by which offices plan and report. A week runs from Monday to Sunday."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    NINE_MONTHS = "nine_months"
    YEAR = "year"


class Cycle(StrEnum):
    """The cycle of a recurring obligation. The words are those of the register's ``every``, and "day"."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


MONTHS_IN: Final = {Cycle.MONTH: 1, Cycle.QUARTER: 3, Cycle.HALF_YEAR: 6, Cycle.YEAR: 12}
"""The length of each cycle that is counted in months."""


def day_of(year: int, month: int, day: int) -> date:
    """Return the day, or the month's last one when the month is shorter (31 in April is the 30th)."""
    return date(year, month, min(day, monthrange(year, month)[1]))


def months_around(day: date, length: int) -> tuple[date, date]:
    """Return the first and last day of the ``length``-month period (a divisor of 12) that holds ``day``."""
    first = (day.month - 1) // length * length + 1
    return date(day.year, first, 1), day_of(day.year, first + length - 1, 31)


def end_of_month(day: date) -> date:
    return months_around(day, 1)[1]


def end_of_quarter(day: date) -> date:
    return months_around(day, 3)[1]


def end_of_half(day: date) -> date:
    return months_around(day, 6)[1]


def end_of_year(day: date) -> date:
    return months_around(day, 12)[1]
