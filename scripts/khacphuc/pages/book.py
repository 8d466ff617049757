"""The follow-up book (sổ theo dõi kết luận): one wide table of all, and one for each year, a line for each conclusion."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from khacphuc.obligations.totals import total_of
from khacphuc.obligations.values import SETTLED, CaseState
from khacphuc.pages.anchors import case_path, up
from khacphuc.pages.ledger import Ledger, grouped
from khacphuc.pages.listing import newest_first
from khacphuc.pages.page import Page
from khacphuc.pages.parts import PAGE_ROWS, cell, clip, number, restricted
from khacphuc.pages.press import Press
from khacphuc.pages.safe import Html, esc, html
from khacphuc.pages.sections import Section, sections_page, table
from khacphuc.pages.totals import PROGRESS, total_cell
from khacphuc.text.message import N_, say, say_n

PATH = "book/"
_COLUMNS = (
    N_("Number"),
    N_("Date issued"),
    N_("Conclusion"),
    N_("Unit"),
    N_("Followed by"),
    N_("Findings"),
    N_("Put right"),
    N_("Plan"),
    N_("Tasks"),
    N_("Handed in"),
    PROGRESS,
    N_("Overdue"),
    N_("Report"),
    N_("Closed"),
    N_("Stage"),
)


def pages(ledger: Ledger) -> Iterator[Page]:
    made = ledger.press
    every = newest_first(ledger.states)
    years = grouped((_year(state), state) for state in every)
    shown = html(
        f"{_years(ledger, years)}{_table(ledger, PATH, every[:PAGE_ROWS])}{_older(made, len(every))}"
    )
    yield sections_page(
        made,
        PATH,
        made.words[N_("Follow-up book")],
        [Section("all", made.words[N_("All conclusions")], shown)] if every else [],
        empty=made.words[N_("There is no case.")],
        kind="kp-book",
    )
    for year, states in years.items():
        yield _page(ledger, year, states)


def _years(ledger: Ledger, years: dict[str, list[CaseState]]) -> str:
    """The way to each year, with how many conclusions it has."""
    links = "".join(
        f'<li><a href="./{year}/">{_name(ledger, year)}</a> ({ledger.press.say(len(states))})</li>\n'
        for year, states in years.items()
    )
    return f'<ul class="kp-filter">\n{links}</ul>\n'


def _older(made: Press, number: int) -> str:
    if number <= PAGE_ROWS:
        return ""
    older = say_n(
        "and {n} older one, on the page of its year",
        "and {n} older ones, on the pages of their years",
        number - PAGE_ROWS,
    )
    return f'\n<p class="kp-more">{esc(made.say(older))}</p>'


def _year(state: CaseState) -> str:
    return str(state.issued_on.year) if state.issued_on else "draft"


def _name(ledger: Ledger, year: str) -> str:
    made = ledger.press
    return made.words[N_("Drafts")] if year == "draft" else made.say(say("Year {year}", year=year))


def _page(ledger: Ledger, year: str, states: list[CaseState]) -> Page:
    made, path = ledger.press, f"{PATH}{year}/"
    name = _name(ledger, year)
    return sections_page(
        made,
        path,
        made.say(say("Follow-up book: {year}", year=name)),
        [Section("book", name, _table(ledger, path, states))],
        empty="",
        kind="kp-book",
    )


def _table(ledger: Ledger, path: str, states: list[CaseState]) -> Html:
    caption = ledger.press.say(say_n("{n} conclusion", "{n} conclusions", len(states)))
    rows = (_row(ledger, up(path), state) for state in states)
    return table(ledger.press, caption, _COLUMNS, rows, "kp-wide-table")


def _row(ledger: Ledger, root: str, state: CaseState) -> str:
    made = ledger.press

    def day(name: str, value: date | None) -> Html:
        return cell(made, name, made.days[value] if value else html("–"))

    right = sum(found.status in SETTLED for found in state.findings)
    handed_in = sum(task.handed_in for task in state.tasks)
    return (
        f"<tr>{cell(made, N_('Number'), state.number or state.id)}{day(N_('Date issued'), state.issued_on)}"
        f'<th scope="row"><a href="{root}{esc(case_path(state.folder))}">{esc(clip(state.title))}</a>'
        f"{restricted(made, state)}</th>{cell(made, N_('Unit'), made.party(state.owner, root))}"
        f"{cell(made, N_('Followed by'), made.party(state.follower, root) if state.follower else html('–'))}"
        f"{number(made, N_('Findings'), len(state.findings))}{number(made, N_('Put right'), right)}"
        f"{day(N_('Plan'), state.plan_issued_on)}{number(made, N_('Tasks'), len(state.tasks))}"
        f"{number(made, N_('Handed in'), handed_in)}{total_cell(made, total_of(state.tasks))}"
        f"{number(made, N_('Overdue'), ledger.counts[1][state.folder])}"
        f"{day(N_('Report'), state.reported_on)}{day(N_('Closed'), state.closed_on)}"
        f"<td>{made.chip(state.stage)}</td></tr>\n"
    )
