"""`khacphuc init` turns a copy of the repository into somebody's own register."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from khacphuc.cli import main
from khacphuc.form.starters import starters

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
