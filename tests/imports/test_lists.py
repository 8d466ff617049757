"""An office's own list becomes documents; what is unclear is named by its cell, and nothing is guessed."""

from __future__ import annotations

import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from khacphuc.cli import main
from khacphuc.imports import cell_grid, cell_words
from khacphuc.imports.cell_grid import NoGrid, address, cleaned, grids_in
from khacphuc.imports.column_names import find_head
from khacphuc.model.plan import Plan
from khacphuc.model.records import Update
from khacphuc.model.vocabulary import Declared
from khacphuc.register.loading import list_entries, open_document, open_settings
from khacphuc.register.source import WorkTree
from tests.exports.registers import ledger, small
from tests.imports.lists import audit_tracker, bank_list, inspectorate_table, office_list, progress_table

CASE = (
    *("--case", "KL-9", "--unit", "chi-bo-a", "--title", "Kết luận về đất đai", "--issued", "2026-03-01"),
    *("--plan-issued", "2026-03-15", "--number", "99/KL-TTr", "--issuer", "dang-uy", "--follower", "ubkt"),
)
DAY = "2026-11-24"


def read_in(root: Path, file: Path, *words: str) -> int:
    return main(["import", str(file), "--root", str(root), "--as-of", DAY, "--lang", "en", *words])


def written(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*.md")}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small(tmp_path / "so")


def test_a_preview_writes_nothing(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = written(root)
    assert read_in(root, progress_table(tmp_path / "a.xlsx"), *CASE) == 0
    said = capsys.readouterr().out
    assert written(root) == before
    for told in (
        "head in row 4: 5 rows read",
        "E4 “Kết quả thực hiện Đã thực hiện đến nay” → Progress",
        "rows 6, 7, 13",
        "D11: the deadline cannot be read: “sớm nhất có thể”",
        "D12: no deadline is set: “không xác định”",
        "units/thue-tinh.md",
    ):
        assert told in said


def test_a_progress_table_becomes_a_case(root: Path, tmp_path: Path) -> None:
    assert read_in(root, progress_table(tmp_path / "a.xlsx"), *CASE, "--write") == 0
    folder = "plans/chi-bo-a/kl-9"
    plan = open_document(WorkTree(root), f"{folder}/plan.md")
    update = open_document(WorkTree(root), f"{folder}/{DAY}-update-tu-bang-001.md")
    assert plan
    assert isinstance(plan.record, Plan)
    assert update
    assert isinstance(update.record, Update)
    first, second, third, fourth, fifth = plan.record.tasks
    assert first.content == "Đền bù dự án đường ven sông đoạn qua 02 xã"
    assert [(step.text, step.due) for step in first.milestones] == [
        ("HT", date(2026, 8, 15)),
        ("TĐC", date(2026, 7, 25)),
    ]
    assert (second.lead, second.supporters, second.due) == (("chi-bo-a",), ("cong-doan",), date(2026, 9, 30))
    assert (third.lead, third.due, third.due_text) == (("thue-tinh",), date(2026, 9, 30), "Quý III/2026")
    assert (fourth.due, fourth.due_text) == (None, "sớm nhất có thể")
    assert fifth.due is None
    said = {one.task: one for one in update.record.tasks}
    assert (said["N1"].progress, said["N1"].percent, said["N1"].obstacles) == (
        "14/36",
        Decimal(39),
        "Thiếu đất",
    )
    assert said["N3"].state is Declared.IN_PROGRESS
    assert "N2" not in said
    assert open_settings(WorkTree(root), list_entries(WorkTree(root))).units.get("thue-tinh")


def test_the_same_list_again_changes_nothing(root: Path, tmp_path: Path) -> None:
    file = progress_table(tmp_path / "a.xlsx")
    assert read_in(root, file, *CASE, "--write") == 0
    before = written(root)
    assert read_in(root, file, *CASE, "--write") == 0
    assert written(root) == before


def test_a_row_that_has_changed_becomes_an_update(root: Path, tmp_path: Path) -> None:
    file = progress_table(tmp_path / "a.xlsx")
    read_in(root, file, *CASE, "--write")
    book = load_workbook(file)
    book.worksheets[0]["E8"] = "Đã phê duyệt 20/36 hộ"
    book.save(file)
    before = written(root)
    assert read_in(root, file, *CASE, "--write") == 0
    (new,) = written(root).keys() - before.keys()
    assert "20/36" in written(root)[new].decode()
    task = next(task for state in ledger(root).states if state.id == "KL-9" for task in state.tasks)
    assert task.progress == "20/36"


def test_what_is_written_passes_but_for_what_is_unclear(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert read_in(root, bank_list(tmp_path / "b.xlsx"), *CASE, "--write") == 0
    capsys.readouterr()
    main(["check", "--root", str(root), "--as-of", DAY, "--lang", "en", "plans/chi-bo-a/kl-9"])
    said = capsys.readouterr().out
    assert not [line for line in said.splitlines() if " KP0" in line or " KP1" in line or " KP2" in line]


def test_several_conclusions_of_one_list_keep_their_numbers_days_and_sums(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert read_in(root, inspectorate_table(tmp_path / "d.xlsx"), *CASE, "--write") == 0
    assert "kept as text" not in capsys.readouterr().out
    first, second = (
        path.read_text("utf-8") for path in sorted((root / "plans/chi-bo-a").glob("kl-9-*/conclusion.md"))
    )
    assert "number: 05/KL-TTr" in first
    assert "issued_on: 2026-01-12" in first
    assert "value: 125400000" in first
    assert "value: 1250.5" in first
    assert "issued_on: 2026-03-20" in second


def test_a_tracker_in_english_has_each_column_accounted_for(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert read_in(root, audit_tracker(tmp_path / "e.xlsx"), *CASE, "--write") == 0
    said = capsys.readouterr().out
    for told in ("“Issue” → Finding", "“Action plan” → Content", "“Revised due date” → Moved deadline"):
        assert told in said
    text = (root / "plans/chi-bo-a/kl-9/conclusion.md").read_text("utf-8")
    assert "Revised due date: 2026-06-30" in text
    assert "id: IA-24-01" in text


def test_an_office_list_of_200_rows_becomes_a_register_without_errors(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    about = (*CASE, "--directed-by", "chi-bo-a/bi-thu", "--plan-number", "9-KH/CB")
    assert read_in(root, office_list(tmp_path / "c.xlsx"), *about, "--write") == 0
    assert "unclear" not in capsys.readouterr().out
    monkeypatch.chdir(root)
    assert main(["check", "--as-of", DAY, "--lang", "en", "plans/chi-bo-a/kl-9"]) == 0
    assert " error " not in capsys.readouterr().out
    (state,) = (one for one in ledger(root).states if one.id == "KL-9")
    assert len(state.tasks) == 200
    assert all(task.deadline.current for task in state.tasks)


def test_a_bank_list_keeps_codes_papers_and_what_has_no_place(root: Path, tmp_path: Path) -> None:
    assert read_in(root, bank_list(tmp_path / "b.xlsx"), *CASE, "--write") == 0
    conclusion = (root / "plans/chi-bo-a/kl-9/conclusion.md").read_text("utf-8")
    assert "id: KN-0001" in conclusion
    assert "value: 1500000" in conclusion
    assert r"N5, Ghi chú của kiểm toán: Xem \*hồ sơ\* gốc" in conclusion
    update = (root / f"plans/chi-bo-a/kl-9/{DAY}-update-tu-bang-001.md").read_text("utf-8")
    assert "number: 15/BC-CN\n        date: 2026-03-02" in update
    assert "role: Trưởng phòng Khách hàng" in (root / "units/chi-nhanh-1.md").read_text("utf-8")


def test_a_thousand_rows_are_read_in_seconds(root: Path, tmp_path: Path) -> None:
    file = bank_list(tmp_path / "b.xlsx", 1_000)
    start = time.process_time()
    assert read_in(root, file, *CASE, "--write") == 0
    assert time.process_time() - start < 10
    tasks = [task for state in ledger(root).states if state.id.startswith("KL-9") for task in state.tasks]
    assert len(tasks) == 1_000


def test_the_reading_is_kept_and_may_be_corrected(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, kept = progress_table(tmp_path / "a.xlsx"), tmp_path / "a.toml"
    assert read_in(root, file, *CASE, "--map", str(kept)) == 0
    text = kept.read_text("utf-8")
    assert '"content" = "Nội dung nhiệm vụ"' in text
    kept.write_text(text.replace('"Thuế tỉnh" = "thue-tinh"', '"Thuế tỉnh" = "cong-doan"'), "utf-8")
    capsys.readouterr()
    assert read_in(root, file, "--map", str(kept), "--write") == 0
    assert "units/thue-tinh.md" not in capsys.readouterr().out
    assert "lead: cong-doan" in (root / "plans/chi-bo-a/kl-9/plan.md").read_text("utf-8")


def test_unclear_cells_are_marked_in_a_copy(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "m.xlsx"
    assert read_in(root, progress_table(tmp_path / "a.xlsx"), *CASE, "--report", str(out)) == 0
    book = load_workbook(out)
    assert book.sheetnames == ["Tiến độ", "What is unclear"]
    cell = book.worksheets[0]["D11"]
    assert cell.comment is not None
    assert "cannot be read" in cell.comment.text
    assert cell.fill.fgColor.rgb == "FFFFF2A8"
    assert [row[0] for row in book.worksheets[1].iter_rows(values_only=True)][-1] == "D12"
    assert read_in(root, tmp_path / "a.xlsx", *CASE, "--report", str(out)) == 2


def test_csv_lists_are_read_with_any_separator(root: Path, tmp_path: Path) -> None:
    for separator, encoding in ((";", "utf-8-sig"), (",", "utf-8"), ("\t", "utf-16")):
        file = tmp_path / "l.csv"
        lines = (("TT", "Nội dung", "Chủ trì", "Thời hạn"), ("1", "Lập hồ sơ", "Chi bộ A", "30/9/2026"))
        file.write_bytes("\r\n".join(separator.join(line) for line in lines).encode(encoding))
        (grid,) = grids_in(file.read_bytes())
        head = find_head(grid, {})
        assert head
        assert head.columns == {"number": 0, "content": 1, "lead": 2, "due": 3}
        assert read_in(root, file, *CASE) == 0


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0", b"\xff\xfe\x00", b"\x00" * 100, b"a,b\n1,\xff\n"]
)
def test_what_is_no_list_is_refused(root: Path, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.xlsx").write_bytes(data)
    assert read_in(root, tmp_path / "x.xlsx", *CASE) == 2


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("TT;Nội dung;Thời hạn\n1;Lập sổ;Quý I\n".encode("cp1252", "replace"), "CSV UTF-8"),
        ("TT;Nội dung;Thời hạn\n1;Lập lại;tháng\n".encode("ascii", "replace"), "CSV UTF-8"),
        (b"PK\x05\x06" + b"\0" * 18, "password"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_a_way_to_mend_it(
    root: Path, tmp_path: Path, data: bytes, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x.csv").write_bytes(data)
    assert read_in(root, tmp_path / "x.csv", *CASE) == 2
    assert told in capsys.readouterr().err


def test_without_the_library_one_line_says_so(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = progress_table(tmp_path / "a.xlsx")
    monkeypatch.setitem(__import__("sys").modules, "python_calamine", None)
    assert read_in(root, file, *CASE) == 2
    assert "pip install 'khacphuc[office]'" in capsys.readouterr().err


def test_a_unit_that_is_not_there_and_a_case_without_title_are_refused(root: Path, tmp_path: Path) -> None:
    file = progress_table(tmp_path / "a.xlsx")
    before = written(root)
    assert read_in(root, file, "--case", "KL-9", "--unit", "khong-co", "--write") == 2
    for option in ("--issuer", "--follower", "--directed-by"):
        assert read_in(root, file, *CASE, option, "khong-co", "--write") == 2
    assert read_in(root, file, "--case", "KL-9", "--unit", "chi-bo-a", "--write") == 2
    assert written(root) == before


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1,2 tỷ đồng", 1_200_000_000),
        ("350 triệu", 350_000_000),
        ("4.700.000.000 đ", 4_700_000_000),
        ("nhiều", None),
        ("1.234 đồng", 1_234),
        ("15tr", 15_000_000),
        ("1,234", None),
        (12, None),
        (0, 0),
    ],
)
def test_money_is_read_or_left_alone(text: str | int, amount: int | None) -> None:
    assert cell_words.money_in(text) == (None if amount is None else Decimal(amount))
    assert cell_words.money_in("85,5", 1_000_000) == 85_500_000


def test_areas_days_and_shares() -> None:
    assert cell_words.area_in("1,5 ha") == 15_000
    assert cell_words.area_in("2.500,5 m²") == Decimal("2500.5")
    assert cell_words.day_in_cell("05/6/2026") == date(2026, 6, 5)
    assert cell_words.day_in_cell("31/6/2026") is None
    assert cell_words.counted_in("14/36 hộ") == "14/36"
    assert cell_words.counted_in("15/8, 25/7") is None
    assert cell_words.percent_in("85 %") == 85
    assert [address(0, 0), address(11, 27)] == ["A1", "AB12"]
    assert cleaned("a\u200bb\x00 c\r\n d") == "ab c\nd"
    assert cell_grid.MOST_ROWS >= 20_000
    with pytest.raises(NoGrid):
        grids_in(b"a" * 50_000_001)
