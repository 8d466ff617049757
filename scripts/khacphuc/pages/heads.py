"""A page for each head of a unit: the head's own tasks first and counted apart, then what is open in their remit.

Following up is first the duty of a committee and of its head; what nobody counts by head is nobody's.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from khacphuc.model.party import Party
from khacphuc.obligations.counts import count_rows
from khacphuc.obligations.views import ObligationRow, ranked
from khacphuc.pages.anchors import up
from khacphuc.pages.case_tables import case_table
from khacphuc.pages.fragments import cell, number, owed_table, parties
from khacphuc.pages.page import Page
from khacphuc.pages.safe_html import esc, html
from khacphuc.pages.sections import Section, sections_page, table
from khacphuc.pages.site_index import SiteIndex, grouped
from khacphuc.text.message import N_, say_n

PATH = "heads/"
_COLUMNS = (
    N_("Head"),
    N_("Unit"),
    N_("Own, open"),
    N_("Own, overdue"),
    N_("Whole remit, open"),
    N_("Whole remit, overdue"),
)


class Remit(Struct, frozen=True):
    """The remit of a head: obligations answered for in person, and those of the units headed and their people."""

    head: str
    units: tuple[str, ...]
    own: list[ObligationRow]
    others: list[ObligationRow]
    """What is open in the remit beside ``own``."""
    path: str
    """The path of the head's page."""

    @property
    def every(self) -> list[ObligationRow]:
        """Return all that is open in the remit, the head's own included."""
        return [*self.own, *self.others]

    @property
    def home(self) -> str:
        """Return the unit that goes without saying; none where one person heads several."""
        return self.units[0] if len(self.units) == 1 else ""


def pages(site_index: SiteIndex) -> Iterator[Page]:
    context = site_index.context
    found = site_index.kept(remits)
    rows = [_row(site_index, remit) for remit in found]
    shown = [
        Section(
            "all",
            context.words[N_("All heads")],
            table(context, context.words[N_("Heads of units")], _COLUMNS, rows),
        )
    ]
    yield sections_page(
        context,
        PATH,
        context.words[N_("By head")],
        shown if rows else [],
        about=context.words[N_("Ranked by overdue tasks answered for in person.")],
        empty=context.words[N_("No unit names its head.")],
    )
    yield from (_page(site_index, remit) for remit in found)


def remits(site_index: SiteIndex) -> list[Remit]:
    """Return every head that the register names and the profile shows, with most of their own overdue first."""
    context, found = site_index.context, []
    by_head: dict[str, list[str]] = {}
    for unit in context.units:
        if unit.head and context.shows_unit(unit.id) and context.shows_unit(unit.head.unit):
            by_head.setdefault(unit.head, []).append(unit.id)
    own = grouped((party, row) for row in site_index.open for party in row.responsible & by_head.keys())
    for head, units in by_head.items():
        mine = own.get(Party(head), [])
        known = {id(row) for row in mine}
        others = [row for unit in units for row in site_index.owed_by.get(unit, ()) if id(row) not in known]
        if len(units) > 1:  # each unit's rows are in order already
            others = ranked(others)
        # An id is often a name; in public, people are known by their offices.
        page = units[0] if context.public else head
        found.append(Remit(head, tuple(units), mine, others, f"{PATH}{page}/"))
    return sorted(found, key=lambda remit: (-_late(remit.own), -_late(remit.others), remit.head))


def _late(rows: list[ObligationRow]) -> int:
    return count_rows(rows).overdue


def _row(site_index: SiteIndex, remit: Remit) -> str:
    context, root = site_index.context, up(PATH)
    name = esc(context.party_name(remit.head, remit.home))
    return (
        f'<tr><th scope="row"><a href="{root}{esc(remit.path)}">{name}</a></th>'
        f"{cell(context, N_('Unit'), parties(context, root, remit.units))}"
        f"{number(context, N_('Own, open'), len(remit.own))}{number(context, N_('Own, overdue'), _late(remit.own))}"
        f"{number(context, N_('Whole remit, open'), len(remit.every))}"
        f"{number(context, N_('Whole remit, overdue'), _late(remit.every))}</tr>\n"
    )


def _page(site_index: SiteIndex, remit: Remit) -> Page:
    context, root = site_index.context, up(remit.path)
    sections = []
    for name, title, rows in (
        ("own", N_("What the head answers for in person"), remit.own),
        ("remit", N_("What else is open in the remit"), remit.others),
    ):
        if rows:
            caption = context.say(
                say_n("{n} open, {late} overdue", "{n} open, {late} overdue", len(rows), late=_late(rows))
            )
            sections.append(Section(name, context.words[title], owed_table(context, root, rows, caption)))
    if directed := site_index.directed_by.get(remit.head):
        caption = context.words[N_("Plans that the head directs")]
        sections.append(Section("directed", caption, html(case_table(site_index, root, directed, caption))))
    return sections_page(
        context,
        remit.path,
        context.party_name(remit.head, remit.home),
        sections,
        eyebrow="; ".join(map(context.unit_name, remit.units)),
        empty=context.words[N_("Nothing is open.")],
    )
