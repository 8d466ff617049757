"""Lists that are too long for a browser, and for a reader: cut where it is said, with the way to the rest."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khacphuc.pages import case_tables, followup_book, fragments, overdue_list, unreported_cases
from khacphuc.pages.overdue_list import fair_share
from khacphuc.pages.page import Page
from tests.pages.checking import broken_links
from tests.pages.register import CONCLUSION, FOLDER, PLAN, files, pages

CASES = 4


@given(st.lists(st.integers(1, 60), min_size=1, max_size=40), st.integers(1, 300))
def test_every_group_has_its_fair_share(sizes: list[int], most: int) -> None:
    room = fair_share(sizes, most)
    together = sum(min(size, room) for size in sizes)
    assert together <= most or room == 1
    if together < sum(sizes):
        assert sum(min(size, room + 1) for size in sizes) > most
    else:
        assert room >= max(sizes)


def register() -> list[Page]:
    """Several cases with the same plan in one unit."""
    made: dict[str, str] = {}
    for number in range(2, CASES + 1):
        folder = FOLDER.replace("kl-1", f"kl-{number}")
        made[f"{folder}/conclusion.md"] = CONCLUSION.replace("id: KL-1", f"id: KL-{number}")
        made[f"{folder}/plan.md"] = PLAN
    assert f"{FOLDER}/plan.md" in files()
    return list(pages(made).values())


def page(made: list[Page], path: str) -> str:
    return next(one.html for one in made if one.path == path)


def test_each_group_keeps_its_first_rows_and_leads_to_all(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = register()
    monkeypatch.setattr(overdue_list, "PAGE_ROWS", 3)
    made = register()
    assert broken_links(made) == []
    for path in ("overdue/", "overdue/by-head/"):
        groups = re.findall(r"<tbody>(.*?)</tbody>", page(made, path), re.DOTALL)
        before = re.findall(r"<tbody>(.*?)</tbody>", page(whole, path), re.DOTALL)
        cut = 0
        for group, all_of_it in zip(groups, before, strict=True):
            shown, owed = (re.findall(r"<tr>.*?</tr>", some, re.DOTALL) for some in (group, all_of_it))
            assert shown == owed[: len(shown)]
            assert ("xem tất cả" in group) == (len(shown) < len(owed))
            cut += len(shown) < len(owed)
        assert cut
        assert "xem tất cả" not in page(whole, path)


def test_long_lists_of_cases_say_how_many_more_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (case_tables, fragments, unreported_cases):
        monkeypatch.setattr(module, "MOST_ROWS", 1)
    made = register()
    assert broken_links(made) == []
    for path in ("silent/", "followers/ubkt/", "units/chi-bo-a/"):
        assert f"và {CASES - 1} hồ sơ khác" in page(made, path)
    assert page(made, "cases/").count('<th scope="row">') == CASES


def test_the_book_has_the_newest_and_each_year_all_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = register()
    assert page(whole, "book/").count('<th scope="row">') == CASES
    monkeypatch.setattr(followup_book, "PAGE_ROWS", 1)
    made = register()
    assert broken_links(made) == []
    assert page(made, "book/").count('<th scope="row">') == 1
    assert f"và {CASES - 1} kết luận cũ hơn, ở trang của từng năm" in page(made, "book/")
    assert page(made, "book/2026/").count('<th scope="row">') == CASES
