"""The published site of the sample register: whole, linked, and the same bytes each time."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from khacphuc.obligations.fold import states_of
from khacphuc.pages.build import register_pages
from khacphuc.pages.page import Page, Site
from khacphuc.pages.table_files import with_table_files
from khacphuc.register.loading import list_entries, open_settings
from khacphuc.register.source import WorkTree
from khacphuc.rules.checking import check
from khacphuc.site import page_shell
from khacphuc.site.case_cache import CaseCache
from khacphuc.site.case_pass import gather
from khacphuc.site.contents import STAMP
from tests.site.making import AS_OF, ROOT, every_file, sample_words
from tests.site.shards import Found

HOST = "http://site.example/"


class Places(HTMLParser):
    """Where a page links to, and the places in it that can be linked to."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.ids: list[str] = []
        self.feed(data.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.links |= {value for name in ("href", "src") if (value := found.get(name))}
        if name := found.get("id"):
            self.ids.append(name)


@pytest.fixture(scope="module")
def files(sample_site: Path) -> dict[str, bytes]:
    return every_file(sample_site)


@pytest.fixture(scope="module")
def places(files: dict[str, bytes]) -> dict[str, Places]:
    return {path: Places(data) for path, data in files.items() if path.endswith(".html")}


def test_every_case_has_its_page_and_every_page_its_case(files: dict[str, bytes]) -> None:
    pages = {path for path in files if path.startswith("cases/") and path.count("/") == 3}
    pages = {path for path in pages if path.endswith(".html")}
    assert pages == {
        f"cases/{folder.removeprefix('plans/')}/index.html" for folder in list_entries(WorkTree(ROOT)).cases
    }


def test_no_link_and_no_anchor_is_broken(files: dict[str, bytes], places: dict[str, Places]) -> None:
    broken = []
    for path, page in places.items():
        here = HOST + path.removesuffix("index.html")
        for link in page.links:
            target = urlsplit(urljoin(here, link))
            if target.scheme == "javascript" and path != "404.html":
                broken.append((path, link))
            if f"{target.scheme}://{target.netloc}/" != HOST:
                continue
            file = unquote(target.path)[1:] + ("index.html" if target.path.endswith("/") else "")
            if file not in files or (target.fragment and unquote(target.fragment) not in places[file].ids):
                broken.append((path, link))
    assert broken == []


def test_an_id_stands_once_on_a_page(places: dict[str, Places]) -> None:
    twice = {
        path: sorted(name for name in set(page.ids) if page.ids.count(name) > 1)
        for path, page in places.items()
    }
    assert {path: names for path, names in twice.items() if names} == {}


def test_nothing_is_loaded_from_elsewhere(places: dict[str, Places], files: dict[str, bytes]) -> None:
    for path, data in files.items():
        if path.endswith(".css"):
            assert b"url(http" not in data, path
            assert b"url(//" not in data, path
    for path, page in places.items():
        away = [link for link in page.links if urlsplit(link).netloc]
        assert all(f'src="{link}"'.encode() not in files[path] for link in away), path


def test_no_mark_is_left(files: dict[str, bytes]) -> None:
    assert [path for path, data in files.items() if page_shell.MARK.encode() in data] == []


def test_search_knows_each_page_once(files: dict[str, bytes]) -> None:
    found = Found(files)
    assert len(found.paths) == len(set(found.paths))
    assert {f"{path}index.html" for path in found.paths} <= files.keys()
    assert {
        path.removesuffix("index.html")
        for path in files
        if path.startswith("cases/") and path.count("/") == 3 and path.endswith(".html")
    } <= set(found.paths)


def test_the_stamp_says_what_was_built(files: dict[str, bytes]) -> None:
    told = json.loads(files[STAMP])
    assert told["as_of"] == AS_OF.isoformat()
    assert told["language"] == "vi"


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_a_second_build_gives_the_same_bytes(files: dict[str, bytes], tmp_path: Path, jobs: str) -> None:
    """In a process of its own, because beside the threads of whoever runs tests nothing is forked."""
    out = tmp_path / "site"
    command = [sys.executable, "-m", "khacphuc", *sample_words(out), "--jobs", jobs]
    subprocess.run(command, check=True, capture_output=True)
    again = every_file(out)
    assert again.keys() == files.keys()
    assert [path for path in files if files[path] != again[path]] == []


@cache
def parted() -> tuple[list[Page], list[Page]]:
    """The pages made in one pass, and those made by a check and a making of pages apart."""
    source = WorkTree(ROOT)
    listing = list_entries(source)
    site = Site(open_settings(source, listing), AS_OF, "vi")
    found = gather(source, listing, site, kept=CaseCache(None))
    assert found.problems == check(source, listing, AS_OF)
    assert found.states == states_of(source, listing, site.settings, AS_OF)
    by_case = {
        folder: [item for item in found.problems if item.path.startswith(f"{folder}/")]
        for folder in listing.cases
    }
    apart = register_pages(source, listing, site, problems=by_case)
    return found.pages, [with_table_files(page, site.language) for page in apart]


def test_one_pass_gives_what_two_give() -> None:
    one, two = parted()
    assert sorted(one, key=lambda page: page.path) == sorted(two, key=lambda page: page.path)


def test_scripts_of_search_are_as_large_as_the_architecture_says(sample_site: Path) -> None:
    text = " ".join((ROOT / "docs" / "architecture.md").read_text("utf-8").split())
    (said,) = re.findall(r"at most (\d+) kB in the sample's site", text)
    largest = max(script.stat().st_size for script in (sample_site / "assets" / "search").rglob("*.js"))
    assert int(said) - 10 < largest / 1000 <= int(said)


def test_the_reference_stands_once_and_as_the_program_makes_it(sample_site: Path) -> None:
    """What ``docs/reference/`` and ``docs/rules/`` say to readers of the repository, the site has as pages of its own."""
    for made in (ROOT / "docs" / folder for folder in ("reference", "rules")):
        for file in made.glob("*.md"):
            name = file.name.split(".")[0]
            page = sample_site / made.name / ("" if name == "index" else name) / "index.html"
            assert "kp-table" in page.read_text("utf-8")
        assert not [page for page in (sample_site / made.name).iterdir() if ".en" in page.name]
