"""The table of each page as a book of sheets."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from khacphuc.exports.case_sheets import book_sheet
from khacphuc.exports.classification_sheets import classification_sheets, classified_units
from khacphuc.exports.owed_sheet import owed_sheet
from khacphuc.exports.plan_sheet import plan_sheet
from khacphuc.exports.selection import Selection, open_rows
from khacphuc.exports.sheet import Book, Sheet
from khacphuc.exports.totals_sheets import totals_sheets
from khacphuc.obligations.values import CaseState
from khacphuc.pages.ledger import Ledger, grouped
from khacphuc.pages.listing import newest_first
from khacphuc.text.message import N_, Message, say


def book_of(ledger: Ledger, sheets: Sequence[Sheet]) -> Book:
    """Some sheets as one file."""
    made = ledger.press
    return Book(tuple(sheets), made.as_of, made.site.language, made.policy.committee)


def table_book(ledger: Ledger, chosen: Selection) -> Book:
    """What the page of a selection lists, whole."""
    return book_of(ledger, _TABLES.get(chosen.section, _owed)(ledger, chosen))


def _book(ledger: Ledger, chosen: Selection) -> Sequence[Sheet]:
    if not chosen.key:
        return [book_sheet(ledger, newest_first(ledger.states), Message(N_("Follow-up book")))]
    states = ledger.kept(_by_year).get(chosen.key, [])
    year = Message(N_("Drafts")) if chosen.key == "draft" else say("Year {year}", year=chosen.key)
    return [book_sheet(ledger, states, say("Follow-up book: {year}", year=year))]


def _by_year(ledger: Ledger) -> dict[str, list[CaseState]]:
    return grouped(
        (str(state.issued_on.year) if state.issued_on else "draft", state)
        for state in newest_first(ledger.states)
    )


def _overdue(ledger: Ledger, _: Selection) -> Sequence[Sheet]:
    title = Message(N_("Overdue"))
    return [owed_sheet(ledger, title, say("Overdue obligations, longest first"), ledger.overdue)]


def _no_plan(ledger: Ledger, _: Selection) -> Sequence[Sheet]:
    title = Message(N_("Conclusions without a plan"))
    return [owed_sheet(ledger, title, title, ledger.no_plan)]


def _owed(ledger: Ledger, chosen: Selection) -> Sequence[Sheet]:
    title = say("What is open now")
    return [owed_sheet(ledger, title, title, open_rows(ledger, chosen))]


def _unit(ledger: Ledger, chosen: Selection) -> Sequence[Sheet]:
    title = say("What is open now: {unit}", unit=ledger.press.unit_name(chosen.key))
    tab = say("What is open now")
    return [owed_sheet(ledger, tab, title, open_rows(ledger, chosen))]


def _classification(ledger: Ledger, chosen: Selection) -> Sequence[Sheet]:
    if chosen.key:
        return classification_sheets(ledger, [chosen.key])
    return classification_sheets(ledger, classified_units(ledger), figures_only=True)


def _totals(ledger: Ledger, _: Selection) -> Sequence[Sheet]:
    return totals_sheets(ledger)


def _plan(ledger: Ledger, chosen: Selection) -> Sequence[Sheet]:
    state = ledger.kept(_by_folder).get(f"plans/{chosen.key}")
    return [plan_sheet(ledger.press, state)]


def _by_folder(ledger: Ledger) -> dict[str, CaseState]:
    return {state.folder: state for state in ledger.states}


_TABLES: dict[str, Callable[[Ledger, Selection], Sequence[Sheet]]] = {
    "book": _book,
    "overdue": _overdue,
    "without-plan": _no_plan,
    "units": _unit,
    "classification": _classification,
    "balance": _totals,
    "cases": _plan,
}
