"""Search in a person's browser: what is found, in which order, from a server and from a folder, and by keys alone."""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright import sync_api as playwright

from khacphuc.pages.page import Page
from khacphuc.site.search_terms import folded, marked, words
from tests.site.conftest import served, watched
from tests.site.finding import box, count, find, status
from tests.site.making import built, contents, every_file
from tests.site.shards import Found

pytestmark = pytest.mark.browser

CASE = "cases/dang-uy-so-tai-chinh/kl-2026-21/"
"""A case of the sample register: 21-TB/ĐU, on the finance department's Party committee."""
HOSTILE = '<img src=x onerror="window.ran=1"></a><script>window.ran=1</script>\'\\u2028 độc hại'


@pytest.fixture(scope="module")
def front(context: playwright.BrowserContext, address: str) -> Iterator[playwright.Page]:
    """The front page, open while several things are searched for."""
    with watched(context, address) as page:
        page.goto(address)
        yield page


def paths(page: playwright.Page, query: str, address: str) -> list[str]:
    """What is found, by path."""
    return [found.removeprefix(address) for found in find(page, query)]


def test_without_a_server_the_same_is_found(context: playwright.BrowserContext, sample_site: Path) -> None:
    home = f"{sample_site.as_uri()}/"
    with watched(context, home) as page:
        page.goto(f"{home}index.html")
        for query in ("dang phi", "21-TB/ĐU", "cong tac dang vien dang ph", "dang phi 30/6/2026"):
            assert find(page, query)[0] == f"{home}{CASE}index.html"
        box(page).press("Enter")
        page.wait_for_url(f"{home}search/index.html?q=*")
        playwright.expect(page.locator("#kp-find-list a").first).to_have_attribute(
            "href", f"{home}{CASE}index.html"
        )
        page.locator("#kp-find-list a").first.click()
        page.wait_for_url(f"{home}{CASE}index.html")


@pytest.mark.parametrize(
    ("query", "alike"),
    [
        ("ke hoach", "kế hoạch"),
        ("don doc", "đôn đốc"),
        ("dang uy", "đảng ủy"),
        ("đảng uỷ", "đảng ủy"),
        ("uỷ", "ủy"),
        ("UY", "ủy"),
        ("hoa", "hoà"),
        ("hoạch kế", "kế hoạch"),
        ("kế hoch", "ke hoach"),
        ("khc phục", "khac phuc"),
        ("kehoach", "ke hoach"),
        ("khawcs phucj", "khac phuc"),
        ("ddoon ddoocs", "don doc."),
        ("kehoac", "ke hoac"),
        ("quản lí tài sản", "quản lý tài sản"),
        ("ki luat dang vien", "ky luat dang vien"),
    ],
)
def test_words_are_found_with_and_without_marks(front: playwright.Page, query: str, alike: str) -> None:
    assert count(front, query) == count(front, alike)


@pytest.mark.parametrize(
    "query", ["21-TB/ĐU", "21-tb/đu", "21 TB DU", "21/TB-ĐU", "21TB/ĐU", "21-TB", "KL-2026-21"]
)
def test_a_case_is_found_by_its_number(front: playwright.Page, address: str, query: str) -> None:
    assert paths(front, query, address)[0] == CASE


@pytest.mark.parametrize("query", ["355-QĐ/ĐU", "31-BB/UBKTĐU", "214/QĐ-STC"])
def test_a_case_is_found_by_the_papers_behind_it(front: playwright.Page, address: str, query: str) -> None:
    assert paths(front, query, address)[0] == CASE


def test_a_number_is_not_taken_for_another(front: playwright.Page) -> None:
    find(front, "3555-QĐ/ĐU")
    assert status(front).startswith("Không có trang nào có đủ")


@pytest.mark.parametrize(
    "query",
    [
        "30/6/2026",
        "30/06/2026",
        "2026-06-30",
        "30.6.2026",
        "ngày 30 tháng 6 năm 2026",
        "30 thang 6 2026",
        "30 Jun 2026",
        "June 30, 2026",
    ],
)
def test_a_case_is_found_by_a_day(
    front: playwright.Page, sample_site: Path, address: str, query: str
) -> None:
    wanted = Found(every_file(sample_site)).having("words", "2026-06-30")["2026-06-30"]
    assert set(paths(front, query, address)) == wanted


@pytest.mark.parametrize(
    "query", ["tháng 6/2026", "thang 6 nam 2026", "6/2026", "2026-06", "June 2026", "Tháng 06-2026"]
)
def test_cases_are_found_by_a_month(front: playwright.Page, sample_site: Path, query: str) -> None:
    wanted = Found(every_file(sample_site)).having("words", "2026-06")["2026-06"]
    assert count(front, query) == f"Tìm thấy {len(wanted)} trang"


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("quá hạn", "overdue/"),
        ("viec qua han", "overdue/"),
        ("lịch", "calendar/"),
        ("chưa có kế hoạch", "without-plan/"),
        ("xep loai", "classification/"),
        ("ho so", "cases/"),
        ("ubkt tinh uy", "units/ubkt-tinh-uy/"),
        ("dangphi", CASE),
    ],
)
def test_what_is_called_by_the_words_comes_first(
    front: playwright.Page, address: str, query: str, wanted: str
) -> None:
    assert paths(front, query, address)[0] == wanted


def test_documents_with_the_words_come_before_what_explains_them(
    front: playwright.Page, address: str
) -> None:
    found = paths(front, "đôn đốc", address)
    first = next(at for at, path in enumerate(found) if path.startswith(("rules/", "reference/", "guides/")))
    assert not any(path.startswith("cases/") for path in found[first:])


@pytest.mark.parametrize("query", ["quý III/2026", "quy 3 nam 2026", "Quý 3/2026", "Q3 2026"])
def test_cases_are_found_by_a_quarter(front: playwright.Page, sample_site: Path, query: str) -> None:
    known = Found(every_file(sample_site))
    months = ("2026-07", "2026-08", "2026-09")
    wanted = set[str]().union(*(known.having("words", month)[month] for month in months))
    assert count(front, query) == f"Tìm thấy {len(wanted)} trang"


def test_a_day_narrows_words(front: playwright.Page, address: str) -> None:
    found = paths(front, "dang phi 30/6/2026", address)
    assert found[0] == CASE
    assert len(found) < len(paths(front, "dang phi", address))


@pytest.mark.parametrize("query", ["bi thu dang uy so tai chinh", "Bí thư Đảng ủy, Giám đốc Sở"])
def test_a_persons_role_finds_where_it_stands(front: playwright.Page, address: str, query: str) -> None:
    assert any("so-" in path for path in paths(front, query, address)[:3])


@pytest.mark.parametrize(
    "query",
    [
        "cong tac dang vien dang phi",
        "đảng phí sinh hoạt chi bộ",
        "cong tac dang vien dang ph",
        "cong tac dnag vien dang phi",
        "cong tac dag vien dang phi",
        "cong tac danng vien dang phi",
        "dang phi cong tac dang vien",
    ],
)
def test_beginnings_other_orders_and_slips_are_forgiven(
    front: playwright.Page, address: str, query: str
) -> None:
    assert paths(front, query, address)[0] == CASE


@pytest.mark.parametrize("query", ["đấu", "đầu", "đậu"])
def test_pages_with_the_marks_asked_for_come_first(
    front: playwright.Page, sample_site: Path, address: str, query: str
) -> None:
    known = Found(every_file(sample_site))
    ways = known.having("words", folded(query))
    exact = ways.get(marked(query), set())
    found = paths(front, query, address)
    assert set(found[: len(exact)]) <= exact
    assert len(ways) > 1


def test_if_no_page_has_all_words_those_that_have_most_are_shown_and_it_is_said(
    front: playwright.Page,
) -> None:
    assert find(front, "zzzz kế hoạch")
    assert status(front).startswith("Không có trang nào có đủ các từ này; ")
    assert find(front, "zzzzzz") == []
    assert status(front) == "Không tìm thấy"


@pytest.mark.parametrize(
    "query",
    [
        "+kế -hoạch",
        '"kế hoạch"',
        "a:b",
        "~ ^ *",
        "<img src=x onerror=alert(1)>",
        "-",
        "99/99/2026",
        "\\",
        "__proto__",
        "x" * 200,
    ],
)
def test_odd_queries_break_nothing(front: playwright.Page, query: str) -> None:
    box(front).fill(query)
    front.wait_for_timeout(300)
    assert find(front, "kế hoạch")


def test_what_was_found_is_shown_with_its_words_marked(front: playwright.Page, address: str) -> None:
    at = paths(front, "dang phi", address).index(CASE)
    item = front.locator("#kp-search-list a").nth(at)
    assert [mark.lower() for mark in item.locator(".kp-search-title mark").all_inner_texts()][-2:] == [
        "đảng",
        "phí",
    ]
    playwright.expect(item.locator(".kp-search-known")).to_contain_text("21-TB/ĐU")
    playwright.expect(item.locator(".kp-search-text")).to_contain_text("đảng phí")


def test_the_browser_cuts_and_folds_as_python_does(front: playwright.Page) -> None:
    codes = (*range(0x20, 0x10A0), *range(0x1E00, 0x2000), *range(0x2100, 0x2190))
    letters = [chr(code) for code in codes if unicodedata.category(chr(code)) != "Cn"]
    texts = [
        *letters,
        *(f"a{letter}b" for letter in letters),
        "Ủy Uỷ hòa hoà Đảng ĐƯỜNG quý khuỷu nghĩa ðối Thuỵ ế kẻ Ốc straße naïve 35-TB/ĐU 05/6/2026 000 KL2024_7 ａｂ１２",
        "kha\u0306\u0301c phu\u0323c \ufeffx\u200by \U00020000 我們 " + "x" * 100,
    ]
    found = front.evaluate("texts => texts.map(text => khacphucSearch.words(text))", texts)
    wanted = [[{"fold": folded(word), "marks": marked(word)} for word in words(text)] for text in texts]
    assert [(text, one) for text, one, two in zip(texts, found, wanted, strict=True) if one != two] == []


def test_keys_alone_do_everything(page: playwright.Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    playwright.expect(box(page)).to_be_focused()
    page.keyboard.type("đảng phí")
    first, second = (page.locator("#kp-search-list a").nth(at) for at in (0, 1))
    playwright.expect(first).to_be_visible()
    assert box(page).get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    playwright.expect(second).to_have_attribute("aria-selected", "true")
    assert box(page).get_attribute("aria-activedescendant") == second.get_attribute("id")
    page.keyboard.press("ArrowUp")
    playwright.expect(first).to_have_attribute("aria-selected", "true")
    playwright.expect(second).to_have_attribute("aria-selected", "false")
    page.keyboard.press("ArrowUp")
    assert box(page).get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowUp")  # from the box to the last
    last = page.locator("#kp-search-list a").last
    playwright.expect(last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    playwright.expect(page.locator("#kp-search-list")).to_be_hidden()
    assert box(page).get_attribute("aria-expanded") == "false"
    playwright.expect(box(page)).to_have_value("đảng phí")
    page.keyboard.press("ArrowDown")
    playwright.expect(first).to_be_visible()
    page.keyboard.press("ArrowDown")
    target = first.get_attribute("href") or ""
    page.keyboard.press("Enter")
    page.wait_for_url(target)
    page.keyboard.type("/x")  # “/” only opens the box
    playwright.expect(box(page)).to_have_value("x")


def test_leaving_the_box_closes_the_list(page: playwright.Page, address: str) -> None:
    page.goto(address)
    assert find(page, "kế hoạch")
    page.keyboard.press("Tab")
    playwright.expect(page.locator("#kp-search-list")).to_be_hidden()


def test_enter_shows_all_that_is_found(front: playwright.Page, address: str) -> None:
    front.goto(address)
    box(front).fill("đảng ủy")
    box(front).press("Enter")
    front.wait_for_url(re.compile(r"/search/(index\.html)?\?q="))
    status = front.locator("#kp-find-status")
    playwright.expect(status).to_have_text(re.compile(r"Tìm thấy \d+ trang"))
    assert front.locator("#kp-find-list a").count() > 10
    playwright.expect(front.locator("#kp-find-input")).to_have_value("đảng ủy")
    front.goto(address)


def test_without_scripts_the_search_page_leads_to_the_lists(
    context: playwright.BrowserContext, address: str
) -> None:
    assert context.browser is not None
    page = context.browser.new_context(java_script_enabled=False).new_page()
    page.goto(address + CASE)
    box(page).fill("kế hoạch")
    box(page).press("Enter")
    page.wait_for_url(re.compile(r"/search/\?q="))
    page.locator(".kp-search-lists a").nth(2).click()
    page.wait_for_url(f"{address}cases/")
    page.context.close()


def test_the_box_fits_a_phone_and_opens_over_the_title(
    context: playwright.BrowserContext, address: str
) -> None:
    with watched(context, address) as page:
        page.set_viewport_size({"width": 360, "height": 640})
        page.goto(address)
        narrow = box(page).bounding_box()
        assert narrow is not None
        assert 24 <= narrow["width"] < 60
        box(page).click()
        assert find(page, "đảng phí")
        wide = box(page).bounding_box()
        assert wide is not None
        assert wide["width"] > 250
        item = page.locator("#kp-search-list a").first.bounding_box()
        assert item is not None
        assert item["x"] >= 0
        assert item["x"] + item["width"] <= 360


def test_search_speaks_english_too(context: playwright.BrowserContext, tmp_path: Path) -> None:
    made = Page(
        "cases/a/b/", "Chưa đôn đốc", "<h1>x</h1>", (), "chậm", ("35-TB/ĐU",), source="plans/a/b/plan.md"
    )
    built(contents(made, language="en"), tmp_path / "site")
    with served(tmp_path / "site") as address, watched(context, address) as page:
        page.goto(address)
        for query in ("don doc", "đôn đốc", "35-TB/ĐU"):
            assert find(page, query)[0] == f"{address}cases/a/b/"
            assert status(page).endswith("found")
        assert box(page).get_attribute("placeholder") == "Words, document number, role or date"


def test_hostile_words_are_shown_and_do_not_run(context: playwright.BrowserContext, tmp_path: Path) -> None:
    made = Page("cases/a/b/", HOSTILE, "<h1>x</h1>", (), f"{HOSTILE}\nđộc {HOSTILE}", (HOSTILE,), source="x")
    built(contents(made), tmp_path / "site")
    with served(tmp_path / "site") as address, watched(context, address) as page:
        page.goto(address)
        for query in ("độc hại", HOSTILE):
            assert find(page, query)[0] == f"{address}cases/a/b/"
            playwright.expect(page.locator(".kp-search-text").first).to_contain_text(
                "<script>window.ran=1</script>"
            )
            assert page.locator("#kp-search-list img, #kp-search-list script").count() == 0
            assert page.evaluate("() => window.ran") is None


def test_search_needs_nothing_that_a_strict_policy_forbids(
    context: playwright.BrowserContext, sample_site: Path, tmp_path: Path
) -> None:
    """No inline script, no eval, no style of its own: shown on a page that has nothing but the box."""
    shutil.copytree(sample_site / "assets", tmp_path / "assets")
    whole = (sample_site / "search" / "index.html").read_text("utf-8")
    form = whole[whole.index('<form class="kp-search kp-search-whole"') :].partition("</form>")[0]
    policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:"
    (tmp_path / "index.html").write_text(
        f'<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<link rel="icon" href="data:,"><title>x</title>{form}</form>'
        '<script src="assets/javascripts/khacphuc-search.js"></script>',
        encoding="utf-8",
    )
    with served(tmp_path) as address, watched(context, address) as page:
        page.goto(address)
        page.fill("#kp-find-input", "đảng phí")
        playwright.expect(page.locator("#kp-find-list a").first).to_contain_text("đảng phí")


def test_a_page_that_is_older_than_the_site_finds_what_is_there_now(
    context: playwright.BrowserContext, tmp_path: Path
) -> None:
    def site(name: str, title: str) -> Path:
        made = Page("cases/a/b/", title, "<h1>x</h1>", (), title, source="x")
        built(contents(made), tmp_path / name)
        return tmp_path / name

    old, new = site("old", "Tên cũ"), site("new", "Tên mới")
    with served(old) as address:
        page = context.new_page()
        page.goto(address)
        box(page).focus()
        page.wait_for_timeout(300)
        shutil.rmtree(old / "assets")
        shutil.copytree(new / "assets", old / "assets")
        assert find(page, "ten moi")[0] == f"{address}cases/a/b/"
        page.close()
