"""A plan that goes out as a sheet comes back as the same plan: import(export(register)) is the register, as a sheet has it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khacphuc.cli import main
from khacphuc.obligations.values import CaseState
from tests.exports.registers import DAY, ROOT, export, ledger, small
from tests.pages.register import FOLDER

CASES = [state for state in ledger().states if state.tasks and not any(t.task.for_each for t in state.tasks)]


def brought_back(root: Path, state: CaseState, form: str, out: Path) -> bytes:
    """The sheet of a plan after it went out, its case was taken away, and the sheet came back."""
    file = out / f"plan.{form}"
    before = export(root, file, form, "plan", "--case", state.folder)
    shutil.rmtree(root / state.folder)
    issued = state.plan_issued_on or DAY
    said = {
        "case": state.id,
        "unit": state.unit,
        "title": state.title,
        "number": state.number or "1-TB/X",
        "issuer": state.issuer or state.unit,
        "issued": (state.issued_on or DAY).isoformat(),
        "plan-issued": issued.isoformat(),
    }
    words = [f"--{name}={value}" for name, value in said.items()]
    about = ["--root", str(root), "--as-of", DAY.isoformat(), "--lang", "vi", "--write"]
    assert main(["import", str(file), *about, *words]) == 0
    assert export(root, file, form, "plan", "--case", state.id) == before
    return before


@pytest.mark.parametrize("state", CASES[::4], ids=lambda state: state.id)
def test_each_plan_of_the_sample_comes_back(tmp_path: Path, state: CaseState) -> None:
    root = tmp_path / "so"
    for name in ("plans", "units"):
        shutil.copytree(ROOT / name, root / name)
    brought_back(root, state, "csv", tmp_path)


TEXTS = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S"), include_characters=" "), max_size=60
).map(lambda text: " ".join(normalize("NFC", text).split()))


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


@settings(max_examples=25, deadline=None)
@given(content=TEXTS, measure=TEXTS, finding=TEXTS, form=st.sampled_from(["csv", "xlsx"]))
def test_any_words_come_back(content: str, measure: str, finding: str, form: str) -> None:
    with TemporaryDirectory() as folder:
        root = small(Path(folder) / "so")
        (root / FOLDER / "plan.md").write_text(
            "---\ntype: plan\nlevel: main\nstatus: issued\nnumber: 1-KH/CB\nissued_on: 2026-03-10\nissued_by: chi-bo-a\n"
            f"tasks:\n  - id: N1\n    findings: [HC1]\n    content: {quoted(f'Việc {content}.')}\n"
            f"    measure: {quoted(f'Cách {measure}.')}\n    lead: chi-bo-a\n    due: 2026-12-31\n---\n",
            "utf-8",
        )
        conclusion = root / FOLDER / "conclusion.md"
        old = conclusion.read_text("utf-8")
        new = old.replace("Chưa ban hành quy chế làm việc.", quoted(f"Lỗi {finding}."))
        assert new != old
        conclusion.write_text(new, "utf-8")
        (state,) = ledger(root).states
        brought_back(root, state, form, Path(folder))
