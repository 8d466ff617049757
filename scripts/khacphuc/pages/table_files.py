"""Link each table of a page to the CSV file beside it. ``exports.table_cells`` makes that of the same table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from khacphuc.pages.file_links import FileKind, files_of
from khacphuc.pages.page import Page
from khacphuc.pages.safe_html import esc
from khacphuc.pages.templating import phrases
from khacphuc.text.message import N_

_TABLE = re.compile(
    r'(<table class="kp-table.*?</table>)((?:\s*<p class="kp-counted">[^\n]*</p>)?\s*<p class="kp-more")?',
    re.DOTALL,
)
"""A table, and the sign that its list is cut: of that, the page's own files have all rows."""
_ROWS_MIN = 3
"""The head and two more: a case has a table for each milestone, and a file of one row is of no use."""
_CAPTION = re.compile(r"<caption>(.*?)</caption>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def page_tables(page: Page) -> Iterator[tuple[str, str]]:
    """Path and HTML of each table that has a file."""
    if not _of_the_program(page):
        tables = list(_TABLE.finditer(page.html))
        if len(tables) == 1 and any(one.kind is FileKind.CSV for one in files_of(page.path)):
            return  # the page's own file has this very list
        for number, found in enumerate(tables, 1):
            if not found[2] and found[1].count("<tr") >= _ROWS_MIN:
                yield f"{page.path}table-{number}.csv", found[1]


def with_table_files(page: Page, language: str) -> Page:
    """A page with a link below each table that has a file."""
    names = {table: path.rpartition("/")[2] for path, table in page_tables(page)}
    word = esc(phrases(language)[N_("CSV")])

    def linked(found: re.Match[str]) -> str:
        name = names.get(found[1])
        if found[2] or name is None:
            return found[0]
        caption = _CAPTION.search(found[1])
        about = f": {_TAG.sub('', caption[1])}" if caption else ""  # escaped as it stands there
        link = f'<a class="kp-file" href="./{name}" aria-label="{word}{about}">{word}</a>'
        return f'{found[1]}\n<p class="kp-files">{link}</p>'

    return replace(page, html=_TABLE.sub(linked, page.html)) if names else page


def _of_the_program(page: Page) -> bool:
    """Whether a page says nothing of a register."""
    return page.path.startswith(("reference/", "rules/", "bieu-mau/", "search/"))
