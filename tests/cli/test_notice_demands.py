"""A notice alone, in a terminal: what it demands is overdue, is due, is told by an upgrade, and begun as a report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from khacphuc.cli import main
from khacphuc.form.choices import case_choices
from khacphuc.form.skeleton import Setting, skeleton
from khacphuc.model.party import Party
from khacphuc.obligations.fold import fold
from khacphuc.register.loading import list_entries, open_case, open_settings
from khacphuc.register.source import WorkTree
from tests.cli.register import write
from tests.pages.register import DAY, FOLDER, files
from tests.pages.test_requirement_items import FILES

Output = pytest.CaptureFixture[str]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    alone = {
        f"{FOLDER}/{name}": "" for name in ("plan.md", "2026-06-20-update.md", "2026-07-10-extension.md")
    }
    for path, text in files({**FILES, **alone}).items():
        write(tmp_path, path, text)
    return tmp_path


def test_a_notice_alone_is_overdue_by_its_demands(root: Path, capsys: Output) -> None:
    asked = ["overdue", "--root", str(root), "--as-of", DAY.isoformat(), "--format", "json"]
    assert main(asked) == 0
    rows = json.loads(capsys.readouterr().out)["cases"][0]["obligations"]
    late = {row["id"].partition(":")[2]: row["days"] for row in rows}
    assert late["YC2"] == 54
    assert {"plan", "YC4.2026-06-15", "YC4.2026-09-15"} <= set(late)
    assert main(["status", *asked[1:5], "--fail-on", "overdue"]) == 1
    capsys.readouterr()
    assert main([*asked[:-2], "--lang", "vi"]) == 0
    assert "YC2: Thu hồi khoản chi sai." in capsys.readouterr().out


def test_an_upgrade_tells_what_is_owed_by_itself(root: Path, capsys: Output) -> None:
    main(["upgrade", "--preview", "--root", str(root), "--as-of", DAY.isoformat(), "--lang", "en"])
    assert "Requirement YC3 is owed by itself by ubkt: no task has taken it over." in capsys.readouterr().out


def test_a_report_is_begun_with_what_the_unit_owes(root: Path) -> None:
    source = WorkTree(root)
    listing = list_entries(source)
    settings = open_settings(source, listing)
    case = open_case(source, FOLDER, listing.cases[FOLDER])
    state = fold(case, settings, DAY)
    begun = skeleton("update", Setting(case, state, settings.units, Party("chi-bo-a"), DAY))
    assert begun["tasks"] == [{"task": "YC2"}, {"task": "YC4"}]
    choices = case_choices(case, state, str)
    assert [item[0] for item in choices["task"]] == ["YC2", "YC3", "YC4"]
    assert [item[0] for item in choices["finding-part"]] == ["HC1.1", "HC1.2"]
    planned = skeleton("plan", Setting(case, state, settings.units, Party("chi-bo-a"), DAY))
    assert isinstance(planned["tasks"], list)
    assert planned["tasks"][0]["parts"] == ["HC1.1", "HC1.2"]  # type: ignore[index,call-overload]


def test_a_word_that_is_no_kind_of_demand_is_told(root: Path, capsys: Output) -> None:
    path = f"{FOLDER}/conclusion.md"
    text = (root / path).read_text(encoding="utf-8")
    write(root, path, text.replace("kind: guide", "kind: guiding"))
    assert main(["check", "--root", str(root), "--as-of", DAY.isoformat(), "--lang", "en"]) == 1
    assert "KP104" in capsys.readouterr().out
