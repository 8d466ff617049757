"""What was left at the start of each period, what arose, what was put right, what is left; and how old that is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from khacphuc.pages.ages import ages_table, all_lives
from khacphuc.pages.bars import patterns
from khacphuc.pages.endings import Life
from khacphuc.pages.ledger import Ledger
from khacphuc.pages.page import Page
from khacphuc.pages.parts import number
from khacphuc.pages.safe import Html, html
from khacphuc.pages.sections import Section, sections_page, table
from khacphuc.text.message import N_, Message, say

PATH = "balance/"
QUARTERS = 8
"""How many quarters are shown, the current one last."""
_COLUMNS = (N_("Period"), N_("Left at the start"), N_("Arose"), N_("Put right"), N_("Left at the end"))


def pages(ledger: Ledger) -> Iterator[Page]:
    made = ledger.press
    found = ledger.kept(all_lives)
    sections = [
        Section("turnover", made.words[N_("Findings by quarter")], _turnover(ledger, found)),
        Section("ages", made.words[N_("Age of what is open")], html(f"{patterns()}{ages_table(ledger)}")),
    ]
    yield sections_page(
        made,
        PATH,
        made.words[N_("Opening and closing balance")],
        sections if found else [],
        about=made.words[
            N_(
                "Findings count from the date of their conclusion until the last of their tasks is verified or not pursued."
            )
        ],
        empty=made.words[N_("There is no finding.")],
    )


def quarters(as_of: date, count: int = QUARTERS) -> list[tuple[date, date]]:
    """First and last day of the quarters up to that of a day; the last ends on that day."""
    first = date(as_of.year, 3 * ((as_of.month - 1) // 3) + 1, 1)
    found = [(first, as_of)]
    while len(found) < count and first.year > date.min.year:
        last = first - timedelta(1)
        first = date(last.year, last.month - 2, 1)
        found.append((first, last))
    return found[::-1]


def quarter_name(first: date) -> Message:
    return say(
        "Quarter {quarter}/{year}", quarter=("I", "II", "III", "IV")[first.month // 3], year=str(first.year)
    )


def turnover(found: Iterable[Life], first: date, last: date) -> tuple[int, int, int, int]:
    """Findings left at the start of a period, new in it, put right in it, and left at its end."""
    start = arose = ended = 0
    for life in found:
        start += life.arose < first and not (life.ended and life.ended < first)
        arose += first <= life.arose <= last
        ended += bool(life.ended and first <= life.ended <= last)
    return start, arose, ended, start + arose - ended


def _turnover(ledger: Ledger, found: list[Life]) -> Html:
    made = ledger.press
    rows = []
    for first, last in quarters(ledger.site.as_of):
        counts = turnover(found, first, last)
        cells = "".join(number(made, name, count) for name, count in zip(_COLUMNS[1:], counts, strict=True))
        rows.append(f'<tr><th scope="row">{made.say(quarter_name(first))}</th>{cells}</tr>\n')
    return table(made, made.words[N_("Findings left, new and put right")], _COLUMNS, rows)
