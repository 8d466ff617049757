"""The follow-up book (sổ theo dõi kết luận): one wide table of all, and one for each year, a line for each conclusion."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from khacphuc.obligations.counts import tasks_overdue
from khacphuc.obligations.totals import total_of
from khacphuc.obligations.values import SETTLED, CaseState
from khacphuc.pages.anchors import case_path, up
from khacphuc.pages.case_tables import newest_first
from khacphuc.pages.fragments import PAGE_ROWS, cell, clip, number, restricted
from khacphuc.pages.page import Page
from khacphuc.pages.progress_totals import PROGRESS, total_cell
from khacphuc.pages.safe_html import Html, esc, html
from khacphuc.pages.sections import Section, sections_page, table
from khacphuc.pages.site_context import SiteContext
from khacphuc.pages.site_index import SiteIndex, grouped
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
    N_("Tasks overdue"),
    N_("Overdue obligations"),
    N_("Report"),
    N_("Closed"),
    N_("Stage"),
)


def pages(site_index: SiteIndex) -> Iterator[Page]:
    context = site_index.context
    every = newest_first(site_index.states)
    years = grouped((_year(state), state) for state in every)
    shown = html(
        f"{_years(site_index, years)}{_table(site_index, PATH, every[:PAGE_ROWS])}{_older(context, len(every))}"
    )
    yield sections_page(
        context,
        PATH,
        context.words[N_("Follow-up book")],
        [Section("all", context.words[N_("All conclusions")], shown)] if every else [],
        empty=context.words[N_("There is no case.")],
        kind="kp-book",
    )
    for year, states in years.items():
        yield _page(site_index, year, states)


def _years(site_index: SiteIndex, years: dict[str, list[CaseState]]) -> str:
    """Return the way to each year, with how many conclusions it has."""
    links = "".join(
        f'<li><a href="./{year}/">{_name(site_index, year)}</a> ({site_index.context.say(len(states))})</li>\n'
        for year, states in years.items()
    )
    return f'<ul class="kp-filter">\n{links}</ul>\n'


def _older(context: SiteContext, number: int) -> str:
    if number <= PAGE_ROWS:
        return ""
    older = say_n(
        "and {n} older one, on the page of its year",
        "and {n} older ones, on the pages of their years",
        number - PAGE_ROWS,
    )
    return f'\n<p class="kp-more">{esc(context.say(older))}</p>'


def _year(state: CaseState) -> str:
    return str(state.issued_on.year) if state.issued_on else "draft"


def _name(site_index: SiteIndex, year: str) -> str:
    context = site_index.context
    return context.words[N_("Drafts")] if year == "draft" else context.say(say("Year {year}", year=year))


def _page(site_index: SiteIndex, year: str, states: list[CaseState]) -> Page:
    context, path = site_index.context, f"{PATH}{year}/"
    name = _name(site_index, year)
    return sections_page(
        context,
        path,
        context.say(say("Follow-up book: {year}", year=name)),
        [Section("book", name, _table(site_index, path, states))],
        empty="",
        kind="kp-book",
    )


def _table(site_index: SiteIndex, path: str, states: list[CaseState]) -> Html:
    caption = site_index.context.say(say_n("{n} conclusion", "{n} conclusions", len(states)))
    rows = (_row(site_index, up(path), state) for state in states)
    return table(site_index.context, caption, _COLUMNS, rows, "kp-wide-table")


def _row(site_index: SiteIndex, root: str, state: CaseState) -> str:
    context = site_index.context

    def day(name: str, value: date | None) -> Html:
        return cell(context, name, context.days[value] if value else html("–"))

    right = sum(found.status in SETTLED for found in state.findings)
    handed_in = sum(task.handed_in for task in state.tasks)
    return (
        f"<tr>{cell(context, N_('Number'), state.number or state.id)}{day(N_('Date issued'), state.issued_on)}"
        f'<th scope="row"><a href="{root}{esc(case_path(state.folder))}">{esc(clip(state.title))}</a>'
        f"{restricted(context, state)}</th>{cell(context, N_('Unit'), context.party(state.owner, root))}"
        f"{cell(context, N_('Followed by'), context.party(state.follower, root) if state.follower else html('–'))}"
        f"{number(context, N_('Findings'), len(state.findings))}{number(context, N_('Put right'), right)}"
        f"{day(N_('Plan'), state.plan_issued_on)}{number(context, N_('Tasks'), len(state.tasks))}"
        f"{number(context, N_('Handed in'), handed_in)}{total_cell(context, total_of(state.tasks))}"
        f"{number(context, N_('Tasks overdue'), tasks_overdue(state, site_index.overdue_in.get(state.folder, ())))}"
        f"{number(context, N_('Overdue obligations'), site_index.counts[1][state.folder])}"
        f"{day(N_('Report'), state.reported_on)}{day(N_('Closed'), state.closed_on)}"
        f"<td>{context.chip(state.stage)}</td></tr>\n"
    )
