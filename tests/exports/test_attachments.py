"""The files that a site has beside its pages: each page's own, each opened by another program than the one that wrote it."""

from __future__ import annotations

import csv
import re
from io import BytesIO, StringIO
from zipfile import ZipFile

import feedparser
import pytest
from icalendar import Calendar
from python_calamine import CalamineWorkbook

from khacphuc.exports.attachments import Attachments
from khacphuc.exports.cell_text import cell_text, without_guard
from khacphuc.exports.table_cells import table_csv
from khacphuc.pages.file_links import FileKind, files_of
from khacphuc.pages.page import Page, Site
from khacphuc.pages.safe_html import esc
from khacphuc.pages.table_files import page_tables, with_table_files
from khacphuc.register.loading import list_entries, open_settings
from khacphuc.register.source import WorkTree
from tests.exports.registers import DAY, HOSTILE, ROOT, ledger
from tests.pages.sample import sample_pages


@pytest.fixture(scope="module")
def pages() -> list[Page]:
    return [with_table_files(page, "vi") for page in sample_pages().values()]


@pytest.fixture(scope="module")
def files(pages: list[Page]) -> dict[str, bytes]:
    made = ledger()
    return dict(Attachments(made.states, made.site, pages, {}).files())


def test_each_page_links_to_files_that_are_made(pages: list[Page], files: dict[str, bytes]) -> None:
    linked = {one.path for page in pages for one in files_of(page.path)}
    tables = {path for page in pages for path, _ in page_tables(page)}
    assert linked | tables == files.keys()
    assert {
        f"{page.path}{name}"
        for page in pages
        for name in re.findall(r'href="\./(table-\d+\.csv)"', page.html)
    } == tables
    assert {path.rpartition(".")[2] for path in linked} == {kind.value for kind in FileKind}
    for page in pages:
        own = {path for path in tables if path.rpartition("/")[0] == page.path.rstrip("/")}
        assert ('class="kp-files"' in page.html) == bool(files_of(page.path) or own), page.path


def test_every_file_opens(files: dict[str, bytes]) -> None:
    for path, data in files.items():
        if path.endswith(".xlsx"):
            assert CalamineWorkbook.from_filelike(BytesIO(data)).sheet_names, path
        elif path.endswith(".csv"):
            assert len(set(map(len, csv.reader(StringIO(data.decode("utf-8-sig")))))) == 1, path
        elif path.endswith(".ics"):
            assert Calendar.from_ical(data).walk("VCALENDAR"), path
        elif path.endswith(".docx"):
            assert ZipFile(BytesIO(data)).testzip() is None, path
        else:
            assert not feedparser.parse(data).bozo, path


def test_parts_together_are_the_whole(pages: list[Page], files: dict[str, bytes]) -> None:
    source = WorkTree(ROOT)
    site = Site(open_settings(source, list_entries(source)), DAY, "vi")
    made = Attachments(ledger().states, site, pages, {})
    made.gather()
    assert {**dict(made.files(0, 2)), **dict(made.files(1, 2))} == files


def test_every_table_of_a_register_has_its_rows_as_csv(pages: list[Page], files: dict[str, bytes]) -> None:
    for page in pages:
        for path, table in page_tables(page):
            rows = list(csv.reader(StringIO(files[path].decode("utf-8-sig"), newline="")))
            assert len(rows) == table.count("<tr"), path
            assert all(rows[0]), path
    heads = next(iter(csv.reader(StringIO(files["heads/table-1.csv"].decode("utf-8-sig")))))
    assert heads[:2] == ["Người đứng đầu", "Đơn vị"]


def test_a_table_that_is_cut_has_no_file_of_its_part() -> None:
    whole = f'<table class="kp-table"><caption>Một</caption>{"<tr><td>1</td></tr>" * 3}</table>'
    short = '<table class="kp-table"><tr><td>1</td></tr></table>'
    page = Page("units/x/", "X", f'{whole}\n<p class="kp-more">và 3 việc khác</p>{whole}{short}')
    assert [path for path, _ in page_tables(page)] == ["units/x/table-2.csv"]
    assert with_table_files(page, "vi").html.count("table-2.csv") == 1
    assert "table-1.csv" not in with_table_files(page, "vi").html


@pytest.mark.parametrize("text", [*HOSTILE[:-3], "x" * 40_000, "a\x00b", "\ud800", "\t=1", "<b>&lt;"])
def test_hostile_cells_of_a_table_stay_text(text: str) -> None:
    table = (
        f'<table class="kp-table"><tr><th>Đầu</th></tr><tr><td><a href="x">{esc(text)}</a></td></tr></table>'
    )
    (_, (cell,)) = csv.reader(StringIO(table_csv(table).decode("utf-8-sig"), newline=""))
    assert without_guard(cell) == cell_text(" ".join(text.split()))
    assert not cell.startswith(("=", "+", "-", "@", "＝", "\t"))
