"""`khacphuc init` turns a copy of the repository into somebody's own register."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from khacphuc.cli import main
from khacphuc.form.starters import starters
from tests.cli.register import write

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A small sample register with a file that is not part of it."""
    policy = "# Cấp ủy chủ quản\ncommittee: Đảng ủy mẫu\ntype: policy\n\n# Sổ mẫu\nsample: true\n\n# Ngày\ndays: {due_soon: 9}\n"
    for path, text in {
        "plans/policy.yml": policy,
        "plans/chi-bo-a/hs-1/conclusion.md": "---\ntype: conclusion\n---\n",
        "units/chi-bo-a.md": "---\ntype: unit\n---\n",
        "README.md": "giữ nguyên\n",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    return tmp_path


def test_samples_go_and_settings_stay(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "--root", str(sample), "--committee", 'Đảng ủy "X": xã Đồng']) == 0
    found = sorted(path.relative_to(sample).as_posix() for path in sample.rglob("*") if path.is_file())
    kept = ["README.md", "plans/policy.yml", "units/dang-uy.md", "units/uy-ban-kiem-tra.md"]
    assert found == sorted([*kept, *starters("vi")])
    policy = (sample / "plans/policy.yml").read_text("utf-8")
    assert (
        policy
        == '# Cấp ủy chủ quản\ncommittee: "Đảng ủy \\"X\\": xã Đồng"\ntype: policy\n\n# Ngày\ndays: {due_soon: 9}\n'
    )
    capsys.readouterr()
    assert main(["check", "--root", str(sample)]) == 0, capsys.readouterr().out


def test_a_register_in_use_is_left_alone(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "--root", str(sample), "--committee", "Đảng ủy A"]) == 0
    before = {path: path.read_bytes() for path in sample.rglob("*") if path.is_file()}
    assert main(["init", "--root", str(sample), "--committee", "Đảng ủy B"]) == 2
    assert "Đảng ủy A" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in sample.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("name", ["", "   ", "a\x07b", "x" * 201])
def test_a_name_that_is_none_changes_nothing(sample: Path, name: str) -> None:
    assert main(["init", "--root", str(sample), "--committee", name]) == 2
    assert (sample / "plans/chi-bo-a/hs-1/conclusion.md").is_file()


def test_the_repository_itself_can_be_emptied(tmp_path: Path) -> None:
    for folder in ("plans", "units"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    asked = ["init", "--root", str(tmp_path), "--committee", "Đảng ủy xã Hòa Bình", "--force"]
    assert main(asked) == 0
    assert main(["check", "--root", str(tmp_path), "--lang", "en"]) == 0


def english(root: Path, *more: str) -> Path:
    for folder in ("plans", "units"):
        shutil.copytree(ROOT / folder, root / folder)
    assert (
        main(["init", "--root", str(root), "--lang", "en", "--committee", "Board of Example County", *more])
        == 0
    )
    return root


def test_an_english_register_has_no_vietnamese(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = english(tmp_path, "--time-zone", "America/New_York")
    found = [path for folder in ("plans", "units") for path in sorted((root / folder).rglob("*.*"))]
    assert [path.name for path in found] == ["policy.yml", "board.md", "inspectorate.md"]
    assert not [path for path in found if re.search("[À-ỹ]", path.read_text("utf-8"))]
    policy = found[0].read_text("utf-8")
    assert "\nlanguage: en\n" in policy
    assert "\ntime_zone: America/New_York\n" in policy
    capsys.readouterr()
    assert main(["check", "--root", str(root)]) == 0, capsys.readouterr().out
    assert main(["new", "conclusion", "--root", str(root), "--print"]) == 0
    shown = [line for line in capsys.readouterr().out.splitlines() if "đồng" not in line]
    assert not [line for line in shown if re.search("[À-ỹ]", line)]


def test_a_time_zone_that_does_not_exist_changes_nothing(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = [
        "init",
        "--root",
        str(sample),
        "--lang",
        "en",
        "--committee",
        "Board",
        "--time-zone",
        "Mars/Base",
    ]
    assert main(asked) == 2
    assert "Mars/Base" in capsys.readouterr().err
    assert (sample / "units/chi-bo-a.md").is_file()


def test_an_english_register_counts_working_days_without_the_holidays_of_vietnam(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = english(tmp_path)
    notice = NOTICE.format(due="2026-05-08")
    write(
        root, "units/auditor.md", "---\ntype: unit\nid: auditor\nname: State Auditor\nkind: external\n---\n"
    )
    write(root, "plans/board/audit-1/conclusion.md", notice)
    assert main(["check", "--root", str(root), "--as-of", "2026-05-01"]) == 0, capsys.readouterr().out
    policy = root / "plans/policy.yml"
    policy.write_text(
        policy.read_text("utf-8").replace("public_holidays: none", "public_holidays: vietnam"), "utf-8"
    )
    capsys.readouterr()
    assert main(["check", "--root", str(root), "--as-of", "2026-05-01"]) == 1
    assert "KP107" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "asks"), [("by 06/07/2026", True), ("by 07/07/2026", False), ("by 6 July 2026", False)]
)
def test_days_in_figures_are_asked_about_in_english(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: str, *, asks: bool
) -> None:
    root = english(tmp_path)
    write(
        root, "units/auditor.md", "---\ntype: unit\nid: auditor\nname: State Auditor\nkind: external\n---\n"
    )
    due = "2026-07-07" if "07/07" in words else "2026-07-06"
    notice = NOTICE.format(due=due).replace("within 10 working days of issue", words)
    write(root, "plans/board/audit-1/conclusion.md", notice)
    capsys.readouterr()
    assert main(["check", "--root", str(root), "--as-of", "2026-05-01"]) == 0
    assert ("may mean 6 Jul 2026 or 7 Jun 2026" in capsys.readouterr().out) is asks


NOTICE = """---
type: conclusion
id: 2025-001
unit: board
status: issued
number: SR 06/2026
title: Audit of payments
issuer: auditor
issued_on: 2026-04-24
inspection: {{kind: audit}}
followers: {{commission: inspectorate}}
plan_due: {due}
plan_due_text: within 10 working days of issue
report_due: 2026-12-31
findings:
  - id: 1A
    text: Payments were made without approval.
---
"""


def test_a_register_begins_in_an_empty_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KHACPHUC_ROOT", str(ROOT))  # as scripts/run.py says where it lies
    before = (ROOT / "plans/policy.yml").read_bytes()
    assert main(["init", "--committee", "Đảng ủy xã C", "--lang", "vi"]) == 0
    assert (ROOT / "plans/policy.yml").read_bytes() == before
    told = capsys.readouterr().out
    assert "git init" in told
    policy = (tmp_path / "plans/policy.yml").read_text("utf-8")
    assert 'committee: "Đảng ủy xã C"' in policy
    assert "id: cell" in policy
    assert "sample" not in policy
    assert main(["check"]) == 0
    assert main(["init", "--committee", "Đảng ủy xã D"]) == 2  # a second time it is in use
