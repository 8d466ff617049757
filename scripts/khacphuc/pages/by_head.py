"""Everything that is overdue, by head: what each answers for in person, then what else is overdue in the remit."""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.pages.anchors import up
from khacphuc.pages.heads import Remit, remits
from khacphuc.pages.ledger import Ledger
from khacphuc.pages.overdue import BY_HEAD, Group, overdue_page
from khacphuc.pages.page import Page
from khacphuc.pages.parts import parties
from khacphuc.pages.safe import esc, html
from khacphuc.text.message import N_, say_n


def pages(ledger: Ledger) -> Iterator[Page]:
    words = ledger.press.words
    yield overdue_page(
        ledger,
        BY_HEAD,
        words[N_("Overdue by head")],
        words[N_("Overdue obligations by head, the head's own first")],
        list(_groups(ledger)),
        words[
            N_(
                "What a head answers for in person stands first and is counted apart; then comes what else is overdue "
                "in the remit. What lies in the remit of another head stands under both."
            )
        ],
    )


def _groups(ledger: Ledger) -> Iterator[Group]:
    made = ledger.press
    answered: set[int] = set()
    for remit in ledger.kept(remits):
        for group in _of(ledger, remit):
            answered.update(map(id, group.rows))
            yield group
    rest = [row for row in ledger.overdue if id(row) not in answered]
    if rest:
        count = made.say(say_n("{n} overdue", "{n} overdue", len(rest)))
        yield Group(made.names[N_("In no head's remit")], (count,), rest)


def _of(ledger: Ledger, remit: Remit) -> Iterator[Group]:
    made, root = ledger.press, up(BY_HEAD)
    head = esc(made.party_name(remit.head, remit.home))
    name = html(f'<a href="{root}{esc(remit.path)}">{head}</a> ({parties(made, root, remit.units)})')
    own, others = ([row for row in rows if row.overdue] for rows in (remit.own, remit.others))
    if own:
        count = say_n("in person: {n} overdue", "in person: {n} overdue", len(own))
        yield Group(name, (made.say(count),), own, remit.home, f"{remit.path}#own")
    if others:
        count = say_n("else in the remit: {n} overdue", "else in the remit: {n} overdue", len(others))
        yield Group(name, (made.say(count),), others, remit.home, f"{remit.path}#remit")
