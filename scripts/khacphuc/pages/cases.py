"""The list of all cases."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from khacphuc.obligations.values import CaseState
from khacphuc.pages.ledger import Ledger
from khacphuc.pages.page import Page
from khacphuc.text.message import Message


class CaseRow(Struct, frozen=True):
    """One case in a list, with how many of its obligations are open and overdue."""

    state: CaseState
    open: int
    overdue: int


def case_rows(ledger: Ledger, states: list[CaseState]) -> list[CaseRow]:
    """Cases as lists show them, newest conclusion first."""
    opened, late = ledger.counts
    found = [CaseRow(state, opened[state.folder], late[state.folder]) for state in states]
    found.sort(key=lambda row: row.state.id)
    found.sort(key=lambda row: row.state.issued_on.toordinal() if row.state.issued_on else 0, reverse=True)
    return found


def pages(ledger: Ledger) -> Iterator[Page]:
    press = ledger.press
    rows = case_rows(ledger, ledger.states)
    html = press.render("cases.html", "cases/", ledger=ledger, rows=rows)
    yield Page(path="cases/", title=press.say(Message("Cases")), html=html)
