"""Searching as a person does: type, wait, look at what is listed."""

from __future__ import annotations

import re

from playwright import sync_api as playwright

ANSWERED = re.compile(r"\S")


def box(page: playwright.Page) -> playwright.Locator:
    return page.locator("#kp-search-input")


def status(page: playwright.Page) -> str:
    """How much search says it has found."""
    return page.locator("#kp-search-status").inner_text()


def find(page: playwright.Page, query: str) -> list[str]:
    """The addresses that search lists, best first."""
    box(page).fill("")
    playwright.expect(page.locator("#kp-search-status")).to_have_text("")
    box(page).fill(query)
    playwright.expect(page.locator("#kp-search-status")).to_have_text(ANSWERED, timeout=15_000)
    return [item.get_attribute("href") or "" for item in page.locator("#kp-search-list a").all()]


def count(page: playwright.Page, query: str) -> str:
    """What search says of how much there is."""
    assert find(page, query)
    return status(page)
