"""The table of each page as a book of sheets."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from khacphuc.exports.case_sheets import book_sheet
from khacphuc.exports.classification_sheets import classification_sheets, classified_units
from khacphuc.exports.owed_sheet import owed_sheet
from khacphuc.exports.plan_sheet import plan_sheet
from khacphuc.exports.selection import ExportSelection, open_rows
from khacphuc.exports.sheet import Book, SpreadSheet
from khacphuc.exports.totals_sheets import totals_sheets
from khacphuc.obligations.values import CaseState
from khacphuc.pages.case_tables import newest_first
from khacphuc.pages.site_index import SiteIndex, grouped
from khacphuc.text.message import N_, Message, say


def book_of(ledger: SiteIndex, sheets: Sequence[SpreadSheet]) -> Book:
    """Some sheets as one file."""
    made = ledger.context
    return Book(tuple(sheets), made.as_of, made.site.language, made.policy.committee)


def table_book(ledger: SiteIndex, chosen: ExportSelection) -> Book:
    """What the page of a selection lists, whole."""
    return book_of(ledger, _TABLES.get(chosen.section, _owed)(ledger, chosen))


def _book(ledger: SiteIndex, chosen: ExportSelection) -> Sequence[SpreadSheet]:
    if not chosen.key:
        return [book_sheet(ledger, newest_first(ledger.states), Message(N_("Follow-up book")))]
    states = ledger.kept(_by_year).get(chosen.key, [])
    year = Message(N_("Drafts")) if chosen.key == "draft" else say("Year {year}", year=chosen.key)
    return [book_sheet(ledger, states, say("Follow-up book: {year}", year=year))]


def _by_year(ledger: SiteIndex) -> dict[str, list[CaseState]]:
    return grouped(
        (str(state.issued_on.year) if state.issued_on else "draft", state)
        for state in newest_first(ledger.states)
    )


def _overdue(ledger: SiteIndex, _: ExportSelection) -> Sequence[SpreadSheet]:
    title = Message(N_("Overdue"))
    return [owed_sheet(ledger, title, say("Overdue obligations, longest first"), ledger.overdue)]


def _no_plan(ledger: SiteIndex, _: ExportSelection) -> Sequence[SpreadSheet]:
    title = Message(N_("Conclusions without a plan"))
    return [owed_sheet(ledger, title, title, ledger.no_plan)]


def _owed(ledger: SiteIndex, chosen: ExportSelection) -> Sequence[SpreadSheet]:
    title = say("What is open now")
    return [owed_sheet(ledger, title, title, open_rows(ledger, chosen))]


def _unit(ledger: SiteIndex, chosen: ExportSelection) -> Sequence[SpreadSheet]:
    title = say("What is open now: {unit}", unit=ledger.context.unit_name(chosen.key))
    tab = say("What is open now")
    return [owed_sheet(ledger, tab, title, open_rows(ledger, chosen))]


def _classification(ledger: SiteIndex, chosen: ExportSelection) -> Sequence[SpreadSheet]:
    if chosen.key:
        return classification_sheets(ledger, [chosen.key])
    return classification_sheets(ledger, classified_units(ledger), figures_only=True)


def _totals(ledger: SiteIndex, _: ExportSelection) -> Sequence[SpreadSheet]:
    return totals_sheets(ledger)


def _plan(ledger: SiteIndex, chosen: ExportSelection) -> Sequence[SpreadSheet]:
    state = ledger.kept(_by_folder).get(f"plans/{chosen.key}")
    return [plan_sheet(ledger.context, state)]


def _by_folder(ledger: SiteIndex) -> dict[str, CaseState]:
    return {state.folder: state for state in ledger.states}


_TABLES: dict[str, Callable[[SiteIndex, ExportSelection], Sequence[SpreadSheet]]] = {
    "book": _book,
    "overdue": _overdue,
    "without-plan": _no_plan,
    "units": _unit,
    "classification": _classification,
    "balance": _totals,
    "cases": _plan,
}
