"""What a person's browser does with the site: search, other hosts, errors, and folding as Python folds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright import sync_api as playwright

from khacphuc.pages.page import Page
from khacphuc.text.fold import fold
from tests.site.conftest import served
from tests.site.making import built, contents

pytestmark = pytest.mark.browser

CASE = "cases/dang-uy-so-tai-chinh/kl-2026-21/"
"""A case of the sample register: 21-TB/ĐU, on the finance department's Party committee."""
LUNR = Path(__file__).parents[2] / "scripts/khacphuc/site/theme/assets/javascripts/lunr/min/lunr.vi.min.js"


@pytest.fixture(scope="module")
def context(chromium: str) -> Iterator[playwright.BrowserContext]:
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser.new_context(viewport={"width": 1366, "height": 850}, locale="vi-VN")
        browser.close()


def watched(context: playwright.BrowserContext, address: str) -> Iterator[playwright.Page]:
    """A page that fails its test on any error in it, and on any request to another host."""
    wrong: list[str] = []
    page = context.new_page()
    page.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "request",
        lambda sent: wrong.append(sent.url) if not sent.url.startswith((address, "data:", "blob:")) else None,
    )
    page.on("response", lambda got: wrong.append(f"{got.status} {got.url}") if got.status >= 400 else None)
    yield page
    page.close()
    assert wrong == []


@pytest.fixture
def page(context: playwright.BrowserContext, address: str) -> Iterator[playwright.Page]:
    yield from watched(context, address)


@pytest.fixture(scope="module")
def front(context: playwright.BrowserContext, address: str) -> Iterator[playwright.Page]:
    """The front page, open while several things are searched for."""
    for page in watched(context, address):
        page.goto(address)
        yield page


def find(page: playwright.Page, query: str) -> list[str]:
    """The addresses that search finds, best first."""
    box = page.locator(".md-search__input")
    box.click()
    told = page.locator(".md-search-result__meta")
    box.fill("")
    box.press("End")
    playwright.expect(told).to_have_text(re.compile("^(Nhập từ|Type words)"), timeout=15_000)
    box.fill(query)
    box.press("End")
    playwright.expect(told).not_to_have_text(re.compile("^(Nhập từ|Type words)"))
    links = page.locator(".md-search-result__item > a:first-child")
    return [link.get_attribute("href") or "" for link in links.all()]


def meta(page: playwright.Page) -> str:
    """How many pages search says it has found. The list itself grows as one scrolls."""
    return page.locator(".md-search-result__meta").inner_text()


@pytest.mark.parametrize("start", ["", CASE, "overdue/", "guides/write-a-plan/", "units/"])
def test_pages_ask_no_other_host_and_raise_no_error(page: playwright.Page, address: str, start: str) -> None:
    page.goto(address + start)
    assert find(page, "kế hoạch")


@pytest.mark.parametrize(
    ("query", "alike"),
    [
        ("ke hoach", "kế hoạch"),
        ("don doc", "đôn đốc"),
        ("uỷ", "ủy"),
        ("UY", "ủy"),
        ("dang phi", "đảng phí"),
        ("hoa", "hoà"),
    ],
)
def test_words_are_found_with_and_without_marks(
    front: playwright.Page, address: str, query: str, alike: str
) -> None:
    assert find(front, query)
    told = meta(front)
    assert find(front, alike)
    assert meta(front) == told


@pytest.mark.parametrize("query", ["21-TB/ĐU", "21-tb/đu", "21-TB/DU", "21/TB-ĐU", "21-TB", "KL-2026-21"])
def test_a_case_is_found_by_its_number(front: playwright.Page, address: str, query: str) -> None:
    assert find(front, query)[0] == address + CASE


def test_a_number_alone_finds_the_case_among_the_first(front: playwright.Page, address: str) -> None:
    assert address + CASE in find(front, "21")[:3]


@pytest.mark.parametrize(
    "query", ["cong tac dang vien dang phi", "đảng phí sinh hoạt chi bộ", "dang vien dang ph"]
)
def test_all_words_count_and_the_last_may_be_unfinished(
    front: playwright.Page, address: str, query: str
) -> None:
    assert find(front, query)[0] == address + CASE


@pytest.mark.parametrize("query", ["đấu", "đầu", "đậu"])
def test_pages_with_the_marks_asked_for_come_first(
    front: playwright.Page, address: str, sample_site: Path, query: str
) -> None:
    first = find(front, query)[0].removeprefix(address)
    docs = json.loads((sample_site / "search" / "search_index.json").read_text("utf-8"))["docs"]
    texts = {doc["location"]: f"{doc['title']} {doc['text']}".lower() for doc in docs}
    if any(query in text for text in texts.values()):
        assert query in texts[first]


@pytest.mark.parametrize(
    "query", ["+kế -hoạch", '"kế hoạch"', "a:b", "~ ^ *", "<img src=x onerror=alert(1)>", "-", "35^", "kế~1"]
)
def test_odd_queries_break_nothing(front: playwright.Page, address: str, query: str) -> None:
    box = front.locator(".md-search__input")
    box.click()
    box.fill(query)
    box.press("End")
    front.wait_for_timeout(300)
    assert find(front, "kế hoạch")


def test_what_was_found_is_shown_with_its_words_marked(front: playwright.Page, address: str) -> None:
    find(front, "dang phi")
    item = front.locator(".md-search-result__item", has=front.locator(f'a[href="{address + CASE}"]'))
    assert [mark.lower() for mark in item.locator("h1 mark").all_inner_texts()][-2:] == ["đảng", "phí"]


def test_search_speaks_english_too(context: playwright.BrowserContext, tmp_path: Path) -> None:
    made = Page("cases/a/b/", "Chưa đôn đốc", "<h1>x</h1>", (), "chậm", ("35-TB/ĐU",), "plans/a/b/plan.md")
    built(contents(made, language="en"), tmp_path / "site")
    with served(tmp_path / "site") as address:
        page = context.new_page()
        page.goto(address)
        for query in ("don doc", "đôn đốc", "35-TB/ĐU"):
            assert find(page, query)[0] == f"{address}cases/a/b/"
        assert meta(page).endswith("matching documents")
        page.close()


WORDS = "Ủy Uỷ hòa hoà Đảng ĐƯỜNG quý khuỷu nghĩa ðối Thuỵ ế kẻ Ốc straße naïve İ 35-TB"


def test_the_browser_folds_as_python_does(front: playwright.Page) -> None:
    source = LUNR.read_text("utf-8")
    start, end = source.index("const MARKS"), source.index("/* A word with its marks,")
    folded = front.evaluate(f"words => {{ {source[start:end]}; return words.map(fold) }}", WORDS.split())
    assert folded == [fold(word) for word in WORDS.split()]
