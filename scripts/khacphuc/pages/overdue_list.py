"""List overdue obligations by responsible unit, the longest overdue first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from khacphuc.obligations.views import ObligationRow
from khacphuc.pages.anchors import up
from khacphuc.pages.fragments import OWED_COLUMNS, PAGE_ROWS, columns, owed_row, sub
from khacphuc.pages.page import Page
from khacphuc.pages.safe_html import EMPTY, Html, esc, html
from khacphuc.pages.site_context import SiteContext
from khacphuc.pages.site_index import SiteIndex, grouped
from khacphuc.pages.unit_page import PATH as UNITS
from khacphuc.text.message import N_, say, say_n

PATH = "overdue/"
BY_HEAD = "overdue/by-head/"
_VIEWS = ((PATH, N_("By unit")), (BY_HEAD, N_("By head")))


class Group(Struct, frozen=True):
    """Rows below one heading. ``home`` is the unit that the heading names, which rows need not name again.

    ``page`` is where all of them stand, from the root of the site.
    """

    name: Html
    about: tuple[str, ...]
    rows: list[ObligationRow]
    home: str = ""
    page: str = ""


def pages(site_index: SiteIndex) -> Iterator[Page]:
    context = site_index.context
    yield overdue_page(
        site_index,
        PATH,
        context.words[N_("Overdue")],
        context.words[N_("Overdue obligations by unit, longest first")],
        list(_by_unit(site_index)),
    )


def _by_unit(site_index: SiteIndex) -> Iterator[Group]:
    context, root = site_index.context, up(PATH)
    for unit, rows in grouped((row.obligation.owed_by.unit, row) for row in site_index.overdue).items():
        found = context.units.get(unit)
        head = context.party(found.head, root, unit) if found and found.head else ""
        count = context.say(say_n("{n} overdue", "{n} overdue", len(rows)))
        page = f"{UNITS}{unit}/#owed" if context.shows_unit(unit) else ""
        yield Group(context.party(unit, root), (count, head), rows, unit, page)


def overdue_page(
    site_index: SiteIndex, path: str, title: str, caption: str, groups: list[Group], about: str = ""
) -> Page:
    """Return a page of all that is overdue, in groups, with the way to the other grouping."""
    context = site_index.context
    page = context.render(
        "overdue.html",
        path,
        title=title,
        views=[("" if view == path else f"{up(path)}{view}", context.words[name]) for view, name in _VIEWS],
        table=_table(context, up(path), caption, groups) if groups else EMPTY,
        total=context.say(
            say_n("{n} obligation is overdue.", "{n} obligations are overdue.", len(site_index.overdue))
        ),
        hidden=hidden_overdue(site_index),
        about=about,
    )
    return Page(path=path, title=title, html=page, search="\n".join(filter(None, (title, caption, about))))


def hidden_overdue(site_index: SiteIndex) -> str:
    """Return the number of overdue obligations that the profile counts and does not list; nothing when there is none."""
    number = site_index.totals.overdue - len(site_index.overdue)
    said = say("Overdue in restricted cases, only counted: {n}.", n=number)
    return site_index.context.say(said) if number else ""


def _table(context: SiteContext, root: str, caption: str, groups: Iterable[Group]) -> Html:
    """Return one table, one body for each group, so that it is read, sorted and printed as one list."""
    # Where there are more rows than a page has, each group has its first, and leads to the page with all of its own.
    room = fair_share([len(group.rows) for group in groups], PAGE_ROWS)
    bodies = "".join(_body(context, root, group, room) for group in groups)
    return html(
        f'<table class="kp-table kp-stack kp-owed kp-grouped">\n<caption>{esc(caption)}</caption>\n'
        f"{columns(context, OWED_COLUMNS)}\n{bodies}</table>"
    )


def fair_share(sizes: Iterable[int], most: int) -> int:
    """Return the number of rows per group, at least one, so that groups of these sizes have ``most`` together."""
    left, waiting = most, sorted(sizes)
    for groups, size in zip(range(len(waiting), 0, -1), waiting, strict=True):
        if size * groups > left:
            return max(left // groups, 1)
        left -= size
    return most


def _body(context: SiteContext, root: str, group: Group, room: int) -> str:
    body = "".join(owed_row(context, root, row, group.home) for row in group.rows[:room])
    rest = _rest(context, root, group, room) if len(group.rows) > room else ""
    return (
        f'<tbody>\n<tr class="kp-group"><th scope="rowgroup" colspan="{len(OWED_COLUMNS)}">'
        f"{group.name} {sub(*group.about, rest)}</th></tr>\n{body}</tbody>\n"
    )


def _rest(context: SiteContext, root: str, group: Group, room: int) -> Html:
    """That only the first rows stand here, and where all of them do."""
    first = esc(context.say(say_n("the first one is here", "the first {n} are here", room)))
    if not group.page:
        return html(first)
    return html(f'{first}, <a href="{root}{esc(group.page)}">{context.names[N_("see all")]}</a>')
