"""Papers of real notices and plans, written down as documents: what the rules on completeness, records and secrets say.

The facts are from public pages, without names; each folder of ``real_cases`` is one case, ``frame`` has the units.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from khacphuc.model.vocabulary import Severity
from khacphuc.obligations.fold import states_of
from khacphuc.obligations.timeliness import timeliness
from khacphuc.obligations.values import CaseState, ObligationKind, Stage, Timing
from khacphuc.register.loading import list_entries, open_settings
from khacphuc.register.source import Memory
from khacphuc.rules.checking import check
from khacphuc.rules.contract import Problem
from tests.rules.examples import files

CASES = Path(__file__).parent / "real_cases"
FAMILIES = ("KP3", "KP5", "KP7")


def register(case: str, **added: str) -> Memory:
    """One case with the units, and documents put beside it (``2026_10_01_verification``)."""
    documents = {**files(CASES / "frame"), **files(CASES / case)}
    folder = next(path for path in documents if path.startswith("plans/") and path != "plans/policy.yml")
    for name, text in added.items():
        document = f"---\n{text}---\n"
        documents[f"{folder.rpartition('/')[0]}/{name[1:].replace('_', '-')}.md"] = document.encode()
    return Memory(documents)


def told(source: Memory, day: str) -> list[Problem]:
    found = check(source, list_entries(source), date.fromisoformat(day), jobs=1)
    return [problem for problem in found if problem.code[:3] in FAMILIES]


def codes(source: Memory, day: str) -> set[str]:
    return {problem.code for problem in told(source, day)}


def state(source: Memory, day: str) -> CaseState:
    listing = list_entries(source)
    (found,) = states_of(source, listing, open_settings(source, listing), date.fromisoformat(day), jobs=1)
    return found


def late(source: Memory, day: str) -> dict[str, Timing]:
    """Where each obligation of a case stands."""
    policy = open_settings(source, list_entries(source)).policy
    asked = date.fromisoformat(day)
    return {item.key: timeliness(item, asked, policy).timing for item in state(source, day).obligations}


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir() if path.name != "frame"))
def test_the_documents_can_be_read(case: str) -> None:
    source = register(case)
    found = check(source, list_entries(source), date(2026, 11, 23), jobs=1)
    assert not [problem for problem in found if problem.code < "KP3"]


def test_an_individual_plan_with_a_cycle_and_evidence_passes() -> None:
    """Case 04: "từ tháng 9/2026 và thường xuyên" is a cycle; the draft notice has no number and no day for the report."""
    found = told(register("04"), "2026-10-01")
    assert [(problem.code, problem.severity) for problem in found] == [
        ("KP318", Severity.WARNING),
        ("KP333", Severity.WARNING),
    ]


def test_nobody_verifies_the_own_plan() -> None:
    """Case 04: by the cell or the committee, not by the member supervised, nor by the cell's own secretary."""
    done = (
        "type: update\ndate: 2026-10-30\nby: chi-bo-so/dang-vien\ntasks:\n"
        "  - {task: N2, state: done, occurrence: 2026-10-31, done_on: 2026-10-29, result: 01 danh mục,\n"
        "     evidence: [{title: Danh mục, date: 2026-10-29}]}\n"
    )
    judged = "type: verification\ndate: 2026-11-05\nby: {}\ntasks: [{{task: N2, outcome: confirmed}}]\n"
    for by, told_of in (("chi-bo-so/dang-vien", True), ("dang-uy", False), ("uy-ban-kiem-tra", False)):
        source = register("04", _2026_10_30_update=done, _2026_11_05_verification=judged.format(by))
        assert ("KP508" in codes(source, "2026-11-10")) == told_of


def test_five_leads_are_none() -> None:
    """Case 05. Saturdays stay as they are written."""
    source = register("05")
    (problem,) = (problem for problem in told(source, "2022-08-01") if problem.severity is Severity.ERROR)
    assert (problem.code, dict(problem.said.message.values)["n"]) == ("KP304", 5)
    assert date(2022, 12, 10).weekday() == date(2022, 7, 30).weekday() == 5
    assert {item.task.id: item.deadline.current for item in state(source, "2022-08-01").tasks} == {
        "N1": date(2022, 12, 10),
        "N2": date(2022, 7, 30),
        "N3": date(2022, 12, 20),
    }


def test_who_waits_for_a_late_task_is_asked() -> None:
    """Case 05: between 10/12 and 20/12 the third task waits for the first."""
    assert "KP329" not in codes(register("05"), "2022-12-10")
    assert "KP329" in codes(register("05"), "2022-12-11")
    assert "KP329" not in codes(register("05"), "2022-12-21")


def test_continued_attention_is_nobodys_task() -> None:
    """Case 06: two of the thirteen have no owner, product or day; the plan itself came within 30 days."""
    found = told(register("06"), "2020-07-01")
    assert {"KP303", "KP305", "KP306", "KP308"} <= {problem.code for problem in found}
    assert {dict(problem.said.message.values)["id"] for problem in found if problem.code == "KP308"} == {
        "N12",
        "N13",
    }
    assert late(register("06"), "2020-07-01")["plan"] is Timing.DONE_ON_TIME


def test_done_and_done_in_part_are_two_states() -> None:
    """Case 06."""
    assert "KP503" in codes(register("06"), "2020-07-01")


def test_evidence_is_not_left_out() -> None:
    """Case 07: "kèm tài liệu kiểm chứng"."""
    (problem,) = (problem for problem in told(register("07"), "2023-12-01") if problem.code == "KP501")
    assert problem.severity is Severity.ERROR
    assert dict(problem.said.help.values)["product"] == "báo cáo kèm tài liệu kiểm chứng"


def test_not_done_and_not_reported_are_two_faults() -> None:
    """Case 07: the task is reported done, the report is not there; and the other way round."""
    found = late(register("07"), "2023-12-20")
    assert (found["N1"], found["report"]) == (Timing.DONE_ON_TIME, Timing.OVERDUE)
    report = "type: report\ndate: 2023-12-14\nby: ubnd\nresults: [{finding: HC1, text: Chưa thực hiện}]\n"
    silent = "type: update\ndate: 2023-11-29\nby: mat-tran\ntasks: requirements\n"
    found = late(register("07", _2023_12_14_report=report, _2023_11_29_update=silent), "2023-12-20")
    assert (found["N1"], found["report"]) == (Timing.OVERDUE, Timing.DONE_ON_TIME)


def test_all_bodies_are_nobody() -> None:
    """Case 09: "các sở, ngành, địa phương"."""
    assert {"KP303", "KP305"} <= codes(register("09"), "2020-09-20")


def test_disagreement_is_a_state_with_a_reason() -> None:
    """Case 09: not in agreement with the auditors, and negotiating: paused, with reason and paper."""
    source = register("09")
    assert "KP526" not in codes(source, "2020-09-20")
    assert [item.declared.value for item in state(source, "2020-09-20").tasks] == ["paused"]
    mute = "type: update\ndate: 2020-09-15\nby: ubnd\ntasks: [{task: N1, state: paused}]\n"
    assert "KP526" in codes(register("09", _2020_09_15_update=mute), "2020-09-20")


def test_deadlines_of_many_shapes() -> None:
    """Case 11: the last three have no day, but following and urging needs none; the month's 23rd has no end."""
    found = told(register("11"), "2026-06-22")
    by_code: dict[str, set[str]] = {}
    for problem in found:
        by_code.setdefault(problem.code, set()).add(str(dict(problem.said.message.values).get("id")))
    assert by_code["KP308"] == {"N6", "N7"}
    assert by_code["KP310"] == {"N4"}
    assert by_code["KP327"] == {"N2", "N3"}
    assert "N8" not in by_code.get("KP306", set())


def test_what_the_notice_leaves_open_the_plan_may() -> None:
    """Case 11: without a day in the letter, a signed plan without one is asked about, and can be recorded."""

    def severities(source: Memory) -> set[Severity]:
        return {one.severity for one in told(source, "2026-06-22") if one.code in ("KP308", "KP310", "KP405")}

    documents = {**files(CASES / "frame"), **files(CASES / "11")}
    path = next(path for path in documents if path.endswith("/conclusion.md"))
    undated = documents[path].replace(b"report_due: 2027-12-31\n", b"")
    assert severities(Memory(documents)) == {Severity.ERROR}
    assert severities(Memory({**documents, path: undated})) == {Severity.WARNING}


def test_all_cells_are_each_owed() -> None:
    """Case 11: "các chi bộ trực thuộc"."""
    found = state(register("11"), "2026-06-22")
    owed = [
        item.owed_by
        for item in found.obligations
        if item.kind is ObligationKind.DO_TASK and item.key.startswith("N5")
    ]
    assert owed == ["chi-bo-so", "chi-bo-thon-2"]
    assert found.stage is Stage.IN_PROGRESS
