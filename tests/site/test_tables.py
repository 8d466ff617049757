"""Long tables sort and filter in the page, as a person does it: with the mouse, the keyboard, on a phone, without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright import sync_api as playwright

from khacphuc.pages.page import Page
from khacphuc.site.tree import write_tree
from tests.site.conftest import served, watched
from tests.site.making import built, contents

pytestmark = pytest.mark.browser

ROWS = (
    # name, number, day as machines and as people write it, percent, due
    ("Đông Trà", "13.515", "2024-06-05", "05/6/2024", "9%", "2026-03-01"),
    ("Ân Thi", "9", "2024-12-01", "01/12/2024", "100%", "2025-12-31"),
    ("An Lão", "1.002", "2023-12-31", "31/12/2023", "12,5%", "2026-11-01"),
    ("Dương Kinh", "–", "", "–", "–", ""),
    ("Ứng Hòa", "80", "2024-06-15", "15/6/2024", "12,4 % (3/14)", "2026-03-02"),
    ("Đôn đốc Chi bộ", "-3", "2025-01-02", "02/01/2025", "0%", "2024-01-01"),
    ("Đơn vị bị đốc thúc", "700", "2024-06-06", "06/6/2024", "50%", "2026-12-01"),
    ("Dân Hòa", "10", "2024-02-29", "29/02/2024", "33%", "2026-10-10"),
)
NAMES = [row[0] for row in ROWS]
COLUMNS = ("Tên", "Số", "Ngày", "Ngày chữ", "Tỷ lệ", "Trạng thái", "")


def row(name: str, number: str, iso: str, day: str, part: str, due: str) -> str:
    time = f'<time datetime="{iso}">{day}</time>' if iso else "–"
    chip = f'<span class="kp-chip kp-timing-overdue" data-due="{due}">quá hạn</span>' if due else "–"
    return (
        f'<tr><th scope="row">{name}<span class="kp-sub">phụ {number}</span></th><td class="kp-num">{number}</td>'
        f'<td>{time}</td><td data-label="Ngày chữ">{day}</td><td>{part}</td><td>{chip}</td><td>x</td></tr>'
    )


def table(bodies: str, caption: str = "Bảng thử") -> str:
    heads = "".join(f'<th scope="col">{name}</th>' for name in COLUMNS)
    return (
        f'<table class="kp-table kp-stack"><caption>{caption}</caption><thead><tr>{heads}</tr></thead>'
        f"{bodies}</table>"
    )


def group(unit: str, rows: tuple[tuple[str, ...], ...]) -> str:
    head = f'<tr class="kp-group"><th scope="rowgroup" colspan="7">{unit} <span class="kp-sub">Chủ nhiệm</span></th></tr>'
    return f"<tbody>{head}{''.join(row(*one) for one in rows)}</tbody>"


PAGES = (
    Page("plain/", "Bảng", f'<div class="kp"><h1>Bảng</h1>{table("<tbody>" + "".join(row(*one) for one in ROWS) + "</tbody>")}</div>'),
    Page("short/", "Ngắn", f'<div class="kp"><h1>Ngắn</h1>{table("<tbody>" + "".join(row(*one) for one in ROWS[:7]) + "</tbody>")}</div>'),
    Page("groups/", "Nhóm", f'<div class="kp"><h1>Nhóm</h1>{table(group("Sở Y tế", ROWS[:4]) + group("Sở Nội vụ", ROWS[4:]))}</div>'),
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("tables") / "site"
    built(contents(*PAGES), out)
    return out


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with served(folder) as found:
        yield found


def seen(page: playwright.Page) -> list[str]:
    """The names in the rows that are shown, from the top."""
    found: list[str] = page.locator("tbody tr:visible > th[scope=row]").evaluate_all(
        "cells => cells.map(cell => cell.firstChild.data)"
    )
    return found


def head(page: playwright.Page, name: str) -> playwright.Locator:
    return page.get_by_role("columnheader", name=name, exact=True).get_by_role("button")


def narrow(page: playwright.Page, words: str, *rows: str) -> str:
    """Type into the box, see these rows, and answer what is said of them."""
    page.get_by_label("Lọc bảng").fill(words)
    playwright.expect(page.locator(".kp-rows")).to_contain_text(f"“{words.strip()}”")
    assert seen(page) == list(rows)
    return page.locator(".kp-rows").inner_text()


@pytest.mark.parametrize(
    ("column", "order"),
    [
        ("Tên", (2, 1, 7, 3, 5, 0, 6, 4)),
        ("Số", (5, 1, 7, 4, 6, 2, 0, 3)),
        ("Ngày", (2, 7, 0, 6, 4, 1, 5, 3)),
        ("Ngày chữ", (2, 7, 0, 6, 4, 1, 5, 3)),
        ("Tỷ lệ", (5, 0, 4, 2, 7, 6, 1, 3)),
        ("Trạng thái", (5, 1, 0, 4, 7, 2, 6, 3)),
    ],
)
def test_columns_sort_by_what_they_mean(
    page: playwright.Page, address: str, column: str, order: tuple[int, ...]
) -> None:
    page.goto(f"{address}plain/")
    heading = page.get_by_role("columnheader", name=column, exact=True)
    upwards = [NAMES[i] for i in order]
    head(page, column).click()
    assert seen(page) == upwards
    assert heading.get_attribute("aria-sort") == "ascending"
    head(page, column).click()
    empty = upwards[-1:] if column != "Tên" else []  # what is empty stays last
    assert seen(page) == [*upwards[: len(upwards) - len(empty)][::-1], *empty]
    assert heading.get_attribute("aria-sort") == "descending"
    head(page, column).click()
    assert seen(page) == NAMES
    assert heading.get_attribute("aria-sort") is None


def test_one_column_at_a_time_says_that_it_sorts(page: playwright.Page, address: str) -> None:
    page.goto(f"{address}plain/")
    head(page, "Tên").click()
    head(page, "Số").click()
    assert page.locator("[aria-sort]").all_inner_texts() == ["Số"]
    assert page.locator("thead button").count() == len(COLUMNS) - 1  # none in a head without a name


def test_the_box_folds_marks_and_counts(page: playwright.Page, address: str) -> None:
    page.goto(f"{address}plain/")
    status = page.locator(".kp-rows")
    assert status.inner_text() == "8 dòng"
    assert narrow(page, "don doc", "Đôn đốc Chi bộ") == "1 trên 8 dòng có “don doc”"
    narrow(page, "ĐÔN Đ", "Đôn đốc Chi bộ")
    narrow(page, "doc don", "Đôn đốc Chi bộ", "Đơn vị bị đốc thúc")  # no row has them so: all that have both
    narrow(page, "do don")  # only the last word may be a beginning
    narrow(page, "ung hoa", "Ứng Hòa")
    narrow(page, "hoà", "Ứng Hòa", "Dân Hòa")
    narrow(page, "05/6/2024", "Đông Trà")
    narrow(page, "13.515", "Đông Trà")
    assert narrow(page, "<b>xyz</b>") == "0 trên 8 dòng có “<b>xyz</b>”"
    page.keyboard.press("Escape")
    playwright.expect(status).to_have_text("8 dòng")
    assert seen(page) == NAMES


def test_the_keyboard_alone_sorts_and_filters(page: playwright.Page, address: str) -> None:
    page.goto(f"{address}plain/")
    page.get_by_label("Lọc bảng").focus()
    page.keyboard.type("hoa")
    playwright.expect(page.locator(".kp-rows")).to_contain_text("2 trên 8")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert seen(page) == ["Dân Hòa", "Ứng Hòa"]
    page.keyboard.press("Space")
    assert seen(page) == ["Ứng Hòa", "Dân Hòa"]
    assert page.evaluate("document.activeElement.textContent") == "Tên"


def test_groups_stay_together_and_empty_ones_go(page: playwright.Page, address: str) -> None:
    page.goto(f"{address}groups/")
    groups = page.locator(".kp-group:visible")
    head(page, "Số").click()  # the least number is in the second group
    assert seen(page) == [NAMES[i] for i in (5, 7, 4, 6, 1, 2, 0, 3)]
    assert [name.split()[1] for name in groups.all_inner_texts()] == ["Nội", "Y"]
    head(page, "Số").click()
    assert seen(page) == [NAMES[i] for i in (0, 2, 1, 3, 6, 4, 7, 5)]
    head(page, "Số").click()
    assert seen(page) == NAMES
    narrow(page, "don doc", "Đôn đốc Chi bộ")
    assert groups.count() == 1
    narrow(page, "so y te", *NAMES[:4])  # rows do not repeat whose they are
    narrow(page, "chu nhiem")  # but what stands beside the group's name is no row's


def test_a_short_table_is_left_as_it_is(page: playwright.Page, address: str) -> None:
    page.goto(f"{address}short/")
    assert page.locator(".kp-tools, thead button").count() == 0


def test_a_link_to_a_hidden_row_shows_it(page: playwright.Page, address: str) -> None:
    page.goto(f"{address}plain/")
    page.evaluate("document.querySelector('tbody tr').id = 'dong'")
    narrow(page, "ung hoa", "Ứng Hòa")
    page.evaluate("location.hash = '%'")  # no place at all, and no error either
    page.evaluate("location.hash = 'dong'")
    playwright.expect(page.locator("#dong")).to_be_visible()
    assert page.get_by_label("Lọc bảng").input_value() == ""


def test_on_a_phone_heads_become_buttons_above_the_cards(page: playwright.Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{address}plain/")
    button = page.get_by_role("button", name="Ngày", exact=True)
    playwright.expect(button).to_be_in_viewport()
    button.click()
    assert seen(page) == [NAMES[i] for i in (2, 7, 0, 6, 4, 1, 5, 3)]
    narrow(page, "don doc", "Đôn đốc Chi bộ")
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_what_is_printed_is_what_is_shown_and_says_so(page: playwright.Page, address: str) -> None:
    page.goto(f"{address}plain/")
    page.emulate_media(media="print")
    assert not page.locator(".kp-tools").is_visible()
    page.emulate_media(media="screen")
    said = narrow(page, "don doc", "Đôn đốc Chi bộ")
    page.emulate_media(media="print")
    assert seen(page) == ["Đôn đốc Chi bộ"]
    assert page.locator(".kp-rows").inner_text() == said
    assert not page.locator(".kp-tools input").is_visible()


def test_without_scripts_it_is_a_plain_table(context: playwright.BrowserContext, address: str) -> None:
    assert context.browser
    page = context.browser.new_page(java_script_enabled=False)
    page.goto(f"{address}plain/")
    assert page.locator("tbody tr:visible").count() == len(ROWS)
    assert page.get_by_role("columnheader", name="Ngày", exact=True).inner_text() == "Ngày"
    assert page.locator("article button:visible, article input:visible").count() == 0
    page.close()


def test_it_works_from_a_folder(context: playwright.BrowserContext, folder: Path) -> None:
    with watched(context, folder.as_uri()) as page:
        page.goto((folder / "plain" / "index.html").as_uri())
        narrow(page, "don doc", "Đôn đốc Chi bộ")


def test_the_plain_tree_has_it_too_and_needs_nothing_that_a_strict_policy_forbids(
    context: playwright.BrowserContext, tmp_path: Path
) -> None:
    write_tree(tmp_path, contents(*PAGES, language="en"))
    body = (tmp_path / "plain" / "index.md").read_text("utf-8").split("---\n", 2)[2]
    policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:"
    (tmp_path / "plain" / "index.html").write_text(
        '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<link rel="stylesheet" href="../assets/khacphuc.css">{body}',
        encoding="utf-8",
    )
    assert "<script" not in (tmp_path / "short" / "index.md").read_text("utf-8")
    with served(tmp_path) as address, watched(context, address) as page:
        page.goto(f"{address}plain/")
        page.get_by_label("Filter the table").fill("don doc")
        playwright.expect(page.locator(".kp-rows")).to_have_text("1 of 8 rows with “don doc”")
        assert seen(page) == ["Đôn đốc Chi bộ"]


def test_the_overdue_list_of_the_register(context: playwright.BrowserContext, sample_site: Path) -> None:
    with watched(context, sample_site.as_uri()) as page:
        page.goto((sample_site / "overdue" / "index.html").as_uri())
        head(page, "Thời hạn").click()
        days = page.locator("tbody").evaluate_all(
            "bodies => bodies.map(body => [...body.querySelectorAll('td:last-child > time:first-child')]"
            ".map(time => time.dateTime))"
        )
        assert len(days) > 1
        assert all(some == sorted(some) for some in days)
        assert [some[0] for some in days] == sorted(some[0] for some in days)
