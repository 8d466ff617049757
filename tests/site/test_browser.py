"""What a person's browser does with the site: search, other hosts, errors, and folding as Python folds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright import sync_api as playwright

from khacphuc.text.fold import fold

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


@pytest.fixture
def page(context: playwright.BrowserContext, address: str) -> Iterator[playwright.Page]:
    """A page that fails the test on any error in it, and on any request to another host."""
    wrong: list[str] = []
    made = context.new_page()
    made.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
    made.on("pageerror", lambda error: wrong.append(str(error)))
    made.on(
        "request",
        lambda sent: wrong.append(sent.url) if not sent.url.startswith((address, "data:", "blob:")) else None,
    )
    made.on("response", lambda got: wrong.append(f"{got.status} {got.url}") if got.status >= 400 else None)
    yield made
    made.close()
    assert wrong == []


def find(page: playwright.Page, query: str) -> list[str]:
    """The addresses that search finds, best first."""
    box = page.locator(".md-search__input")
    box.click()
    meta = page.locator(".md-search-result__meta")
    box.fill("")
    box.press("End")
    playwright.expect(meta).to_have_text(
        "Nhập từ cần tìm, có dấu hoặc không dấu, hoặc số văn bản", timeout=15_000
    )
    box.fill(query)
    box.press("End")
    playwright.expect(meta).to_contain_text("ìm thấy")
    links = page.locator(".md-search-result__item > a:first-child")
    return [link.get_attribute("href") or "" for link in links.all()]


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
    page: playwright.Page, address: str, query: str, alike: str
) -> None:
    page.goto(address)
    assert set(find(page, query)) == set(find(page, alike)) != set()


@pytest.mark.parametrize("query", ["21-TB/ĐU", "21-tb/đu", "21-TB/DU", "21/TB-ĐU", "21-TB", "KL-2026-21"])
def test_a_case_is_found_by_its_number(page: playwright.Page, address: str, query: str) -> None:
    page.goto(address)
    assert find(page, query)[0] == address + CASE


def test_a_number_alone_finds_the_case_among_the_first(page: playwright.Page, address: str) -> None:
    page.goto(address)
    assert address + CASE in find(page, "21")[:3]


@pytest.mark.parametrize(
    "query", ["cong tac dang vien dang phi", "đảng phí sinh hoạt chi bộ", "dang vien dang ph"]
)
def test_all_words_count_and_the_last_may_be_unfinished(
    page: playwright.Page, address: str, query: str
) -> None:
    page.goto(address)
    assert find(page, query)[0] == address + CASE


def test_words_with_the_marks_asked_for_come_first(page: playwright.Page, address: str) -> None:
    page.goto(address)
    find(page, "ủy")
    first = page.locator(".md-search-result__item mark").first
    assert "ủy" in (first.text_content() or "").lower()


@pytest.mark.parametrize(
    "query", ["+kế -hoạch", '"kế hoạch"', "a:b", "~ ^ *", "<img src=x onerror=alert(1)>", "-", "35^", "kế~1"]
)
def test_odd_queries_break_nothing(page: playwright.Page, address: str, query: str) -> None:
    page.goto(address)
    box = page.locator(".md-search__input")
    box.click()
    box.fill(query)
    box.press("End")
    page.wait_for_timeout(300)
    assert find(page, "kế hoạch")


def test_what_was_found_is_shown_with_its_words_marked(page: playwright.Page, address: str) -> None:
    page.goto(address)
    find(page, "dang phi")
    item = page.locator(".md-search-result__item", has=page.locator(f'a[href="{address + CASE}"]'))
    assert [mark.lower() for mark in item.locator("h1 mark").all_inner_texts()][-2:] == ["đảng", "phí"]


WORDS = "Ủy Uỷ hòa hoà Đảng ĐƯỜNG quý khuỷu nghĩa ðối Thuỵ ế kẻ Ốc straße naïve İ ﬁ 35-TB"


def test_the_browser_folds_as_python_does(page: playwright.Page, address: str) -> None:
    page.goto(address)
    source = LUNR.read_text("utf-8")
    start, end = source.index("const MARKS"), source.index("/* A word with its marks")
    folded = page.evaluate(f"words => {{ {source[start:end]}; return words.map(fold) }}", WORDS.split())
    assert folded == [fold(word) for word in WORDS.split()]
