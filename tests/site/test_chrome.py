"""Pages joined with a shell are what Material draws, and nothing in a page gets out of its place."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

from khacphuc.pages.page import Heading, Page
from khacphuc.site import page_shell
from tests.site.making import IN_NAV, built, contents
from tests.site.shards import Found

HOSTILE = "</title><script>alert(1)</script><img src=x onerror=alert(2)>\"'--> &amp; \\1 {{ 7*7 }} {% raw %} \ud83d \u202e"
PAGES = (
    Page(
        "cases/a/one/",
        "Một mục",
        "<h1>Một</h1><p>x</p>",
        (Heading("mot", "Mục một"),),
        "Chữ để tìm",
        ("35-TB/ĐU",),
    ),
    Page(
        "cases/a/three/",
        "Ba mục",
        "<p>no heading</p>",
        tuple(Heading(f"h{n}", f"Mục {n}") for n in range(3)),
        "x",
    ),
    Page("cases/a/none/", "Không mục", "<h1>Không</h1>"),
    Page(
        "cases/b/bad/",
        HOSTILE,
        "<h1>x</h1>",
        (Heading('"><script>', HOSTILE),),
        f"{HOSTILE} " * 9,
        (HOSTILE,),
    ),
    Page("units/a/", "Đơn vị", "<h1>Đơn vị</h1>", (), "đơn vị"),
    Page("rules/kp301/", "Quy tắc", "<h1>x</h1>", (Heading("a", "A"),), "quy tắc"),
    Page("elsewhere/deep/down/", "Ngoài mục", "<h1>x</h1>", (Heading("a", "A"),)),
    Page("", "Trang chủ & <hết>", "<h1>x</h1>", (Heading("a", "A"), Heading("b", "B")), "trang chủ"),
)


@pytest.fixture(scope="module")
def joined(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return built(contents(*PAGES), tmp_path_factory.mktemp("joined") / "site", apart=True)


def test_a_joined_site_is_byte_for_byte_what_material_draws(joined: dict[str, bytes], tmp_path: Path) -> None:
    drawn = built(contents(*PAGES), tmp_path / "site", apart=False)
    assert joined.keys() == drawn.keys()
    assert [path for path in joined if joined[path] != drawn[path]] == []


def test_no_mark_is_left_and_every_page_is_there(joined: dict[str, bytes]) -> None:
    assert {f"{page.path}index.html" for page in PAGES} <= joined.keys()
    assert [path for path, data in joined.items() if page_shell.MARK.encode() in data + path.encode()] == []


class Outline(HTMLParser):
    """The tags of a page with their attributes, apart from its words."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attrs)))


def outline(data: bytes) -> list[tuple[str, tuple[str, ...]]]:
    parser = Outline()
    parser.feed(data.decode())
    return parser.tags


def test_words_of_a_page_make_no_tags(joined: dict[str, bytes]) -> None:
    tame, wild = joined["cases/a/one/index.html"], joined["cases/b/bad/index.html"]
    assert [tag for tag in outline(wild) if tag[0] != "p"] == [tag for tag in outline(tame) if tag[0] != "p"]
    assert b"<script>alert" not in wild
    assert b"{{ 7*7 }}" in wild


def test_search_finds_pages_and_guides(joined: dict[str, bytes]) -> None:
    found = Found(joined)
    assert {page.path for page in PAGES if page.search} | {"guides/verify/"} <= set(found.paths)
    assert "cases/a/none/" not in found.paths


def test_only_one_search_is_published(joined: dict[str, bytes]) -> None:
    theirs = ("search/search_index.json", "assets/javascripts/lunr/", "assets/javascripts/workers/")
    assert [path for path in joined if path.startswith(theirs)] == []
    assert joined["cases/a/one/index.html"].count(b'role="search"') == 1
    assert b'action="../../../search/"' in joined["cases/a/one/index.html"]
    assert b'action="/so/search/"' in joined["404.html"]


def test_the_section_of_a_page_is_active(joined: dict[str, bytes]) -> None:
    def active(path: str) -> str:
        text = joined[path].decode()
        return text.partition("md-tabs__item--active")[2].partition("</li>")[0]

    assert 'href="../../"' in active("cases/a/one/index.html")
    assert 'href="../"' in active("units/a/index.html")
    assert 'href="../"' in active("rules/kp301/index.html")
    assert active("elsewhere/deep/down/index.html") == ""


def test_sidebars_with_nothing_in_them_are_hidden(joined: dict[str, bytes]) -> None:
    def hidden(path: str, kind: str) -> bool:
        return f'data-md-type="{kind}" hidden>' in joined[path].decode()

    assert hidden("cases/a/one/index.html", "navigation")
    assert not hidden("rules/kp301/index.html", "navigation")
    assert not hidden("cases/a/one/index.html", "toc")
    assert hidden("cases/a/none/index.html", "toc")


def test_addresses_are_relative_to_the_page_and_canonical_ones_whole(joined: dict[str, bytes]) -> None:
    text = joined["cases/a/one/index.html"].decode()
    assert '<link rel="canonical" href="https://kp.example/so/cases/a/one/">' in text
    assert 'href="../../../assets/stylesheets/khacphuc.css"' in text
    config = text.partition('<script id="__config" type="application/json">')[2].partition("</script>")[0]
    assert json.loads(config)["base"] == "../../.."


def test_the_sitemap_names_each_page_once(joined: dict[str, bytes]) -> None:
    found = joined["sitemap.xml"].decode()
    for path in (*IN_NAV, *(page.path for page in PAGES), "guides/verify/"):
        assert found.count(f"<loc>https://kp.example/so/{path}</loc>") == 1
    assert found.count("<lastmod>2026-11-24</lastmod>") == found.count("<loc>")


def test_the_day_is_on_every_page(joined: dict[str, bytes]) -> None:
    for path, data in joined.items():
        if path.endswith(".html"):
            assert "Tính đến ngày 24/11/2026 · phiên bản dữ liệu 0123456789" in data.decode()


def test_the_words_around_pages_are_of_their_language(tmp_path: Path) -> None:
    made = built(contents(*PAGES, language="en"), tmp_path / "site", apart=True)
    page = made["cases/a/one/index.html"].decode()
    assert '<html lang="en"' in page
    assert "As of 24 Nov 2026 · data version 0123456789" in page
    assert "Overdue" in page
    assert [word for word in ("Quá hạn", "nền tối", "Sổ theo dõi") if word in page] == []
    assert "Link to this section" in made["guides/verify/index.html"].decode()
    assert "There is no such page" in made["404.html"].decode()
