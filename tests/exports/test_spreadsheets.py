"""Excel and CSV files, read back by other programs than the one that wrote them."""

from __future__ import annotations

import csv
import itertools
import json
from collections.abc import Mapping
from datetime import date, datetime
from io import BytesIO, StringIO
from pathlib import Path
from textwrap import wrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from khacphuc.cli import main
from khacphuc.exports.cell_text import CELL_MAX, cell_text, csv_text, without_guard
from khacphuc.exports.csv_file import csv_bytes
from khacphuc.exports.sheet import Book, Column, SpreadSheet, day
from khacphuc.exports.xlsx import xlsx_bytes
from tests.exports.registers import DAY, HOSTILE, ROOT, export, ledger, small
from tests.history.repositories import Repository
from tests.pages.register import CONCLUSION, FOLDER, UNITS, files

TABLES = ("book", "overdue", "open", "no-plan", "classification", "totals", "progress")


def sheet_of(data: bytes) -> Worksheet:
    page = load_workbook(BytesIO(data)).worksheets[0]
    assert isinstance(page, Worksheet)
    return page


def head_of(page: Worksheet, first: str = "TT") -> int:
    return next(row for row in range(1, 12) if page.cell(row, 1).value == first)


def book(*rows: tuple[str | date, ...]) -> Book:
    columns = (Column("Status", 10), day("Deadline"))
    return Book((SpreadSheet("1", "Danh sách", columns[: len(rows[0])], rows),), DAY, "vi", "Đảng ủy")


def test_every_overdue_figure_is_that_of_status(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = sheet_of(export(ROOT, tmp_path / "o.xlsx", "xlsx", "overdue"))
    head = head_of(page)
    rows = list(page.iter_rows(min_row=head + 1, values_only=True))
    capsys.readouterr()
    main(["overdue", "--root", str(ROOT), "--as-of", DAY.isoformat(), "--format", "json"])
    told = {
        owed["id"]: (owed["days"], owed["due"])
        for case in json.loads(capsys.readouterr().out)["cases"]
        for owed in case["obligations"]
    }
    found = {
        str(row[-1]): (row[2], row[7].date().isoformat()) for row in rows if isinstance(row[7], datetime)
    }
    assert found == told


def test_every_figure_of_the_book_is_that_of_status(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = sheet_of(export(ROOT, tmp_path / "b.xlsx", "xlsx", "book"))
    head = head_of(page)
    names = [str(cell.value) for cell in page[head]]
    rows = [dict(zip(names, row, strict=True)) for row in page.iter_rows(min_row=head + 1, values_only=True)]
    opened = sheet_of(export(ROOT, tmp_path / "o.xlsx", "xlsx", "open"))
    ids = [row[-1] for row in opened.iter_rows(min_row=head_of(opened) + 1, values_only=True)]
    capsys.readouterr()
    main(["status", "--root", str(ROOT), "--as-of", DAY.isoformat(), "--format", "json"])
    cases = json.loads(capsys.readouterr().out)["cases"]
    assert sorted(map(str, ids)) == sorted(owed["id"] for case in cases for owed in case["obligations"])
    told = {
        case["id"]: (
            len(case["obligations"]),
            sum(owed["timing"] == "overdue" for owed in case["obligations"]),
            min((owed["due"] for owed in case["obligations"] if owed["due"]), default=None),
            case["issued_on"],
        )
        for case in cases
    }
    found = {str(row["Mã hồ sơ"]): figures_of(row) for row in rows}
    assert found == told


def figures_of(row: Mapping[str, object]) -> tuple[object, ...]:
    """What a row of the book says of open and overdue obligations, the next deadline and the day of issue."""
    opened = next(value for name, value in row.items() if name.startswith("Việc còn phải làm"))
    late = next(value for name, value in row.items() if name.startswith("Việc quá hạn"))
    days = (row["Hạn gần nhất"], row["Ngày ban hành"])
    return opened, late, *(day.date().isoformat() if isinstance(day, datetime) else day for day in days)


def test_what_cannot_be_read_is_told_in_each_list_and_by_the_exit_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = small(tmp_path / "so", {f"{FOLDER}/plan.md": "---\ntype: [\n---\n"})
    out = tmp_path / "1.xlsx"
    for what in ("book", "open", "overdue", "no-plan"):
        said = ["--root", str(root), "--as-of", DAY.isoformat(), "--out", str(out), "--force"]
        assert main(["export", "xlsx", what, *said]) == 1
        assert f"Không đọc được: {FOLDER}/plan.md" in capsys.readouterr().err
        page = sheet_of(out.read_bytes())
        assert any(f"{FOLDER}/plan.md" in str(page.cell(row, 1).value) for row in range(1, 5)), what


def test_a_sheet_is_ready_to_print(tmp_path: Path) -> None:
    page = sheet_of(export(ROOT, tmp_path / "b.xlsx", "xlsx", "book"))
    head = head_of(page)
    assert (page.page_setup.orientation, str(page.page_setup.paperSize)) == ("landscape", "9")
    assert page.print_title_rows == f"${head}:${head}"
    assert page.freeze_panes == f"A{head + 1}"
    assert page.auto_filter.ref
    assert page.auto_filter.ref.startswith(f"A{head}")
    days = [row[2] for row in page.iter_rows(min_row=head + 1, values_only=True) if row[2]]
    assert days
    assert all(isinstance(value, datetime) for value in days)
    assert [cell.value for cell in page[head]][-1] == "Mã hồ sơ"


@pytest.mark.parametrize("what", TABLES)
def test_each_table_is_the_same_twice_and_speaks_both_languages(tmp_path: Path, what: str) -> None:
    first = export(ROOT, tmp_path / "1.xlsx", "xlsx", what)
    assert first == export(ROOT, tmp_path / "2.xlsx", "xlsx", what)
    assert first != export(ROOT, tmp_path / "3.xlsx", "xlsx", what, language="en")
    told = CalamineWorkbook.from_filelike(BytesIO(first))
    assert told.get_sheet_by_index(0).height > 3


def test_the_plan_of_a_case_has_ten_columns_or_five(tmp_path: Path) -> None:
    ten = sheet_of(export(ROOT, tmp_path / "p.xlsx", "xlsx", "plan", "--case", "KL-2025-06"))
    five = sheet_of(export(ROOT, tmp_path / "q.xlsx", "xlsx", "plan", "--case", "06-TB/ĐU", "--columns", "5"))
    assert [ten.max_column, five.max_column] == [11, 6]  # and the id


def test_the_balance_of_periods_is_that_of_the_site(tmp_path: Path) -> None:
    file = load_workbook(BytesIO(export(ROOT, tmp_path / "t.xlsx", "xlsx", "totals")))
    assert len(file.worksheets) == 4
    for page in file.worksheets:
        rows = [row for row in page.iter_rows(values_only=True) if isinstance(row[1], datetime)]
        for row, after in itertools.pairwise(rows):
            start, new, done, end = (int(str(value)) for value in row[3:7])
            assert start + new - done == end == after[3]


def test_csv_opens_as_utf_8_with_the_same_rows(tmp_path: Path) -> None:
    data = export(ROOT, tmp_path / "o.csv", "csv", "overdue")
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(data.decode("utf-8-sig"))))
    assert len(rows) == len(ledger().overdue) + 1
    assert all(date.fromisoformat(row[7]) for row in rows[1:])


@pytest.mark.parametrize(
    "text", [*HOSTILE, "\t=1", "a\x00\x0b\x1fb", "\ud800x", "\ufffe", "_x0041_", "a\r\nb"]
)
def test_no_text_becomes_a_formula_or_breaks_a_file(text: str) -> None:
    made = book((text, DAY))
    page = sheet_of(xlsx_bytes(made))
    found = page.cell(head_of(page, "Trạng thái") + 1, 1)
    assert found.data_type == "s"
    assert str(found.value).replace("_x005F_", "_") == cell_text(text)
    assert len(str(found.value)) <= CELL_MAX
    read = list(csv.reader(StringIO(csv_bytes(made).decode("utf-8-sig"), newline="")))[1][0]
    assert not read.startswith(("=", "+", "-", "@", "＝", "\t", "\r"))


@settings(deadline=None)
@given(st.text(st.characters(codec=None), max_size=60))
def test_any_text_comes_back_from_csv(text: str) -> None:
    assert without_guard(csv_text(text)) == cell_text(text)
    assert CalamineWorkbook.from_filelike(BytesIO(xlsx_bytes(book((text, DAY))))).sheet_names


def test_days_that_excel_cannot_count_are_texts() -> None:
    page = sheet_of(xlsx_bytes(book(("x", date(1899, 12, 31)))))
    assert page.cell(head_of(page, "Trạng thái") + 1, 2).value == "1899-12-31"


def test_a_hostile_title_stays_text_in_the_book(tmp_path: Path) -> None:
    title = "=cmd|' /C calc'!A0"
    root = small(
        tmp_path, {f"{FOLDER}/conclusion.md": CONCLUSION.replace("Kết luận giám sát Chi bộ A", f'"{title}"')}
    )
    page = sheet_of(export(root, tmp_path / "b.xlsx", "xlsx", "book"))
    cell = page.cell(head_of(page) + 1, 4)
    assert (cell.value, cell.data_type) == (title, "s")
    assert f"'{title}" in export(root, tmp_path / "b.csv", "csv", "book").decode("utf-8-sig")


def test_a_file_that_is_there_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "b.xlsx"
    out.write_text("của tôi", "utf-8")
    root = small(tmp_path / "so")
    said = ["--root", str(root), "--as-of", DAY.isoformat(), "--out", str(out)]
    assert main(["export", "xlsx", "book", *said]) == 2
    assert out.read_text("utf-8") == "của tôi"
    assert "--force" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ["xlsx"],
        ["xlsx", "nothing"],
        ["xlsx", "plan"],
        ["xlsx", "plan", "--case", "KL-9"],
        ["ics", "book"],
        ["docx", "book"],
        ["docx", "meeting"],
        ["xlsx", "book", "--unit", "chi-bo-z"],
    ],
)
def test_what_cannot_be_had_is_told(tmp_path: Path, words: list[str]) -> None:
    root = small(tmp_path / "so")
    assert main(["export", *words, "--root", str(root), "--out", str(tmp_path / "x")]) == 2
    assert not (tmp_path / "x").exists()


def test_the_day_asked_about_is_obeyed(tmp_path: Path) -> None:
    early = sheet_of(export(ROOT, tmp_path / "1.xlsx", "xlsx", "book", day=date(2022, 1, 1)))
    late = sheet_of(export(ROOT, tmp_path / "2.xlsx", "xlsx", "book"))
    assert early.max_row < late.max_row
    assert "01/01/2022" in str(early.cell(2, 1).value)


def test_the_register_as_it_was_is_exported_at_a_commit(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "so")
    repository.commit(files())
    title = "Kết luận giám sát Chi bộ A"
    repository.commit({f"{FOLDER}/conclusion.md": CONCLUSION.replace(title, "Đổi tên")})
    repository.make(checkout=True)
    for words in (("xlsx", "book"), ("csv", "progress"), ("ics",), ("docx", "plan", "--case", "KL-1")):
        now = export(repository.root, tmp_path / "1", *words)
        assert now == export(repository.root, tmp_path / "2", *words, "--at", "HEAD")
    before = export(repository.root, tmp_path / "3", "csv", "book", "--at", "HEAD~1").decode()
    assert title in before
    assert title not in export(repository.root, tmp_path / "4", "csv", "book").decode()


def test_the_sheet_says_from_whom_something_was_taken_over(tmp_path: Path) -> None:
    ended = UNITS["units/chi-bo-a.md"].replace("kind:", "valid_until: 2026-06-30\nsuccessor: chi-bo-b\nkind:")
    new = "---\ntype: unit\nid: chi-bo-b\nname: Chi bộ B\nkind: cell\nparent: dang-uy\n---\n"
    root = small(tmp_path / "register", {"units/chi-bo-a.md": ended, "units/chi-bo-b.md": new})
    for table in ("overdue", "book"):
        page = sheet_of(export(root, tmp_path / f"{table}.xlsx", "xlsx", table))
        cells = {str(value) for row in page.iter_rows(values_only=True) for value in row}
        assert "Chi bộ B (nhận từ Chi bộ A)" in cells, table


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text("aăâbđê", min_size=1, max_size=12), min_size=1, max_size=40))
def test_a_row_is_as_high_as_its_longest_text_needs(words: list[str]) -> None:
    text, width = " ".join(words), 20
    sheet = SpreadSheet("T", "T", (Column("A", width),), (("a",), (text,)))
    page = load_workbook(BytesIO(xlsx_bytes(Book((sheet,), DAY, "vi")))).worksheets[0]
    assert isinstance(page, Worksheet)
    first = next(row for row in range(1, 10) if page.cell(row, 1).value == "a")
    one, found = (float(page.row_dimensions[row].height or 15) for row in (first, first + 1))
    lines = len(wrap(text, int(width * 1.15))) if len(text) >= width - 1 else 1
    assert found == min(one + (lines - 1) * (one - 1.5), 409)
