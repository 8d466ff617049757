"""The files that a site has beside its pages: each page's own, each opened by another program than the one that wrote it."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from zipfile import ZipFile

import feedparser
import pytest
from icalendar import Calendar
from python_calamine import CalamineWorkbook

from khacphuc.exports.attachments import Attachments
from khacphuc.pages.file_links import FileKind, files_of
from khacphuc.pages.page import Page, Site
from khacphuc.register.loading import list_entries, open_settings
from khacphuc.register.source import WorkTree
from tests.exports.registers import DAY, ROOT, ledger
from tests.pages.sample import sample_pages


@pytest.fixture(scope="module")
def pages() -> list[Page]:
    return list(sample_pages().values())


@pytest.fixture(scope="module")
def files(pages: list[Page]) -> dict[str, bytes]:
    made = ledger()
    return dict(Attachments(made.states, made.site, pages, {}).files())


def test_each_page_links_to_files_that_are_made(pages: list[Page], files: dict[str, bytes]) -> None:
    linked = {one.path for page in pages for one in files_of(page.path)}
    assert linked == files.keys()
    assert {path.rpartition(".")[2] for path in linked} == {kind.value for kind in FileKind}
    for page in pages:
        assert ('class="kp-files"' in page.html) == bool(files_of(page.path)), page.path


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
