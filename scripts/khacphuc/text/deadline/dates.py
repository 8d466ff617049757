"""From marks to days: which year is meant, which part of a period, and whether the day exists.

The year of a date that has none, in this order:

1. the year written with the next date of the same sentence, or of a later date of the same kind ("15/8, 30/9/2024");
2. the year written with the date before it ("năm 2024: quý I, quý II"); in both cases moved by one year if the two would
   otherwise lie more than 183 days apart in the wrong order ("tháng 12, tháng 3/2027"), or a start after its end;
3. the year of the document; but the year after it when the day would lie before the document and comes at most 183
   days after it in the next year. A paper of 20/12 that says 30/1 means next January; one of 20/6 that says 15/6 has
   a mistake in it, which rolling the year would hide.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from enum import Enum, auto
from functools import partial

from msgspec import Struct

from khacphuc.text.deadline.marks import Mark, Role
from khacphuc.text.deadline.numbers import NUMBERS
from khacphuc.text.deadline.parts import doubt_of, part_days
from khacphuc.text.deadline.patterns import Kind
from khacphuc.text.deadline.readings import Doubt, YearFrom
from khacphuc.text.deadline.words import ENGLISH_MONTHS, MONTH_WORDS, QUARTERS, WEEKDAYS
from khacphuc.text.periods import YearPart, day_of, months_around

ROLL_DAYS = 183
DATED = frozenset(
    {
        Kind.DATE,
        Kind.DAY_OF_NAMED_MONTH,
        Kind.DAY_OF_WEEK,
        Kind.FISCAL,
        Kind.SPAN,
        Kind.PART_OF_YEAR,
        Kind.QUARTER,
        Kind.MONTH,
        Kind.YEAR,
        Kind.NAMED,
    }
)

_STEPS = {"nay": 0, "this": 0, "current": 0, "sau": 1, "toi": 1, "tiep theo": 1, "ke tiep": 1, "lien ke": 1, "next": 1,
          "following": 1, "after": 1,
          "truoc": -1}  # fmt: skip
_MONTHS_OF_UNIT = {"thang": 1, "month": 1, "eom": 1, "quy": 3, "qui": 3, "quarter": 3, "eoq": 3, "nam": 12, "year": 12,
                   "eoy": 12}  # fmt: skip

Days = tuple[date, date]
Build = Callable[[int], Days | None]


class Trouble(Enum):
    IMPOSSIBLE = auto()
    NO_YEAR = auto()


class Dated(Struct, frozen=True):
    """A mark with its days. ``day`` is the deadline; ``first`` and ``last`` bound what is named, or what a doubt leaves."""

    mark: Mark
    first: date
    last: date
    day: date
    period: YearPart | None
    doubt: Doubt | None
    year_from: YearFrom
    role: Role


def _number(groups: dict[str, str], name: str, words: dict[str, int]) -> int | None:
    word = groups.get(name)
    if word is None:
        return None
    return int(word) if word.isdigit() else words.get(word)


def months_of(mark: Mark) -> list[int]:
    """Return the months that a DATE or MONTH mark names, in digits, in words or in English; 0 for one that is none."""
    if english := mark.groups.get("mon"):
        return [ENGLISH_MONTHS[english[:3]]]
    return _listed(mark.groups.get("list") or mark.groups["m"], MONTH_WORDS)


def day_number(mark: Mark) -> int:
    """Return the day of the month that a DATE mark names, in digits or in words."""
    return int(mark.groups["d"]) if "d" in mark.groups else NUMBERS[mark.groups["dw"]]


def weekday_of(mark: Mark) -> int:
    """Return the day of the week that a mark names, 1 for Monday."""
    if "sun" in mark.groups:
        return 7
    return WEEKDAYS[mark.groups["en"][:3] if "en" in mark.groups else mark.groups["w"]]


def quarters_of(mark: Mark) -> list[int]:
    return _listed(mark.groups["list"], QUARTERS)


_LINKS = re.compile(r" ?[,-] ?| (?:va|den|toi|and|to) ")


def _listed(words: str, numbers: dict[str, int]) -> list[int]:
    items = [
        item.removeprefix("thang ").removeprefix("quy ").removeprefix("qui ") for item in _LINKS.split(words)
    ]
    return [int(item) if item.isdigit() else numbers.get(item, 0) for item in items]


def is_range(mark: Mark) -> bool:
    """Tell "tháng 6 đến tháng 9" and "tháng 6 - 9" from "tháng 6, 9"."""
    return mark.groups.get("link", "").strip() in ("-", "den", "toi", "to")


def has_year(mark: Mark) -> bool:
    return mark.kind in (Kind.SPAN, Kind.FISCAL) or not mark.groups.keys().isdisjoint(("y", "yy", "ry", "ey"))


def _months(year: int, first: int, last: int) -> Days:
    if not (1 <= first <= 12 and 1 <= last <= 12):
        raise ValueError
    start = date(year - 1 if first > last else year, first, 1)  # tháng 11 đến tháng 2/2027
    return start, day_of(year, last, 31)


def part_of_year(groups: dict[str, str]) -> tuple[YearPart, int, int]:
    """Return the period and the first and last month of "6 tháng đầu năm", "nửa cuối năm", "H1"."""
    length = _number(groups, "n", NUMBERS) or 6
    late = bool({groups.get(name) for name in ("half", "half2", "h", "eh")} & {"cuoi", "2", "second", "2nd"})
    period = {3: YearPart.QUARTER, 6: YearPart.HALF_YEAR}.get(length, YearPart.NINE_MONTHS)
    return (period, 13 - length, 12) if late else (period, 1, length)


def _days(mark: Mark, year: int) -> Days | None:
    """Return the first and last day of what is named, or None if the calendar does not have it."""
    groups = mark.groups
    try:
        match mark.kind:
            case Kind.DATE:
                day = date(year, months_of(mark)[0], day_number(mark))
                return day, day
            case Kind.MONTH:
                months = months_of(mark)
                return _months(year, months[0], months[-1])
            case Kind.QUARTER:
                quarters = quarters_of(mark)
                return _months(year, quarters[0] * 3 - 2, quarters[-1] * 3)
            case Kind.PART_OF_YEAR:
                return _months(year, *part_of_year(groups)[1:])
            case _:
                return _years(mark, year)
    except ValueError:
        return None


def _years(mark: Mark, year: int) -> Days:
    if mark.kind is Kind.FISCAL:
        return _fiscal(mark)
    first, last = (int(mark.groups[name]) for name in "ab") if mark.kind is Kind.SPAN else (year, year)
    return date(first, 1, 1), date(last, 12, 31)


def _fiscal(mark: Mark) -> Days:
    """Return the days of a fiscal year, named after the calendar year in which it ends, or of a quarter of it."""
    groups = mark.groups
    year = int(groups["fy"]) + (2000 if len(groups["fy"]) == 2 else 0)
    first = year * 12 + int(groups["ends"]) - 12  # counted in months
    word = groups.get("fq") or groups.get("fql") or groups.get("fqw")
    quarter = (int(word) if word.isdigit() else QUARTERS[word]) if word else 0
    start, length = (first + 3 * (quarter - 1), 3) if quarter else (first, 12)
    last = start + length - 1
    return date(start // 12, start % 12 + 1, 1), day_of(last // 12, last % 12 + 1, 31)


def _named_days(mark: Mark, issued: date) -> Days | None:
    """Return the days of "tháng này", "quý sau", "ngày 15 tháng tới", counted from the document's date."""
    groups = mark.groups
    steps = _STEPS.get(groups.get("rel", ""), 0)
    unit = _MONTHS_OF_UNIT.get("tuan" if mark.kind is Kind.DAY_OF_WEEK else groups.get("unit", "thang"))
    try:
        if unit is None:
            monday = issued - timedelta(days=issued.weekday() - 7 * steps)
            if mark.kind is Kind.DAY_OF_WEEK:
                day = monday + timedelta(days=weekday_of(mark) - 1)
                return day, day
            return monday, monday + timedelta(days=6)
        months = issued.year * 12 + (issued.month - 1) // unit * unit + steps * unit
        first, last = months_around(date(months // 12, months % 12 + 1, 1), unit)
        day = first.replace(day=int(groups.get("d", "1")))
    except (ValueError, OverflowError):
        return None
    return (day, day) if mark.kind is Kind.DAY_OF_NAMED_MONTH else (first, last)


def _written_year(mark: Mark, issued: date | None) -> int | None:
    groups = mark.groups
    if "y" in groups:
        return int(groups["y"]) + (2000 if len(groups["y"]) == 2 else 0)
    if "yy" in groups:
        return 2000 + int(groups["yy"])
    if issued is None:
        return None
    return issued.year + _STEPS[groups.get("ry") or groups["ey"]]


def _document_year(build: Build, issued: date) -> tuple[Days | None, YearFrom]:
    this, following = build(issued.year), build(issued.year + 1)
    if (this is None or this[1] < issued) and following and (following[1] - issued).days <= ROLL_DAYS:
        return following, YearFrom.NEXT
    return this, YearFrom.DOCUMENT


def _neighbours_year(mark: Mark, build: Build, others: Sequence[Mark], issued: date | None) -> Days | None:
    """Take the year from another date, moved by one where the order of the sentence asks for it."""
    here = [other for other in others if has_year(other) and other.segment == mark.segment]
    after = next((other for other in here if other.start > mark.start), None)
    before = next((other for other in reversed(here) if other.start < mark.start), None)
    later = next(
        (
            other
            for other in others
            if has_year(other) and other.kind is mark.kind and other.start > mark.start
        ),
        None,
    )
    neighbour = after or later or before
    year = (
        _written_year(neighbour, issued)
        if neighbour and neighbour.kind not in (Kind.SPAN, Kind.FISCAL)
        else None
    )
    if neighbour is None or year is None:
        return None
    mine, its = build(year), _days(neighbour, year)
    if not mine or not its or (its[0] <= mine[0] and mine[1] <= its[1]):
        return mine
    ahead = (mine[0] - its[1]).days
    if neighbour is after and ahead > (0 if mark.role is Role.FROM else ROLL_DAYS):
        return build(year - 1)
    return build(year + 1) if neighbour is before and -ahead > ROLL_DAYS else mine


def resolve(mark: Mark, others: Sequence[Mark], issued: date | None) -> Dated | Trouble:
    """Give a mark its days; ``others`` are all dated marks of the text, in order."""
    build: Build = partial(_days, mark)
    year_from = YearFrom.WRITTEN
    if mark.kind in (Kind.NAMED, Kind.DAY_OF_NAMED_MONTH, Kind.DAY_OF_WEEK):
        if issued is None:
            return Trouble.NO_YEAR
        days, year_from = _named_days(mark, issued), YearFrom.DOCUMENT
    elif has_year(mark):
        year = 1 if mark.kind in (Kind.SPAN, Kind.FISCAL) else _written_year(mark, issued)
        if year is None:
            return Trouble.NO_YEAR
        days = build(year)
    else:
        neighbour = next((each for each in others if has_year(each)), None)
        days = _neighbours_year(mark, build, others, issued) if neighbour else None
        if days is None:
            if issued is None:
                return Trouble.NO_YEAR if build(2000) else Trouble.IMPOSSIBLE
            days, year_from = _document_year(build, issued)
    if days is None or days[0] > days[1]:
        return Trouble.IMPOSSIBLE
    return _with_part(mark, days, year_from)


def _period(mark: Mark, days: Days) -> YearPart | None:
    if mark.kind in (Kind.DATE, Kind.DAY_OF_NAMED_MONTH, Kind.DAY_OF_WEEK):
        return None
    if mark.kind is Kind.FISCAL:
        return YearPart.YEAR if (days[1] - days[0]).days > 92 else YearPart.QUARTER
    if mark.kind is Kind.PART_OF_YEAR:
        return part_of_year(mark.groups)[0]
    if mark.kind is Kind.NAMED:
        length = (days[1] - days[0]).days
        return (
            YearPart.WEEK
            if length < 7
            else YearPart.MONTH
            if length < 31
            else YearPart.QUARTER
            if length < 92
            else YearPart.YEAR
        )
    return {Kind.MONTH: YearPart.MONTH, Kind.QUARTER: YearPart.QUARTER}.get(mark.kind, YearPart.YEAR)


def _with_part(mark: Mark, days: Days, year_from: YearFrom) -> Dated:
    first, last = days
    period = _period(mark, days)
    part = mark.groups.get("part", "")
    spans = is_range(mark) or "d0" in mark.groups or mark.kind is Kind.SPAN
    role = Role.PLAIN if spans and mark.role is Role.FROM else mark.role
    plain = Dated(mark, first, last, last, period, None, year_from, role)
    if period is None:
        return plain
    if role is Role.BEFORE and part not in ("cuoi", "het", "end of"):
        eve = first - timedelta(days=1) if first > date.min else first
        return Dated(mark, *months_around(eve, 1), eve, period, Doubt.BEFORE_PERIOD, year_from, Role.PLAIN)
    doubt = doubt_of(part)
    if doubt is None:
        several = "link" in mark.groups and not is_range(mark)
        return Dated(
            mark, first, last, last, period, Doubt.SEVERAL_PERIODS if several else None, year_from, role
        )
    return Dated(mark, *part_days(part, first, last), period, doubt, year_from, role)
