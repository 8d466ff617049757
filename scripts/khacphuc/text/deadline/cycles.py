"""Recurrences: which cycle, on which day of it, from when, until when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple

from khacphuc.text.deadline.dates import (
    DATED,
    Dated,
    day_number,
    has_year,
    is_range,
    months_of,
    part_of_year,
    quarters_of,
    weekday_of,
)
from khacphuc.text.deadline.marks import Mark, Role
from khacphuc.text.deadline.numbers import NUMBERS
from khacphuc.text.deadline.patterns import Kind
from khacphuc.text.deadline.readings import Anchor, Doubt, RecurringDeadline
from khacphuc.text.deadline.words import ADVERBS, UNITS
from khacphuc.text.periods import MONTHS_IN, Cycle

CYCLE_KINDS: Final = frozenset({Kind.EVERY, Kind.EVERY_N, Kind.MONTH_OF_QUARTER})
_THIS: Final = frozenset({"nay", "this"})
_BY_MONTHS: Final = {months: cycle for cycle, months in MONTHS_IN.items()}


class Rhythm(NamedTuple):
    """How often: each cycle, or with ``interval`` 2 each second one."""

    cycle: Cycle
    interval: int = 1


def names_cycle(mark: Mark) -> bool:
    """Whether a mark says that something comes again; "the last working day of the month" does."""
    return mark.kind in CYCLE_KINDS or (mark.kind is Kind.LAST_WORKING_DAY and "u" in mark.groups)


def rhythm_of(marks: Sequence[Mark]) -> Rhythm | None:
    """Return the shortest cycle that the marks name, or None when no such cycle can be said."""
    order = list(Cycle)
    days = [day for mark in marks for day in re.findall("[0-9]+", mark.groups.get("days", ""))]
    found = [_rhythm(mark, len(days)) for mark in marks if names_cycle(mark)]
    if None in found:
        return None
    return min(
        (each for each in found if each),
        key=lambda each: (order.index(each.cycle), each.interval),
        default=None,
    )


def _rhythm(mark: Mark, days: int) -> Rhythm | None:
    groups = mark.groups
    if "fortnight" in groups or (mark.kind is Kind.EVERY_N and not groups):
        return Rhythm(Cycle.WEEK, 2)
    if mark.kind is Kind.MONTH_OF_QUARTER:
        return Rhythm(Cycle.QUARTER)
    if "odd" in groups:  # "biweekly" is twice a week to one reader and every two weeks to another
        return None
    if "adv" in groups:
        return Rhythm(ADVERBS[groups["adv"][:2]])
    unit = UNITS[groups["u"].lstrip("0")] if "u" in groups else Cycle.WEEK  # "every Friday"
    return _numbered(unit, groups, days) if mark.kind is Kind.EVERY_N else Rhythm(unit)


_TIMES: Final = {"once": 1, "twice": 2, "second": 2, "other": 2, "third": 3, "fourth": 4}


def _numbered(unit: Cycle, groups: dict[str, str], days: int) -> Rhythm | None:
    """The rhythm of "3 tháng một lần" and "2 lần/năm"; None for "5 lần/năm", unless as many ``days`` are named."""
    word = groups.get("times") or groups.get("k") or "1"
    number = int(word) if word.isdigit() else _TIMES.get(word) or NUMBERS[word]
    if number == 1:
        return Rhythm(unit)
    months = MONTHS_IN.get(unit, 0)
    if "times" not in groups:
        whole = _BY_MONTHS.get(months * number)
        return Rhythm(whole) if whole else Rhythm(unit, number) if number else None
    if number == days:
        return Rhythm(unit)
    part = _BY_MONTHS.get(months // number) if number and months % number == 0 else None
    return Rhythm(part) if part else None


def anchors(marks: Sequence[Mark], cycle: Cycle) -> tuple[tuple[Anchor, ...], list[Mark]] | None:
    """Return the due days inside the cycle and the marks that gave them; None if there is no such day."""
    positions = (
        marks if MONTHS_IN.get(cycle, 0) > 1 else ()
    )  # "hằng tháng, ngày 14 tháng cuối quý" is monthly
    month = next(
        (_MONTH_POSITIONS[mark.groups["pos"]] for mark in positions if mark.kind is Kind.MONTH_OF_QUARTER),
        None,
    )
    found = [(anchor, mark) for mark in marks for anchor in _anchors_of(mark, cycle, month)]
    if not found and month not in (None, 3):
        found = [(Anchor(31, month), mark) for mark in positions if mark.kind is Kind.MONTH_OF_QUARTER]
    if not all(_exists(anchor) for anchor, _ in found):
        return None
    used = [mark for _, mark in found] + [mark for mark in marks if _is_own_part(mark, cycle)]
    return tuple(sorted({anchor for anchor, _ in found}, key=lambda each: (each.month or 0, each.day))), used


def _anchors_of(mark: Mark, cycle: Cycle, month: int | None) -> list[Anchor]:
    """Return the due days of one mark; ``month`` is that of the cycle which the text names for bare days."""
    length = MONTHS_IN.get(cycle)
    if length is None:
        return [Anchor(weekday_of(mark))] if cycle is Cycle.WEEK and mark.kind is Kind.WEEKDAY else []
    first_month = None if length == 1 else 1
    if mark.kind is Kind.DAYS:
        return [Anchor(int(day), month) for day in re.findall("[0-9]+", mark.groups["days"])]
    if (
        mark.kind is Kind.DAY_OF_NAMED_MONTH and mark.groups["rel"] not in _THIS
    ):  # ngày 05 tháng sau, hằng quý
        return [Anchor(int(mark.groups["d"]), first_month)]
    if mark.groups.get("at") == "dau" or (_is_own_part(mark, cycle) and mark.groups.get("part") == "dau"):
        return [Anchor(1, first_month)]
    if length > 1 and not _is_own_part(mark, cycle) and _is_plain_date(mark):
        return [Anchor(day, (number - 1) % length + 1) for day, number in _month_days(mark)]
    return []


def _is_plain_date(mark: Mark) -> bool:
    """Tell a date inside the cycle from one that bounds it."""
    return mark.kind in DATED and not has_year(mark) and mark.role in (Role.PLAIN, Role.BEFORE)


def _is_own_part(mark: Mark, cycle: Cycle) -> bool:
    """Tell "cuối tháng" in "cuối tháng, hằng tháng": a part of every month, not of the document's."""
    own = mark.kind is Kind.NAMED and "rel" not in mark.groups and mark.role is not Role.TO
    return own and UNITS[mark.groups["unit"]] is cycle


_MONTH_POSITIONS: Final = {"dau": 1, "thu nhat": 1, "giua": 2, "thu hai": 2, "cuoi": 3, "first": 1, "second": 2,
                           "middle": 2, "third": 3, "last": 3, "month after": 1, "month following": 1}  # fmt: skip


def _exists(anchor: Anchor) -> bool:
    """Refuse day 32. Day 31 stays: in a shorter month it is the last day."""
    return 1 <= anchor.day <= 31


def after_cycle(mark: Mark, *, every: bool) -> RecurringDeadline:
    """Read "within 15 days after each quarter end"; without a due day when that cannot be said by a day of the cycle."""
    groups = mark.groups
    word = groups["n"]
    number = int(word) if word.isdigit() else NUMBERS[word]
    cycle = UNITS[groups["unit"]]
    again = every or "each" in groups or "each2" in groups
    working = "w" in groups or "ew" in groups
    most = 7 if cycle is Cycle.WEEK else 28
    if not again or working or cycle is Cycle.DAY or not 1 <= number <= most:
        return RecurringDeadline(cycle)
    return RecurringDeadline(cycle, (Anchor(number, None if cycle in (Cycle.WEEK, Cycle.MONTH) else 1),))


def day_of_quarter_month(mark: Mark, days: str, issued: date) -> date | None:
    """Return the day of "ngày 05 tháng đầu quý sau"; None when the calendar does not have it."""
    ahead = 0 if mark.groups["rel"] in _THIS else 3
    months = (
        issued.year * 12
        + (issued.month - 1) // 3 * 3
        + ahead
        + _MONTH_POSITIONS.get(mark.groups["pos"], 3)
        - 1
    )
    try:
        return date(months // 12, months % 12 + 1, int(days))
    except ValueError:
        return None


def relative_cycle(marks: Sequence[Mark]) -> RecurringDeadline | None:
    """Read "ngày 05 tháng sau" and "ngày 05 tháng đầu quý sau" as what they mean beside a cycle; None of other words."""
    before = any(mark.role is Role.BEFORE for mark in marks)
    for mark in marks:
        if mark.kind is Kind.DAY_OF_NAMED_MONTH:
            on, cycle = Anchor(int(mark.groups["d"])), Cycle.MONTH
        elif mark.kind is Kind.MONTH_OF_QUARTER and "rel" in mark.groups:
            days = next((each.groups["days"] for each in marks if each.kind is Kind.DAYS), "")
            if not days.isdigit():
                return None
            on, cycle = Anchor(int(days), _MONTH_POSITIONS[mark.groups["pos"]]), Cycle.QUARTER
        else:
            continue
        return RecurringDeadline(cycle, (on,), before, following=mark.groups["rel"] not in _THIS)
    return None


_NO_DAY: Final = (0, 1)


def _ends(numbers: list[int], mark: Mark) -> list[int]:
    return numbers[-1:] if is_range(mark) else numbers


def _month_days(mark: Mark) -> list[tuple[int, int]]:
    """Return (day, month) for a date without its year; for a period the last day of its last month (of each, if several)."""
    if mark.kind is Kind.DATE:
        month, day = months_of(mark)[0], day_number(mark)
        try:
            date(2000, month, day)
        except ValueError:
            return [_NO_DAY]
        return [(day, month)]
    if mark.kind is Kind.MONTH:
        return [(31, each) if 1 <= each <= 12 else _NO_DAY for each in _ends(months_of(mark), mark)]
    if mark.kind is Kind.QUARTER:
        return [(31, each * 3) if 1 <= each <= 4 else _NO_DAY for each in _ends(quarters_of(mark), mark)]
    if mark.kind is Kind.PART_OF_YEAR:
        return [(31, part_of_year(mark.groups)[2])]
    return []


def bounds(dated: Iterable[Dated], *, onward: bool) -> tuple[date | None, date | None]:
    """Return from when and until when; a bare period ("hằng tháng trong năm 2026") is both."""
    start = until = None
    for each in dated:
        if each.doubt is Doubt.BEFORE_PERIOD:
            until = each.day
        elif each.role is Role.FROM or onward:
            start = each.day if each.doubt in (Doubt.BEGINNING, Doubt.MIDDLE, Doubt.PART) else each.first
        elif each.role in (Role.TO, Role.BEFORE) or each.period is None:
            until = each.day
        else:
            start, until = each.first, each.last
    return start, until
