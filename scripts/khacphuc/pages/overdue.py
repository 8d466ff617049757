"""Everything that is overdue, by the unit that owes it; the unit that is longest overdue first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from khacphuc.obligations.views import Row
from khacphuc.pages.anchors import up
from khacphuc.pages.ledger import Ledger, grouped
from khacphuc.pages.page import Page
from khacphuc.pages.parts import OWED_COLUMNS, PAGE_ROWS, columns, owed_row, sub
from khacphuc.pages.press import Press
from khacphuc.pages.safe import EMPTY, Html, esc, html
from khacphuc.pages.unit import PATH as UNITS
from khacphuc.text.message import N_, say_n

PATH = "overdue/"
BY_HEAD = "overdue/by-head/"
_VIEWS = ((PATH, N_("By unit")), (BY_HEAD, N_("By head")))


class Group(Struct, frozen=True):
    """Rows below one heading. ``home`` is the unit that the heading names, which rows need not name again.

    ``page`` is where all of them stand, from the root of the site.
    """

    name: Html
    about: tuple[str, ...]
    rows: list[Row]
    home: str = ""
    page: str = ""


def pages(ledger: Ledger) -> Iterator[Page]:
    made = ledger.press
    yield overdue_page(
        ledger,
        PATH,
        made.words[N_("Overdue")],
        made.words[N_("Overdue obligations by unit, longest first")],
        list(_by_unit(ledger)),
    )


def _by_unit(ledger: Ledger) -> Iterator[Group]:
    made, root = ledger.press, up(PATH)
    for unit, rows in grouped((row.obligation.owed_by.unit, row) for row in ledger.overdue).items():
        found = made.units.get(unit)
        head = made.party(found.head, root, unit) if found and found.head else ""
        count = made.say(say_n("{n} overdue", "{n} overdue", len(rows)))
        page = f"{UNITS}{unit}/#owed" if made.shows_unit(unit) else ""
        yield Group(made.party(unit, root), (count, head), rows, unit, page)


def overdue_page(
    ledger: Ledger, path: str, title: str, caption: str, groups: list[Group], about: str = ""
) -> Page:
    """A page of all that is overdue, in groups, with the way to the other grouping."""
    made = ledger.press
    page = made.render(
        "overdue.html",
        path,
        title=title,
        views=[("" if view == path else f"{up(path)}{view}", made.words[name]) for view, name in _VIEWS],
        table=_table(made, up(path), caption, groups) if groups else EMPTY,
        total=made.say(
            say_n("{n} obligation is overdue.", "{n} obligations are overdue.", len(ledger.overdue))
        ),
        about=about,
    )
    return Page(path=path, title=title, html=page, search="\n".join(filter(None, (title, caption, about))))


def _table(made: Press, root: str, caption: str, groups: Iterable[Group]) -> Html:
    """One table, one body for each group, so that it is read, sorted and printed as one list."""
    # Where there are more rows than a page has, each group has its first, and leads to the page with all of its own.
    room = fair_share([len(group.rows) for group in groups], PAGE_ROWS)
    bodies = "".join(_body(made, root, group, room) for group in groups)
    return html(
        f'<table class="kp-table kp-stack kp-owed kp-grouped">\n<caption>{esc(caption)}</caption>\n'
        f"{columns(made, OWED_COLUMNS)}\n{bodies}</table>"
    )


def fair_share(sizes: Iterable[int], most: int) -> int:
    """How many rows a group may have, at least one, so that groups of these sizes have ``most`` together."""
    left, waiting = most, sorted(sizes)
    for groups, size in zip(range(len(waiting), 0, -1), waiting, strict=True):
        if size * groups > left:
            return max(left // groups, 1)
        left -= size
    return most


def _body(made: Press, root: str, group: Group, room: int) -> str:
    body = "".join(owed_row(made, root, row, group.home) for row in group.rows[:room])
    rest = _rest(made, root, group, room) if len(group.rows) > room else ""
    return (
        f'<tbody>\n<tr class="kp-group"><th scope="rowgroup" colspan="{len(OWED_COLUMNS)}">'
        f"{group.name} {sub(*group.about, rest)}</th></tr>\n{body}</tbody>\n"
    )


def _rest(made: Press, root: str, group: Group, room: int) -> Html:
    """That only the first rows stand here, and where all of them do."""
    first = esc(made.say(say_n("the first one is here", "the first {n} are here", room)))
    if not group.page:
        return html(first)
    return html(f'{first}, <a href="{root}{esc(group.page)}">{made.names[N_("see all")]}</a>')
