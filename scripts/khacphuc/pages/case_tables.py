"""Render the list of all cases, and tables of cases for other pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from khacphuc.obligations.values import CaseState
from khacphuc.pages.anchors import case_path, up
from khacphuc.pages.figure_lines import figures_explained
from khacphuc.pages.fragments import MOST_ROWS, cell, clip, columns, number, restricted
from khacphuc.pages.page import Page
from khacphuc.pages.safe_html import EMPTY, Html, esc, html
from khacphuc.pages.site_index import SiteIndex
from khacphuc.text.message import N_, say_n

PATH = "cases/"
"""Path of the list of all cases."""

_COLUMNS = (
    N_("Conclusion"),
    N_("Number"),
    N_("Unit"),
    N_("Date issued"),
    N_("Stage"),
    N_("Open obligations"),
    N_("Overdue obligations"),
)


def newest_first(states: Iterable[CaseState]) -> list[CaseState]:
    """Return cases by the date of their conclusion; those without one (drafts) first, for they are newest of all."""
    found = sorted(states, key=lambda state: state.id)
    found.sort(key=lambda state: -state.issued_on.toordinal() if state.issued_on else -10_000_000)
    return found


def case_table(  # two of them are for where it stands
    site_index: SiteIndex,
    root: str,
    states: Sequence[CaseState],
    caption: str,
    *,
    unit: bool = True,
    whole: bool = False,
) -> Html:
    """Return a table of cases, newest conclusion first, with how much of each is open and overdue.

    Of a very long list the newest, unless the ``whole`` of it is asked for.
    """
    context = site_index.context
    names = [name for name in _COLUMNS if unit or name != N_("Unit")]
    found = newest_first(states)
    rows = "".join(
        _row(site_index, root, state, unit=unit) for state in (found if whole else found[:MOST_ROWS])
    )
    table = (
        f'<table class="kp-table kp-stack kp-cases">\n<caption>{esc(caption)}</caption>\n'
        f"{columns(context, names)}\n<tbody>\n{rows}</tbody>\n</table>{figures_explained(context, names)}"
    )
    return html(table if whole else table + unlisted_cases(site_index, root, len(found)))


def unlisted_cases(site_index: SiteIndex, root: str, number: int) -> Html:
    """Return a note on the cases beyond ``MOST_ROWS`` with a link to all; nothing when all are shown."""
    if number <= MOST_ROWS:
        return EMPTY
    context = site_index.context
    more = context.say(say_n("and {n} more case", "and {n} more cases", number - MOST_ROWS))
    return html(
        f'\n<p class="kp-more">{esc(more)} · <a href="{root}{PATH}">{context.names[N_("All cases")]}</a></p>'
    )


def _row(site_index: SiteIndex, root: str, state: CaseState, *, unit: bool) -> str:
    context = site_index.context
    opened, late = (counts[state.folder] for counts in site_index.counts)
    issued = context.days[state.issued_on] if state.issued_on else "–"
    return (
        f'<tr><th scope="row"><a href="{root}{esc(case_path(state.folder))}">{esc(clip(state.title))}</a>'
        f"{restricted(context, state)}</th>"
        f"{cell(context, N_('Number'), state.number or state.id)}"
        f"{cell(context, N_('Unit'), context.party(state.owner, root)) if unit else ''}"
        f"{cell(context, N_('Date issued'), issued)}<td>{context.chip(state.stage)}</td>"
        f"{number(context, N_('Open obligations'), opened)}"
        f"{number(context, N_('Overdue obligations'), late)}</tr>\n"
    )


def pages(site_index: SiteIndex) -> Iterator[Page]:
    context = site_index.context
    title = context.words[N_("Cases")]
    caption = context.words[N_("Cases, newest conclusion first")]
    table = case_table(site_index, up(PATH), site_index.states, caption, whole=True)
    hidden = context.say(
        say_n(
            "One restricted case is only counted.",
            "{n} restricted cases are only counted.",
            site_index.hidden,
        )
    )
    page = context.render(
        "cases.html", PATH, title=title, table=table, hidden=hidden if site_index.hidden else ""
    )
    yield Page(path=PATH, title=title, html=page, search=f"{title}\n{caption}")
