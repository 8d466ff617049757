"""Pages on A4: nothing is cut off, a meeting's sheet is one page, and nothing is there that only a screen needs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright import sync_api as playwright

from tests.site.conftest import watched
from tests.site.test_quality import CASE, paths

pytestmark = pytest.mark.browser

# What A4 leaves between the margins, at 96 pixels an inch.
UPRIGHT, ACROSS = 680, 1030
LONG = "Rà soát, đối chiếu từng hồ sơ với quy định mới, nêu rõ người chịu trách nhiệm và " * 3
TOO_LONG = """long => document.querySelectorAll(".kp-meeting td:nth-child(2) > a, .kp-meeting li > a").forEach(
  one => { one.textContent = long })"""
CHROME = ".md-header, .md-tabs, .md-sidebar, .kp-tools, .kp-actions, .kp-filter.kp-more, details"
BEYOND = """width => [...document.querySelectorAll(".kp *")].filter(one => {
  const box = one.getBoundingClientRect()
  return box.width > 0 && box.right > width + 1 && !one.closest(".kp-sr")
}).map(one => `${one.tagName} ${one.className}`).slice(0, 3)"""


@pytest.fixture(scope="module")
def paper(context: playwright.BrowserContext, address: str) -> Iterator[playwright.Page]:
    with watched(context, address) as page:
        page.emulate_media(media="print")
        yield page


def sheets(page: playwright.Page) -> list[tuple[float, float]]:
    """Width and height of each page that is printed, in points."""
    printed = page.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", printed)
    return [(float(wide), float(high)) for wide, high in boxes]


def test_each_meeting_has_one_sheet_of_paper(paper: playwright.Page, address: str, sample_site: Path) -> None:
    found = sorted((sample_site / "meetings").glob("*/**/index.html"))
    assert len(found) > 40
    for file in found:
        paper.goto(address + file.relative_to(sample_site).as_posix())
        assert len(sheets(paper)) == 1, file.parent


def test_it_stays_one_sheet_when_whatever_is_on_it_is_long(
    paper: playwright.Page, address: str, sample_site: Path
) -> None:
    fullest = max((sample_site / "meetings").glob("*/index.html"), key=lambda file: file.stat().st_size)
    paper.goto(address + fullest.relative_to(sample_site).as_posix())
    assert paper.locator(".kp-meeting :is(tbody tr, li)").count() == 16
    paper.evaluate(TOO_LONG, LONG[:160])
    paper.locator(".kp-freshness").evaluate("one => { one.hidden = false }")
    assert len(sheets(paper)) == 1


def test_the_book_lies_across_and_the_rest_stands_upright(paper: playwright.Page, address: str) -> None:
    for path, across in (
        ("book/", True),
        ("book/2026/", True),
        ("overdue/", False),
        (CASE, False),
        ("", False),
    ):
        paper.goto(address + path)
        assert {wide > high for wide, high in sheets(paper)} == {across}, path


def test_nothing_is_cut_off_at_the_right(paper: playwright.Page, address: str, sample_site: Path) -> None:
    for path in paths(sample_site):
        width = ACROSS if path.startswith("book/") else UPRIGHT
        paper.set_viewport_size({"width": width, "height": 900})
        paper.goto(address + path)
        assert paper.evaluate(BEYOND, width) == [], path


@pytest.mark.parametrize("path", ["", "overdue/", CASE, "classification/dang-uy-so-xay-dung/", "book/2026/"])
def test_paper_says_whose_it_is_and_of_which_day_and_has_no_menu(
    paper: playwright.Page, address: str, path: str
) -> None:
    paper.goto(address + path)
    head = paper.locator("h1").evaluate("one => one.parentElement.innerText")[:400]
    assert "Tính đến ngày 24/11/2026" in head
    assert head.count("Đảng ủy Khối các cơ quan tỉnh Sông Lam") >= 1
    assert paper.locator(CHROME).evaluate_all("all => all.filter(one => one.checkVisibility()).length") == 0
