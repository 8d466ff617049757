"""Who may do what, and what an upgrade changes, as a person asks in a terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from khacphuc.cli import main
from tests.cli.register import write
from tests.obligations.test_unhappy_paths import ONCE, REGISTER, closed, done, said

Output = pytest.CaptureFixture[str]


def made(root: Path, *records: dict[str, str]) -> Path:
    table = {**REGISTER, "plans/cb-a/c1/plan.md": ONCE}
    for some in records:
        table |= some
    for path, text in table.items():
        write(root, path, text)
    return root


def test_rights_of_a_case_are_told_with_their_reasons(tmp_path: Path, capsys: Output) -> None:
    root = made(tmp_path)
    assert main(["rights", "KL-1", "--root", str(root), "--format", "json"]) == 0
    rights = {item["act"]: item for item in json.loads(capsys.readouterr().out)["rights"]}
    assert {one["party"]: one["role"] for one in rights["close"]["holders"]} == {
        "dang-uy": "issuer",
        "ubkt": "commission",
    }
    assert rights["update"]["tasks"] == ["N1"]
    assert "cb-b" not in {one["party"] for one in rights["update"]["holders"]}
    assert main(["rights", "plans/cb-a/c1", "--root", str(root), "--lang", "en"]) == 0
    assert "ubkt [ubkt]: follower of the case" in capsys.readouterr().out


def test_a_case_that_is_not_there_is_said_to_be_unknown(tmp_path: Path, capsys: Output) -> None:
    assert main(["rights", "KL-9", "--root", str(made(tmp_path)), "--lang", "en"]) == 2
    assert "“KL-9” is no case of the register." in capsys.readouterr().err


def test_a_setting_widens_a_right_by_name(tmp_path: Path, capsys: Output) -> None:
    root = made(tmp_path, done("2025-06-19", by="cb-b"))
    check = ["check", "--root", str(root), "--as-of", "2025-07-01", "--format", "json"]
    main(check)
    assert "KP533" in capsys.readouterr().out
    widened = "rights: [{act: update, party: cb-b, reason: Chi bộ B tổng hợp giúp}]\n"
    write(root, "plans/policy.yml", REGISTER["plans/policy.yml"] + widened)
    main(check)
    assert "KP533" not in capsys.readouterr().out


def test_an_upgrade_shows_what_counts_otherwise_and_touches_nothing(tmp_path: Path, capsys: Output) -> None:
    root = made(
        tmp_path,
        said("2025-06-20", "state: not_pursued, reason: Đơn vị giải thể, paper: {number: 9-CV/CB}"),
        closed("2025-06-30"),
    )
    before = {path: path.read_bytes() for path in root.rglob("*.md")}
    assert main(["upgrade", "--preview", "--root", str(root), "--as-of", "2025-07-10", "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert "2025-06-30-closure.md: This closes nothing: findings are still open." in told
    assert "Task N1 is owed until a follower agrees that it is not pursued." in told
    assert {path: path.read_bytes() for path in root.rglob("*.md")} == before
    assert main(["upgrade", "--root", str(root), "--lang", "en"]) == 2


def test_what_cannot_be_read_is_said_in_lists_and_exit_codes(tmp_path: Path, capsys: Output) -> None:
    root = made(tmp_path)
    write(root, "plans/cb-a/c1/plan.md", ONCE.replace("    content:", "\tcontent:"))
    for words in (["status"], ["overdue"]):
        assert main([*words, "--root", str(root), "--as-of", "2025-07-10", "--lang", "en"]) == 1
        assert "Cannot be read: plans/cb-a/c1/plan.md" in capsys.readouterr().out
    write(root, "plans/cb-a/c1/conclusion.md", "---\n\tid: KL-1\n---\n")
    assert main(["status", "--root", str(root), "--as-of", "2025-07-10", "--lang", "en"]) == 1
    assert "cannot be read" in capsys.readouterr().out
