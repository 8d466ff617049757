"""The beginning, middle and other parts of a period: which day they are read as.

They follow Bộ luật Dân sự 2015 điều 146: the beginning of a month or year is its first day, the middle of a month its
15th, the middle of a year 30/6, the end the last day. Quarters are read the same way (the middle is the 15th of the
second month); that, the ten days of a "tuần" (thượng, trung, hạ) and the windows are this register's own reading.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from khacphuc.text.deadline.readings import Doubt
from khacphuc.text.periods import day_of, end_of_half

# The window of each part: from and to, in sixths of the period.
_SIXTHS: Final = {
    Doubt.BEGINNING: {"dau": (0, 2), "early": (0, 2), "beginning of": (0, 2), "start of": (0, 2)},
    Doubt.MIDDLE: {"giua": (2, 4), "mid": (2, 4), "middle of": (2, 4)},
    Doubt.PART: {"nua dau": (0, 3), "nua cuoi": (3, 6), "late": (4, 6)},
    Doubt.ABOUT: {"khoang": (0, 6), "du kien": (0, 6), "around": (0, 6), "about": (0, 6)},
}
_DOUBTS: Final = {part: (doubt, sixths) for doubt, parts in _SIXTHS.items() for part, sixths in parts.items()}
_TENS: Final = {"thuong tuan": (1, 10), "trung tuan": (11, 20), "ha tuan": (21, 31)}
_WEEKS: Final = {"dau": 1, "1": 1, "nhat": 1, "2": 2, "hai": 2, "3": 3, "ba": 3, "4": 4, "tu": 4}


def doubt_of(part: str) -> Doubt | None:
    """Why the part of a period is in doubt; None for its end, and for the whole of it."""
    if part in _DOUBTS:
        return _DOUBTS[part][0]
    return Doubt.PART if part in _TENS or part.startswith("tuan ") else None


def part_days(part: str, first: date, last: date) -> tuple[date, date, date]:
    """The window of a part (one that has a doubt) of a period, and the one day that it is read as."""
    begin, end = _window(part, first, last)
    match doubt_of(part):
        case Doubt.BEGINNING:
            return begin, end, first
        case Doubt.MIDDLE:
            return begin, end, _middle(first, last)
        case _:
            return begin, end, end


def _window(part: str, first: date, last: date) -> tuple[date, date]:
    length = (last - first).days + 1
    if part in _DOUBTS:
        one, two = _DOUBTS[part][1]
        return first + timedelta(days=length * one // 6), first + timedelta(days=length * two // 6 - 1)
    if part in _TENS:
        one, two = _TENS[part]
    else:
        week = _WEEKS.get(part.rpartition(" ")[2])
        one, two = (7 * week - 6, 7 * week) if week else (length - 6, length)
    return first + timedelta(days=one - 1), min(first + timedelta(days=two - 1), last)


def _middle(first: date, last: date) -> date:
    length = (last - first).days + 1
    if length <= 7:
        return first + timedelta(days=3)
    if length <= 31:
        return first.replace(day=15)
    return day_of(first.year, first.month + 1, 15) if length <= 92 else end_of_half(first)
