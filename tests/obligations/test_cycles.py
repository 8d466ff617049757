"""Due days of recurring tasks: old recurrences mean what they meant, and what offices say can be written."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice, takewhile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khacphuc.history.log.document_paths import document_slot
from khacphuc.model import schema
from khacphuc.model.plan import Plan
from khacphuc.model.policy import Policy
from khacphuc.model.shared import Recurrence
from khacphuc.obligations.calendar import Calendar
from khacphuc.obligations.cycle_words import as_written, cycle
from khacphuc.obligations.cycles import OCCURRENCES_MAX, occurrences
from khacphuc.obligations.resolving import resolve
from khacphuc.obligations.values import ObligationKind
from khacphuc.register.document import parse
from khacphuc.register.loading import list_entries
from khacphuc.register.source import Memory
from khacphuc.rules.checking import check
from khacphuc.text.deadline.read import read_deadline
from khacphuc.text.message import speaker
from khacphuc.text.nodes import YamlValue
from khacphuc.text.periods import MONTHS_IN, Cycle, day_of
from tests.obligations.test_fold import CONCLUSION, FOLDER, FRAME, state

unhurried = settings(deadline=None)
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31))
CYCLES = ("week", "month", "quarter", "half_year", "year")


def day(text: str) -> date:
    return date.fromisoformat(text)


def recurrence(**keys: YamlValue) -> Recurrence:
    """Read a recurrence as a document gives it: ``every="month", day="23"``."""
    found, flaws = schema.read(Recurrence, keys)
    assert not flaws
    assert isinstance(found, Recurrence)
    return found


def due(start: str, until: str, **keys: YamlValue) -> list[str]:
    return [each.isoformat() for each in occurrences(recurrence(**keys), day(start), day(until))]


# ------------------------------------------------- the old meaning, kept as it was before there were rules of RFC 5545


def _old_due_days(cycle: Cycle, start: date, on: int | None) -> Iterator[date]:
    if cycle is Cycle.WEEK:
        first = start.toordinal() - start.isoweekday() + min(on or 7, 7)
        yield from map(date.fromordinal, range(max(first, 1), date.max.toordinal() + 1, 7))
        return
    length = MONTHS_IN[cycle]
    last = (start.month - 1) // length * length + length
    for months in range(start.year * 12 + last - 1, (date.max.year + 1) * 12, length):
        yield day_of(months // 12, months % 12 + 1, on or 31)


def old_occurrences(every: str, start: date, until: date, on: int | None) -> tuple[date, ...]:
    found = (each for each in _old_due_days(Cycle(every), start, on) if each >= start)
    return tuple(islice(takewhile(lambda each: each <= until, found), OCCURRENCES_MAX))


@unhurried
@given(
    st.sampled_from(CYCLES),
    DAYS,
    st.one_of(st.integers(-10, 3000), st.integers(0, 110_000)),
    st.one_of(st.none(), st.integers(1, 40)),
)
def test_an_old_recurrence_means_what_it_meant(every: str, start: date, length: int, on: int | None) -> None:
    until = start + timedelta(days=length)
    keys: dict[str, YamlValue] = {"every": every, "day": str(on) if on else ""}
    assert occurrences(recurrence(**keys), start, until) == old_occurrences(every, start, until, on)


@pytest.mark.parametrize(
    ("every", "start", "until", "on", "expected"),
    [
        ("month", "2024-06-05", "2024-09-30", None, "2024-06-30 2024-07-31 2024-08-31 2024-09-30"),
        ("month", "2024-06-05", "2024-09-30", "23", "2024-06-23 2024-07-23 2024-08-23 2024-09-23"),
        ("month", "2024-06-05", "2024-08-30", "05", "2024-06-05 2024-07-05 2024-08-05"),
        ("month", "2024-06-24", "2024-08-22", "23", "2024-07-23"),
        ("month", "2024-01-15", "2024-04-30", "31", "2024-01-31 2024-02-29 2024-03-31 2024-04-30"),
        ("quarter", "2024-06-05", "2025-03-30", None, "2024-06-30 2024-09-30 2024-12-31"),
        ("quarter", "2024-06-16", "2024-12-31", "15", "2024-09-15 2024-12-15"),
        ("half_year", "2024-06-05", "2025-06-30", None, "2024-06-30 2024-12-31 2025-06-30"),
        ("year", "2024-12-16", "2026-12-31", "15", "2025-12-15 2026-12-15"),
        ("week", "2024-06-05", "2024-06-21", None, "2024-06-09 2024-06-16"),
        ("week", "2024-06-05", "2024-06-21", "5", "2024-06-07 2024-06-14 2024-06-21"),
        ("week", "2024-06-05", "2024-06-21", "1", "2024-06-10 2024-06-17"),
        ("month", "2024-06-05", "2024-06-04", None, ""),
        ("month", "2024-06-05", "2024-06-29", None, ""),
        ("year", "9997-06-05", "9999-12-31", None, "9997-12-31 9998-12-31"),
        ("week", "9999-12-28", "9999-12-31", None, ""),
        ("week", "0001-01-03", "0001-01-14", "1", "0001-01-08"),
    ],
)
def test_one_day_a_period(every: str, start: str, until: str, on: str | None, expected: str) -> None:
    keys: dict[str, YamlValue] = {"every": every, "day": on}
    assert due(start, until, **keys) == expected.split()


# ------------------------------------------------------------------------------------------- as offices say it


@pytest.mark.parametrize(
    ("said", "keys", "span", "expected"),
    [
        (
            "trước ngày 15/3 hằng năm",
            {"every": "year", "day": "03-15"},
            "2025-05-01 2028-12-31",
            "2026-03-15 2027-03-15 2028-03-15",
        ),
        (
            "trước ngày 15/3 hằng năm",
            {"every": "year", "month": "3", "day": "15"},
            "2025-03-01 2026-12-31",
            "2025-03-15 2026-03-15",
        ),
        (
            "trước ngày 05 tháng đầu quý sau",
            {"every": "quarter", "period": "next", "month": "first", "day": "05"},
            "2025-05-01 2026-03-31",
            "2025-07-05 2025-10-05 2026-01-05",
        ),
        (
            "trước ngày 05 tháng đầu quý sau",  # the report of the first quarter is older than the task
            {"every": "quarter", "period": "next", "month": "first", "day": "5"},
            "2025-04-01 2025-12-31",
            "2025-07-05 2025-10-05",
        ),
        (
            "ngày 10 tháng đầu quý",
            {"every": "quarter", "month": "first", "day": "10"},
            "2025-04-01 2025-12-31",
            "2025-04-10 2025-07-10 2025-10-10",
        ),
        (
            "tháng thứ hai của quý",
            {"every": "quarter", "month": "2"},
            "2025-01-01 2025-09-30",
            "2025-02-28 2025-05-31 2025-08-31",
        ),
        (
            "trước ngày 05 tháng sau",
            {"every": "month", "period": "next", "day": "5"},
            "2025-05-03 2025-08-01",
            "2025-06-05 2025-07-05",
        ),
        (
            "15/6 và 15/12 hằng năm",
            {"every": "year", "day": ["06-15", "12-15"]},
            "2025-05-01 2026-12-31",
            "2025-06-15 2025-12-15 2026-06-15 2026-12-15",
        ),
        (
            "31/3 và 30/11 hằng năm",
            {"every": "year", "day": ["11-30", "03-31"]},
            "2025-05-01 2026-12-31",
            "2025-11-30 2026-03-31 2026-11-30",
        ),
        (
            "hai tháng một lần",
            {"every": "month", "interval": "2"},
            "2025-05-10 2025-12-31",
            "2025-06-30 2025-08-31 2025-10-31 2025-12-31",
        ),
        (
            "hai tháng một lần, ngày 25 của tháng đầu",
            {"every": "month", "interval": "2", "month": "first", "day": "25"},
            "2025-05-10 2025-09-30",
            "2025-05-25 2025-07-25 2025-09-25",
        ),
        (
            "hai tuần một lần, thứ Sáu",
            {"every": "week", "interval": "2", "day": "5"},
            "2025-05-07 2025-06-15",
            "2025-05-16 2025-05-30 2025-06-13",
        ),
        (
            "thứ Ba tuần sau",
            {"every": "week", "period": "next", "day": "2"},
            "2025-05-05 2025-05-25",
            "2025-05-13 2025-05-20",
        ),
        (
            "hai năm một lần",
            {"every": "year", "interval": "2", "day": "06-30"},
            "2025-01-01 2030-01-01",
            "2026-06-30 2028-06-30",
        ),
        (
            "ngày 10 và 25 hằng tháng",
            {"every": "month", "day": ["10", "25"]},
            "2025-05-11 2025-07-10",
            "2025-05-25 2025-06-10 2025-06-25 2025-07-10",
        ),
        (
            "ngày 30 và ngày cuối tháng",  # one day in April, not two
            {"every": "month", "day": ["30", "31"]},
            "2025-04-01 2025-05-31",
            "2025-04-30 2025-05-30 2025-05-31",
        ),
        (
            "ngày làm việc cuối cùng của tháng",
            {"every": "month", "day": "last_working_day"},
            "2025-05-01 2025-09-30",
            "2025-05-30 2025-06-30 2025-07-31 2025-08-29 2025-09-30",
        ),
        (
            "ngày 15 và ngày làm việc cuối cùng của tháng",  # Sunday 15 June stays
            {"every": "month", "day": ["15", "last_working_day"]},
            "2025-06-01 2025-06-30",
            "2025-06-15 2025-06-30",
        ),
        (
            "ngày làm việc cuối cùng của tuần",
            {"every": "week", "day": "last_working_day"},
            "2025-04-21 2025-05-04",
            "2025-04-26 2025-04-29",  # a Saturday worked in exchange for 2 May; 30 April and 1 May are holidays
        ),
        (
            "tháng cuối của nửa năm sau, ngày cuối",
            {"every": "half_year", "period": "next"},
            "2025-02-01 2026-12-31",
            "2025-12-31 2026-06-30 2026-12-31",
        ),
    ],
)
def test_as_offices_say_it(said: str, keys: dict[str, YamlValue], span: str, expected: str) -> None:
    start, until = span.split()
    assert due(start, until, **keys) == expected.split()


def test_the_registers_own_days_off_move_the_last_working_day() -> None:
    monthly = recurrence(every="month", day="last_working_day")
    calendar = Calendar(extra_holidays=frozenset({date(2025, 6, 30)}))
    assert occurrences(monthly, date(2025, 6, 1), date(2025, 6, 30), calendar) == (date(2025, 6, 27),)


RECURRENCES = st.builds(
    lambda every, interval, days, month, period: recurrence(
        every=every,
        **({"interval": str(interval)} if interval > 1 else {}),
        **({"day": days} if days else {}),
        **({"month": month} if month and every != "week" else {}),
        **({"period": period} if period else {}),
    ),
    st.sampled_from(CYCLES),
    st.integers(1, 5),
    st.lists(
        st.sampled_from(["1", "5", "10", "28", "29", "30", "31", "06-15", "02-29", "last_working_day"]),
        max_size=3,
    ),
    st.sampled_from([None, "first", "last", "2", "11"]),
    st.sampled_from([None, "this", "next"]),
)


@unhurried
@given(RECURRENCES, DAYS, st.integers(0, 2500), st.integers(0, 2500))
def test_any_recurrence_is_sorted_bounded_and_grows_with_its_end(
    how: Recurrence, start: date, length: int, more: int
) -> None:
    until, later = start + timedelta(days=length), start + timedelta(days=length + more)
    found = occurrences(how, start, until)
    assert list(found) == sorted(set(found))
    assert all(start <= each <= until for each in found)
    assert found == tuple(each for each in occurrences(how, start, later) if each <= until)


@unhurried
@given(RECURRENCES, DAYS, st.integers(0, 900), st.integers(0, 2500))
def test_a_later_start_only_drops_the_first_occurrences(
    how: Recurrence, start: date, later: int, length: int
) -> None:
    """Where no phase hangs on it: in periods of one unit, due in themselves."""
    if how.interval or (how.period and how.period.value == "next"):
        return
    until, begin = start + timedelta(days=length), start + timedelta(days=later)
    whole = occurrences(how, start, until)
    assert occurrences(how, begin, until) == tuple(each for each in whole if each >= begin)


def test_a_recurrence_of_ages_is_cut() -> None:
    started = time.process_time()
    assert len(occurrences(recurrence(every="week"), date.min, date.max)) == OCCURRENCES_MAX
    assert time.process_time() - started < 2
    huge = recurrence(every="month", interval="999999999", day="5")
    assert occurrences(huge, date(2025, 1, 1), date.max) == ()


# ------------------------------------------------------------------ registers 06, 07 and 63 of the inputs that went wrong

TASK = """type: plan
status: issued
number: 09-KH/CB
issued_on: 2025-04-04
issued_by: chi-bo
tasks:
  - id: N1
    findings: HC1
    content: Lập đủ hồ sơ của 12 tài sản
    lead: chi-bo
    due_text: {text}
    recurrence: {{{recurrence}}}
"""


def owed_days(text: str, recurrence: str) -> list[str]:
    plan = TASK.format(text=text, recurrence=recurrence)
    return [
        item.deadline.current.isoformat()
        for item in state("2025-06-10", plan=plan).obligations
        if item.kind is ObligationKind.MEET_OCCURRENCE and item.deadline.current
    ]


def contradictions(text: str, recurrence: str) -> list[str]:
    plan = TASK.format(text=text, recurrence=recurrence)
    table = {path: data.encode() for path, data in FRAME.items()}
    for name, data in (("conclusion", CONCLUSION), ("plan", plan)):
        table[f"{FOLDER}/{name}.md"] = f"---\n{data}---\n".encode()
    source = Memory(table)
    found = check(source, list_entries(source), date(2025, 5, 21), jobs=1)
    return [
        f"{speaker('en')(problem.said.message)} {speaker('en')(problem.said.help)}"
        for problem in found
        if problem.code in {"KP107", "KP115"}
    ]


@pytest.mark.parametrize(
    ("text", "recurrence", "expected"),
    [
        (
            "trước ngày 15/3 hằng năm",
            "every: year, day: 03-15, from: 2025-05-01, until: 2028-12-31",
            "2026-03-15 2027-03-15 2028-03-15",
        ),
        (
            "trước ngày 05 tháng đầu quý sau",
            "every: quarter, period: next, month: first, day: 5, from: 2025-05-01, until: 2026-12-31",
            "2025-07-05 2025-10-05 2026-01-05 2026-04-05 2026-07-05 2026-10-05",
        ),
    ],
)
def test_a_register_can_say_it_and_due_reads_it(text: str, recurrence: str, expected: str) -> None:
    assert owed_days(text, recurrence) == expected.split()
    assert contradictions(text, recurrence) == []
    found = resolve(
        read_deadline(text, issued=date(2025, 5, 1)),
        date(2025, 5, 1),
        Policy(type="policy", committee="Đảng ủy"),
    )
    # Without “hằng quý” the words may be read as the first day alone.
    days = found.days or (found.due,)
    assert [each.isoformat() for each in days if each] == expected.split()[: len(days)]


@pytest.mark.parametrize(
    ("text", "recurrence", "said"),
    [
        (
            "trước ngày 05 hằng tháng",
            "every: month, day: 25, from: 2025-05-01, until: 2025-09-30",
            (
                "By “trước ngày 05 hằng tháng” it is owed on 5 Jun 2025; by the recurrence here, on 25 May 2025. "
                "Compare with the paper. If its words are right, write: "
                "recurrence: {every: month, day: 5, from: 2025-05-01, until: 2025-09-30}"
            ),
        ),
        (
            "hằng quý",
            "every: month, from: 2025-05-01, until: 2025-09-30",
            (
                "“hằng quý” does not mean monthly, as the recurrence here says. "
                "Compare with the paper. If its words are right, write: "
                "recurrence: {every: quarter, from: 2025-05-01, until: 2025-09-30}"
            ),
        ),
        (
            "ngày 25 hằng tháng, đến hết tháng 12/2025",
            "every: month, day: 25, from: 2025-05-01, until: 2025-09-30",
            (
                "“ngày 25 hằng tháng, đến hết tháng 12/2025” ends on 31 Dec 2025; the recurrence here ends on 30 Sep 2025. "
                "Compare with the paper, and correct the one that is wrong."
            ),
        ),
        ("ngày 25 hằng tháng", "every: month, day: 25, from: 2025-05-01, until: 2025-09-30", ""),
        ("ngày 10 và 25 hằng tháng", "every: month, day: [10, 25], from: 2025-05-01, until: 2025-09-30", ""),
        ("hằng tháng", "every: month, day: 25, from: 2025-05-01, until: 2025-09-30", ""),
        ("sáu tháng một lần", "every: year, day: [06-15, 12-15], from: 2025-05-01, until: 2026-12-31", ""),
        (
            "trước ngày 20/6 và 20/12 hằng năm",
            "every: half_year, day: 20, from: 2025-05-01, until: 2026-12-31",
            "",
        ),
    ],
)
def test_the_words_are_compared_with_the_recurrence(text: str, recurrence: str, said: str) -> None:
    assert contradictions(text, recurrence) == ([said] if said else [])


@unhurried
@given(RECURRENCES)
def test_a_recurrence_is_written_as_it_is_read(how: Recurrence) -> None:
    written = as_written(how)
    front = parse(
        "plans/a/b/plan.md",
        document_slot("plans/a/b/plan.md"),
        f"---\n{TASK_HEAD}    {written}\n---\n".encode(),
    )
    assert isinstance(front.record, Plan)
    assert front.record.tasks[0].recurrence == how


TASK_HEAD = "type: plan\nstatus: draft\ntasks:\n  - id: N1\n"


@pytest.mark.parametrize(
    ("keys", "vietnamese", "english"),
    [
        ({"every": "month"}, "hằng tháng", "monthly"),
        (
            {"every": "week", "day": ["1", "4"]},
            "hằng tuần, vào thứ Hai, thứ Năm",
            "weekly, on Monday, Thursday",
        ),
        (
            {"every": "quarter", "period": "next", "month": "first", "day": "5"},
            "hằng quý, vào ngày 5 tháng đầu của kỳ sau",
            "quarterly, on day 5 of the first month of the next period",
        ),
        (
            {"every": "year", "day": ["06-15", "12-15"]},
            "hằng năm, vào 15/06, 15/12",
            "yearly, on 06-15, 12-15",
        ),
        (
            {"every": "month", "interval": "2", "month": "first"},
            "2 tháng một lần, vào ngày cuối cùng tháng đầu kỳ",
            "every 2 months, on the last day of the first month",
        ),
        (
            {"every": "month", "day": "last_working_day"},
            "hằng tháng, vào ngày làm việc cuối cùng",
            "monthly, on the last working day",
        ),
    ],
)
def test_a_recurrence_in_words(keys: dict[str, YamlValue], vietnamese: str, english: str) -> None:
    said = cycle(recurrence(**keys))
    assert (speaker("vi")(said), speaker("en")(said)) == (vietnamese, english)
