"""Totals by month, quarter, half-year and year: findings left, new and put right, and what became of deadlines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct

from khacphuc.exports.sheet import CellValue, Column, SpreadSheet, count, day
from khacphuc.obligations.counts import OUTCOMES, due_between
from khacphuc.obligations.views import ObligationRow
from khacphuc.pages.ages import FindingLifetime, all_lives
from khacphuc.pages.balance import quarter_name, turnover
from khacphuc.pages.site_index import SiteIndex
from khacphuc.text.message import N_, Message, say

_COLUMNS = (
    Column(N_("Period"), 20),
    day(N_("From")),
    day(N_("Until")),
    count(N_("Findings at the start")),
    count(N_("New findings")),
    count(N_("Findings put right")),
    count(N_("Findings at the end")),
    *(count(name) for _, name, _ in OUTCOMES),
)
_HALF = 6
_LAST_MONTH = 12


class PeriodLength(Struct, frozen=True):
    """A length of period, and how many of them are shown, the current one last."""

    months: int
    shown: int
    tab: str


LENGTHS = (
    PeriodLength(1, 24, N_("By month")),
    PeriodLength(3, 8, N_("By quarter")),
    PeriodLength(_HALF, 6, N_("By half-year")),
    PeriodLength(_LAST_MONTH, 5, N_("By year")),
)


def totals_sheets(ledger: SiteIndex, unit: str = "") -> tuple[SpreadSheet, ...]:
    """A sheet for each length of period; of one unit, or of the whole register with its restricted cases."""
    lives = ledger.kept(all_lives)
    rows = ledger.every
    if unit:
        shown = {state.folder for state in ledger.states}
        lives = [
            life for life in lives if life.case.folder in shown and unit in (life.case.unit, life.case.owner)
        ]
        rows = ledger.dated.get(unit, [])
    title = (
        say("Totals: {unit}", unit=ledger.context.unit_name(unit)) if unit else say("Totals of the register")
    )
    return tuple(_sheet(ledger, length, title, lives, rows) for length in LENGTHS)


def _sheet(
    ledger: SiteIndex,
    length: PeriodLength,
    title: Message,
    lives: Sequence[FindingLifetime],
    rows: Sequence[ObligationRow],
) -> SpreadSheet:
    note = say("Deadlines count in the period in which they fall due, as they stand on this day.")
    cells = tuple(
        _row(ledger, length, first, last, lives, rows) for first, last in spans(ledger.site.as_of, length)
    )
    return SpreadSheet(Message(length.tab), title, _COLUMNS, cells, notes=(note,))


def spans(as_of: date, length: PeriodLength) -> list[tuple[date, date]]:
    """First and last days of periods up to that of a day, oldest first; each is whole."""
    index = (as_of.year * 12 + as_of.month - 1) // length.months
    wanted = range(max(index - length.shown + 1, 12 // length.months), index + 1)
    return [(_start(one * length.months), _start((one + 1) * length.months) - timedelta(1)) for one in wanted]


def _start(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def _name(first: date, length: PeriodLength) -> Message:
    if length.months == 1:
        return say("Month {month}/{year}", month=f"{first.month:02d}", year=str(first.year))
    if length.months == _LAST_MONTH:
        return say("Year {year}", year=str(first.year))
    if length.months == _HALF:
        return say("Half-year {half}/{year}", half="I" if first.month == 1 else "II", year=str(first.year))
    return quarter_name(first)


def _row(  # one period of one list
    ledger: SiteIndex,
    length: PeriodLength,
    first: date,
    last: date,
    lives: Sequence[FindingLifetime],
    rows: Sequence[ObligationRow],
) -> tuple[CellValue, ...]:
    due = [row.timeliness.timing for row in due_between(rows, first, last)]
    deadlines = (sum(timing in timings for timing in due) for _, _, timings in OUTCOMES)
    name = ledger.context.say(_name(first, length))
    return (name, first, last, *turnover(lives, first, min(last, ledger.site.as_of)), *deadlines)
