"""List inactive cases: those without a report, and those overdue for which no reminder was sent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct

from khacphuc.obligations.values import CaseState
from khacphuc.pages import state_words
from khacphuc.pages.anchors import case_path, up
from khacphuc.pages.case_tables import unlisted_cases
from khacphuc.pages.figure_lines import figures_explained
from khacphuc.pages.fragments import MOST_ROWS, cell, clip, columns, number, restricted, sub, waited
from khacphuc.pages.page import Page
from khacphuc.pages.safe_html import Html, esc, html
from khacphuc.pages.sections import Section, sections_page
from khacphuc.pages.site_index import SiteIndex
from khacphuc.text.message import N_, say

PATH = "silent/"
_SILENT = (N_("No report for"), N_("Conclusion"), N_("Unit"), N_("Last report"), N_("Overdue obligations"))
_NOT_URGED = (N_("Longest overdue"), *_SILENT[1:3], N_("Last reminder"), N_("Overdue obligations"))


def unreported_cases(site_index: SiteIndex) -> list[CaseState]:
    """Return open cases without a report for long, longest first."""
    found = [(on, state) for state in site_index.states if (on := _unreported_since(site_index, state))]
    return [state for _, state in sorted(found, key=lambda one: (one[0], one[1].id))]


def _unreported_since(site_index: SiteIndex, state: CaseState) -> date | None:
    """Return the day of the last report of an open case that has been without one for long."""
    on = last_report(state) if state.open else None
    return on if on and _since(site_index, on) > site_index.context.policy.days.silent else None


def unreminded_cases(site_index: SiteIndex) -> list[CaseState]:
    """Return cases with something overdue that nobody has urged for long, or ever; longest overdue first."""
    cases = (rows[0].case for rows in site_index.overdue_in.values())  # in the order of their longest overdue
    return [state for state in cases if _unreminded(site_index, state)]


def _unreminded(site_index: SiteIndex, state: CaseState) -> bool:
    """Return whether nobody has reminded a case for long."""
    days = site_index.context.policy.days.not_urged
    return not state.urged_on or _since(site_index, state.urged_on) > days


def _count_unreported(site_index: SiteIndex) -> int:
    return sum(_unreported_since(site_index, state) is not None for state in site_index.everything)


def _count_unreminded(site_index: SiteIndex) -> int:
    late = {row.case.folder: row.case for row in site_index.every if row.overdue}
    return sum(_unreminded(site_index, state) for state in late.values())


def _since(site_index: SiteIndex, day: date) -> int:
    return (site_index.site.as_of - day).days


def last_report(state: CaseState) -> date | None:
    """Return the day of the last report of a case."""
    return state.updated_on or state.plan_issued_on or state.issued_on


def unreported_table(site_index: SiteIndex, root: str, states: Iterable[CaseState]) -> Html:
    context, caption = site_index.context, N_("Cases without a report, the longest first")
    lines = (
        (state, f"<strong>{waited(on, context.say(state_words.days(_since(site_index, on))))}</strong>", on)
        for state in states
        if (on := last_report(state))
    )
    return _table(site_index, root, _SILENT, caption, lines)


def unreminded_table(site_index: SiteIndex, root: str, states: Iterable[CaseState]) -> Html:
    context, caption = (
        site_index.context,
        N_("Overdue cases with no reminder sent, the longest overdue first"),
    )
    longest = ((state, site_index.overdue_in[state.folder][0]) for state in states)
    lines = (
        (state, context.timing(row.timeliness, row.obligation.deadline.current), state.urged_on)
        for state, row in longest
    )
    return _table(site_index, root, _NOT_URGED, caption, lines)


_Line = tuple[CaseState, str, date | None]
"""A case, how long it has waited, and the day of the last word."""


def _table(
    site_index: SiteIndex, root: str, names: tuple[str, ...], caption: str, lines: Iterable[_Line]
) -> Html:
    context = site_index.context
    body = "".join(_row(site_index, root, names, line) for line in lines)
    return html(
        f'<table class="kp-table kp-stack kp-waiting">\n<caption>{context.names[caption]}</caption>\n'
        f"{columns(context, names)}\n<tbody>\n{body}</tbody>\n</table>{figures_explained(context, names)}"
    )


def _row(site_index: SiteIndex, root: str, names: tuple[str, ...], line: _Line) -> str:
    context, (state, waited, on) = site_index.context, line
    _, _, unit, last, late = names
    follower = context.party(state.follower, root) if state.follower else ""
    by = sub(html(f"{context.names[N_('Follower')]}: {follower}")) if follower else ""
    return (
        f'<tr><td>{waited}</td><th scope="row"><a href="{root}{esc(case_path(state.folder))}">{esc(clip(state.title))}</a>'
        f'{restricted(context, state)} <span class="kp-sub">{esc(state.number or state.id)}</span></th>'
        f"{cell(context, unit, html(context.party(state.owner, root) + by))}"
        f"{cell(context, last, context.days[on] if on else context.names[N_('never')])}"
        f"{number(context, late, len(site_index.overdue_in.get(state.folder, ())))}</tr>\n"
    )


def _places(cases: list[CaseState]) -> dict[str, int]:
    return {state.folder: place for place, state in enumerate(cases)}


class InactiveList(Struct, frozen=True):
    """A list of cases that nobody moves."""

    id: str
    days: Callable[[SiteIndex], int]
    title: str
    none: str
    cases: Callable[[SiteIndex], list[CaseState]]
    count: Callable[[SiteIndex], int]
    """The number of such cases, restricted ones included."""
    places: Callable[[SiteIndex], dict[str, int]]
    """Position of each case on the list, by its folder."""
    table: Callable[[SiteIndex, str, Iterable[CaseState]], Html]

    def name(self, site_index: SiteIndex) -> str:
        """Return the heading of the list."""
        return site_index.context.say(say(self.title, n=self.days(site_index)))


LISTS = (
    InactiveList(
        "silent",
        lambda site_index: site_index.context.policy.days.silent,
        N_("No report for more than {n} days"),
        N_("There is no case without a report."),
        unreported_cases,
        _count_unreported,
        lambda site_index: _places(site_index.kept(unreported_cases)),
        unreported_table,
    ),
    InactiveList(
        "not-urged",
        lambda site_index: site_index.context.policy.days.not_urged,
        N_("Overdue, no reminder sent for more than {n} days"),
        N_("Reminders have been sent for all that is overdue."),
        unreminded_cases,
        _count_unreminded,
        lambda site_index: _places(site_index.kept(unreminded_cases)),
        unreminded_table,
    ),
)


def pages(site_index: SiteIndex) -> Iterator[Page]:
    context = site_index.context
    sections = [
        Section(
            one.id, one.name(site_index), inactive_part(site_index, up(PATH), one, site_index.kept(one.cases))
        )
        for one in LISTS
    ]
    yield sections_page(
        context,
        PATH,
        context.words[N_("No report, no reminder sent")],
        sections,
        about=context.words[
            N_("Cases without a report for long, and overdue cases for which no reminder was sent.")
        ],
        empty="",
    )


def inactive_part(site_index: SiteIndex, root: str, one: InactiveList, cases: Sequence[CaseState]) -> Html:
    """Return the list, or that there is nothing on it."""
    if not cases:
        return html(f"<p>{site_index.context.names[one.none]}</p>")
    return html(one.table(site_index, root, cases[:MOST_ROWS]) + unlisted_cases(site_index, root, len(cases)))


def inactive_sections(site_index: SiteIndex, root: str, states: Iterable[CaseState]) -> Iterator[Section]:
    """Yield a part for each list that has some of the cases in it."""
    for one in LISTS:
        places = site_index.kept(one.places)
        if cases := [state for state in states if state.folder in places]:
            cases.sort(key=lambda state: places[state.folder])
            yield Section(one.id, one.name(site_index), inactive_part(site_index, root, one, cases))
