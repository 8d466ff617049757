"""Papers that change a notice, in a terminal: what cannot be read closes no case, and what is withdrawn is open no more."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from khacphuc.cli import main
from tests.cli.register import write
from tests.obligations.test_amendments import correction
from tests.obligations.test_corrections import READY, WITHDRAW_ALL
from tests.obligations.test_fold import CLOSURE, CONCLUSION, FOLDER, FRAME, PLAN

Output = pytest.CaptureFixture[str]


def asked(root: Path, documents: dict[str, str], command: str, *words: str) -> int:
    for path, text in FRAME.items():
        write(root, path, text)
    for name, text in {"conclusion": CONCLUSION, "plan": PLAN, **documents}.items():
        write(root, f"{FOLDER}/{name}.md", f"---\n{text}---\n")
    return main([command, "--root", str(root), "--as-of", "2024-12-30", "--lang", "en", *words])


@pytest.mark.parametrize("command", ["status", "overdue"])
def test_a_supplement_that_cannot_be_read_leaves_open_whether_a_case_is_closed(
    tmp_path: Path, capsys: Output, command: str
) -> None:
    files = READY | CLOSURE | {"2024-11-02-supplement": "type: x\n"}
    assert asked(tmp_path, files, command) == 1
    told = capsys.readouterr().out
    assert "Cannot be read: plans/chi-bo/ho-so/2024-11-02-supplement.md" in told
    assert "0 closed" in told
    assert asked(tmp_path, files, command, "--format", "json") == 1
    assert [case["stage"] for case in json.loads(capsys.readouterr().out)["cases"]] in (["unreadable"], [])


def test_a_case_of_which_all_is_withdrawn_owes_nothing(tmp_path: Path, capsys: Output) -> None:
    assert asked(tmp_path, correction(*WITHDRAW_ALL), "status", "--fail-on", "overdue") == 0
    told = capsys.readouterr().out
    assert "all withdrawn from the notice" in " ".join(told.split())
    assert "0 open obligations; 0 overdue" in told
