"""List overdue obligations by head: those answered for in person first, then the others in the remit."""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.pages.anchors import up
from khacphuc.pages.fragments import parties
from khacphuc.pages.heads import Remit, remits
from khacphuc.pages.overdue_list import BY_HEAD, Group, overdue_page
from khacphuc.pages.page import Page
from khacphuc.pages.safe_html import esc, html
from khacphuc.pages.site_index import SiteIndex
from khacphuc.text.message import N_, say_n


def pages(site_index: SiteIndex) -> Iterator[Page]:
    words = site_index.context.words
    yield overdue_page(
        site_index,
        BY_HEAD,
        words[N_("Overdue by head")],
        words[N_("Overdue obligations by head, the head's own first")],
        list(_groups(site_index)),
        words[
            N_(
                "What a head answers for in person stands first and is counted apart; then comes what else is overdue "
                "in the remit. What lies in the remit of another head stands under both."
            )
        ],
    )


def _groups(site_index: SiteIndex) -> Iterator[Group]:
    context = site_index.context
    answered: set[int] = set()
    for remit in site_index.kept(remits):
        for group in _of(site_index, remit):
            answered.update(map(id, group.rows))
            yield group
    rest = [row for row in site_index.overdue if id(row) not in answered]
    if rest:
        count = context.say(say_n("{n} overdue", "{n} overdue", len(rest)))
        yield Group(context.names[N_("In no head's remit")], (count,), rest)


def _of(site_index: SiteIndex, remit: Remit) -> Iterator[Group]:
    context, root = site_index.context, up(BY_HEAD)
    head = esc(context.party_name(remit.head, remit.home))
    name = html(f'<a href="{root}{esc(remit.path)}">{head}</a> ({parties(context, root, remit.units)})')
    own, others = ([row for row in rows if row.overdue] for rows in (remit.own, remit.others))
    if own:
        count = say_n("in person: {n} overdue", "in person: {n} overdue", len(own))
        yield Group(name, (context.say(count),), own, remit.home, f"{remit.path}#own")
    if others:
        count = say_n("else in the remit: {n} overdue", "else in the remit: {n} overdue", len(others))
        yield Group(name, (context.say(count),), others, remit.home, f"{remit.path}#remit")
