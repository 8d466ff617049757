"""The lists in a terminal: what they call what is owed."""

from __future__ import annotations

from pathlib import Path

import pytest

from khacphuc.cli import main
from tests.cli.register import write
from tests.pages.register import FOLDER, PLAN, files

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
