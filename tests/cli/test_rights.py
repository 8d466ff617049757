"""Who may do what, and what an upgrade changes, as a person asks in a terminal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from khacphuc.cli import main
from tests.cli.register import write
from tests.obligations.test_unhappy_paths import EACH, ONCE, REGISTER, closed, done, extended, record, said

LISTS = ("status", "overdue")
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


@pytest.mark.parametrize(
    ("was", "now"), [("due: 2025", "due: 30/6/25, x: 2025"), ("id: N1", "idd: N1"), ("tasks:", "task:")]
)
def test_a_value_that_is_lost_is_said_in_lists_and_exit_codes(
    tmp_path: Path, capsys: Output, was: str, now: str
) -> None:
    root = made(tmp_path)
    assert was in ONCE
    write(root, "plans/cb-a/c1/plan.md", ONCE.replace(was, now, 1))
    for words in (["status"], ["overdue"]):
        assert main([*words, "--root", str(root), "--as-of", "2025-06-10", "--lang", "en"]) == 1
        assert "Cannot be read: plans/cb-a/c1/plan.md" in capsys.readouterr().out


def test_a_unit_or_policy_that_cannot_be_read_is_said_in_lists_and_exit_codes(
    tmp_path: Path, capsys: Output
) -> None:
    root = made(tmp_path)
    lists = [[word, "--root", str(root), "--as-of", "2025-07-10", "--lang", "en"] for word in LISTS]
    for path in ("units/ubkt.md", "plans/policy.yml"):
        before = REGISTER[path]
        write(root, path, before.replace("unit_kinds:", "\tunit_kinds:").replace("kind:", "\tkind:"))
        for words in lists:
            assert main(words) == 1, path
            assert f"Cannot be read: {path}" in capsys.readouterr().out
        write(root, path, before)
    write(root, "units/Chi bo C.md", REGISTER["units/cb-b.md"])
    for words in lists:
        assert main(words) == 1
        assert "Cannot be read: units/Chi bo C.md" in capsys.readouterr().out
    (root / "units/Chi bo C.md").unlink()
    assert [main(words) for words in lists] == [0, 0]


def rights_of(root: Path, day: str, capsys: Output) -> list[dict[str, Any]]:
    assert main(["rights", "KL-1", "--root", str(root), "--as-of", day, "--format", "json"]) == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["rights"]
    return found


def test_rights_name_the_successor_of_a_unit_that_has_ended(tmp_path: Path, capsys: Output) -> None:
    root = made(tmp_path)
    ended = REGISTER["units/cb-a.md"].replace("kind:", "valid_until: 2025-06-30\nsuccessor: cb-b\nkind:")
    write(root, "units/cb-a.md", ended)
    report = next(one for one in rights_of(root, "2025-07-10", capsys) if one["act"] == "report")
    assert report["holders"] == [{"party": "cb-b", "role": "unit", "successor_of": "cb-a"}]
    assert main(["rights", "KL-1", "--root", str(root), "--as-of", "2025-07-10", "--lang", "en"]) == 0
    assert "cb-b [cb-b] (taken over from cb-a): unit of the case" in capsys.readouterr().out
    before = next(one for one in rights_of(root, "2025-06-10", capsys) if one["act"] == "report")
    assert before["holders"] == [{"party": "cb-a", "role": "unit"}]


def test_rights_name_each_unit_that_owes_its_share_and_call_only_leads_so(
    tmp_path: Path, capsys: Output
) -> None:
    root = made(tmp_path)
    plan = EACH.replace("lead: dang-uy\n    ", "").replace("accountable: cb-a/uv", "accountable: dang-uy/uv")
    write(root, "plans/cb-a/c1/plan.md", plan)
    updates = [one for one in rights_of(root, "2025-06-10", capsys) if one["act"] == "update"]
    roles = {one["tasks"][0]: {held["party"]: held["role"] for held in one["holders"]} for one in updates}
    assert roles == {
        "N1@cb-a": {"cb-a": "unit", "dang-uy/uv": "accountable"},
        "N1@cb-b": {"cb-b": "owing", "dang-uy/uv": "accountable", "cb-a": "unit"},
    }


def test_rights_say_who_replies_who_gives_opinions_and_who_extends_plan_and_report(
    tmp_path: Path, capsys: Output
) -> None:
    asked = record("2025-06-01-reminder", "id: DD1\nby: ubkt\nto: cb-b\nreply_due: 2025-06-20")
    opinion = record("2025-06-01-opinion", "id: YK1\nfrom: cong-doan\nstage: execution\ntext: Nên làm sớm.")
    root = made(tmp_path, asked, opinion)
    found = rights_of(root, "2025-06-10", capsys)
    replies = {
        name: [held["party"] for held in one["holders"]]
        for one in found
        if one["act"] == "reply"
        for name in one["tasks"]
    }
    assert replies == {"YK1": ["cb-a"], "DD1": ["cb-b"]}
    extending = {
        name: [held["party"] for held in one["holders"]]
        for one in found
        if one["act"] == "decide_extension"
        for name in one["tasks"]
    }
    assert extending["plan"] == extending["report"] == ["dang-uy"]
    assert main(["rights", "KL-1", "--root", str(root), "--as-of", "2025-06-10", "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert "give an opinion\n  the mass organisation that gives it" in told
    assert "record a meeting\n  the unit that met" in told


def test_an_extension_asked_for_is_listed_with_who_must_decide(tmp_path: Path, capsys: Output) -> None:
    root = made(tmp_path, extended("2025-06-10", "task: N1, from: 2025-06-30, to: 2025-07-31", ""))
    for word in LISTS:
        assert main([word, "--root", str(root), "--as-of", "2025-06-12", "--lang", "en"]) == 0
        assert (
            "Extension asked for: 35-TB/ĐUK, N1: 30 Jun 2025 → 31 Jul 2025 (cb-a, 10 Jun 2025). Who must decide: dang-uy."
            in capsys.readouterr().out
        )
    assert main(["status", "--root", str(root), "--as-of", "2025-06-12", "--format", "json"]) == 0
    case = json.loads(capsys.readouterr().out)["cases"][0]
    assert case["extensions_asked"][0]["deciders"] == ["dang-uy"]
