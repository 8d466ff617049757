"""A notice alone, in a terminal: what it demands is overdue, is due, is told by an upgrade, and begun as a report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from khacphuc.cli import main
from khacphuc.form.choices import case_choices
from khacphuc.form.rights import rights
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


def test_whom_the_notice_names_may_report(root: Path, capsys: Output) -> None:
    assert main(["rights", "KL-1", "--root", str(root), "--format", "json"]) == 0
    told = [item for item in json.loads(capsys.readouterr().out)["rights"] if item["act"] == "update"]
    may = {name: {one["party"] for one in item["holders"]} for item in told for name in item["tasks"]}
    assert "ubkt" in may["YC3"]
    assert "chi-bo-a" not in may["YC3"]
    assert "chi-bo-a" in may["YC2"]
    settings = open_settings(WorkTree(root), list_entries(WorkTree(root)))
    case = open_case(WorkTree(root), FOLDER, list_entries(WorkTree(root)).cases[FOLDER])
    assert "update" in rights(case, Party("ubkt"), settings, DAY)


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
    assert begun["tasks"] == [{"task": "YC2"}, {"task": "YC4", "occurrence": "2026-06-15"}]
    theirs = skeleton("update", Setting(case, state, settings.units, Party("ubkt"), DAY))
    assert {"task": "YC3"} in theirs["tasks"]  # type: ignore[operator]
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


LETTER = """---
type: conclusion
id: GV-2026-01
unit: dang-uy-xa
status: issued
number: 41-KH/TU
title: Kế hoạch của Tỉnh ủy giao việc
issuer: tinh-uy
issuing_body: standing_committee
issued_on: 2026-06-12
followers: {commission: ubkt-tinh}
plan_due: 2026-06-24
report_due: 2026-12-20
findings:
  - id: HC1
    text: Dự án chậm tiến độ, nhà đất dôi dư chưa xử lý.
requirements:
  - id: YC1
    text: Kế hoạch và tổ chức học tập, quán triệt.
    kind: guide
    lead: ban-xdd
    due: 2026-06-30
    due_text: trong tháng 6/2026
  - id: YC2
    text: Tham mưu Kế hoạch của Đảng ủy.
    kind: plan
    lead: ban-xdd
    due: 2026-06-24
    due_text: trước ngày 24/6/2026
  - id: YC3
    text: Rà soát, xử lý dứt điểm dự án chậm tiến độ; phương án nhà đất dôi dư; báo cáo.
    finding: HC1
    lead: ubnd-xa
    due: 2026-06-25
    due_text: trước ngày 25/6/2026
  - id: YC4
    text: Kiểm soát tài sản, thu nhập; định kỳ báo cáo tiến độ.
    kind: report
    lead: ubkt-xa
    due_text: trước ngày 23 hằng tháng
    cycle: {every: month, day: 23}
  - id: YC5
    text: Phổ biến, quán triệt.
    kind: guide
    for_each: {children_of: dang-uy-xa, kind: cell}
    due: 2026-06-30
    due_text: trong kỳ sinh hoạt chi bộ định kỳ tháng 6/2026
  - id: YC6
    text: Thường xuyên theo dõi, nắm bắt tư tưởng.
    kind: follow
    lead: ban-xdd
  - id: YC7
    text: Kịp thời nắm bắt dư luận xã hội.
    kind: follow
    lead: mttq-xa
---
"""
COMMUNE = {
    "tinh-uy": ("committee", ""),
    "dang-uy-xa": ("committee", "tinh-uy"),
    "ubkt-tinh": ("commission", "tinh-uy"),
    "ban-xdd": ("office", "dang-uy-xa"),
    "ubnd-xa": ("authority", "dang-uy-xa"),
    "ubkt-xa": ("commission", "dang-uy-xa"),
    "chi-bo-1": ("cell", "dang-uy-xa"),
    "chi-bo-2": ("cell", "dang-uy-xa"),
    "mttq-xa": ("mass", "dang-uy-xa"),
}


def test_a_letter_that_assigns_work_to_many_is_said_whole(tmp_path: Path, capsys: Output) -> None:
    """The shape of a real one: seven demands, of six leads and of each cell, by day, by cycle, and without a day."""
    write(tmp_path, "plans/policy.yml", "type: policy\ncommittee: Đảng ủy xã\n")
    for unit, (kind, parent) in COMMUNE.items():
        above = f"parent: {parent}\n" if parent else ""
        text = f"---\ntype: unit\nid: {unit}\nname: {unit}\nkind: {kind}\n{above}---\n"
        write(tmp_path, f"units/{unit}.md", text)
    write(tmp_path, "plans/dang-uy-xa/gv-2026-01/conclusion.md", LETTER)
    here = ["--root", str(tmp_path), "--as-of", "2026-07-20", "--format", "json"]
    assert main(["check", *here]) == 0
    assert json.loads(capsys.readouterr().out)["problems"] == []
    assert main(["overdue", *here]) == 0
    rows = json.loads(capsys.readouterr().out)["cases"][0]["obligations"]
    late = {row["id"].partition(":")[2]: (row["owed_by"], row["days"]) for row in rows if row["days"]}
    assert late == {
        "YC4.2026-06-23": ("ubkt-xa", 27),
        "YC2": ("ban-xdd", 26),
        "plan": ("dang-uy-xa", 26),
        "YC3": ("ubnd-xa", 25),
        "YC1": ("ban-xdd", 20),
        "YC5@chi-bo-1": ("chi-bo-1", 20),
        "YC5@chi-bo-2": ("chi-bo-2", 20),
    }
