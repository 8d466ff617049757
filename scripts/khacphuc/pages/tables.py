"""Render the box that sorts and filters a table."""

from __future__ import annotations

from khacphuc.pages.page import Page
from khacphuc.pages.safe_html import Html, html
from khacphuc.pages.site_context import SiteContext

PATH = ""
ROWS_MIN = 8
"""Rows from which on a table sorts and filters; the script has the same number."""


def tools(context: SiteContext) -> Html:
    """Return a template that nobody sees, which the script of tables copies above each long one."""
    return html(context.render("table_tools.html", PATH, language=context.site.language))


def may_be_long(page: Page) -> bool:
    """Return whether a page may have a table that the script takes up."""
    return '<table class="kp-table' in page.html and page.html.count("<tr") > ROWS_MIN
