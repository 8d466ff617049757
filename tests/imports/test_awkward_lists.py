"""Lists by people who have not seen the program: all columns accounted for, nothing lost, nothing likely told as certain."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khacphuc.model.conclusion import Conclusion
from khacphuc.model.plan import Plan, Task
from khacphuc.model.records import Update
from khacphuc.model.vocabulary import Declared
from khacphuc.register.loading import open_document
from khacphuc.register.source import WorkTree
from tests.exports.registers import small
from tests.imports.awkward_lists import (
    bank_tracker,
    masters_list,
    odd_table,
    schedule_table,
    signed_table,
    wordy_table,
)
from tests.imports.test_lists import CASE, DAY, read_in, written

FOLDER = "plans/chi-bo-a/kl-9"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small(tmp_path / "so")


def tasks(root: Path) -> tuple[Task, ...]:
    plan = open_document(WorkTree(root), f"{FOLDER}/plan.md")
    assert plan
    assert isinstance(plan.record, Plan)
    return plan.record.tasks


def conclusion(root: Path) -> Conclusion:
    found = open_document(WorkTree(root), f"{FOLDER}/conclusion.md")
    assert found
    assert isinstance(found.record, Conclusion)
    return found.record


def update(root: Path) -> Update:
    found = open_document(WorkTree(root), f"{FOLDER}/{DAY}-update-tu-bang-001.md")
    assert found
    assert isinstance(found.record, Update)
    return found.record


def test_headings_sums_and_signatures_are_no_rows(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert read_in(root, signed_table(tmp_path / "a.xlsx"), *CASE, "--write") == 0
    said = capsys.readouterr().out
    assert "5 rows read" in said
    assert "rows 5, 6, 8, 13, 15, 16." in said
    assert "Sheets not read: “Danh mục”." in said
    assert "case KL-9, chi-bo-a: 5 tasks" in said
    assert [one.lead for one in tasks(root)][1] == ("cong-chuc-b",)  # begins as “Cộng” does, and is no sum
    text = (root / FOLDER / "conclusion.md").read_text("utf-8")
    assert "- N1: VỀ QUẢN LÝ ĐẤT ĐAI" in text
    assert "- N2: VỀ TÀI CHÍNH, NGÂN SÁCH" in text
    assert "ỦY BAN NHÂN DÂN" not in text
    first, second, third = update(root).tasks
    assert (first.percent, first.result, first.requests) == (
        Decimal(60),
        "Lập xong danh sách",
        "Hỗ trợ đo đạc",
    )
    assert (second.percent, third.percent) == (Decimal(45), Decimal(100))


def test_what_is_only_likely_is_told(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert read_in(root, signed_table(tmp_path / "a.xlsx"), *CASE, "--write") == 0
    said = capsys.readouterr().out
    for told in (
        "F7: “15/8(HT);25/7(TĐC)” has no year: it was read as",
        "F9: a moved deadline needs the paper that moved it",
        "F11: counted in days from an event",
    ):
        assert told in said
    first, second, third, fourth, _ = tasks(root)
    assert len(first.milestones) == 2
    assert (second.due, fourth.due) == (None, None)
    assert third.due == date(2026, 12, 31)
    assert [(step.text, step.due) for step in third.milestones] == [
        ("trình hồ sơ", date(2026, 9, 30)),
        ("nghiệm thu", date(2026, 12, 31)),
    ]


def test_a_column_is_what_its_cells_are(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert read_in(root, schedule_table(tmp_path / "b.xlsx"), *CASE, "--write") == 0
    said = capsys.readouterr().out
    for told in (
        "B2 “Nội dung công việc” → Finding",
        "C2 “Nhiệm vụ cụ thể” → Content",
        "E2 “Tiến độ thực hiện” → Deadline",
        "E4: “tháng 7” has no year: it was read as",
        "E5: the deadline cannot be read",
        "F5: the progress cannot be read: “7”",
    ):
        assert told in said
    first, second, third = tasks(root)
    assert first.due == date(2026, 6, 30)
    assert second.content == "Tổng kiểm kê tài sản"
    assert second.findings == first.findings != third.findings
    assert update(root).tasks[1].progress == "6/12"


def test_units_of_money_levels_and_lateness_are_not_guessed(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "c.toml"
    file = bank_tracker(tmp_path / "c.xlsx")
    assert read_in(root, file, *CASE, "--map", str(kept)) == 0
    said = capsys.readouterr().out
    for told in (
        "B2 “Phát hiện / Finding” → Finding",
        "D2 “Kiến nghị / Recommendation” → Content",
        "C2 “Mức độ rủi ro” → kept as text",
        "M2 “Kinh phí” → kept as text",
        "F5: the deadline cannot be read: “Đã quá hạn 15 ngày”",
        "G3: the day promised is past",
        "H5: “Quá hạn” speaks of the deadline, not of the work",
        "I5: the progress cannot be read: “99”",
        "new unit “Chi bộ” as units/chi-bo.md, kind cell. Did you mean “chi-bo-a”?",
    ):
        assert told in said
    text = kept.read_text("utf-8")
    assert '"Chi bộ" = "chi-bo"' in text
    kept.write_text(text.replace('"Quá hạn" = ""', '"Quá hạn" = "in_progress"'), "utf-8")
    assert read_in(root, file, "--map", str(kept), "--write") == 0
    first, second, third = update(root).tasks
    assert (first.progress, first.promise, first.evidence[0].number) == ("18/25", None, None)
    assert (second.state, second.evidence[0].number) == (Declared.REPORTED_DONE, "15/BC-CN")
    assert third.state is Declared.IN_PROGRESS
    assert [one.amounts[0].value for one in conclusion(root).findings if one.amounts] == [
        Decimal(1_250_000_000),
        Decimal(1_250_500_000),
    ]
    assert tasks(root)[2].due is None
    body = (root / FOLDER / "conclusion.md").read_text("utf-8")
    assert "- N1, Mức độ rủi ro: Cao/High" in body
    assert "- N1, Hạn cam kết: 2026-07-15" in body
    assert "- N3, Đã khắc phục: 99" in body


@pytest.mark.parametrize("make", [signed_table, schedule_table, bank_tracker, wordy_table])
def test_each_comes_in_without_faults_of_form_and_once(
    root: Path, tmp_path: Path, make: object, capsys: pytest.CaptureFixture[str]
) -> None:
    assert callable(make)
    file = make(tmp_path / "a.xlsx")
    assert read_in(root, file, *CASE, "--write") == 0
    before = written(root)
    assert read_in(root, file, *CASE, "--write") == 0
    assert written(root) == before
    capsys.readouterr()
    from khacphuc.cli import main

    main(["check", "--root", str(root), "--as-of", DAY, "--lang", "en", FOLDER])
    said = capsys.readouterr().out
    assert not [line for line in said.splitlines() if " KP0" in line or " KP1" in line]


def test_a_word_for_a_state_that_is_none_is_refused(root: Path, tmp_path: Path) -> None:
    kept = tmp_path / "c.toml"
    kept.write_text('[states]\n"Quá hạn" = "late"\n', "utf-8")
    assert read_in(root, bank_tracker(tmp_path / "c.xlsx"), *CASE, "--map", str(kept)) == 2


def test_a_new_unit_gets_the_id_that_the_mapping_gives(root: Path, tmp_path: Path) -> None:
    kept = tmp_path / "c.toml"
    kept.write_text('[units]\n"Chi bộ" = "chi-bo-moi"\n', "utf-8")
    assert read_in(root, bank_tracker(tmp_path / "c.xlsx"), *CASE, "--map", str(kept), "--write") == 0
    assert "name: Chi bộ\n" in (root / "units/chi-bo-moi.md").read_text("utf-8")
    assert tasks(root)[2].lead == ("chi-bo-moi",)


def test_a_title_that_only_holds_a_known_word_is_told_as_likely(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "d.toml"
    file = wordy_table(tmp_path / "d.xlsx")
    assert read_in(root, file, *CASE, "--map", str(kept)) == 0
    said = capsys.readouterr().out
    for told in (
        "“Nội dung khuyết điểm, hạn chế nêu trong Kết luận” → likely Finding",
        "“Nội dung khắc phục, sửa chữa” → likely Content",
        "“Trách nhiệm Tập thể chủ trì” → likely Lead",
        "“Thời gian thực hiện Hoàn thành” → Deadline",
        "“Số ngày chậm” → kept as text",
    ):
        assert told in said
    text = kept.read_text("utf-8")
    line = '"accountable" = "Trách nhiệm Đ/c phụ trách"'
    assert line in text
    kept.write_text(text.replace(line, '"accountable" = "-"'), "utf-8")
    assert read_in(root, file, "--map", str(kept), "--write") == 0
    assert "“Trách nhiệm Đ/c phụ trách” → kept as text" in capsys.readouterr().out
    assert [task.accountable for task in tasks(root)] == [(), ()]


def test_as_above_says_what_stands_above(root: Path, tmp_path: Path) -> None:
    assert read_in(root, wordy_table(tmp_path / "d.xlsx"), *CASE, "--write") == 0
    first, second = tasks(root)
    assert second.lead == first.lead == ("chi-bo-a",)
    assert second.accountable == first.accountable == ("chi-bo-a/bi-thu",)
    assert (first.start, second.start) == (date(2026, 4, 1), None)


ODD = (
    *(
        "~",
        "null",
        "true",
        "0123",
        "-5",
        "1e999",
        "NaN",
        "con",
        "..",
        "../x",
        "---\nid: x",
        "&a *a",
        "!!int 1",
    ),
    *(
        "# x",
        "a: b",
        "=1+1",
        "'x",
        "“x",
        "x" * 32_767,
        "{{x}}",
        "<b>",
        "100/100",
        "1/0",
        "\u202eabc",
        "ký\u0301",
    ),
    *(10**15, -3.5, 1e-9, 0.30000000000000004),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.sampled_from(ODD), min_size=12, max_size=12), min_size=1, max_size=6))
def test_odd_cells_become_documents_that_say_the_same_the_next_time(
    rows: list[list[str | int | float]],
) -> None:
    heads = (
        *(
            "STT",
            "Hạn chế",
            "Nhiệm vụ",
            "Chủ trì",
            "Phối hợp",
            "Thời hạn",
            "Tình trạng",
            "Tiến độ",
            "Minh chứng",
        ),
        *("Kết quả", "Số tiền (đồng)", "Diện tích (ha)", "Khó khăn"),
    )
    with TemporaryDirectory() as folder:
        root, file = small(Path(folder) / "so"), Path(folder) / "a.xlsx"
        odd_table(file, heads, [[number, *row] for number, row in enumerate(rows, 1)])
        assert read_in(root, file, *CASE, "--write") == 0
        before = written(root)
        assert read_in(root, file, *CASE, "--write") == 0
        assert written(root) == before
        source = WorkTree(root)
        for path in sorted(before):
            found = open_document(source, path)
            assert found
            assert not found.flaws, path


def test_a_list_of_all_conclusions_becomes_a_case_of_each_unit(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = masters_list(tmp_path / "e.xlsx")
    about = ("--issuer", "dang-uy", "--follower", "ubkt")
    assert read_in(root, file, *about) == 0
    said = capsys.readouterr().out
    assert "case KL-12-TB-UBKT, chi-bo-a: 2 tasks" in said
    assert "case KL-15-TB-UBKT, chi-bo-moi: 1 task" in said
    assert "not given: id of the case that the list becomes (--case); number of the plan" in said
    assert read_in(root, file, *about, "--write") == 0
    source = WorkTree(root)
    found = open_document(source, "plans/chi-bo-a/kl-12-tb-ubkt/conclusion.md")
    assert found
    assert isinstance(found.record, Conclusion)
    assert (found.record.number, found.record.title) == ("12-TB/UBKT", "Kết luận về đảng phí")
    assert found.record.issued_on == date(2026, 3, 1)
    assert [one.text for one in found.record.findings] == ["Thu chậm", "Ghi sổ thiếu"]
    plan = open_document(source, "plans/chi-bo-moi/kl-15-tb-ubkt/plan.md")
    assert plan
    assert isinstance(plan.record, Plan)
    assert plan.record.tasks[0].due == date(2025, 12, 31)  # the year of its own conclusion
    assert (root / "units/chi-bo-moi.md").is_file()
    before = written(root)
    assert read_in(root, file, *about, "--write") == 0
    assert written(root) == before
