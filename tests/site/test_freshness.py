"""A page is right on the day on which it is read, and says when it was made too long ago."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright import sync_api as playwright

CASE = "cases/dang-uy-so-tai-chinh/kl-2026-21/"


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[playwright.Browser]:
    with playwright.sync_playwright() as engine:
        found = engine.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield found
        found.close()


def chips(browser: playwright.Browser, url: str, instant: str) -> tuple[list[tuple[str, str]], bool, bool]:
    """Each open chip's (due day, words), whether the notice is seen, and whether it speaks of recounting."""
    page = browser.new_page(timezone_id="America/Los_Angeles")  # the register's own zone counts
    page.clock.set_fixed_time(instant)
    page.goto(url)
    found = page.locator(
        ".kp-timing-overdue[data-due], .kp-timing-due-soon[data-due], .kp-timing-not-due[data-due]"
    ).evaluate_all("chips => chips.map(chip => [chip.dataset.due, chip.textContent])")
    seen = page.locator(".kp-freshness").is_visible()
    recounted = page.locator(".kp-freshness-recounted").is_visible()
    page.close()
    return [(due, words) for due, words in found], seen, recounted


def test_days_are_recounted_on_the_day_of_reading(browser: playwright.Browser, address: str) -> None:
    overdue = f"{address}overdue/"
    # 23:30 in Hà Nội on the as-of date, and half past midnight on the next.
    same, seen, _ = chips(browser, overdue, "2026-11-24T16:30:00Z")
    assert same
    assert not seen
    next_day, seen, _ = chips(browser, overdue, "2026-11-24T17:30:00Z")
    assert not seen
    for (due, before), (due_again, after) in zip(same, next_day, strict=True):
        days = int(before.removeprefix("quá hạn ").removesuffix(" ngày").replace(".", ""))
        assert (due, after.replace(".", "")) == (due_again, f"quá hạn {days + 1} ngày")


def test_what_was_not_due_becomes_overdue(browser: playwright.Browser, address: str) -> None:
    before, _, _ = chips(browser, f"{address}{CASE}", "2026-11-24T05:00:00Z")
    due = min(due for due, words in before if words.startswith("còn"))
    after, seen, recounted = chips(browser, f"{address}{CASE}", f"{due}T05:00:00Z")
    assert (due, "đến hạn hôm nay") in after or (due, "hạn hôm nay") in after
    assert seen == recounted


def test_an_old_page_says_so_and_a_very_old_one_is_left_alone(
    browser: playwright.Browser, address: str
) -> None:
    fresh, _, _ = chips(browser, address, "2026-11-24T05:00:00Z")
    _, seen, recounted = chips(browser, address, "2026-11-27T05:00:00Z")
    assert seen
    assert recounted
    _, seen, recounted = chips(browser, address, "2027-03-01T05:00:00Z")  # a copy from a drawer
    assert seen
    assert recounted
    old, seen, recounted = chips(browser, address, "2027-12-01T05:00:00Z")
    assert (old, seen, recounted) == (fresh, True, False)


@pytest.mark.parametrize("path", ["without-plan/", "silent/", "opinions/"])
def test_days_waited_are_recounted_too(browser: playwright.Browser, address: str, path: str) -> None:
    page = browser.new_page()
    shown = page.locator("[data-since]")
    found = []
    for instant in ("2026-11-24T05:00:00Z", "2026-11-26T05:00:00Z"):
        page.clock.set_fixed_time(instant)
        page.goto(address + path)
        words = [text.removesuffix(" ngày") for text in shown.all_inner_texts()]
        assert words
        found.append([int(word.replace(".", "")) for word in words])
    page.close()
    assert found[1] == [days + 2 for days in found[0]]


OVERDUE = ".kp-timing-overdue[data-due]"
OTHER_DATES = "Intl.DateTimeFormat.prototype.format = () => '25/11/2026'"
"""Browsers have changed how they write a day in one language more than once."""


def test_a_page_whose_days_are_no_longer_those_of_its_totals_says_so(
    browser: playwright.Browser, address: str
) -> None:
    page = browser.new_page()
    page.add_init_script(OTHER_DATES)
    for instant, said in (("2026-11-24T05:00:00Z", 0), ("2026-11-26T05:00:00Z", 1)):
        page.clock.set_fixed_time(instant)
        page.goto(f"{address}overdue/")
        playwright.expect(page.locator(".kp-asof-line .kp-recounted")).to_have_count(said)
        playwright.expect(page.locator(".kp-freshness")).to_be_hidden()
    page.close()


def test_a_page_that_was_left_open_is_recounted(browser: playwright.Browser, address: str) -> None:
    page = browser.new_page()
    page.clock.set_fixed_time("2026-11-24T05:00:00Z")
    page.goto(f"{address}overdue/")
    before = page.locator(OVERDUE).first.inner_text()
    page.clock.set_fixed_time("2026-11-27T05:00:00Z")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert page.locator(OVERDUE).first.inner_text() != before
    playwright.expect(page.locator(".kp-freshness")).to_be_visible()
    page.close()


def test_each_status_that_counts_days_carries_its_day(sample_site: Path) -> None:
    """Or it would stay as it was on the as-of day, beside others that are recounted."""
    still = re.compile(r'<span class="kp-chip kp-timing-(?:overdue|due-soon|not-due)">')
    assert [str(file) for file in sample_site.rglob("*.html") if still.search(file.read_text("utf-8"))] == []
