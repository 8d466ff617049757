"""Working days and periods."""

from __future__ import annotations

import subprocess
import sys
import warnings
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khacphuc.obligations.calendar import (
    Calendar,
    end_of_half,
    end_of_month,
    end_of_quarter,
    end_of_year,
)

# A busy machine must not fail a test by its clock.
unhurried = settings(deadline=None)

VIET_NAM = Calendar()
DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2110, 12, 31))


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
