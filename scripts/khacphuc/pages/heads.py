"""A page for each head of a unit: the head's own tasks first and counted apart, then what is open in their remit.

Following up is first the duty of a committee and of its head; what nobody counts by head is nobody's.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from khacphuc.obligations.timeliness import rank
from khacphuc.obligations.views import Row
from khacphuc.pages.anchors import up
from khacphuc.pages.ledger import Ledger
from khacphuc.pages.listing import case_table
from khacphuc.pages.page import Page
from khacphuc.pages.parts import cell, number, owed_table, parties
from khacphuc.pages.safe import esc, html
from khacphuc.pages.sections import Section, sections_page, table
from khacphuc.text.message import N_, say_n

PATH = "heads/"
_COLUMNS = (
    N_("Head"),
    N_("Unit"),
    N_("Own, open"),
    N_("Own, overdue"),
    N_("In the remit, open"),
    N_("In the remit, overdue"),
)


class Remit(Struct, frozen=True):
    """What one head answers for: in person, and beside that by the units headed and their people."""

    head: str
    units: tuple[str, ...]
    own: list[Row]
    others: list[Row]
    path: str
    """The path of the head's page."""

    @property
    def home(self) -> str:
        """The unit that goes without saying; none where one person heads several."""
        return self.units[0] if len(self.units) == 1 else ""


def pages(ledger: Ledger) -> Iterator[Page]:
    made = ledger.press
    found = ledger.kept(remits)
    rows = [_row(ledger, remit) for remit in found]
    shown = [
        Section(
            "all", made.words[N_("All heads")], table(made, made.words[N_("Heads of units")], _COLUMNS, rows)
        )
    ]
    yield sections_page(
        made,
        PATH,
        made.words[N_("By head")],
        shown if rows else [],
        about=made.words[N_("Whoever has most of their own overdue stands first.")],
        empty=made.words[N_("No unit names its head.")],
    )
    yield from (_page(ledger, remit) for remit in found)


def remits(ledger: Ledger) -> list[Remit]:
    """Every head that the register names and the profile shows, with most of their own overdue first."""
    made, found = ledger.press, []
    by_head: dict[str, list[str]] = {}
    for unit in made.units:
        if unit.head and made.shows_unit(unit.id) and made.shows_unit(unit.head.unit):
            by_head.setdefault(unit.head, []).append(unit.id)
    own: dict[str, list[Row]] = {}
    for row in ledger.open:
        for party in {row.obligation.answerable, row.obligation.owed_by} & by_head.keys():
            own.setdefault(party, []).append(row)
    for head, units in by_head.items():
        mine = own.get(head, [])
        known = {id(row) for row in mine}
        others = [row for unit in units for row in ledger.owed_by.get(unit, ()) if id(row) not in known]
        if len(units) > 1:  # each unit's rows are in order already
            others.sort(key=lambda row: rank(row.obligation, row.timeliness))
        # An id is often a name; in public, people are known by their offices.
        page = units[0] if made.public else head
        found.append(Remit(head, tuple(units), mine, others, f"{PATH}{page}/"))
    return sorted(found, key=lambda remit: (-_late(remit.own), -_late(remit.others), remit.head))


def _late(rows: list[Row]) -> int:
    return sum(row.overdue for row in rows)


def _row(ledger: Ledger, remit: Remit) -> str:
    made, root = ledger.press, up(PATH)
    name = esc(made.party_name(remit.head, remit.home))
    return (
        f'<tr><th scope="row"><a href="{root}{esc(remit.path)}">{name}</a></th>'
        f"{cell(made, N_('Unit'), parties(made, root, remit.units))}"
        f"{number(made, N_('Own, open'), len(remit.own))}{number(made, N_('Own, overdue'), _late(remit.own))}"
        f"{number(made, N_('In the remit, open'), len(remit.others))}"
        f"{number(made, N_('In the remit, overdue'), _late(remit.others))}</tr>\n"
    )


def _page(ledger: Ledger, remit: Remit) -> Page:
    made, root = ledger.press, up(remit.path)
    sections = []
    for name, title, rows in (
        ("own", N_("What the head answers for in person"), remit.own),
        ("remit", N_("What else is open in the remit"), remit.others),
    ):
        if rows:
            caption = made.say(
                say_n("{n} open, {late} overdue", "{n} open, {late} overdue", len(rows), late=_late(rows))
            )
            sections.append(Section(name, made.words[title], owed_table(made, root, rows, caption)))
    if directed := ledger.directed_by.get(remit.head):
        caption = made.words[N_("Plans that the head directs")]
        sections.append(Section("directed", caption, html(case_table(ledger, root, directed, caption))))
    return sections_page(
        made,
        remit.path,
        made.party_name(remit.head, remit.home),
        sections,
        eyebrow="; ".join(map(made.unit_name, remit.units)),
        empty=made.words[N_("Nothing is open.")],
    )
