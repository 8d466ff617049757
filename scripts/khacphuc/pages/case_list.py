"""The list of all cases."""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.pages.anchors import up
from khacphuc.pages.case_tables import PATH, case_table
from khacphuc.pages.page import Page
from khacphuc.pages.site_index import SiteIndex
from khacphuc.text.message import N_, say_n


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
