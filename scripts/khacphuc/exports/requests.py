"""What a command asks of the exports: which list or paper, of which part of the register, in which form."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct

from khacphuc.exports.atom import atom_bytes, entries
from khacphuc.exports.case_sheets import book_sheet
from khacphuc.exports.classification_sheets import classification_sheets, classified_units
from khacphuc.exports.csv_file import csv_bytes
from khacphuc.exports.ics import ics_bytes
from khacphuc.exports.owed_sheet import owed_sheet
from khacphuc.exports.plan_sheet import plan_sheet
from khacphuc.exports.progress_sheet import progress_sheets
from khacphuc.exports.sheet import SpreadSheet
from khacphuc.exports.tables import book_of
from khacphuc.exports.totals_sheets import totals_sheets
from khacphuc.exports.xlsx import xlsx_bytes
from khacphuc.obligations.values import CaseState
from khacphuc.obligations.views import ObligationQuery, ObligationRow
from khacphuc.pages.case_tables import newest_first
from khacphuc.pages.site_index import SiteIndex
from khacphuc.text.message import N_, Message, say


class ExportRequest(Struct, frozen=True):
    """A part of the register, as the arguments of a command name it."""

    case: CaseState | None = None
    unit: str = ""
    follower: str = ""
    person: str = ""
    year: int | None = None
    columns: int = 10

    def admits_case(self, state: CaseState) -> bool:
        """Whether a case belongs to the part."""
        return (
            (self.case is None or state.folder == self.case.folder)
            and (not self.unit or self.unit in (state.unit, state.owner))
            and (not self.follower or any(party.within(self.follower) for party in state.all_followers))
            and (self.year is None or bool(state.issued_on and state.issued_on.year == self.year))
        )

    def narrowed(self, rows: Iterable[ObligationRow]) -> list[ObligationRow]:
        """The obligations that belong to the part."""
        question = ObligationQuery(self.unit, self.follower, self.person)
        return [
            row
            for row in rows
            if question.admits(row)
            and (self.case is None or row.case.folder == self.case.folder)
            and (self.year is None or bool(row.case.issued_on and row.case.issued_on.year == self.year))
        ]


def _book(ledger: SiteIndex, asked: ExportRequest) -> tuple[SpreadSheet, ...]:
    states = filter(asked.admits_case, newest_first(ledger.states))
    title = (
        say("Follow-up book: {year}", year=str(asked.year)) if asked.year else Message(N_("Follow-up book"))
    )
    return (book_sheet(ledger, states, title),)


def _overdue(ledger: SiteIndex, asked: ExportRequest) -> tuple[SpreadSheet, ...]:
    title = say("Overdue obligations, longest first")
    return (owed_sheet(ledger, Message(N_("Overdue")), title, asked.narrowed(ledger.overdue)),)


def _open(ledger: SiteIndex, asked: ExportRequest) -> tuple[SpreadSheet, ...]:
    title = say("What is open now")
    return (owed_sheet(ledger, title, title, asked.narrowed(ledger.open)),)


def _no_plan(ledger: SiteIndex, asked: ExportRequest) -> tuple[SpreadSheet, ...]:
    title = Message(N_("Conclusions without a plan"))
    return (owed_sheet(ledger, title, title, asked.narrowed(ledger.no_plan)),)


def _plan(ledger: SiteIndex, asked: ExportRequest) -> tuple[SpreadSheet, ...]:
    return (plan_sheet(ledger.context, asked.case, columns=asked.columns),)


def _classification(ledger: SiteIndex, asked: ExportRequest) -> tuple[SpreadSheet, ...]:
    return classification_sheets(ledger, [asked.unit] if asked.unit else classified_units(ledger))


def _totals(ledger: SiteIndex, asked: ExportRequest) -> tuple[SpreadSheet, ...]:
    return totals_sheets(ledger, asked.unit)


def _progress(ledger: SiteIndex, asked: ExportRequest) -> tuple[SpreadSheet, ...]:
    return progress_sheets(ledger, filter(asked.admits_case, ledger.states), asked.unit)


TABLES: dict[str, Callable[[SiteIndex, ExportRequest], tuple[SpreadSheet, ...]]] = {
    "book": _book,
    "overdue": _overdue,
    "open": _open,
    "no-plan": _no_plan,
    "plan": _plan,
    "classification": _classification,
    "totals": _totals,
    "progress": _progress,
}
"""What can be had as a table, by the word that asks for it."""

OF_ONE_CASE = ("plan",)


def table_file(ledger: SiteIndex, form: str, what: str, asked: ExportRequest) -> bytes:
    """A table as a file: ``form`` is ``xlsx`` or ``csv``."""
    book = book_of(ledger, TABLES[what](ledger, asked))
    return xlsx_bytes(book) if form == "xlsx" else csv_bytes(book)


def calendar_file(ledger: SiteIndex, asked: ExportRequest) -> bytes:
    """The deadlines of a part as a calendar."""
    return ics_bytes(ledger, _name(ledger, asked), asked.narrowed(ledger.shown))


def feed_file(ledger: SiteIndex, asked: ExportRequest) -> bytes:
    """What happened lately in a part, as a feed."""
    states = [state for state in ledger.states if asked.admits_case(state) and not asked.person]
    found = entries(ledger, asked.narrowed(ledger.shown), states)
    return atom_bytes(ledger, "register.atom", _name(ledger, asked), found)


def _name(ledger: SiteIndex, asked: ExportRequest) -> str:
    made = ledger.context
    party = asked.person or asked.unit or asked.follower
    who = made.party_name(party) if party else made.policy.committee or made.words[N_("the register")]
    return made.say(say("Remediation: {who}", who=who))
