"""The classification sheet as a spreadsheet: figures of units by period, and the lists behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khacphuc.exports.case_sheets import missing_notes
from khacphuc.exports.owed_sheet import OWED_COLUMNS, owed_cells
from khacphuc.exports.sheet import CellValue, Column, SpreadSheet, count, identifier
from khacphuc.obligations.counts import OUTCOMES
from khacphuc.pages.classification import FIGURE_NAMES, ClassificationPeriod, periods_of
from khacphuc.pages.site_index import SiteIndex
from khacphuc.text.message import N_, Message, say

_PERIOD = Column(N_("Period"), 14)
_UNIT = Column(N_("Unit"), 28)
_FIGURES = (
    _UNIT,
    _PERIOD,
    *(count(name) for name in FIGURE_NAMES),
    identifier(N_("Unit id"), 18),
)
_FINDINGS = (
    _UNIT,
    _PERIOD,
    Column(N_("Finding"), 60),
    Column(N_("Number"), 14),
    Column(N_("Status"), 20),
    Column(N_("Repeats"), 16),
    identifier(N_("Id"), 16),
)
_DUE = (_UNIT, _PERIOD, Column(N_("Counted as"), 18), *OWED_COLUMNS[1:])


def classified_units(ledger: SiteIndex) -> list[str]:
    """The units that have something to classify and are shown."""
    units = sorted({*ledger.of_unit, *ledger.dated})
    return [unit for unit in units if ledger.context.shows_unit(unit)]


def classification_sheets(
    ledger: SiteIndex, units: Sequence[str], *, figures_only: bool = False
) -> tuple[SpreadSheet, ...]:
    """Figures of some units by quarter and year, and the findings and deadlines behind those of quarters."""
    found = [(unit, period) for unit in units for period in periods_of(ledger, unit)]
    made = ledger.context
    title = (
        say("Classification sheet: {unit}", unit=made.unit_name(units[0]))
        if len(units) == 1
        else Message(N_("Classification sheets"))
    )
    figures = SpreadSheet(
        Message(N_("Figures by period")),
        title,
        _FIGURES,
        tuple(_figures(ledger, unit, period) for unit, period in found),
        notes=tuple(missing_notes(ledger)),
    )
    if figures_only:
        return (figures,)
    lists = [(unit, period) for unit, period in found if not period.id.isdigit()]
    return (
        figures,
        SpreadSheet(
            Message(N_("New findings")),
            title,
            _FINDINGS,
            tuple(row for unit, period in lists for row in _findings(ledger, unit, period)),
        ),
        SpreadSheet(
            Message(N_("Deadlines")),
            title,
            _DUE,
            tuple(row for unit, period in lists for row in _due(ledger, unit, period)),
        ),
    )


def _names(ledger: SiteIndex, unit: str, period: ClassificationPeriod) -> tuple[str, str]:
    return ledger.context.unit_name(unit), ledger.context.say(period.name)


def _figures(ledger: SiteIndex, unit: str, period: ClassificationPeriod) -> tuple[CellValue, ...]:
    return (*_names(ledger, unit, period), *period.figures, unit)


def _findings(ledger: SiteIndex, unit: str, period: ClassificationPeriod) -> Iterator[tuple[CellValue, ...]]:
    for state, one in period.findings:
        yield (
            *_names(ledger, unit, period),
            one.finding.text,
            state.number or state.id,
            ledger.context.words[one.status.label],
            "" if ledger.context.public else one.finding.repeat_of or "",
            f"{state.id}/{one.finding.id}",
        )


def _due(ledger: SiteIndex, unit: str, period: ClassificationPeriod) -> Iterator[tuple[CellValue, ...]]:
    for key, name, _ in OUTCOMES:
        for row in period.rows[key]:
            yield (*_names(ledger, unit, period), ledger.context.words[name], *owed_cells(ledger, row))
