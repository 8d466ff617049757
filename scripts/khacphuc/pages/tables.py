"""What a page needs so that its tables sort and filter: the box above a table, in the page's language."""

from __future__ import annotations

from khacphuc.pages.page import Page
from khacphuc.pages.press import Press
from khacphuc.pages.safe import Html, html

PATH = ""
ROWS_MIN = 8
"""Rows from which on a table sorts and filters; the script has the same number."""


def tools(made: Press) -> Html:
    """A template that nobody sees, which the script of tables copies above each long one."""
    return html(made.render("table_tools.html", PATH, language=made.site.language))


def may_be_long(page: Page) -> bool:
    """Whether a page may have a table that the script takes up."""
    return '<table class="kp-table' in page.html and page.html.count("<tr") > ROWS_MIN
