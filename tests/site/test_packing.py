"""The site in one file opens from a folder, without a server."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zipfile import ZipFile

import pytest
from playwright import sync_api as playwright

from khacphuc.cli import main
from khacphuc.site.packing import to_files
from tests.site.conftest import watched
from tests.site.finding import find
from tests.site.making import AS_OF, ROOT
from tests.site.test_quality import paths


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attributes if tag == "a" and name == "href"]


def packed(file: Path, *more: str) -> int:
    return main(["site", "--root", str(ROOT), "--as-of", AS_OF.isoformat(), "--zip", str(file), *more])


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packed")
    assert packed(folder / "so.zip") == 0
    ZipFile(folder / "so.zip").extractall(folder)
    return folder / "so"


@pytest.mark.parametrize(
    ("link", "file"),
    [
        ("../x/#a", "../x/index.html#a"),
        ("..", "../index.html"),
        (".", "./index.html"),
        ("../../?q=1", "../../index.html?q=1"),
        ("a.html", "a.html"),
        ("#a", "#a"),
        ("https://example.vn/", "https://example.vn/"),
        ("mailto:a@example.vn", "mailto:a@example.vn"),
        ("/", "/"),
    ],
)
def test_links_name_files(link: str, file: str) -> None:
    assert (
        to_files(f'<a class="x" href="{link}">y</a>'.encode()) == f'<a class="x" href="{file}">y</a>'.encode()
    )


def test_forms_name_files() -> None:
    """Without scripts, a box for search sends what was typed to where it says."""
    assert (
        to_files(b'<form id="s" action="../search/" data-x>')
        == b'<form id="s" action="../search/index.html" data-x>'
    )


def test_every_link_leads_to_a_file(unpacked: Path) -> None:
    links = 0
    for page in unpacked.rglob("*.html"):
        if page.name == "404.html":
            continue
        reader = _Links()
        reader.feed(page.read_text("utf-8"))
        for link in reader.found:
            parts = urlsplit(link)
            if parts.path and not parts.scheme and not parts.netloc:
                links += 1
                assert (page.parent / unquote(parts.path)).is_file(), f"{page}: {link}"
    assert links > 5_000


def test_it_is_read_without_a_server(chromium: str, unpacked: Path) -> None:
    with playwright.sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto((unpacked / "index.html").as_uri())
        page.locator("article a[href*='cases/']").first.click()
        assert page.locator("h1").inner_text()
        assert "/cases/" in page.url
        assert page.url.partition("#")[0].endswith("index.html")
        assert errors == []
        browser.close()


def test_each_kind_of_page_asks_nothing_of_anybody(chromium: str, unpacked: Path, tmp_path: Path) -> None:
    """In a folder with a name as people give them, from whichever page one begins."""
    folder = tmp_path / "Sổ của Đảng ủy, 100 % #1"
    unpacked.rename(folder)
    home = f"{folder.as_uri()}/"
    try:
        with playwright.sync_playwright() as engine:
            browser = engine.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            with watched(browser.new_context(), home) as page:
                for path in paths(folder):
                    if path == "404.html":  # for servers, which show it in the place of others
                        continue
                    page.goto(home + path + "index.html" * (not path.endswith(".html")))
                    assert page.locator("h1").first.is_visible(), path
                for query in ("dang phi", "quá hạn"):
                    assert all(
                        found.startswith(home) and found.endswith("/index.html")
                        for found in find(page, query)
                    )
            browser.close()
    finally:
        folder.rename(unpacked)


def test_the_same_site_is_the_same_file(unpacked: Path, tmp_path: Path) -> None:
    assert packed(tmp_path / "so.zip") == 0
    assert (tmp_path / "so.zip").read_bytes() == (unpacked.parent / "so.zip").read_bytes()


def test_what_is_no_zip_file_is_not_replaced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note = tmp_path / "ghi-chep.txt"
    note.write_text("của tôi", encoding="utf-8")
    assert packed(note) == 2
    assert str(note) in capsys.readouterr().err
    assert note.read_text("utf-8") == "của tôi"
    assert packed(tmp_path / "so.zip", "--build") == 2
