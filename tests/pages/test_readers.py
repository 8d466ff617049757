"""The pages made for one kind of reader: heads, followers, cells, those who classify, those who keep the book."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest

from khacphuc.pages.ages import age
from khacphuc.pages.balance import quarters
from khacphuc.pages.page import Page
from tests.pages.checking import read
from tests.pages.sample import sample_pages


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    return sample_pages()


@pytest.mark.parametrize(
    "path",
    ["calendar/", "heads/", "followers/", "meetings/", "classification/", "balance/", "repeats/", "book/"],
)
def test_each_reader_has_a_page_that_is_whole(pages: dict[str, Page], path: str) -> None:
    of_this_kind = [page for page in pages.values() if page.path.startswith(path)]
    assert of_this_kind[0].path == path
    assert any(read(page.html).tables for page in of_this_kind)


def test_every_number_of_a_classification_sheet_opens_its_list(pages: dict[str, Page]) -> None:
    for path, page in pages.items():
        if path.startswith("classification/") and path != "classification/":
            found = read(page.html)
            for link in found.links:
                if link.startswith("#"):
                    assert link[1:] in found.ids, f"{path}: {link}"


def test_a_heads_own_tasks_stand_first_and_apart(pages: dict[str, Page]) -> None:
    page = next(
        page
        for path, page in pages.items()
        if path.startswith("heads/") and 'id="own"' in page.html and 'id="remit"' in page.html
    )
    assert page.html.index('id="own"') < page.html.index('id="remit"')


def test_the_book_has_a_line_for_each_case(pages: dict[str, Page]) -> None:
    lines = sum(
        page.html.count("<tr>") - 1
        for path, page in pages.items()
        if path.startswith("book/") and path != "book/"
    )
    cases = sum(path.startswith("cases/") and path != "cases/" for path in pages)
    assert lines == cases


def test_a_repeated_finding_leads_to_the_earlier_one(pages: dict[str, Page]) -> None:
    links = read(pages["repeats/"].html).links
    assert any(link.endswith("#HC1") for link in links)


def test_what_is_left_is_what_was_left_and_arose_less_what_was_put_right(pages: dict[str, Page]) -> None:
    words = read(pages["balance/"].html).text.split("Quý ")[1:]
    ends = 0
    for index, quarter in enumerate(words[-8:]):
        start, arose, right, end = (int(figure) for figure in quarter.split()[1:5])
        assert start + arose - right == end
        assert index == 0 or start == ends
        ends = end


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2026, 11, 24), (date(2026, 10, 1), date(2026, 11, 24))),
        (date(2026, 1, 1), (date(2026, 1, 1), date(2026, 1, 1))),
        (date(2024, 3, 31), (date(2024, 1, 1), date(2024, 3, 31))),
    ],
)
def test_quarters_follow_each_other(day: date, last: tuple[date, date]) -> None:
    found = quarters(day)
    assert len(found) == 8
    assert found[-1] == last
    assert all((after[0] - before[1]).days == 1 for before, after in pairwise(found))


def test_ages_have_no_gap() -> None:
    assert age(0) == age(91) == "under 3 months"
    assert age(92) == age(182) == "3 to 6 months"
    assert age(365) == "9 to 12 months"
    assert age(366) == "over a year"


def test_a_classification_sheet_counts_whole_periods_and_each_year_has_its_own_units(
    pages: dict[str, Page],
) -> None:
    """What is due later in the year is not yet due; a unit without figures of a year is not in that year's table."""
    index = pages["classification/"].html
    this_year, _, before = index.partition('<h2 id="year-2025">')
    assert '<h2 id="year-2026">' in this_year
    assert set(re.findall(r"#[a-z-]+-(\d{4})\b", this_year)) == {"2026"}
    assert set(re.findall(r"#[a-z-]+-(\d{4})\b", before)) == {"2025"}
    assert "#open-2026" in this_year

    sheet = read(pages["classification/dang-uy-so-xay-dung/"].html).text
    quarter = re.search(r"Quý IV/2026 (\d+) \d+ (\d+) \d+ (\d+) \d+ (\d+) (\d+)", sheet)
    year = re.search(r"Năm 2026 (\d+) \d+ (\d+) \d+ (\d+) \d+ (\d+) (\d+)", sheet)
    assert quarter
    assert year
    assert int(quarter[5]) == int(year[5]) > 0


def test_the_book_has_one_table_of_all(pages: dict[str, Page]) -> None:
    cases = sum(path.startswith("cases/") and path != "cases/" for path in pages)
    every = pages["book/"].html.partition('<h2 id="all">')[2]
    assert every.count("<tr>") - 1 == cases


def test_whoever_follows_most_that_is_overdue_stands_first(pages: dict[str, Page]) -> None:
    tables = re.findall(r"<table.*?</table>", pages["followers/"].html, re.DOTALL)
    for table in tables:
        found = re.findall(r'label="Quá hạn trong hồ sơ theo dõi">(?:<[^>]*>)?(\d+)', table)
        late = list(map(int, found))
        assert len(late) > 5
        assert late == sorted(late, reverse=True)
