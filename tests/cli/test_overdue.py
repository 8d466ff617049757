"""The lists in a terminal: what they call what is owed."""

from __future__ import annotations

from pathlib import Path

import pytest

from khacphuc.cli import main
from tests.cli.register import write
from tests.pages.register import FOLDER, PLAN, UNITS, files

SHARED = """  - id: N3
    findings: HC1
    content: Rà soát từng chi bộ
    for_each: {children_of: dang-uy, kind: cell}
    due: 2026-10-15
---
"""
DONE = "---\ntype: update\ndate: 2026-10-10\nby: chi-bo-a\ntasks: [{task: N3, unit: chi-bo-a, state: done}]\n---\n"


def test_what_is_owed_is_named_in_words_of_the_office(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shared = {
        f"{FOLDER}/plan.md": PLAN.removesuffix("---\n") + SHARED,
        f"{FOLDER}/2026-10-10-update.md": DONE,
        "units/chi-bo-b.md": (
            "---\ntype: unit\nid: chi-bo-b\nname: Chi bộ B\nkind: cell\nparent: dang-uy\n---\n"
        ),
    }
    for path, text in files(shared).items():
        write(tmp_path, path, text)
    assert main(["overdue", "--root", str(tmp_path), "--as-of", "2027-03-01"]) == 0
    said = capsys.readouterr().out
    for told in (
        "N1: Ban hành Quy chế làm việc",
        "N3: Rà soát từng chi bộ",
        "Thẩm tra nhiệm vụ N3 đã báo cáo hoàn thành (Chi bộ A)",
        " Gửi báo cáo kết quả khắc phục",
    ):
        assert told in said
    assert "report:" not in said
    assert "@" not in said


def test_an_occurrence_is_named_by_its_day(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path, text in files().items():
        write(tmp_path, path, text)
    assert main(["overdue", "--root", str(tmp_path), "--as-of", "2026-11-23"]) == 0
    told = capsys.readouterr().out
    assert "N2, kỳ 23/7/2026: Họp kiểm điểm hằng tháng" in told
    assert "2026-07-23" not in told


def test_what_was_taken_over_says_from_whom(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ended = UNITS["units/chi-bo-a.md"].replace("kind:", "valid_until: 2026-06-30\nsuccessor: chi-bo-b\nkind:")
    new = "---\ntype: unit\nid: chi-bo-b\nname: Chi bộ B\nkind: cell\nparent: dang-uy\n---\n"
    for path, text in files({"units/chi-bo-a.md": ended, "units/chi-bo-b.md": new}).items():
        write(tmp_path, path, text)
    for word in ("status", "overdue"):
        assert main([word, "--root", str(tmp_path), "--as-of", "2026-11-23"]) == 0
        assert "Chi bộ B (nhận từ Chi bộ A)" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("day", ["2026-06-12", "2026-11-23"])
def test_status_and_overdue_end_with_the_same_figures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], day: str
) -> None:
    for path, text in files().items():
        write(tmp_path, path, text)
    feet = set()
    for words in (["status"], ["overdue"], ["overdue", "--due-within", "3"], ["status", "--overdue"]):
        assert main([*words, "--root", str(tmp_path), "--as-of", day]) == 0
        feet.add(capsys.readouterr().out.splitlines()[-1])
    assert len(feet) == 1
    assert "; 1 hồ sơ; 0 đã kết thúc; " in feet.pop()
