"""What a person's browser does with the site: no request to another host, and no error."""

from __future__ import annotations

import pytest
from playwright import sync_api as playwright

from tests.site.finding import find

pytestmark = pytest.mark.browser

CASE = "cases/dang-uy-so-tai-chinh/kl-2026-21/"


@pytest.mark.parametrize("start", ["", CASE, "overdue/", "guides/write-a-plan/", "units/", "search/"])
def test_pages_ask_no_other_host_and_raise_no_error(page: playwright.Page, address: str, start: str) -> None:
    page.goto(address + start)
    assert find(page, "kế hoạch")
