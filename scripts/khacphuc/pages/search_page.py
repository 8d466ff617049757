"""Render the search box and the page of results."""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.pages.page import Page
from khacphuc.pages.safe_html import Html, html
from khacphuc.pages.site_context import SiteContext
from khacphuc.pages.site_index import SiteIndex
from khacphuc.text.message import N_

PATH = "search/"
LISTS = (
    ("overdue/", N_("Overdue")),
    ("without-plan/", N_("Conclusions without a plan")),
    ("cases/", N_("Cases")),
    ("units/", N_("Units")),
    ("rules/", N_("Rules")),
)
"""Links for browsers without scripts."""


def pages(site_index: SiteIndex) -> Iterator[Page]:
    context = site_index.context
    title = context.words[N_("Search")]
    lists = [(path, context.words[name]) for path, name in LISTS]
    shown = context.render("search.html", PATH, title=title, box=box(context, "./", whole=True), lists=lists)
    yield Page(path=PATH, title=title, html=shown)


def box(context: SiteContext, action: str, *, whole: bool) -> Html:
    """Return a search box. ``action`` is the address of the search page; only that page shows the ``whole`` list."""
    return html(context.render("search_box.html", PATH, action=action, whole=whole))
