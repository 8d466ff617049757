"""Beginning documents in the terminal, keys in order, templates and schemas: all from the model."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest

from khacphuc.cli import main
from khacphuc.form.json_schema import schema
from khacphuc.form.ordering import ordered
from khacphuc.form.starters import starters
from khacphuc.form.template import template
from khacphuc.form.writer import Unwritable, values
from khacphuc.model import DOCUMENTS
from khacphuc.register.layout import Slot
from khacphuc.text import nodes
from khacphuc.text.message import speaker
from tests.form.test_writer import ODD, PLAN, ROOT, SAMPLE, documents
from tests.pages.register import FOLDER

CASE = FOLDER.removeprefix("plans/")


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What the person types, in turn; then nothing more."""
    given: list[str] = []
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _="": given.pop(0) if given else "")
    yield given
    assert given == []


def new(root: Path, *words: str) -> int:
    return int(main(["new", *words, "--root", str(root), "--as-of", "2026-11-23"]))


def test_a_report_is_begun_with_the_open_tasks_and_asks_for_their_state(
    root: Path, answers: list[str]
) -> None:
    answers += ["2", ""]
    assert new(root, "update", CASE) == 0
    text = (root / FOLDER / "2026-11-23-update.md").read_text("utf-8")
    found = values(text, Slot("update"))
    assert found["by"] == "chi-bo-a"
    tasks = found["tasks"]
    assert isinstance(tasks, list)
    assert tasks[0]["state"] == "in_progress"  # type: ignore[index, call-overload]
    assert "# done_on:" in text


def test_what_is_wrong_is_asked_again_and_names_are_found_without_marks(
    root: Path, answers: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    answers += ["", "Chi Bộ B!", "chi-bo-b", "Chi bộ B", "cell", "n"]
    assert new(root, "unit") == 0
    said = capsys.readouterr().out
    assert "Mục này bắt buộc phải điền." in said
    assert values((root / "units/chi-bo-b.md").read_text("utf-8"), Slot("unit"))["name"] == "Chi bộ B"


def test_nothing_is_overwritten(root: Path) -> None:
    before = (root / FOLDER / "plan.md").read_bytes()
    assert new(root, "plan", CASE) == 2
    assert (root / FOLDER / "plan.md").read_bytes() == before
    assert new(root, "update", CASE) == 0
    assert new(root, "update", CASE) == 0
    assert (root / FOLDER / "2026-11-23-update-2.md").is_file()


@pytest.mark.parametrize("words", [("update",), ("update", "khong/co"), ("update", "../.."), ("plan", "a")])
def test_a_case_must_be_named(root: Path, words: tuple[str, ...]) -> None:
    assert new(root, *words) == 2


@pytest.mark.parametrize("kind", DOCUMENTS)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_template_holds_every_key_and_reads_as_what_was_filled_in(kind: str, language: str) -> None:
    text = template(kind, {}, speaker(language))
    slot = Slot(kind)
    assert values(text, slot) == {"type": kind}
    keys = {line.strip("# -").partition(":")[0] for line in text.splitlines()}
    assert {field.removesuffix("_") for field in DOCUMENTS[kind].__struct_fields__} <= keys


def test_a_template_with_hostile_values_still_reads_as_them() -> None:
    given: dict[str, nodes.YamlValue] = {
        "title": "a: b # c\n---\n",
        "tasks": [{"id": "- x", "content": "'\"", "milestones": [{"id": "#"}]}],
    }
    assert values(template("plan", given, speaker("vi")), PLAN) == {"type": "plan", **given}


@pytest.mark.parametrize(("slot", "text"), SAMPLE)
def test_keys_in_order_stay_as_they_are(slot: Slot, text: str) -> None:
    once = ordered(text, slot)
    assert ordered(once, slot) == once
    assert sorted(once.splitlines()) == sorted(text.splitlines()) or "- " in once


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_comments_go_with_the_key_below_them(newline: str) -> None:
    text = (
        "---\n# về việc\ntasks:\n  # một\n  - due: 2026-01-01   # hạn\n    # mã\n    id: N1\n    content: |\n      x\n      y\n\n"
        "  - id: N2\n# loại\ntype: plan\nstatus: draft # chưa\n---\nThân\n"
    )
    expected = (
        "---\n# về việc\n# loại\ntype: plan\nstatus: draft # chưa\ntasks:\n  # một\n    # mã\n  - id: N1\n    content: |\n      x\n      y\n"
        "    due: 2026-01-01   # hạn\n\n  - id: N2\n---\nThân\n"
    )
    assert ordered(text.replace("\n", newline), PLAN).replace("\r\n", "\n") == expected


def test_ordering_a_hostile_document_loses_nothing() -> None:
    for example in sorted((ROOT / "scripts/khacphuc/rules/examples").glob("*/*/"))[::3]:
        for _, slot, text in documents(example):
            try:
                found = values(text, slot)
            except Unwritable:
                continue
            assert values(ordered(text, slot), slot) == found
    assert values(ordered(ODD, PLAN), PLAN) == values(ODD, PLAN)


def test_fmt_changes_files_and_with_check_only_tells(root: Path) -> None:
    path = root / FOLDER / "plan.md"
    text = ordered(path.read_text("utf-8"), PLAN)
    head, _, rest = text.partition("status: ")
    line, _, rest = rest.partition("\n")
    moved = f"---\nstatus: {line}\n{head.removeprefix('---' + chr(10))}{rest}"
    assert moved != text
    path.write_text(moved, "utf-8")
    said = ["fmt", str(path), "--root", str(root)]
    assert main([*said, "--check"]) == 1
    assert path.read_text("utf-8") == moved
    assert main(said) == 0
    assert path.read_text("utf-8") == text
    assert main([*said, "--check"]) == 0


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_schema_is_one_and_takes_the_documents_of_the_sample(
    kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["schema", kind, "--lang", "vi"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made == schema(kind, speaker("vi"))
    jsonschema.Draft202012Validator.check_schema(made)
    validator = jsonschema.Draft202012Validator(made)
    for _, slot, text in documents(ROOT):
        if slot.type == kind:
            assert [error.message for error in validator.iter_errors(_typed(values(text, slot)))] == []
    assert not validator.is_valid({"type": kind, "khong-co": 1})


def _typed(value: nodes.YamlValue) -> object:
    """As an editor reads it."""
    if isinstance(value, dict):
        return {key: _typed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_typed(item) for item in value]
    return {"true": True, "false": False}.get(value or "", value)


def test_starters_are_written_by_init_and_never_over_others(root: Path) -> None:
    (root / ".vscode").mkdir()
    (root / ".vscode/settings.json").write_text("{}", "utf-8")
    assert main(["init", "--root", str(root), "--committee", "Đảng ủy Mới", "--force"]) == 0
    assert (root / ".vscode/settings.json").read_text("utf-8") == "{}"
    assert (root / "khacphuc-edit.cmd").read_bytes().count(b"\r\n") == 4
    assert (root / "khacphuc-edit.command").stat().st_mode & 0o111
    assert subprocess.run(["sh", "-n", str(root / "khacphuc-edit.command")], check=False).returncode == 0
    assert set(starters("vi")) <= {
        path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()
    }
