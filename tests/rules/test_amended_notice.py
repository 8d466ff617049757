"""What a check says of notices and plans that papers have changed: the notice as those who may have left it, and nothing else."""

from __future__ import annotations

import pytest

from khacphuc.reports.rulebook import EXAMPLES
from tests.rules.examples import BASE, CASE, files, problems_of

NOTICE, PLAN = f"{CASE}/conclusion.md", f"{CASE}/plan.md"
REVISION = f"{CASE}/plan-2024-07-02.md"
REVISED = files(EXAMPLES / "kp345" / "good")[REVISION].decode()
PARTS = BASE[NOTICE].replace(
    b"    section: M\xe1\xbb\xa5c II.2\n",
    "    parts: [{id: HC2.1, text: Quy chế ban hành năm 2019.}, {id: HC2.2, text: Chưa sửa đổi.}]\n".encode(),
)


def paper(kind: str, lines: str, by: str = "dang-uy-khoi", day: str = "2024-07-03") -> dict[str, bytes]:
    return {
        f"{CASE}/{day}-{kind}.md": f"---\ntype: {kind}\ndate: {day}\nby: {by}\nnumber: 44-TB/ĐU\n{lines}---\n".encode()
    }


def correction(*changes: str, by: str = "dang-uy-khoi") -> dict[str, bytes]:
    return paper("correction", "changes:\n" + "".join(f"  - {{{change}}}\n" for change in changes), by)


def codes(changed: dict[str, bytes]) -> list[str]:
    return sorted({problem.code for problem in problems_of(changed)})


def test_no_task_is_asked_for_of_the_parts_of_what_is_withdrawn() -> None:
    gone = "finding: HC2, withdrawn: true"
    assert codes({NOTICE: PARTS}) == ["KP343"]
    assert codes({NOTICE: PARTS, **correction(gone)}) == []
    assert codes({NOTICE: PARTS, **correction(gone, by="chi-bo-ke-toan")}) == ["KP343", "KP533"]


def test_parts_of_a_finding_that_a_supplement_adds_are_asked_for_when_it_has_a_task() -> None:
    added = paper(
        "supplement",
        "findings: [{id: HC3, text: Ba, parts: [{id: HC3.1, text: Một}, {id: HC3.2, text: Hai}]}]\n",
    )
    assert codes(added) == ["KP346"]
    new = REVISED.replace("id: N1\n", "id: N3\n").replace("[HC1]", "[HC3]\n    parts: [HC3.1]")
    new = new.replace("N1.1", "N3.1").replace("    requirements: [YC1]\n", "")
    assert "KP343" in codes({**added, REVISION: new.encode()})
    wrong = new.replace("findings: [HC3]", "findings: [HC1]")
    assert "KP220" in codes({**added, REVISION: wrong.encode()})


@pytest.mark.parametrize(("by", "told"), [("dang-uy-khoi", []), ("chi-bo-ke-toan", ["KP340", "KP533"])])
def test_a_requirement_that_its_own_unit_withdraws_is_asked_for(by: str, told: list[str]) -> None:
    more = BASE[NOTICE].replace(
        b"requirements:\n",
        "requirements:\n  - {id: YC2, text: Niêm yết., kind: guide, due: 2024-10-01}\n".encode(),
    )
    assert codes({NOTICE: more}) == ["KP340"]
    assert codes({NOTICE: more, **correction("requirement: YC2, withdrawn: true", by=by)}) == told


def test_whom_only_a_withdrawn_finding_names_needs_no_plan_of_its_own() -> None:
    named = BASE[NOTICE].replace(
        b"    section: M\xe1\xbb\xa5c II.2\n", b"    concerned: [chi-bo-ke-toan/pho-bi-thu]\n"
    )
    assert codes({NOTICE: named}) == ["KP315"]
    assert codes({NOTICE: named, **correction("finding: HC2, withdrawn: true")}) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("requirement: YC1, due: 2024-09-30, due_text: trước ngày 30/9/2024", []),
        ("requirement: YC1, due: 2024-09-30, due_text: trước ngày 30/8/2024", ["KP107"]),
        ("requirement: YC1, due_text: trước ngày 30/9/2024", ["KP545"]),
        ("finding: HC1, due: 2024-09-30", ["KP545"]),
        ("duty: report, due: 2024-12-20", []),
        ("duty: report, withdrawn: true", ["KP545"]),
        ("duty: report, finding: HC1, due: 2024-12-20", ["KP545"]),
        ("finding: HC1, withdrawn: true, restored: true", ["KP545"]),
        ("finding: HC1, restored: true", ["KP552"]),
        ("finding: HC9, withdrawn: true", ["KP203"]),
        ("requirement: YC9, due: 2024-09-30", ["KP213"]),
    ],
)
def test_what_a_change_says_is_clear_and_agrees_with_its_words(change: str, told: list[str]) -> None:
    found = codes(correction(change))
    assert [code for code in found if code != "KP341"] == told


def test_a_correction_before_the_supplement_that_adds_the_part_is_told() -> None:
    added = paper("supplement", "findings: [{id: HC3, text: Ba}]\n", day="2024-07-05")
    assert codes({**added, **correction("finding: HC3, withdrawn: true")}) == ["KP346", "KP547", "KP552"]


def test_days_of_a_supplement_are_compared() -> None:
    early = "addition_due: 2024-07-01\nrequirements: [{id: YC2, text: Hai, kind: guide, lead: uy-ban-kiem-tra, due: 2024-07-02}]\n"
    assert [problem.code for problem in problems_of(paper("supplement", early))] == ["KP112", "KP112"]
    words = "requirements: [{id: YC2, text: Hai, kind: guide, lead: uy-ban-kiem-tra, due: 2024-08-02, due_text: trước ngày 15/8/2024}]\n"
    assert codes(paper("supplement", words)) == ["KP107"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("issued_on: 2024-07-02", "issued_on: 2024-06-01", ["KP345"]),
        ("  number: 12-KH/CB\n", "", []),
        ("  date: 2024-06-05\n", "", []),
        ("  number: 12-KH/CB\n  date: 2024-06-05\n", "  number: 15-KH/CB\n", ["KP345"]),
        ("    lead: chi-bo-ke-toan\n", "    lead: cong-doan\n", []),
    ],
)
def test_a_revision_names_its_plan_and_follows_it(old: str, new: str, told: list[str]) -> None:
    assert old in REVISED
    assert codes({REVISION: REVISED.replace(old, new).encode()}) == told


def test_what_a_unit_takes_away_by_itself_is_told_with_who_may_decide() -> None:
    alone = REVISED.replace("approved_by: dang-uy-khoi\n", "").replace("2024-09-15", "2024-08-15")
    alone = alone.replace("15/9/2024", "15/8/2024").replace("lead: chi-bo-ke-toan", "lead: cong-doan")
    assert "KP351" in codes({REVISION: alone.encode()})


def test_earlier_notices_are_earlier() -> None:
    later = BASE[NOTICE].replace(
        b"    section: M\xe1\xbb\xa5c II.2\n",
        "    repeat_of_paper: {number: 12-TB/ĐU, date: 2024-06-10}\n".encode(),
    )
    assert codes({NOTICE: later}) == ["KP112"]
    other = BASE[NOTICE].replace(b"KL-2024-35", b"KL-2024-36").replace(b"35-TB", b"36-TB")
    other = other.replace(b"issued_on: 2024-05-10", b"issued_on: 2024-05-12")
    repeating = BASE[NOTICE].replace(
        b"    section: M\xe1\xbb\xa5c II.2\n", b"    repeat_of: KL-2024-36/HC1\n"
    )
    found = codes({NOTICE: repeating, "plans/chi-bo-ke-toan/kl-2024-36/conclusion.md": other})
    assert "KP354" in found
    added = paper("supplement", "findings: [{id: HC3, text: Ba, repeat_of: KL-2023-1/HC1}]\n")
    assert "KP203" in codes(added)


def test_days_of_a_correction_count_for_rules_about_days() -> None:
    none = BASE[NOTICE].replace(
        "report_due: 2024-12-16\nreport_due_text: chậm nhất ngày 16/12/2024\n".encode(), b""
    )
    assert codes({NOTICE: none}) == ["KP318"]
    assert codes({NOTICE: none, **correction("duty: report, due: 2024-12-20")}) == []
    assert "KP319" in codes(correction("duty: report, due: 2024-09-15"))
    told = codes({NOTICE: none, **correction("duty: report, due: 2024-12-20", by="chi-bo-ke-toan")})
    assert told == ["KP318", "KP533"]


def test_an_extension_of_a_day_that_a_correction_gave_is_no_wrong_one() -> None:
    moving = correction("duty: report, due: 2024-12-20")
    extended = {
        f"{CASE}/2024-07-05-extension.md": (
            "---\ntype: extension\ndate: 2024-07-05\nby: chi-bo-ke-toan\nreason: Chờ quy định mới của tỉnh\n"
            "outcome: approved\ndecided_by: dang-uy-khoi\npaper: {number: 60-CV/ĐU, date: 2024-07-05}\n"
            "tasks: [{duty: report, from: 2024-12-20, to: 2025-01-20}]\n---\n"
        ).encode()
    }
    assert codes(extended) == ["KP513"]
    assert codes({**moving, **extended}) == []


def test_a_demanded_plan_keeps_a_case_open_although_every_finding_is_withdrawn() -> None:
    asked = BASE[NOTICE].replace(
        b"requirements:\n",
        "requirements:\n  - {id: YC2, text: Lập kế hoạch., kind: plan, due: 2024-07-20}\n".encode(),
    )
    unplanned = BASE[PLAN].replace(b"status: issued", b"status: draft")
    gone = correction(
        *(f"{one}, withdrawn: true" for one in ("finding: HC1", "finding: HC2", "requirement: YC1"))
    )
    closed = paper("closure", "", by="uy-ban-kiem-tra", day="2024-07-08")
    closed = {path: text.replace(b"number: 44-TB/\xc4\x90U\n", b"") for path, text in closed.items()}
    assert "KP541" in codes({NOTICE: asked, PLAN: unplanned, **gone, **closed})
    assert "KP541" not in codes({NOTICE: asked, **gone, **closed})
