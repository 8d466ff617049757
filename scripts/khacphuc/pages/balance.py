"""Show opening, new, corrected and closing findings of each quarter, and their age."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from khacphuc.pages.ages import FindingLifetime, ages_table, all_lives
from khacphuc.pages.bars import patterns
from khacphuc.pages.fragments import number
from khacphuc.pages.page import Page
from khacphuc.pages.safe_html import Html, html
from khacphuc.pages.sections import Section, sections_page, table
from khacphuc.pages.site_index import SiteIndex
from khacphuc.text.message import N_, Message, say

PATH = "balance/"
QUARTERS = 8
"""Number of quarters shown, the current one last."""
_QUARTERS = (N_("Q1 {year}"), N_("Q2 {year}"), N_("Q3 {year}"), N_("Q4 {year}"))
_COLUMNS = (N_("Period"), N_("Opening"), N_("New"), N_("Put right"), N_("Closing"))


def pages(site_index: SiteIndex) -> Iterator[Page]:
    context = site_index.context
    found = site_index.kept(all_lives)
    sections = [
        Section("turnover", context.words[N_("Findings by quarter")], _turnover(site_index, found)),
        Section(
            "ages", context.words[N_("Age of what is open")], html(f"{patterns()}{ages_table(site_index)}")
        ),
    ]
    yield sections_page(
        context,
        PATH,
        context.words[N_("Opening and closing balance")],
        sections if found else [],
        about=context.words[
            N_(
                "Findings count from the date of their conclusion until the last of their tasks is verified or not pursued."
            )
        ],
        empty=context.words[N_("There is no finding.")],
    )


def quarters(as_of: date, count: int = QUARTERS) -> list[tuple[date, date]]:
    """Return first and last day of the quarters up to that of a day; the last ends on that day."""
    first = date(as_of.year, 3 * ((as_of.month - 1) // 3) + 1, 1)
    found = [(first, as_of)]
    while len(found) < count and first.year > date.min.year:
        last = first - timedelta(1)
        first = date(last.year, last.month - 2, 1)
        found.append((first, last))
    return found[::-1]


def quarter_name(first: date) -> Message:
    return say(_QUARTERS[first.month // 3], year=str(first.year))


def turnover(found: Iterable[FindingLifetime], first: date, last: date) -> tuple[int, int, int, int]:
    """Findings left at the start of a period, new in it, put right in it, and left at its end."""
    start = arose = ended = 0
    for life in found:
        start += life.arose < first and not (life.ended and life.ended < first)
        arose += first <= life.arose <= last
        ended += bool(life.ended and first <= life.ended <= last)
    return start, arose, ended, start + arose - ended


def _turnover(site_index: SiteIndex, found: list[FindingLifetime]) -> Html:
    context = site_index.context
    rows = []
    for first, last in quarters(site_index.site.as_of):
        counts = turnover(found, first, last)
        cells = "".join(
            number(context, name, count) for name, count in zip(_COLUMNS[1:], counts, strict=True)
        )
        rows.append(f'<tr><th scope="row">{context.say(quarter_name(first))}</th>{cells}</tr>\n')
    return table(context, context.words[N_("Findings left, new and put right")], _COLUMNS, rows)
