"""The writer changes what it is asked to and not a byte more."""

from __future__ import annotations

import copy
import difflib
import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from khacphuc.cli import main
from khacphuc.form.editing import cleaned
from khacphuc.form.writer import Unwritable, new_text, values, write
from khacphuc.register.layout import Slot, slot_of
from khacphuc.register.source import Entry, WorkTree
from khacphuc.text import nodes
from khacphuc.text.nodes import YamlValue

ROOT = Path(__file__).parents[2]
PLAN = Slot("plan", "chi-bo-a", "kl-1")


def documents(root: Path) -> Iterator[tuple[str, Slot, str]]:
    source = WorkTree(root)
    for folder in ("plans", "units"):
        for entry in sorted(source.entries(folder)):
            slot = slot_of(entry)
            if isinstance(slot, Slot):
                with suppress(UnicodeDecodeError):
                    yield entry.path, slot, source.read(entry.path).decode("utf-8")


def changed_lines(before: str, after: str) -> tuple[int, int]:
    """How many lines went, and how many came."""
    found = [
        line[:1] for line in difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    ][3:]
    return found.count("-"), found.count("+")


def at(value: Any, path: nodes.Path) -> Any:
    for step in path:
        value = value[step]
    return value


def scalars(value: YamlValue, path: nodes.Path = ()) -> Iterator[nodes.Path]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from scalars(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from scalars(item, (*path, index))
    elif value:
        yield path


SAMPLE = [pytest.param(slot, text, id=path) for path, slot, text in documents(ROOT)]


@pytest.mark.parametrize(("slot", "text"), SAMPLE)
def test_one_value_changed_is_one_line(slot: Slot, text: str) -> None:
    found = values(text, slot)
    assert write(text, slot, copy.deepcopy(found)) == text
    for path in scalars(found):
        new = copy.deepcopy(found)
        at(new, path[:-1])[path[-1]] = "đổi: 'x' # khác"
        after = write(text, slot, new)
        assert changed_lines(text, after) == (1, 1), path
        assert values(after, slot) == new


@pytest.mark.parametrize(("slot", "text"), SAMPLE)
def test_items_are_moved_added_and_taken_away_by_their_lines(slot: Slot, text: str) -> None:
    found = values(text, slot)
    for path, items in lists(found):
        if not isinstance(items[0], dict) or len(items) < 2:
            continue
        for new_items in (items[1:], items[::-1], [*items, {"id": "X9", "text": "mới"}], items[:-1]):
            new = copy.deepcopy(found)
            at(new, path[:-1])[path[-1]] = copy.deepcopy(new_items)
            after = write(text, slot, new)
            assert values(after, slot) == new
            if len(new_items) == len(items):
                assert sorted(after.splitlines()) == sorted(text.splitlines())
            else:
                went, came = changed_lines(text, after)
                assert (went == 0) or (came == 0), path


def lists(value: YamlValue, path: nodes.Path = ()) -> Iterator[tuple[nodes.Path, list[YamlValue]]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from lists(item, (*path, key))
    elif isinstance(value, list):
        if value:
            yield path, value
        for index, item in enumerate(value):
            yield from lists(item, (*path, index))


@pytest.mark.parametrize(("slot", "text"), SAMPLE)
def test_each_key_can_be_taken_away_and_put_back(slot: Slot, text: str) -> None:
    found = values(text, slot)
    for path in [path for path in every(found) if isinstance(path[-1], str)]:
        new = copy.deepcopy(found)
        holder = at(new, path[:-1])
        assert isinstance(holder, dict)
        if len(holder) == 1:
            continue
        del holder[str(path[-1])]
        without = write(text, slot, new)
        assert values(without, slot) == new
        assert changed_lines(text, without)[1] <= 1, path  # the dash of an item moves on to its next key
        assert values(write(without, slot, found), slot) == found


def every(value: YamlValue, path: nodes.Path = ()) -> Iterator[nodes.Path]:
    if path:
        yield path
    if isinstance(value, (dict, list)):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from every(item, (*path, key))


ODD = """---
# đầu tệp
type: plan   # loại
status: "draft"
title: >-
  Kế hoạch khắc phục
  hạn chế của   Chi bộ
tasks:   # các việc
# trước N1
- id: N1   # một
  content: |
    dòng một
    dòng hai

  findings: [HC1, "HC2"]   # hai
  lead: chi-bo-a
  measure: từ đầu
    đến cuối
  # trước N2
-   id: 'N2'
    target: {total: 3, unit: hồ sơ}
    due:
    product:   # chưa có
---
Thân bài --- không đổi
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("path", "new", "expected"),
    [
        (("status",), "issued", 'status: "issued"'),
        (("title",), "Kế hoạch khắc phục thiếu sót của Chi bộ", "  thiếu sót của Chi bộ"),
        (("tasks", 0, "content"), "dòng một\ndòng ba\n", "    dòng ba"),
        (("tasks", 0, "content"), "chỉ một", "  content: chỉ một"),
        (("tasks", 0, "findings"), ["HC1", "HC3"], '  findings: [HC1, "HC3"]   # hai'),
        (("tasks", 0, "lead"), ["chi-bo-a", "chi-bo-b"], "  lead: [chi-bo-a, chi-bo-b]"),
        (("tasks", 0, "measure"), "từ đầu đến hết", "    đến hết"),
        (("tasks", 1, "target", "total"), "4", "    target: {total: 4, unit: hồ sơ}"),
        (("tasks", 1, "target"), {"total": "3", "unit": "hồ sơ", "area": "5"}, "    target: {total: 3, unit: hồ sơ, area: 5}"),
        (("tasks", 1, "due"), "2026-07-01", "    due: 2026-07-01"),
        (("tasks", 1, "product"), "báo cáo", "    product: báo cáo   # chưa có"),
        (("tasks", 1, "id"), "N3", "-   id: 'N3'"),
    ],
)  # fmt: skip
def test_everything_beside_the_value_stays(
    path: nodes.Path, new: YamlValue, expected: str, newline: str
) -> None:
    text = ODD.replace("\n", newline)
    found = values(text, PLAN)
    changed = copy.deepcopy(found)
    at(changed, path[:-1])[path[-1]] = new
    after = write(text, PLAN, changed)
    assert values(after, PLAN) == changed
    assert expected in after.splitlines()
    assert all(
        line in after.splitlines()
        for line in text.splitlines()
        if "#" in line and "hai" not in line and "chưa" not in line
    )
    assert newline == "\n" or "\n" not in after.replace("\r\n", "")


def test_a_removed_duplicate_and_a_scalar_for_a_list_stay_as_they_are() -> None:
    text = "---\ntype: plan\nstatus: draft\ntasks:\n  - id: N1\n    findings: [HC1, HC1]\n    lead: a\n---\n"
    found = values(text, PLAN)
    found["title"] = "Mới"
    after = write(text, PLAN, found)
    assert after == text.replace("status: draft\n", "status: draft\ntitle: Mới\n")


def test_new_keys_stand_where_the_model_has_them() -> None:
    text = "---\ntype: plan\nstatus: draft\ntasks:\n  - id: N1 # một\n    due: 2026-01-01\n---\n"
    found = values(text, PLAN)
    task = at(found, ("tasks", 0))
    assert isinstance(task, dict)
    task |= {"content": "Việc", "milestones": [{"text": "Bước", "id": "N1.1"}]}
    assert write(text, PLAN, found) == (
        "---\ntype: plan\nstatus: draft\ntasks:\n  - id: N1 # một\n    content: Việc\n    due: 2026-01-01\n"
        "    milestones:\n      - id: N1.1\n        text: Bước\n---\n"
    )


@pytest.mark.parametrize(
    "text", ["", "---\na: [\n---\n", "---\na: 1\na: 2\n---\n", "---\na: &x 1\n---\n", "không"]
)
def test_what_cannot_be_read_is_left_alone(text: str) -> None:
    with pytest.raises(Unwritable):
        write(text, PLAN, {"a": "b"})


HOSTILE = [
    "- x", "#x", "a: b", "'", '"', "\\", "|", ">", "@x", "`", "%", "&a", "*a", "!t", "{", "}", "[", "]", ",", "?", ":",
    "null", "~", "no", "0123", "---", "...", "<<", "x #y", "x: y", " x", "a\nb", "a\n\n b\n- c", "\ta", "=1+1", "a\u00a0b",
    "🙂", "a" * 3000, "${x}", "<script>alert(1)</script>", "a\\nb", "' # \"", "- - -", "key:\n  - x",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    "path", [("title",), ("tasks", 0, "lead"), ("tasks", 1, "target", "unit"), ("tasks", 1, "product")]
)
def test_hostile_texts_stay_texts(text: str, path: nodes.Path) -> None:
    changed = values(ODD, PLAN)
    at(changed, path[:-1])[path[-1]] = text
    after = write(ODD, PLAN, changed)
    assert values(after, PLAN) == changed
    fresh = values(new_text("plan", changed), PLAN)
    assert at(fresh, path) == text


def test_entries_are_slots() -> None:
    assert isinstance(slot_of(Entry("plans/chi-bo-a/kl-1/plan.md")), Slot)


def loaded_and_saved(slot: Slot, text: str) -> str:
    """A document as the browser sends it back untouched, written."""
    found = values(text, slot)
    sent = json.loads(json.dumps(found))
    return write(text, slot, cleaned(sent, found))


def some(paths: list[nodes.Path], most: int = 12) -> list[nodes.Path]:
    """A few of many places, from all over a document."""
    return paths[:: max(1, len(paths) // most)]


def check_corpus(root: Path) -> int:
    """Load and save every document below a folder; change values of each. Answers how many could be read."""
    seen = 0
    for path, slot, text in documents(root):
        try:
            found = values(text, slot)
        except Unwritable:
            continue
        assert loaded_and_saved(slot, text) == text, path
        for place in some(list(scalars(found))):
            new = copy.deepcopy(found)
            at(new, place[:-1])[place[-1]] = "khác"
            assert changed_lines(text, write(text, slot, new)) == (1, 1), (path, place)
        seen += 1
    return seen


def test_every_document_of_sample_demo_and_real_cases_is_loaded_and_saved_as_it_is(tmp_path: Path) -> None:
    assert main(["demo", str(tmp_path / "demo"), "--cases", "60", "--commits", "600", "--lang", "vi"]) == 0
    assert check_corpus(tmp_path / "demo") > 600
    assert check_corpus(ROOT) > 200
    assert sum(map(check_corpus, (ROOT / "tests/rules/real_cases").iterdir())) > 20


def test_loading_and_saving_a_hostile_document_changes_nothing_and_one_value_one_line() -> None:
    """The examples of the rules are documents with every fault that is known."""
    assert sum(map(check_corpus, sorted((ROOT / "scripts/khacphuc/rules/examples").glob("*/*/")))) > 300


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_that_stand_there_are_loaded_and_saved_as_they_are(text: str, newline: str) -> None:
    body = new_text(
        "plan", {"type": "plan", "status": "draft", "title": text, "tasks": [{"id": "N1", "content": text}]}
    )
    there = body.replace("\n", newline)
    assert loaded_and_saved(PLAN, there) == there
