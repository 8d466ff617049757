"""Render a page for each follower: opinions that wait, overdue obligations, cases without a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct

from khacphuc.obligations.views import ObligationRow, ranked
from khacphuc.pages.anchors import up
from khacphuc.pages.case_tables import case_table
from khacphuc.pages.follower_index import PATH, FollowerIndex, people, teams, units
from khacphuc.pages.fragments import number, owed_table, sub
from khacphuc.pages.page import Page
from khacphuc.pages.safe_html import Html, esc
from khacphuc.pages.sections import Section, sections_page, table
from khacphuc.pages.site_index import SiteIndex
from khacphuc.pages.unreported_cases import inactive_sections
from khacphuc.text.message import N_, say, say_n

_COLUMNS = (N_("Follower"), N_("Cases"), N_("Waiting for its word"), N_("Overdue in its cases"))


class _Kind(Struct, frozen=True):
    """A kind of those who follow: its table on the page of all, and who they are."""

    id: str
    title: str
    caption: str
    of: Callable[[SiteIndex], list[FollowerIndex]]


_KINDS = (
    _Kind("all", N_("Bodies that follow"), N_("Who follows how many cases"), units),
    _Kind("teams", N_("Inspection teams"), N_("Which team follows how many cases"), teams),
    _Kind("people", N_("People who follow"), N_("Who is named to follow how many cases"), people),
)


def pages(site_index: SiteIndex) -> Iterator[Page]:
    context = site_index.context
    yield sections_page(
        context,
        PATH,
        context.words[N_("By follower")],
        list(_tables(site_index, up(PATH), _KINDS)),
        empty=context.words[N_("Nobody follows a case.")],
    )
    for one in site_index.kept(units):
        yield _page(site_index, one, list(_tables(site_index, up(one.path), _KINDS[1:], one.unit)))
    for one in (*site_index.kept(teams), *site_index.kept(people)):
        yield _page(site_index, one)


def _tables(site_index: SiteIndex, root: str, kinds: Iterable[_Kind], unit: str = "") -> Iterator[Section]:
    """Yield a table for each kind of those who follow; of one ``unit``, or of all."""
    context = site_index.context
    for kind in kinds:
        if some := [one for one in site_index.kept(kind.of) if unit in ("", one.unit)]:
            busiest = sorted(some, key=lambda one: (-_overdue(site_index, one), one.path))
            rows = [_row(site_index, root, one) for one in busiest]
            shown = table(context, context.words[kind.caption], _COLUMNS, rows)
            yield Section(kind.id, context.words[kind.title], shown)


def _own(site_index: SiteIndex, one: FollowerIndex) -> list[ObligationRow]:
    """Return the obligations of the inspecting side in the cases followed."""
    rows = (row for state in one.states for row in site_index.open_in.get(state.folder, ()))
    return [row for row in rows if row.obligation.owed_by.unit == one.unit]


def _late(site_index: SiteIndex, one: FollowerIndex) -> list[ObligationRow]:
    return [row for state in one.states for row in site_index.overdue_in.get(state.folder, ())]


def _overdue(site_index: SiteIndex, one: FollowerIndex) -> int:
    return sum(site_index.counts[1][state.folder] for state in one.states)


def _row(site_index: SiteIndex, root: str, one: FollowerIndex) -> str:
    context = site_index.context
    return (
        f'<tr><th scope="row"><a href="{root}{esc(one.path)}">{esc(one.name)}</a>{sub(one.decision)}</th>'
        f"{number(context, N_('Cases'), len(one.states))}"
        f"{number(context, N_('Waiting for its word'), len(_own(site_index, one)))}"
        f"{number(context, N_('Overdue in its cases'), _overdue(site_index, one))}</tr>\n"
    )


def _page(site_index: SiteIndex, one: FollowerIndex, below: Sequence[Section] = ()) -> Page:
    context, root = site_index.context, up(one.path)
    home = context.unit_name(one.unit)
    lists: tuple[tuple[str, str, Html | None], ...] = (
        (
            "own",
            context.words[N_("Waiting for the follower's word")],
            _owed(site_index, root, _own(site_index, one)),
        ),
        (
            "late",
            context.words[N_("Overdue in the cases followed")],
            _owed(site_index, root, _late(site_index, one)),
        ),
    )
    caption = context.say(say_n("{n} case", "{n} cases", len(one.states)))
    cases = case_table(site_index, root, one.states, caption)
    return sections_page(
        context,
        one.path,
        context.say(say("Cases followed by {unit}", unit=one.name)),
        [
            *(Section(name, title, shown) for name, title, shown in lists if shown),
            *inactive_sections(site_index, root, one.states),
            *below,
            Section("cases", context.words[N_("All cases followed")], cases),
        ],
        eyebrow=" · ".join(filter(None, ("" if one.name == home else home, one.decision))),
        empty=context.words[N_("Nothing is open.")],
    )


def _owed(site_index: SiteIndex, root: str, rows: list[ObligationRow]) -> Html | None:
    context = site_index.context
    caption = context.say(say_n("{n} obligation", "{n} obligations", len(rows)))
    return owed_table(context, root, ranked(rows), caption) if rows else None
