"""What a written deadline can mean: a sum of small values.

``written`` is always the words of the paper that were read.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from khacphuc.text.periods import Cycle, YearPart


class YearFrom(StrEnum):
    """Where the year of a date comes from."""

    WRITTEN = "written"
    DOCUMENT = "document"
    """The document's own year."""
    NEXT = "next"
    """The year after the document's: see ``dates``."""


class Doubt(StrEnum):
    """Why a fuzzy period asks for a plain date."""

    BEGINNING = "beginning"
    """đầu tháng, đầu quý, đầu năm"""
    MIDDLE = "middle"
    """giữa tháng, trung tuần"""
    PART = "part"
    """nửa đầu tháng, thượng tuần, hạ tuần, tuần 2 tháng 9"""
    BEFORE_PERIOD = "before_period"
    """trước tháng 10"""
    SEVERAL_PERIODS = "several_periods"
    """trong quý III, đầu quý IV"""
    ABOUT = "about"
    """khoảng tháng 9, dự kiến quý III"""


class TimeUnit(StrEnum):
    DAY = "day"
    WORKING_DAY = "working_day"
    MONTH = "month"


class Base(StrEnum):
    """The event from which a duration runs."""

    RECEIVED = "received"
    SIGNED = "signed"
    ISSUED = "issued"
    ANNOUNCED = "announced"
    NOTICE = "notice"
    """kể từ ngày ban hành Thông báo: the day of the notice, which a plan's own day is not."""
    APPROVED = "approved"
    """kể từ ngày kế hoạch được phê duyệt"""
    ENDED = "ended"
    """kể từ ngày kết thúc cuộc kiểm tra"""
    UNKNOWN = "unknown"
    """An event that is named and that the register does not know: kể từ khi được cấp kinh phí."""
    DAY = "day"
    """A date written out: ``Duration.base_day``."""
    UNSTATED = "unstated"


class Vague(StrEnum):
    """What stands in the place of a deadline."""

    NOTHING = "nothing"
    """The text is empty."""
    CONTINUING = "continuing"
    """thường xuyên, liên tục"""
    SOON = "soon"
    """sớm, kịp thời, trong thời gian tới"""
    CONDITIONAL = "conditional"
    """khi có điều kiện, khi có yêu cầu"""
    ELSEWHERE = "elsewhere"
    """đúng thời hạn quy định tại Thông báo kết luận: the deadline stands in another paper."""
    BEGINNING = "beginning"
    """từ 01/7/2026, không sớm hơn tháng 9: a first day and no last one."""
    SCHEDULE = "schedule"
    """theo quy định, theo tiến độ, trong nhiệm kỳ: a time-table that is not named"""


class Why(StrEnum):
    """Why a text was not understood."""

    NOTHING_FOUND = "nothing_found"
    NO_YEAR = "no_year"
    """A date without its year, and no date of the document to take it from."""
    NO_MONTH = "no_month"
    """A day without its month: trước ngày 23."""
    UNKNOWN_CYCLE = "unknown_cycle"
    """hai tháng một lần: no cycle of the register."""
    WORDS_LEFT = "words_left"
    """trước mùa mưa năm 2026: words that the grammar does not know, and nothing but a year beside them."""
    LUNAR = "lunar"
    """A day of the lunar calendar."""
    FISCAL_YEAR = "fiscal_year"
    """FY2027, in a register whose policy does not say when its fiscal year ends."""
    WEEKDAY = "weekday"
    """The weekday and the date contradict each other."""
    UNKNOWN_BASE = "unknown_base"
    """30 ngày kể từ khi được cấp kinh phí: an event whose day the register does not hold."""


class Because(StrEnum):
    """Why a reading is doubtful."""

    WORDS_LEFT = "words_left"
    CONDITION = "condition"
    """khi có điều kiện, beside a date"""
    DAY_ORDER = "day_order"
    """04/05/2027 in an English text: day and month may stand in either order."""


class FixedDay(Struct, frozen=True):
    """One last day. ``before``: the paper says *trước ngày*, which a strict policy reads as the day before."""

    day: date
    before: bool = False
    year_from: YearFrom = YearFrom.WRITTEN
    written: str = ""


class PeriodEnd(Struct, frozen=True):
    """The last day of a period that is named plainly: trong tháng 6/2026, hết quý III, cuối năm."""

    period: YearPart
    first: date
    last: date
    year_from: YearFrom = YearFrom.WRITTEN
    written: str = ""


class Fuzzy(Struct, frozen=True):
    """A period that can be read in more than one way. ``day`` is our reading; a due date in the window fits the words."""

    day: date
    first: date
    last: date
    doubt: Doubt
    year_from: YearFrom = YearFrom.WRITTEN
    written: str = ""


class YearSpan(Struct, frozen=True):
    """More than one calendar year: giai đoạn 2026 - 2030. It needs milestones."""

    first: date
    last: date
    written: str = ""


class Duration(Struct, frozen=True):
    """``n`` units after a base; the calendar of the obligations turns it into a day."""

    n: int
    unit: TimeUnit
    base: Base = Base.UNSTATED
    base_day: date | None = None
    written: str = ""


class Anchor(Struct, frozen=True, order=True):
    """A due day inside a cycle: of the week (1 is Monday) or of a month; ``month`` counts in the cycle.

    Without ``month`` it is the cycle's last month: 15 of a quarter is the 15th of its third month.
    """

    day: int
    month: int | None = None


class DatedMilestone(Struct, frozen=True):
    """One step: its label in the paper's words, its day, its target in per cent of the whole."""

    label: str
    day: date
    target: Decimal | None = None
    before: bool = False


class Milestones(Struct, frozen=True):
    """Several days, in the paper's order."""

    items: tuple[DatedMilestone, ...]
    written: str = ""


class RecurringDeadline(Struct, frozen=True):
    """Owed again in each cycle. ``every`` is None when the paper only says that it goes on, or when it begins.

    ``on`` holds the due days inside a cycle, none for its last day. Of several cycles ("hằng tuần, hằng tháng") it is
    the shortest. ``milestones`` are single steps named beside it. With ``interval`` 2 it is every second cycle;
    with ``working_day`` its day is the last working day of the cycle; ``following`` when it falls due in the next one.
    """

    every: Cycle | None
    on: tuple[Anchor, ...] = ()
    before: bool = False
    start: date | None = None
    until: date | None = None
    milestones: tuple[DatedMilestone, ...] = ()
    written: str = ""
    interval: int = 1
    working_day: bool = False
    following: bool = False

    @property
    def day(self) -> int | None:
        """The due day as the register writes it, or None: the last day, or more than the register's key can say."""
        if len(self.on) != 1 or self.every in (None, Cycle.DAY):
            return None
        last_month = (
            {Cycle.QUARTER: 3, Cycle.HALF_YEAR: 6, Cycle.YEAR: 12}.get(self.every) if self.every else None
        )
        return self.on[0].day if self.on[0].month in (None, last_month) else None


class CellMeeting(Struct, frozen=True):
    """The regular meeting of a Party cell in a period; no period when the paper says "the next meeting"."""

    first: date | None = None
    last: date | None = None
    written: str = ""


class NoDeadline(Struct, frozen=True):
    vague: Vague
    written: str = ""


class ImpossibleDate(Struct, frozen=True):
    """A date that the calendar does not have: 31/02/2024, tháng 13."""

    written: str


class NotUnderstood(Struct, frozen=True):
    """``left`` are the words that were not read. ``recurrence`` is a cycle that was recognised and has no key yet."""

    why: Why = Why.NOTHING_FOUND
    left: tuple[str, ...] = ()
    recurrence: RecurringDeadline | None = None


Definite = FixedDay | PeriodEnd | Fuzzy | YearSpan | Duration | RecurringDeadline | CellMeeting | Milestones
"""A reading that says when something is owed, if the words are accounted for."""


class Doubtful(Struct, frozen=True):
    """A reading of part of the words. ``left`` are the others; no rule may block by it."""

    reading: Definite
    because: Because = Because.WORDS_LEFT
    left: tuple[str, ...] = ()


Reading = Definite | Doubtful | NoDeadline | ImpossibleDate | NotUnderstood
