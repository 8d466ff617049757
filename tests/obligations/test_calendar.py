"""Working days, periods and occurrences."""

from __future__ import annotations

import subprocess
import sys
import time
import warnings
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khacphuc.obligations.calendar import (
    OCCURRENCES_MAX,
    Calendar,
    end_of_half,
    end_of_month,
    end_of_quarter,
    end_of_year,
    occurrences,
)

# A busy machine must not fail a test by its clock.
unhurried = settings(deadline=None)

VIET_NAM = Calendar()
DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2110, 12, 31))
CYCLES = ("day", "week", "month", "quarter", "half_year", "year")


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("written", "works"),
    [
        ("2024-06-05", True),  # a Wednesday
        ("2024-06-08", False),  # a Saturday
        ("2024-06-09", False),  # a Sunday
        ("2024-02-12", False),  # Tết, third day, a Monday
        ("2024-04-18", False),  # the Hùng Kings
        ("2024-04-29", False),  # swapped ...
        ("2024-05-04", True),  # ... for this Saturday
        ("2014-12-27", True),  # a Saturday swapped for a day of the next year
        ("2019-01-05", True),  # and one for a day of the year before
        ("2025-09-01", False),  # the day beside National Day
        ("2026-11-24", False),  # Vietnam Culture Day, since 2026
        ("2025-11-24", True),
        ("2023-01-02", False),  # in lieu of Sunday 1/1/2023
        ("1900-01-01", True),
        ("2100-09-02", False),
        ("2150-09-02", False),
        ("2150-09-03", True),
        ("9999-12-31", True),
    ],
)
def test_working_day(written: str, *, works: bool) -> None:
    assert VIET_NAM.is_working_day(day(written)) is works


def test_the_registers_own_days_win() -> None:
    own = Calendar(
        extra_holidays=frozenset({date(2024, 6, 5)}),
        working_days=frozenset({date(2024, 6, 8), date(2024, 9, 2)}),
    )
    assert not own.is_working_day(date(2024, 6, 5))
    assert own.is_working_day(date(2024, 6, 8))
    assert own.is_working_day(date(2024, 9, 2))
    both = Calendar(extra_holidays=frozenset({date(2024, 6, 5)}), working_days=frozenset({date(2024, 6, 5)}))
    assert both.is_working_day(date(2024, 6, 5))
    assert own.add_working_days(date(2024, 6, 4), 2) == date(2024, 6, 7)
    assert own.add_working_days(date(2024, 6, 4), 3) == date(2024, 6, 8)


@pytest.mark.parametrize(
    ("base", "n", "last"),
    [
        ("2024-06-05", 15, "2024-06-20"),
        ("2024-06-05", 0, "2024-06-05"),
        ("2024-06-05", 10, "2024-06-17"),  # Saturday 15/6 rolls to Monday
        ("2024-01-30", 10, "2024-02-15"),  # 9/2 is Tết; back at work on 15/2
        ("2024-04-17", 10, "2024-05-02"),  # 27/4 to 1/5 are all off
        ("2020-04-27", 30, "2020-05-27"),  # Kiên Giang: a conclusion of the Government Inspectorate
        ("9999-12-30", 50, "9999-12-31"),
        ("2024-06-05", 10**12, "9999-12-31"),
    ],
)
def test_add_days(base: str, n: int, last: str) -> None:
    assert VIET_NAM.add_days(day(base), n) == day(last)


@pytest.mark.parametrize(
    ("base", "n", "last"),
    [
        ("2024-06-05", 1, "2024-06-06"),
        ("2024-06-05", 10, "2024-06-19"),
        ("2024-06-08", 1, "2024-06-10"),
        ("2024-06-08", 0, "2024-06-10"),
        ("2024-04-26", 1, "2024-05-02"),
        ("2024-05-03", 1, "2024-05-04"),  # the worked Saturday counts
        ("2024-12-31", 1, "2025-01-02"),
        ("2024-06-05", 10**9, "9999-12-31"),
    ],
)
def test_add_working_days(base: str, n: int, last: str) -> None:
    assert VIET_NAM.add_working_days(day(base), n) == day(last)


@pytest.mark.parametrize(
    ("base", "n", "last"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2024-08-30", 6, "2025-02-28"),
        ("2024-06-05", 12, "2025-06-05"),
        ("2024-05-08", 1, "2024-06-10"),  # Saturday
        ("2024-06-05", 10**9, "9999-12-31"),
    ],
)
def test_add_months(base: str, n: int, last: str) -> None:
    assert VIET_NAM.add_months(day(base), n) == day(last)


def test_negative_periods_are_refused() -> None:
    for add in (VIET_NAM.add_days, VIET_NAM.add_months, VIET_NAM.add_working_days):
        with pytest.raises(ValueError, match="-1"):
            add(date(2024, 6, 5), -1)


@unhurried
@given(DAYS, st.integers(0, 400), st.integers(0, 400))
def test_periods_end_on_working_days_after_the_base_and_grow(base: date, n: int, more: int) -> None:
    for add in (VIET_NAM.add_days, VIET_NAM.add_working_days):
        last = add(base, n)
        assert VIET_NAM.is_working_day(last)
        assert last >= base + timedelta(days=n)
        assert last <= add(base, n + more)
        assert last <= add(base + timedelta(days=more), n)


@unhurried
@given(DAYS, st.integers(1, 60), st.frozensets(st.dates(date(2024, 1, 1), date(2024, 12, 31)), max_size=40))
def test_add_working_days_counts_one_by_one(base: date, n: int, off: frozenset[date]) -> None:
    calendar = Calendar(extra_holidays=off)
    slowly = base
    for _ in range(n):
        slowly = calendar.next_working_day(slowly + timedelta(days=1))
    assert calendar.add_working_days(base, n) == slowly


@unhurried
@given(st.dates())
def test_any_day_has_a_next_working_day(any_day: date) -> None:
    assert any_day <= VIET_NAM.next_working_day(any_day)
    assert VIET_NAM.is_working_day(VIET_NAM.next_working_day(any_day))


def test_no_year_warns_or_fails() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for year in (1, 1899, 1900, 1901, 1944, 1945, 1975, 2000, 2099, 2100, 2101, 2102, 5000, 9999):
            assert VIET_NAM.add_working_days(date(year, 1, 1), 20) >= date(year, 1, 21)


def test_the_library_knows_tet_through_its_last_year() -> None:
    """If the library's range changes, the range named in the module is wrong."""
    for year in (1901, 2100):
        spring = [date(year, 1, 20) + timedelta(days=n) for n in range(35)]
        assert any(each.isoweekday() < 6 and not VIET_NAM.is_working_day(each) for each in spring)


def test_the_library_is_imported_only_for_years_that_are_in_no_table() -> None:
    code = (
        "import sys, khacphuc.obligations.calendar as c, datetime\n"
        "assert not c.Calendar().is_working_day(datetime.date(2024,1,1))\n"
        "assert 'holidays' not in sys.modules\n"
        "c.Calendar().is_working_day(datetime.date(2099,1,1))\n"
        "assert 'holidays' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": ":".join(sys.path)})


def test_ends_of_periods() -> None:
    somewhen = date(2024, 2, 10)
    assert end_of_month(somewhen) == date(2024, 2, 29)
    assert end_of_quarter(somewhen) == date(2024, 3, 31)
    assert end_of_half(somewhen) == date(2024, 6, 30)
    assert end_of_year(somewhen) == date(2024, 12, 31)
    assert end_of_half(date(2024, 7, 1)) == date(2024, 12, 31)
    assert end_of_quarter(date(9999, 12, 31)) == date(9999, 12, 31)


@pytest.mark.parametrize(
    ("every", "start", "until", "on", "due"),
    [
        ("month", "2024-06-05", "2024-09-30", None, ["2024-06-30", "2024-07-31", "2024-08-31", "2024-09-30"]),
        ("month", "2024-06-05", "2024-09-30", 23, ["2024-06-23", "2024-07-23", "2024-08-23", "2024-09-23"]),
        ("month", "2024-06-24", "2024-08-22", 23, ["2024-07-23"]),
        ("month", "2024-01-15", "2024-04-30", 31, ["2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30"]),
        ("quarter", "2024-06-05", "2025-03-30", None, ["2024-06-30", "2024-09-30", "2024-12-31"]),
        ("quarter", "2024-06-16", "2024-12-31", 15, ["2024-09-15", "2024-12-15"]),
        ("half_year", "2024-06-05", "2025-06-30", None, ["2024-06-30", "2024-12-31", "2025-06-30"]),
        ("year", "2024-12-16", "2026-12-31", 15, ["2025-12-15", "2026-12-15"]),
        ("week", "2024-06-05", "2024-06-21", None, ["2024-06-09", "2024-06-16"]),
        ("week", "2024-06-05", "2024-06-21", 5, ["2024-06-07", "2024-06-14", "2024-06-21"]),
        ("week", "2024-06-05", "2024-06-21", 1, ["2024-06-10", "2024-06-17"]),
        ("day", "2024-06-07", "2024-06-09", None, ["2024-06-07", "2024-06-08", "2024-06-09"]),
        ("month", "2024-06-05", "2024-06-04", None, []),
        ("month", "2024-06-05", "2024-06-29", None, []),
        ("year", "9998-06-05", "9999-12-31", None, ["9998-12-31", "9999-12-31"]),
        ("week", "9999-12-28", "9999-12-31", None, []),
        ("week", "0001-01-03", "0001-01-14", 1, ["0001-01-08"]),
    ],
)
def test_occurrences(every: str, start: str, until: str, on: int | None, due: list[str]) -> None:
    assert occurrences(every, day(start), day(until), day=on) == tuple(map(day, due))


def test_occurrences_refuse_what_is_no_cycle_or_day() -> None:
    with pytest.raises(ValueError, match="fortnight"):
        occurrences("fortnight", date(2024, 1, 1), date(2024, 2, 1))
    with pytest.raises(ValueError, match="0"):
        occurrences("month", date(2024, 1, 1), date(2024, 2, 1), day=0)


def test_a_recurrence_of_ages_is_cut() -> None:
    started = time.process_time()
    assert len(occurrences("day", date.min, date.max)) == OCCURRENCES_MAX
    assert time.process_time() - started < 2


def _period(every: str, when: date) -> tuple[int, ...]:
    return {
        "day": (when.toordinal(),),
        "week": when.isocalendar()[:2],
        "month": (when.year, when.month),
        "quarter": (when.year, (when.month - 1) // 3),
        "half_year": (when.year, (when.month - 1) // 6),
        "year": (when.year,),
    }[every]


@unhurried
@given(st.sampled_from(CYCLES), DAYS, st.integers(-10, 2000), st.one_of(st.none(), st.integers(1, 31)))
def test_occurrences_are_sorted_bounded_and_one_a_period(
    every: str, start: date, length: int, on: int | None
) -> None:
    until = start + timedelta(days=length)
    due = occurrences(every, start, until, day=on)
    assert list(due) == sorted(set(due))
    assert all(start <= each <= until for each in due)
    periods = [_period(every, each) for each in due]
    assert len(set(periods)) == len(periods)
    between = {_period(every, start + timedelta(days=n)) for n in range(length + 1)}
    # The first and the last period may have their day outside the bounds; every other has exactly one.
    assert len(between) - 2 <= len(due) <= len(between)
    if on is None and due and every != "day":
        assert all(_period(every, each) != _period(every, each + timedelta(days=1)) for each in due)


@unhurried
@given(st.sampled_from(CYCLES), DAYS, DAYS, DAYS)
def test_a_later_start_only_drops_the_first_occurrences(
    every: str, start: date, later: date, until: date
) -> None:
    start, later = min(start, later), max(start, later)
    whole = occurrences(every, start, until)
    if len(whole) < OCCURRENCES_MAX:
        assert occurrences(every, later, until) == tuple(each for each in whole if each >= later)
