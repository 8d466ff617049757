"""Deadlines as people write them. The document is of 5 June 2024 unless a test says otherwise."""

from __future__ import annotations

import time
import unicodedata
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from khacphuc.text.deadline import read as deadline
from khacphuc.text.deadline.patterns import PATTERNS, Row
from khacphuc.text.deadline.read import agrees, last_day, read_deadline
from khacphuc.text.deadline.readings import (
    Anchor,
    Base,
    Because,
    CellMeeting,
    DatedMilestone,
    Definite,
    Doubt,
    Doubtful,
    Duration,
    FixedDay,
    Fuzzy,
    ImpossibleDate,
    Milestones,
    NoDeadline,
    NotUnderstood,
    PeriodEnd,
    Reading,
    RecurringDeadline,
    TimeUnit,
    Vague,
    Why,
    YearFrom,
    YearSpan,
)
from khacphuc.text.folding import canonical, other_placement
from khacphuc.text.message import vietnamese_date
from khacphuc.text.periods import Cycle, YearPart

# A busy machine must not fail a test by its clock.
unhurried = settings(deadline=None)

ISSUED = date(2024, 6, 5)
DOCUMENT = YearFrom.DOCUMENT


def d(text: str) -> date:
    return date.fromisoformat(text)


def bare(reading: Reading) -> Reading:
    """The reading without the words of the paper."""
    match reading:
        case NotUnderstood(why):
            return NotUnderstood(why)
        case Doubtful(inner, because):
            return Doubtful(replace(inner, written=""), because)
        case _:
            return replace(reading, written="")


def read(text: str) -> Reading:
    return bare(read_deadline(text, issued=ISSUED))


def on(day: str, *, before: bool = False, year: YearFrom = YearFrom.WRITTEN) -> FixedDay:
    return FixedDay(d(day), before, year)


def month(text: str, year: YearFrom = YearFrom.WRITTEN, months: int = 1) -> PeriodEnd:
    period = {
        1: YearPart.MONTH,
        3: YearPart.QUARTER,
        6: YearPart.HALF_YEAR,
        9: YearPart.NINE_MONTHS,
        12: YearPart.YEAR,
    }[months]
    first = d(f"{text}-01")
    after = first.year * 12 + first.month - 1 + months
    return PeriodEnd(period, first, date(after // 12, after % 12 + 1, 1) - timedelta(days=1), year)


def quarter(text: str, year: YearFrom = YearFrom.WRITTEN) -> PeriodEnd:
    return month(f"{text[:4]}-{int(text[-1]) * 3 - 2:02}", year, 3)


def fuzzy(day: str, first: str, last: str, doubt: Doubt, year: YearFrom = YearFrom.WRITTEN) -> Fuzzy:
    return Fuzzy(d(day), d(first), d(last), doubt, year)


def every(
    cycle: Cycle | None, *on: Anchor, before: bool = False, start: str | None = None, until: str | None = None
) -> RecurringDeadline:
    return RecurringDeadline(cycle, on, before, d(start) if start else None, d(until) if until else None)


def steps(*items: tuple[str, str, int | None]) -> Milestones:
    return Milestones(
        tuple(
            DatedMilestone(label, d(day), None if target is None else Decimal(target))
            for label, day, target in items
        )
    )


DAY, WEEK, MONTH, QUARTER, HALF, YEAR = Cycle

# The table "Deadlines as people write them" of the rules, line by line.
TABLE: dict[str, Reading] = {
    "trước ngày 30/11/2026": on("2026-11-30", before=True),
    "chậm nhất ngày 30/11/2026": on("2026-11-30"),
    "đến hết ngày 30/11/2026": on("2026-11-30"),
    "ngày 05 tháng 6 năm 2024": on("2024-06-05"),
    "5-6-2024": on("2024-06-05"),
    "trong tháng 6/2026": month("2026-06"),
    "trong quý III/2024": quarter("2024-3"),
    "quý 3": quarter("2024-3", DOCUMENT),
    "6 tháng đầu năm 2025": month("2025-01", months=6),
    "trong năm 2024": month("2024-01", months=12),
    "đến hết năm 2026": month("2026-01", months=12),
    "trong quý III, đầu quý IV": fuzzy(
        "2024-09-30", "2024-07-01", "2024-10-30", Doubt.SEVERAL_PERIODS, DOCUMENT
    ),
    "trong quý III, đầu quý IV năm nay": fuzzy(
        "2024-09-30", "2024-07-01", "2024-10-30", Doubt.SEVERAL_PERIODS
    ),
    "giai đoạn 2026 - 2030": YearSpan(d("2026-01-01"), d("2030-12-31")),
    "trong thời hạn 15 ngày kể từ ngày nhận được": Duration(15, TimeUnit.DAY, Base.RECEIVED),
    "10 ngày làm việc": Duration(10, TimeUnit.WORKING_DAY),
    "trước ngày 23 hàng tháng": every(MONTH, Anchor(23), before=True),
    "hằng tuần": every(WEEK),
    "hằng quý": every(QUARTER),
    "trong kỳ sinh hoạt chi bộ tháng 6/2026": CellMeeting(d("2026-06-01"), d("2026-06-30")),
    "từ tháng 9/2026 và thường xuyên": every(None, start="2026-09-01"),
    "15/8(HT);25/7(TĐC);30/7(PA)": steps(
        ("HT", "2024-08-15", None), ("TĐC", "2024-07-25", None), ("PA", "2024-07-30", None)
    ),
    "21/8(95%)": steps(("", "2024-08-21", 95)),
    "thường xuyên": NoDeadline(Vague.CONTINUING),
    "lâu dài": NoDeadline(Vague.CONTINUING),
    "trong thời gian tới": NoDeadline(Vague.SOON),
    "sớm": NoDeadline(Vague.SOON),
    "khi có điều kiện": NoDeadline(Vague.CONDITIONAL),
}

FIXED: dict[str, Reading] = {
    "05/6/2024": on("2024-06-05"),
    "5.6.2024": on("2024-06-05"),
    "05/06/24": on("2024-06-05"),
    "5 / 6 / 2024": on("2024-06-05"),
    "2026-11-30": on("2026-11-30"),
    "29/02/2024": on("2024-02-29"),
    "ngày 5/6 năm 2024": on("2024-06-05"),
    "ngày 05 tháng 6/2024": on("2024-06-05"),
    "30 tháng 6 năm 2024": on("2024-06-30"),
    "30 tháng 6": on("2024-06-30", year=DOCUMENT),
    "ngày 30-11": on("2024-11-30", year=DOCUMENT),
    "chậm nhất là ngày 30.11": on("2024-11-30", year=DOCUMENT),
    "trước 30/11": on("2024-11-30", before=True, year=DOCUMENT),
    "Trước 17 giờ ngày 10/6/2024": on("2024-06-10"),
    "24 giờ ngày 10/6/2024": on("2024-06-10"),
    "08h00 ngày 05/6/2024": on("2024-06-05"),
    "trước hoặc trong ngày 10/6/2024": on("2024-06-10"),
    "đến trước ngày 30/6/2024": on("2024-06-30", before=True),
    "từ nay đến ngày 30/6/2024": on("2024-06-30"),
    "từ ngày 15/6 đến ngày 30/6/2024": on("2024-06-30"),
    "15/6-30/6/2024": on("2024-06-30"),
    "từ 15-20/6/2024": on("2024-06-20"),
    "15/12/2024 - 15/1/2025": on("2025-01-15"),
    "thứ tư, ngày 5/6/2024": on("2024-06-05"),
    "thứ tư ngày 5/6/2024": on("2024-06-05"),
    "ngày 5 tháng 6 năm 2024 (thứ Tư)": on("2024-06-05"),
    "ngày 15 tháng này": on("2024-06-15", year=DOCUMENT),
    "trước ngày 05 tháng sau": on("2024-07-05", before=True, year=DOCUMENT),
    "ngày 30/6 năm nay": on("2024-06-30"),
    "hoàn thành 100% trước ngày 30/11/2026": on("2026-11-30", before=True),
    "trong thời hạn 15 ngày, chậm nhất 30/6/2024": on("2024-06-30"),
    "kịp thời, trước ngày 30/6/2024": on("2024-06-30", before=True),
    "trong quý III/2024, trước ngày 15/8/2024": on("2024-08-15", before=True),
    "Quý I/2025 (xong trước 15/3)": on("2025-03-15", before=True),
    "hoàn thành 30/6 trong năm": on("2024-06-30", year=DOCUMENT),
    "theo Thông báo số 35-TB/ĐU ngày 01/6/2024, xong trước ngày 30/6/2024": on("2024-06-30", before=True),
    "by 30 June 2026": on("2026-06-30"),
    "30th of June 2026": on("2026-06-30"),
    "June 30, 2026": on("2026-06-30"),
    "31-Dec-2024": on("2024-12-31"),
    "before 30 November 2026": on("2026-11-30", before=True),
    "on or before 30 November 2026": on("2026-11-30"),
    "no later than 31/12/2026": on("2026-12-31"),
}

PERIODS: dict[str, Reading] = {
    "trong tháng 02 năm 2025": month("2025-02"),
    "tháng 6-2024": month("2024-06"),
    "6/2026": month("2026-06"),
    "T6/2026": month("2026-06"),
    "tháng 6/26": month("2026-06"),
    "tháng tư năm 2025": month("2025-04"),
    "tháng sáu": month("2024-06", DOCUMENT),
    "tháng sau": month("2024-07", DOCUMENT),
    "tháng mười hai năm 2024": month("2024-12"),
    "tháng Năm năm 2025": month("2025-05"),
    "tháng này": month("2024-06", DOCUMENT),
    "trong tháng": month("2024-06", DOCUMENT),
    "cuối tháng 9": month("2024-09", DOCUMENT),
    "hết tháng 9": month("2024-09", DOCUMENT),
    "trong tháng 6-hoàn thành": month("2024-06", DOCUMENT),
    "tháng 6, 10 ngày làm việc": month("2024-06", DOCUMENT),
    "từ tháng 11 đến tháng 2/2025": PeriodEnd(YearPart.MONTH, d("2024-11-01"), d("2025-02-28")),
    "Quí III": quarter("2024-3", DOCUMENT),
    "QUÝ Ⅲ/2024": quarter("2024-3"),
    "quý tư năm 2024": quarter("2024-4"),
    "Q3/2024": quarter("2024-3"),
    "2024-Q3": quarter("2024-3"),
    "quý 3 - 2024": quarter("2024-3"),
    "quý I năm sau": quarter("2025-1"),
    "quý này": quarter("2024-2", DOCUMENT),
    "quý sau": quarter("2024-3", DOCUMENT),
    "cuối quý III": quarter("2024-3", DOCUMENT),
    "Quý 4/2024 - Quý 1/2025": quarter("2025-1"),
    "100% hoàn thành trong Quý II/2026": quarter("2026-2"),
    "ngay trong quý III": quarter("2024-3", DOCUMENT),
    "trước mắt trong quý III": quarter("2024-3", DOCUMENT),
    "6 tháng cuối năm": month("2024-07", DOCUMENT, months=6),
    "sáu tháng đầu năm 2025": month("2025-01", months=6),
    "nửa đầu năm 2025": month("2025-01", months=6),
    "9 tháng đầu năm 2024": month("2024-01", months=9),
    "trong 3 tháng cuối năm": month("2024-10", DOCUMENT, months=3),
    "cuối năm": month("2024-01", DOCUMENT, months=12),
    "hết năm": month("2024-01", DOCUMENT, months=12),
    "năm nay": month("2024-01", DOCUMENT, months=12),
    "năm 2025": month("2025-01", months=12),
    "2026": month("2026-01", months=12),
    "đến năm 2025, tầm nhìn 2030": month("2025-01", months=12),
    "Trong năm 2024, chậm nhất là tháng 11": month("2024-11"),
    "trong tuần": PeriodEnd(YearPart.WEEK, d("2024-06-03"), d("2024-06-09"), DOCUMENT),
    "tuần sau": PeriodEnd(YearPart.WEEK, d("2024-06-10"), d("2024-06-16"), DOCUMENT),
    "H1/2025": month("2025-01", months=6),
    "first half of 2025": month("2025-01", months=6),
    "second quarter of 2025": quarter("2025-2"),
    "by the end of Q3 2024": quarter("2024-3"),
    "end of June 2026": month("2026-06"),
    "end of this month": month("2024-06", DOCUMENT),
    "giai đoạn 2021-2025, tầm nhìn đến năm 2030": YearSpan(d("2021-01-01"), d("2025-12-31")),
    "trong nhiệm kỳ 2020-2025": YearSpan(d("2020-01-01"), d("2025-12-31")),
    "từ năm 2026 đến năm 2030": YearSpan(d("2026-01-01"), d("2030-12-31")),
    "từ 01/01/2024 đến 31/12/2026": YearSpan(d("2024-01-01"), d("2026-12-31")),
    "từ tháng 6/2024 đến tháng 12/2026": YearSpan(d("2024-06-01"), d("2026-12-31")),
}

FUZZY: dict[str, Reading] = {
    "đầu quý IV": fuzzy("2024-10-01", "2024-10-01", "2024-10-30", Doubt.BEGINNING, DOCUMENT),
    "đầu năm 2025": fuzzy("2025-01-01", "2025-01-01", "2025-05-01", Doubt.BEGINNING),
    "giữa năm 2025": fuzzy("2025-06-30", "2025-05-02", "2025-08-31", Doubt.MIDDLE),
    "mid-2025": fuzzy("2025-06-30", "2025-05-02", "2025-08-31", Doubt.MIDDLE),
    "giữa quý III": fuzzy("2024-08-15", "2024-07-31", "2024-08-30", Doubt.MIDDLE, DOCUMENT),
    "giữa tháng 9/2024": fuzzy("2024-09-15", "2024-09-11", "2024-09-20", Doubt.MIDDLE),
    "giữa tuần sau": fuzzy("2024-06-13", "2024-06-12", "2024-06-13", Doubt.MIDDLE, DOCUMENT),
    "trung tuần tháng 9": fuzzy("2024-09-20", "2024-09-11", "2024-09-20", Doubt.PART, DOCUMENT),
    "tuần 2 tháng 9/2024": fuzzy("2024-09-14", "2024-09-08", "2024-09-14", Doubt.PART),
    "tuần cuối tháng 9/2024": fuzzy("2024-09-30", "2024-09-24", "2024-09-30", Doubt.PART),
    "nửa đầu tháng 9": fuzzy("2024-09-15", "2024-09-01", "2024-09-15", Doubt.PART, DOCUMENT),
    "khoảng tháng 9": fuzzy("2024-09-30", "2024-09-01", "2024-09-30", Doubt.ABOUT, DOCUMENT),
    "dự kiến quý III/2024": fuzzy("2024-09-30", "2024-07-01", "2024-09-30", Doubt.ABOUT),
    "trước tháng 10/2026": fuzzy("2026-09-30", "2026-09-01", "2026-09-30", Doubt.BEFORE_PERIOD),
    "tháng 6, tháng 7/2026": fuzzy("2026-07-31", "2026-06-01", "2026-07-31", Doubt.SEVERAL_PERIODS),
    "quý II, III, IV/2024": fuzzy("2024-12-31", "2024-04-01", "2024-12-31", Doubt.SEVERAL_PERIODS),
    "quý III và quý IV/2024": fuzzy("2024-12-31", "2024-07-01", "2024-12-31", Doubt.SEVERAL_PERIODS),
    "giải quyết, khắc phục dứt điểm trong quý III, đầu quý IV năm nay": fuzzy(
        "2024-09-30", "2024-07-01", "2024-10-30", Doubt.SEVERAL_PERIODS
    ),
}

DURATIONS: dict[str, Reading] = {
    "chậm nhất sau 15 ngày": Duration(15, TimeUnit.DAY),
    "không quá 10 ngày làm việc": Duration(10, TimeUnit.WORKING_DAY),
    "15 (mười lăm) ngày": Duration(15, TimeUnit.DAY),
    "mười lăm ngày": Duration(15, TimeUnit.DAY),
    "sáu ngày": Duration(6, TimeUnit.DAY),
    "năm ngày làm việc": Duration(5, TimeUnit.WORKING_DAY),
    "10-15 ngày": Duration(15, TimeUnit.DAY),
    "2 tuần": Duration(14, TimeUnit.DAY),
    "trong 6 tháng": Duration(6, TimeUnit.MONTH),
    "01 năm": Duration(12, TimeUnit.MONTH),
    "trong 72 giờ": Duration(3, TimeUnit.DAY),
    "03 tháng kể từ ngày ban hành": Duration(3, TimeUnit.MONTH, Base.ISSUED),
    "trong thời hạn 30 ngày kể từ ngày ký": Duration(30, TimeUnit.DAY, Base.SIGNED),
    "30 ngày kể từ ngày công bố kết luận": Duration(30, TimeUnit.DAY, Base.ANNOUNCED),
    "15 ngày sau khi kết thúc kiểm tra": Duration(15, TimeUnit.DAY, Base.ENDED),
    "30 ngày kể từ ngày 01/7/2024": Duration(30, TimeUnit.DAY, Base.DAY, d("2024-07-01")),
    "15 ngày kể từ ngày nhận được Kết luận số 35-KL/ĐU ngày 01/6/2024": Duration(
        15, TimeUnit.DAY, Base.RECEIVED
    ),
    "within 30 days of receipt": Duration(30, TimeUnit.DAY, Base.RECEIVED),
    "within 10 working days": Duration(10, TimeUnit.WORKING_DAY),
}

RECURRENCES: dict[str, Reading] = {
    "hai tháng một lần": RecurringDeadline(MONTH, interval=2),
    "hai tháng một lần; trước 31/12/2024": RecurringDeadline(MONTH, until=d("2024-12-31"), interval=2),
    "every second Friday until 31 December 2026": RecurringDeadline(
        WEEK, (Anchor(5),), until=d("2026-12-31"), interval=2
    ),
    "fortnightly": RecurringDeadline(WEEK, interval=2),
    "ngày làm việc cuối cùng của tháng": RecurringDeadline(MONTH, working_day=True),
    "on the last working day of the quarter": RecurringDeadline(QUARTER, working_day=True),
    "ngày cuối cùng của tháng": every(MONTH),
    "mồng 10 và mồng 25 hàng tháng": every(MONTH, Anchor(10), Anchor(25)),
    "ngày mồng 5 hàng tháng": every(MONTH, Anchor(5)),
    "mỗi tháng hai lần, ngày 10 và 25": every(MONTH, Anchor(10), Anchor(25)),
    "ngày 14 hằng tháng, ngày 14 tháng cuối quý": every(MONTH, Anchor(14)),
    "on the 15th of the month following each quarter": every(QUARTER, Anchor(15, 1)),
    "hàng ngày": every(DAY),
    "hằng tháng": every(MONTH),
    "định kỳ hằng tháng": every(MONTH),
    "mỗi tháng một lần": every(MONTH),
    "1 lần/tháng": every(MONTH),
    "từng quý": every(QUARTER),
    "3 tháng một lần": every(QUARTER),
    "4 lần/năm": every(QUARTER),
    "6 tháng/lần": every(HALF),
    "2 lần/năm": every(HALF),
    "hằng năm": every(YEAR),
    "định kỳ hằng tháng, quý, 6 tháng, năm": every(MONTH),
    "thường xuyên, hằng tháng": every(MONTH),
    "sinh hoạt chi bộ hằng tháng": every(MONTH),
    "cuối mỗi quý": every(QUARTER),
    "cuối tháng, hằng tháng": every(MONTH),
    "đầu hằng tháng": every(MONTH, Anchor(1)),
    "đầu quý, hằng quý": every(QUARTER, Anchor(1, 1)),
    "ngày 15 và 30 hằng tháng": every(MONTH, Anchor(15), Anchor(30)),
    "ngày 5, 15, 25 hằng tháng": every(MONTH, Anchor(5), Anchor(15), Anchor(25)),
    "trước ngày 25 của mỗi tháng": every(MONTH, Anchor(25), before=True),
    "hằng tháng (trước ngày 25)": every(MONTH, Anchor(25), before=True),
    "thứ Sáu hằng tuần": every(WEEK, Anchor(5)),
    "thứ 2, thứ 5 hằng tuần": every(WEEK, Anchor(1), Anchor(4)),
    "chủ nhật hằng tuần": every(WEEK, Anchor(7)),
    "trước ngày 25 của tháng cuối quý": every(QUARTER, Anchor(25, 3), before=True),
    "ngày 05 tháng đầu quý sau, hằng quý": every(QUARTER, Anchor(5, 1)),
    "within 15 days after each quarter end": every(QUARTER, Anchor(15, 1)),
    "the last working day of each month": replace(every(MONTH), working_day=True),
    "trước ngày 15/12 hằng năm": every(YEAR, Anchor(15, 12), before=True),
    "ngày 20 tháng 12 hằng năm": every(YEAR, Anchor(20, 12)),
    "ngày 15/6 và ngày 15/12 hằng năm": every(YEAR, Anchor(15, 6), Anchor(15, 12)),
    "định kỳ 6 tháng, ngày 15/6 và 15/12": every(HALF, Anchor(15, 6)),
    "quý I hằng năm": every(YEAR, Anchor(31, 3)),
    "tháng 3, 6, 9, 12 hằng năm": every(YEAR, Anchor(31, 3), Anchor(31, 6), Anchor(31, 9), Anchor(31, 12)),
    "hằng tháng, từ tháng 7/2024 đến hết năm 2025": every(MONTH, start="2024-07-01", until="2025-12-31"),
    "hàng tháng; từ 01/7/2024 đến 31/12/2024": every(MONTH, start="2024-07-01", until="2024-12-31"),
    "hằng tháng; trước 31/12/2026": every(MONTH, until="2026-12-31"),
    "hằng tháng đến cuối năm": every(MONTH, until="2024-12-31"),
    "hằng quý trong năm 2025": every(QUARTER, start="2025-01-01", until="2025-12-31"),
    "hằng tháng giai đoạn 2024-2026": every(MONTH, start="2024-01-01", until="2026-12-31"),
    "30/6 hằng năm, từ năm 2024 đến năm 2030": every(
        YEAR, Anchor(30, 6), start="2024-01-01", until="2030-12-31"
    ),
    "Ngày 15 hàng tháng, bắt đầu từ tháng 7/2024": every(MONTH, Anchor(15), start="2024-07-01"),
    "từ năm 2024 trở đi": every(None, start="2024-01-01"),
    "năm 2025 và các năm tiếp theo": every(None, start="2025-01-01"),
    "thường xuyên trong năm 2024": every(None, start="2024-01-01", until="2024-12-31"),
    "Từ tháng 9/2026 và thường xuyên; danh mục văn bản hoàn thành trong tháng 10/2026": replace(
        every(None, start="2026-09-01"), milestones=(DatedMilestone("danh mục văn bản", d("2026-10-31")),)
    ),
    "every Friday": every(WEEK, Anchor(5)),
    "by the 5th of each month": every(MONTH, Anchor(5)),
    "half-yearly": every(HALF),
    "annually by 15 December": every(YEAR, Anchor(15, 12)),
    "monthly, from September 2026 until the end of 2027": every(
        MONTH, start="2026-09-01", until="2027-12-31"
    ),
}

STEPS: dict[str, Reading] = {
    "15/8 (HT), 25/7 (TĐC), 30/7 (PA)": steps(
        ("HT", "2024-08-15", None), ("TĐC", "2024-07-25", None), ("PA", "2024-07-30", None)
    ),
    "HT: 15/8; PA: 30/7/2025": steps(("HT", "2025-08-15", None), ("PA", "2025-07-30", None)),
    "15/8: HT, 30/7: PA": steps(("HT", "2024-08-15", None), ("PA", "2024-07-30", None)),
    "đợt 1: 30/6/2026, đợt 2: 31/12/2026": steps(
        ("đợt 1", "2026-06-30", None), ("đợt 2", "2026-12-31", None)
    ),
    "ngày 15/6 và 15/12": steps(("", "2024-06-15", None), ("", "2024-12-15", None)),
    "15/8, 25/7 và 30/7/2024": steps(
        ("", "2024-08-15", None), ("", "2024-07-25", None), ("", "2024-07-30", None)
    ),
    "15/12, 31/1/2027": steps(("", "2026-12-15", None), ("", "2027-01-31", None)),
    "Năm 2026: quý I xây dựng, quý II ban hành": steps(
        ("xây dựng", "2026-03-31", None), ("ban hành", "2026-06-30", None)
    ),
    "lập danh mục trong tháng 6/2026, ban hành quy chế trong quý III/2026": steps(
        ("lập danh mục", "2026-06-30", None), ("ban hành quy chế", "2026-09-30", None)
    ),
    "hoàn thành 50% ngày 30/6, 100% ngày 31/12/2026": steps(("", "2026-06-30", 50), ("", "2026-12-31", 100)),
    "đến 30/6/2024 hoàn thành 50%, đến 31/12/2024 đạt 97,5%": Milestones(
        (
            DatedMilestone("", d("2024-06-30"), Decimal(50)),
            DatedMilestone("", d("2024-12-31"), Decimal("97.5")),
        )
    ),
}

OTHERS: dict[str, Reading] = {
    "": NoDeadline(Vague.NOTHING),
    " \n": NoDeadline(Vague.NOTHING),
    "họp chi bộ tháng 7": CellMeeting(d("2024-07-01"), d("2024-07-31")),
    "kỳ sinh hoạt chi bộ gần nhất": CellMeeting(),
    "trong kỳ sinh hoạt chi bộ định kỳ tháng 6/2026": CellMeeting(d("2026-06-01"), d("2026-06-30")),
    "sinh hoạt chuyên đề quý III/2024": CellMeeting(d("2024-07-01"), d("2024-09-30")),
    "liên tục": NoDeadline(Vague.CONTINUING),
    "kịp thời": NoDeadline(Vague.SOON),
    "ngay": NoDeadline(Vague.SOON),
    "theo quy định": NoDeadline(Vague.SCHEDULE),
    "trong nhiệm kỳ": NoDeadline(Vague.SCHEDULE),
    "đúng thời hạn quy định tại Thông báo kết luận": NoDeadline(Vague.ELSEWHERE),
    "đúng thời hạn tại Thông báo; đồng thời trong bản kiểm điểm cuối năm 2026": NoDeadline(Vague.ELSEWHERE),
    "as soon as possible": NoDeadline(Vague.SOON),
    "ongoing": NoDeadline(Vague.CONTINUING),
    "31/02/2024": ImpossibleDate(""),
    "29/2/2023": ImpossibleDate(""),
    "ngày 31/4": ImpossibleDate(""),
    "ngày 31 tháng này": ImpossibleDate(""),
    "30/2": ImpossibleDate(""),
    "32/01/2024": ImpossibleDate(""),
    "trước ngày 05/13/2024": ImpossibleDate(""),
    "00/00/0000": ImpossibleDate(""),
    "ngày 32 tháng 1 năm 2024": ImpossibleDate(""),
    "tháng 13/2024": ImpossibleDate(""),
    "quý V/2024": ImpossibleDate(""),
    "ngày 32 hằng tháng": ImpossibleDate(""),
    "30/2 hằng năm": ImpossibleDate(""),
    "2030 - 2026": ImpossibleDate(""),
    "trước ngày 23": NotUnderstood(Why.NO_MONTH),
    "ngày 25 tháng": NotUnderstood(Why.NO_MONTH),
    "biweekly until 31/12/2026": NotUnderstood(Why.UNKNOWN_CYCLE),
    "mỗi tháng hai lần": NotUnderstood(Why.UNKNOWN_CYCLE),
    "05 ngày làm việc kể từ ngày kết thúc quý": NotUnderstood(Why.UNKNOWN_CYCLE),
    "3 lần/năm": NotUnderstood(Why.UNKNOWN_CYCLE),
    "trước Đại hội": NotUnderstood(),
    "trong quy chế": NotUnderstood(),
    "quỹ 5 triệu": NotUnderstood(),
    "đạt 3/5 nhiệm vụ": NotUnderstood(),
    "từ năm 2015 đến nay": NotUnderstood(),
    "15 ngày trước ngày 30/6/2024": NotUnderstood(),
    "0 ngày": NotUnderstood(),
    "99999 ngày": NotUnderstood(),
    "8 giờ": NotUnderstood(),
    "năm học 2024-2025": NotUnderstood(),
    "Nghị định 43/2023/NĐ-CP, Kế hoạch 76/KH-UBND": NotUnderstood(),
    "Nghị quyết số 12 ngày 5/6/2024": NotUnderstood(),
    "theo Thông báo kết luận ngày 5/6/2024": NotUnderstood(),
    "2 tháng 15 ngày": NotUnderstood(),
}

# What offices write beside the common forms.
WRITTEN: dict[str, Reading] = {
    "ngày ba mươi tháng chín năm 2026": on("2026-09-30"),
    "hai mươi lăm tháng mười hai năm 2026": on("2026-12-25"),
    "ngày mùng 1/10/2026": on("2026-10-01"),
    "20261231": on("2026-12-31"),
    "30-Sep-26": on("2026-09-30"),
    "trước ngày 31/3 của năm liền kề": on("2025-03-31", before=True),
    "thứ Sáu tuần này": on("2024-06-07", year=DOCUMENT),
    "chiều thứ Hai tuần tới": on("2024-06-10", year=DOCUMENT),
    "ngày 05 tháng đầu quý sau": on("2024-07-05", year=DOCUMENT),
    "chào mừng 30/4/2025, hoàn thành trước 25/4/2025": on("2025-04-25", before=True),
    "no later than COB 12/31/2026": on("2026-12-31"),
    "thg 10 năm 2026": month("2026-10"),
    "QIV/2026": quarter("2026-4"),
    "Q.III-2026": quarter("2026-3"),
    "EOM October": month("2024-10", DOCUMENT),
    "by year-end": month("2024-01", DOCUMENT, months=12),
    "end of calendar year 2026": month("2026-01", months=12),
    "Khởi công tháng 9/2026, hoàn thành tháng 6/2027": PeriodEnd(
        YearPart.MONTH, d("2027-06-01"), d("2027-06-30")
    ),
    "06 (sáu) tháng": Duration(6, TimeUnit.MONTH),
    "two weeks from 1 July 2026": Duration(14, TimeUnit.DAY, Base.DAY, d("2026-07-01")),
    "within 90 calendar days of the final report": Duration(90, TimeUnit.DAY, Base.ISSUED),
    "01 tháng kể từ ngày kế hoạch được phê duyệt": Duration(1, TimeUnit.MONTH, Base.APPROVED),
}

# What names no day that could be relied on: opposites of deadlines, events, other calendars, contradictions.
NO_DAY: dict[str, Reading] = {
    "sau tháng 9/2026": NoDeadline(Vague.BEGINNING),
    "không sớm hơn 30/9/2026": NoDeadline(Vague.BEGINNING),
    "không trước ngày 01/9/2026": NoDeadline(Vague.BEGINNING),
    "not before 1 October 2026": NoDeadline(Vague.BEGINNING),
    "Từ 15/6/2026 đến khi hoàn thành": NoDeadline(Vague.BEGINNING),
    "sau kỳ họp chi bộ tháng 9/2026": NoDeadline(Vague.BEGINNING),
    "TBD": NoDeadline(Vague.SOON),
    "trước mùa mưa năm 2026": NotUnderstood(Why.WORDS_LEFT),
    "Fall 2026": NotUnderstood(Why.WORDS_LEFT),
    "khách hàng năm 2025": NotUnderstood(Why.WORDS_LEFT),
    "trước ngày 3O/9/2026": NotUnderstood(Why.NO_MONTH),
    "trước ngày 30/9/2O26": NotUnderstood(Why.WORDS_LEFT),
    "trước rằm tháng Giêng năm 2027": NotUnderstood(Why.LUNAR),
    "15/8 âm lịch": NotUnderstood(Why.LUNAR),
    "Q2 FY2027": NotUnderstood(Why.FISCAL_YEAR),
    "thứ Năm, 25/12/2026": NotUnderstood(Why.WEEKDAY),
    "30 ngày kể từ khi được cấp kinh phí": NotUnderstood(Why.UNKNOWN_BASE),
}

# A day that the words left over, a condition or the order of the figures make doubtful.
DOUBTFUL: dict[str, Reading] = {
    "dự kiến 30/9/2026": Doubtful(on("2026-09-30")),
    "trước Quốc khánh 2/9/2026": Doubtful(on("2026-09-02")),
    "chi thường xuyên quý III/2024": Doubtful(quarter("2024-3")),
    "kiểm điểm tiến độ hằng tuần": Doubtful(every(WEEK)),
    "30/9/2026 khi có kinh phí": Doubtful(on("2026-09-30"), Because.CONDITION),
    "by 04/05/2027": Doubtful(on("2027-05-04"), Because.DAY_ORDER),
    "12/31/2026": Doubtful(on("2026-12-31"), Because.DAY_ORDER),
}

ALL: dict[str, Reading] = {
    **WRITTEN,
    **NO_DAY,
    **DOUBTFUL,
    **TABLE,
    **FIXED,
    **PERIODS,
    **FUZZY,
    **DURATIONS,
    **RECURRENCES,
    **STEPS,
    **OTHERS,
}


@pytest.mark.parametrize("text", ALL)
def test_reads(text: str) -> None:
    got = read(text)
    assert got == (ALL[text] if not isinstance(got, ImpossibleDate) else ImpossibleDate(""))
    assert type(got) is type(ALL[text])


# Where folding leaves two words alike, or the paper's own words come back as labels, spelling counts.
MARKS_COUNT = {
    "tháng sáu",
    "sáu ngày",
    "Năm 2026: quý I xây dựng, quý II ban hành",
    "quỹ 5 triệu",
    "trong quy chế",
}
WITH_LABELS = {
    text
    for text in ALL
    if isinstance(ALL[text], (Milestones, RecurringDeadline)) and ("(" in text or ":" in text)
}


def same_words(reading: Reading) -> Reading:
    """The reading with its labels in one spelling."""
    match reading:
        case Milestones(items):
            return replace(reading, items=tuple(replace(item, label=item.label.casefold()) for item in items))
        case RecurringDeadline(milestones=items):
            return replace(
                reading, milestones=tuple(replace(item, label=item.label.casefold()) for item in items)
            )
        case ImpossibleDate():
            return ImpossibleDate("")
        case _:
            return reading


@pytest.mark.parametrize("text", ALL)
def test_spelling_does_not_matter(text: str) -> None:
    expected = same_words(read(text))
    for other in (
        text.upper(),
        unicodedata.normalize("NFD", text),
        canonical(text),
        other_placement(text),
        text.replace(" ", "\u00a0"),
        f"  {text}\n".replace(" ", "  "),
    ):
        assert same_words(read(other)) == expected, other


def _unmarked(text: str) -> str:
    return (
        "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
        .replace("đ", "d")
        .replace("Đ", "D")
    )


@pytest.mark.parametrize("text", sorted(ALL.keys() - MARKS_COUNT - STEPS.keys() - WITH_LABELS))
def test_marks_may_be_left_out(text: str) -> None:
    reading = read(_unmarked(text))
    if isinstance(reading, RecurringDeadline):
        reading = replace(reading, milestones=())
    expected = read(text)
    if isinstance(expected, RecurringDeadline):
        expected = replace(expected, milestones=())
    assert same_words(reading) == same_words(expected)


@pytest.mark.parametrize("text", sorted(FIXED.keys() | PERIODS.keys() | DURATIONS.keys()))
def test_words_around_are_told_and_the_day_is_doubtful(text: str) -> None:
    around = read_deadline(f"Hoàn thành việc rà soát {text}.", issued=ISSUED)
    assert isinstance(around, (Doubtful, NotUnderstood))
    assert "việc rà soát" in " ".join(around.left)
    if isinstance(around, Doubtful):
        assert bare(around.reading) == read(text)
    assert last_day(around) is None


@pytest.mark.parametrize("text", sorted(FIXED.keys() | PERIODS.keys()))
def test_silent_words_do_not_matter(text: str) -> None:
    assert read(f"Phải hoàn thành xong {text}.") == read(text)


def test_the_words_of_the_paper_are_kept() -> None:
    reading = read_deadline("Xong  TRƯỚC ngày 30/11/2026 nhé", issued=None)
    assert isinstance(reading, FixedDay)
    assert reading.written == "TRƯỚC ngày 30/11/2026"
    assert read_deadline("ngày 31/02/2024", issued=None) == ImpossibleDate("ngày 31/02/2024")


@pytest.mark.parametrize(
    ("issued", "text", "day", "year"),
    [
        ("2024-06-05", "30/11", "2024-11-30", YearFrom.DOCUMENT),
        ("2024-12-20", "30/1", "2025-01-30", YearFrom.NEXT),
        ("2024-12-20", "31/12", "2024-12-31", YearFrom.DOCUMENT),
        ("2024-12-20", "20/12", "2024-12-20", YearFrom.DOCUMENT),
        ("2024-12-20", "19/12", "2024-12-19", YearFrom.DOCUMENT),  # a mistake stays visible
        ("2024-06-20", "15/6", "2024-06-15", YearFrom.DOCUMENT),
        ("2024-12-20", "21/6", "2025-06-21", YearFrom.NEXT),  # 183 days
        ("2024-12-20", "22/6", "2024-06-22", YearFrom.DOCUMENT),  # 184 days
        ("2023-12-20", "29/2", "2024-02-29", YearFrom.NEXT),
        ("9999-12-20", "30/1", "9999-01-30", YearFrom.DOCUMENT),
    ],
)
def test_the_year_that_is_not_written(issued: str, text: str, day: str, year: YearFrom) -> None:
    assert bare(read_deadline(f"ngày {text}", issued=d(issued))) == FixedDay(d(day), year_from=year)


@pytest.mark.parametrize(
    ("issued", "text"),
    [(date.max, "tháng sau"), (date.max, "tuần sau"), (date.max, "quý I năm sau"), (date.min, "năm trước")],
)
def test_the_ends_of_time_are_no_dates(issued: date, text: str) -> None:
    assert isinstance(read_deadline(text, issued=issued), ImpossibleDate)


def test_periods_roll_like_days() -> None:
    december = d("2024-12-20")
    assert bare(read_deadline("tháng 1", issued=december)) == month("2025-01", YearFrom.NEXT)
    assert bare(read_deadline("quý I", issued=december)) == quarter("2025-1", YearFrom.NEXT)
    assert bare(read_deadline("quý IV", issued=december)) == quarter("2024-4", DOCUMENT)
    assert bare(read_deadline("quý II", issued=d("2024-06-30"))) == quarter("2024-2", DOCUMENT)


@pytest.mark.parametrize(
    "text", ["30/11", "quý III", "tháng này", "cuối năm", "quý I năm sau", "ngày 15 tháng sau"]
)
def test_no_year_and_no_document_is_said(text: str) -> None:
    assert read_deadline(text, issued=None) == NotUnderstood(Why.NO_YEAR)


def test_recurrences_and_impossible_days_need_no_document() -> None:
    assert bare(read_deadline("trước ngày 15/12 hằng năm", issued=None)) == every(
        YEAR, Anchor(15, 12), before=True
    )
    assert read_deadline("31/4", issued=None) == ImpossibleDate("31/4")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("hằng tháng", None),
        ("ngày 23 hằng tháng", 23),
        ("ngày 15 và 30 hằng tháng", None),
        ("ngày 25 tháng cuối quý", 25),
        ("ngày 05 tháng đầu quý", None),
        ("15/12 hằng năm", 15),
        ("15/6 hằng năm", None),
        ("thứ Sáu hằng tuần", 5),
    ],
)
def test_the_day_of_a_recurrence_as_the_register_writes_it(text: str, day: int | None) -> None:
    reading = read(text)
    assert isinstance(reading, RecurringDeadline)
    assert reading.day == day


# ---- days the words want, and due dates that fit them


def resolve(duration: Duration) -> date:
    return ISSUED + timedelta(days=duration.n)


@pytest.mark.parametrize(
    ("text", "strict", "day"),
    [
        ("trước ngày 30/11/2026", False, "2026-11-30"),
        ("trước ngày 30/11/2026", True, "2026-11-29"),
        ("chậm nhất ngày 30/11/2026", True, "2026-11-30"),
        ("đợt 1: trước 30/6/2026, đợt 2: trước 31/12/2026", True, "2026-12-30"),
        ("trong quý III/2024", True, "2024-09-30"),
        ("giữa tháng 9/2024", False, "2024-09-15"),
        ("giai đoạn 2026 - 2030", False, "2030-12-31"),
        ("hằng tháng đến 31/12/2024", False, "2024-12-31"),
        ("15 ngày", False, "2024-06-20"),
        ("hằng tháng", False, None),
        ("thường xuyên", False, None),
        ("31/02/2024", False, None),
        ("xyz", False, None),
    ],
)
def test_last_day(text: str, strict: bool, day: str | None) -> None:  # noqa: FBT001 - a column of the table
    assert last_day(read(text), strict=strict, resolve=resolve) == (d(day) if day else None)


@pytest.mark.parametrize(
    ("text", "due", "fits"),
    [
        ("trước ngày 30/11/2026", "2026-11-30", True),
        ("trước ngày 30/11/2026", "2026-11-29", False),
        ("trong quý III/2024", "2024-09-30", True),
        ("trong quý III/2024", "2024-09-29", False),
        ("trong quý III, đầu quý IV", "2024-09-30", True),
        ("trong quý III, đầu quý IV", "2024-10-15", True),
        ("trong quý III, đầu quý IV", "2024-12-31", False),
        ("trong kỳ sinh hoạt chi bộ tháng 6/2026", "2026-06-03", True),
        ("trong kỳ sinh hoạt chi bộ tháng 6/2026", "2026-07-01", False),
        ("kỳ sinh hoạt chi bộ gần nhất", "2026-07-01", None),
        ("15/8(HT);25/7(TĐC);30/7(PA)", "2024-08-15", True),
        ("15/8(HT);25/7(TĐC);30/7(PA)", "2024-07-30", False),
        ("hằng tháng, từ tháng 7/2024 đến hết năm 2025", "2024-08-31", True),
        ("hằng tháng, từ tháng 7/2024 đến hết năm 2025", "2024-06-30", False),
        ("hằng tháng, từ tháng 7/2024 đến hết năm 2025", "2026-01-31", False),
        ("15 ngày", "2024-06-20", True),
        ("15 ngày", "2024-06-21", False),
        ("thường xuyên", "2024-06-21", None),
        ("31/02/2024", "2024-03-02", None),
        ("xyz", "2024-03-02", None),
    ],
)
def test_agrees(text: str, due: str, fits: bool | None) -> None:  # noqa: FBT001 - a column of the table
    assert agrees(read(text), d(due), resolve=resolve) is fits


def test_a_duration_without_a_calendar_cannot_disagree() -> None:
    assert agrees(read("15 ngày"), ISSUED) is None


def test_agrees_reads_before_as_the_policy_says() -> None:
    reading = read("trước ngày 30/11/2026")
    assert agrees(reading, d("2026-11-29"), strict=True) is True
    assert agrees(reading, d("2026-11-30"), strict=True) is False
    assert last_day(FixedDay(date.min, before=True), strict=True) == date.min


# ---- properties


@pytest.mark.parametrize(
    ("day", "written"),
    [
        ("2024-06-05", "05/6/2024"),
        ("2024-01-15", "15/01/2024"),
        ("2024-02-09", "09/02/2024"),
        ("2024-03-10", "10/3/2024"),
        ("2024-12-31", "31/12/2024"),
        ("0206-11-30", "30/11/0206"),
    ],
)
def test_a_date_as_offices_write_it(day: str, written: str) -> None:
    assert vietnamese_date(d(day)) == written


@unhurried
@given(st.dates(), st.one_of(st.none(), st.dates()))
def test_every_date_survives_writing_and_reading(day: date, issued: date | None) -> None:
    year = f"{day.year:04}"
    for text in (
        vietnamese_date(day),
        f"{day.day}-{day.month}-{year}",
        f"{day.day:02}.{day.month:02}.{year}",
        f"ngày {day.day:02} tháng {day.month} năm {year}",
        f"ngày {day.day}/{day.month} năm {year}",
        day.isoformat(),
    ):
        assert bare(read_deadline(text, issued=issued)) == FixedDay(day), text
        assert bare(read_deadline(f"trước ngày {text.removeprefix('ngày ')}", issued=issued)) == FixedDay(
            day, before=True
        )


@unhurried
@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_period_is_read(day: date) -> None:
    last = month(f"{day.year}-{day.month:02}").last
    for text in (
        f"trong tháng {day.month}/{day.year}",
        f"tháng {day.month:02} năm {day.year}",
        f"{day.month}/{day.year}",
    ):
        assert last_day(read(text)) == last
    number = (day.month + 2) // 3
    for text in (
        f"quý {number}/{day.year}",
        f"Quý {['I', 'II', 'III', 'IV'][number - 1]} năm {day.year}",
        f"Q{number}/{day.year}",
    ):
        assert read(text) == quarter(f"{day.year}-{number}")


# Random text seldom looks like a deadline: make it from pieces of deadlines.
PIECES = st.sampled_from(
    [
        piece
        for text in ALL
        for piece in (
            *text.split(),
            " ",
            "; ",
            "/",
            "-",
            "(",
            ")",
            ", ",
            "0",
            "31",
            "2024",
            "9999",
            "%",
            "\x00",
        )
    ]
)
TEXTS = st.one_of(
    st.text(), st.lists(PIECES, max_size=12).map("".join), st.lists(PIECES, max_size=12).map(" ".join)
)


@unhurried
@given(TEXTS, st.one_of(st.none(), st.dates()), st.dates())
def test_never_raises(text: str, issued: date | None, due: date) -> None:
    reading = read_deadline(text, issued=issued)
    assert isinstance(reading, (Doubtful, NoDeadline, ImpossibleDate, NotUnderstood, Definite))
    day = last_day(reading, resolve=lambda _: due)
    verdict = agrees(reading, due, resolve=lambda _: due)
    if day is None and not isinstance(reading, RecurringDeadline):
        assert verdict is None
    elif day is not None and not isinstance(reading, RecurringDeadline):
        assert agrees(reading, day, resolve=lambda _: due)
        last_day(reading, strict=True, resolve=lambda _: due)


@unhurried
@given(TEXTS, st.one_of(st.none(), st.dates()))
def test_readings_are_in_order(text: str, issued: date | None) -> None:
    match read_deadline(text, issued=issued):
        case PeriodEnd(_, first, last) | YearSpan(first, last):
            assert first <= last
        case Fuzzy(day, first, last):
            assert first <= last
            assert first <= day <= last
        case Duration(n):
            assert n > 0
        case Milestones(items):
            assert items
        case RecurringDeadline(every=cycle, on=anchors):
            assert list(anchors) == sorted(set(anchors), key=lambda each: (each.month or 0, each.day))
            assert cycle or not anchors


@unhurried
@given(st.text(max_size=40), st.dates())
def test_reading_again_gives_the_same(text: str, issued: date) -> None:
    assert read_deadline(text, issued=issued) == read_deadline(text, issued=issued)


@pytest.mark.parametrize(
    "piece",
    ["1/1/", "1/1/2024 ", "ngày ", "tháng 1, ", "quý i, ", "1-", "so 1 ngay ", "1-Aa-", "(", "hằng ", "1 va ", "sinh hoạt chi bộ ",
     "của a ", "đến hết ", "0", "; ", "a\u0300\u0316", "trước ngày ", "1% ", "đầu cuối ", "\x00"],
)  # fmt: skip
def test_time_is_in_proportion_to_length(piece: str) -> None:
    """Sixteen times the text may take 64 times the time of this process: a square would be 256."""

    def seconds(length: int) -> float:
        text = (piece * (length // len(piece) + 1))[:length]
        started = time.process_time()
        read_deadline(text, issued=ISSUED)
        return time.process_time() - started

    # The least of several runs, and once more where the machine was busy: what remains is the reader's own.
    for _ in range(3):
        if min(seconds(32_000) for _ in range(2)) < 64 * min(seconds(2_000) for _ in range(3)) + 0.02:
            return
    pytest.fail("the time of reading grows much faster than the text")


def test_a_text_of_very_many_dates_is_not_a_deadline() -> None:
    assert read_deadline("30/6/2024, " * 1000, issued=ISSUED) == NotUnderstood()


@given(
    st.sampled_from(
        [
            "",
            "ngày ",
            "trước ngày ",
            "trước ",
            "chậm nhất ngày ",
            "đến hết ngày ",
            "trong tháng ",
            "đến hết tháng ",
            "trong quý ",
        ]
    ),
    st.dates(date(1950, 1, 1), date(2150, 12, 31)),
    st.booleans(),
)
def test_the_short_way_reads_as_the_long_way_does(before: str, day: date, zero: bool) -> None:  # noqa: FBT001 - drawn
    month = f"{day.month:02}" if zero else str(day.month)
    if "tháng" in before:
        text = f"{before}{month}/{day.year}"
    elif "quý" in before:
        text = f"{before}{('I', 'II', 'III', 'IV')[(day.month - 1) // 3]}/{day.year}"
    else:
        text = f"{before}{day.day:02}/{month}/{day.year}"
    short = deadline._plainly(text)
    assert short is not None
    assert short == deadline._read(text, date(2024, 5, 10))


@pytest.mark.parametrize("row", PATTERNS, ids=lambda row: row.kind.name)
@given(data=st.data())
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow]
)
def test_what_a_pattern_needs_is_in_all_that_it_matches(row: Row, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(row.pattern, alphabet="0123456789abcdefghijklmnopqrstuvwxyz /.,-()&%"))
    assert any(need in text for need in row.needs)
