"""The list of all cases."""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.pages.anchors import up
from khacphuc.pages.ledger import Ledger
from khacphuc.pages.listing import PATH, case_table
from khacphuc.pages.page import Page
from khacphuc.text.message import N_, say_n


def pages(ledger: Ledger) -> Iterator[Page]:
    press = ledger.press
    title = press.words[N_("Cases")]
    caption = press.words[N_("Cases, newest conclusion first")]
    table = case_table(ledger, up(PATH), ledger.states, caption, whole=True)
    hidden = press.say(
        say_n("One restricted case is only counted.", "{n} restricted cases are only counted.", ledger.hidden)
    )
    page = press.render("cases.html", PATH, title=title, table=table, hidden=hidden if ledger.hidden else "")
    yield Page(path=PATH, title=title, html=page, search=f"{title}\n{caption}")
