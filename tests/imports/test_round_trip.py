"""The register's own sheet goes out, is edited, and comes back: only what was changed, conflicts named, nothing lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from khacphuc.cli import main
from khacphuc.obligations.values import CaseState
from tests.cli.register import write
from tests.exports.registers import DAY, ROOT, export, ledger, small
from tests.pages.register import FOLDER


def read_back(root: Path, file: Path, *words: str, day: str = DAY.isoformat()) -> int:
    return main(["import", str(file), "--root", str(root), "--as-of", day, "--lang", "en", *words])


def documents(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*.md")}


def edited(file: Path, task: str, **cells: str | date | None) -> None:
    """Change cells of a task's row, by the heads of their columns."""
    book = load_workbook(file)
    page = book.worksheets[0]
    assert isinstance(page, Worksheet)
    head = next(row for row in range(1, 12) if page.cell(row, 1).value == "No.")
    columns = {str(cell.value): index for index, cell in enumerate(page[head], 1)}
    row = next(
        r
        for r in range(head, page.max_row + 1)
        if page.cell(r, columns["Task in the register"]).value == task
    )
    for name, value in cells.items():
        page.cell(row, columns[name.replace("_", " ")]).value = value
    book.save(file)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small(tmp_path / "so")


def state_of(root: Path, case: str = "KL-1") -> CaseState:
    return next(state for state in ledger(root).states if state.id == case)


@pytest.mark.parametrize("form", ["xlsx", "csv"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_an_unchanged_sheet_of_the_sample_register_says_nothing(
    tmp_path: Path, form: str, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / f"p.{form}"
    export(ROOT, file, form, "progress", language=language)
    assert read_back(ROOT, file) == 0
    said = capsys.readouterr().out
    assert "New: 0; changed: 0;" in said
    assert "unclear" not in said


def test_only_changed_cells_come_back(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "p.xlsx"
    export(root, file, "xlsx", "progress", language="en")
    edited(file, "KL-1:N1", Obstacles="Thiếu người")
    before = documents(root)
    assert read_back(root, file, "--write") == 0
    (new,) = documents(root).keys() - before.keys()
    text = documents(root)[new].decode()
    assert "obstacles: Thiếu người" in text
    assert "state" not in text
    assert state_of(root).tasks[0].obstacles == "Thiếu người"
    after = documents(root)
    assert read_back(root, file, "--write") == 0
    assert documents(root) == after


def test_a_conflict_is_named_and_not_taken(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "p.xlsx"
    export(root, file, "xlsx", "progress", language="en")
    said = (
        "---\ntype: update\ndate: 2026-11-24\nby: chi-bo-a\ntasks: [{task: N1, obstacles: Của đơn vị}]\n---\n"
    )
    write(root, f"{FOLDER}/2026-11-24-update.md", said)
    edited(file, "KL-1:N1", Obstacles="Của bảng")
    before = state_of(root).tasks[0].obstacles
    assert before == "Của đơn vị"
    assert read_back(root, file, "--write", day="2026-11-25") == 0
    assert (
        "changed here and in the register since the file was made: not taken over" in capsys.readouterr().out
    )
    assert state_of(root).tasks[0].obstacles == "Của đơn vị"


def test_an_emptied_cell_and_a_moved_deadline_are_told(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = "---\ntype: update\ndate: 2026-11-20\nby: chi-bo-a\ntasks: [{task: N1, obstacles: Thiếu người}]\n---\n"
    write(root, f"{FOLDER}/2026-11-20-update.md", said)
    file = tmp_path / "p.xlsx"
    export(root, file, "xlsx", "progress", language="en")
    edited(file, "KL-1:N1", Obstacles=None, Deadline=date(2027, 1, 1))
    before = documents(root)
    assert read_back(root, file, "--write") == 0
    out = capsys.readouterr().out
    assert "an emptied cell takes nothing back" in out
    assert "a deadline is moved by an extension" in out
    assert documents(root) == before


def test_an_unknown_and_a_doubled_row_are_told(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "p.xlsx"
    export(root, file, "xlsx", "progress", language="en")
    book = load_workbook(file)
    page = book.worksheets[0]
    assert isinstance(page, Worksheet)
    last = page.max_row
    cells = [cell.value for cell in page[last]]
    page.append(cells)
    page.append([*cells[:-1], "KL-1:N99"])
    book.save(file)
    assert read_back(root, file) == 0
    out = capsys.readouterr().out
    assert "stands twice" in out
    assert "no such task in the register: “KL-1:N99”" in out


def test_an_update_of_the_same_day_is_not_overtaken(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "p.xlsx"
    export(root, file, "xlsx", "progress", language="en")
    edited(file, "KL-1:N1", Obstacles="Thiếu người")
    write(root, f"{FOLDER}/2026-11-24-update.md", "---\ntype: update\ndate: 2026-11-24\nby: chi-bo-a\n---\n")
    before = documents(root)
    assert read_back(root, file, "--write") == 0
    assert documents(root) == before
    assert "--as-of" in capsys.readouterr().out


def rearranged(file: Path, change: Callable[[Worksheet, int, dict[str, int]], object]) -> None:
    """Let somebody change a sheet, given the row of its head and the columns by their heads."""
    book = load_workbook(file)
    page = book.worksheets[0]
    assert isinstance(page, Worksheet)
    head = next(row for row in range(1, 12) if page.cell(row, 1).value == "No.")
    change(page, head, {str(cell.value): index for index, cell in enumerate(page[head], 1)})
    book.save(file)


def test_a_row_with_the_id_of_another_task_is_not_taken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "p.xlsx"
    export(ROOT, file, "xlsx", "progress", language="en")

    def swap(page: Worksheet, head: int, columns: dict[str, int]) -> None:
        ids = columns["Task in the register"]
        first, second = page.cell(head + 1, ids), page.cell(head + 2, ids)
        first.value, second.value = second.value, first.value
        page.cell(head + 1, columns["Obstacles"]).value = "Thiếu người"

    rearranged(file, swap)
    assert read_back(ROOT, file) == 0
    out = capsys.readouterr().out
    assert "changed: 0" in out
    assert "the words are those of another task: not taken over" in out


def test_cells_that_only_papers_change_are_told(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "p.xlsx"
    export(root, file, "xlsx", "progress", language="en")
    edited(file, "KL-1:N1", Content="Việc khác hẳn", Lead="Đơn vị khác")

    def widen(page: Worksheet, head: int, columns: dict[str, int]) -> None:
        page.cell(head, len(columns) + 1).value = "Ý kiến lãnh đạo"
        page.append([None, None, None, "Việc mới"])

    rearranged(file, widen)
    before = documents(root)
    assert read_back(root, file, "--write") == 0
    out = capsys.readouterr().out
    assert out.count("changed by a paper of the plan, not by this sheet") == 2
    assert "“Ý kiến lãnh đạo” → not read" in out
    assert "a row without an id" in out
    assert documents(root) == before


def test_a_sheet_without_its_column_of_ids_becomes_no_case(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "p.xlsx"
    export(root, file, "xlsx", "progress", language="en")
    rearranged(file, lambda page, head, columns: setattr(page.cell(head, len(columns)), "value", "Mã"))
    before = documents(root)
    assert read_back(root, file, "--unit", "chi-bo-a", "--title", "X", "--write") == 0
    assert "nothing is taken" in capsys.readouterr().out
    assert documents(root) == before


def test_a_day_of_completion_comes_back_once_and_beside_its_state(root: Path, tmp_path: Path) -> None:
    said = (
        "---\ntype: update\ndate: 2026-11-20\nby: chi-bo-a\n"
        "tasks: [{task: N1, state: done, done_on: 2026-11-19, evidence: [{title: Biên bản}]}]\n---\n"
    )
    write(root, f"{FOLDER}/2026-11-20-update.md", said)
    file = tmp_path / "p.xlsx"
    export(root, file, "xlsx", "progress", language="en")
    edited(file, "KL-1:N1", Done_on=date(2026, 11, 18), Evidence="Biên bản số 5/BB-CB")
    assert read_back(root, file, "--write") == 0
    assert state_of(root).tasks[0].done_on == date(2026, 11, 18)
    after = documents(root)
    assert read_back(root, file, "--write") == 0
    assert documents(root) == after


def test_what_cannot_be_read_is_no_emptied_cell(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = "---\ntype: update\ndate: 2026-11-20\nby: chi-bo-a\ntasks: [{task: N1, state: in_progress}]\n---\n"
    write(root, f"{FOLDER}/2026-11-20-update.md", said)
    file = tmp_path / "p.xlsx"
    export(root, file, "xlsx", "progress", language="en")
    edited(file, "KL-1:N1", State="Đã xong 50%", Progress="99/7")
    assert read_back(root, file, "--write") == 0
    out = capsys.readouterr().out
    assert "the state cannot be read: “Đã xong 50%”" in out
    assert "the progress cannot be read: “99/7”" in out
    assert "changed: 0" in out
    assert "emptied" not in out


@pytest.mark.parametrize("what", ["book", "overdue", "open", "no-plan"])
def test_other_lists_of_the_register_do_not_come_back_as_new_cases(
    tmp_path: Path, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "l.xlsx"
    export(ROOT, file, "xlsx", what)
    assert read_back(ROOT, file, "--unit", "dang-uy-khoi", "--title", "X") == 0
    out = capsys.readouterr().out
    assert "New: 0; changed: 0; unchanged: 0." in out
    assert "a list of what the register holds: nothing is taken" in out
