"""The box that search is typed into, on every page of the site; and the page that shows all that is found."""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.pages.ledger import Ledger
from khacphuc.pages.page import Page
from khacphuc.pages.press import Press
from khacphuc.pages.safe import Html, html
from khacphuc.text.message import N_

PATH = "search/"
LISTS = (
    ("overdue/", N_("Overdue")),
    ("without-plan/", N_("Conclusions without a plan")),
    ("cases/", N_("Cases")),
    ("units/", N_("Units")),
    ("rules/", N_("Rules")),
)
"""Where to look when a browser runs no scripts."""


def pages(ledger: Ledger) -> Iterator[Page]:
    made = ledger.press
    title = made.words[N_("Search")]
    lists = [(path, made.words[name]) for path, name in LISTS]
    shown = made.render("search.html", PATH, title=title, box=box(made, "./", whole=True), lists=lists)
    yield Page(path=PATH, title=title, html=shown)


def box(made: Press, action: str, *, whole: bool) -> Html:
    """A search box. ``action`` is the address of the search page; only that page shows the ``whole`` list."""
    return html(made.render("search_box.html", PATH, action=action, whole=whole))
