"""What a notice can say of a demand: its parts, named units, supporters, to whom; no plan and no report; disputes."""

from __future__ import annotations

from datetime import date

import pytest

from khacphuc.obligations.timeliness import is_open
from khacphuc.obligations.values import CaseState, FindingStatus, ObligationKind, Stage, VoidReason
from tests.obligations.test_demands import open_keys, plan
from tests.obligations.test_fold import CONCLUSION, owed
from tests.obligations.test_fold import state as state_of

PARTS = "parts: [{id: YC1.1, text: Thu hồi}, {id: YC1.2, text: Báo cáo}]"
ONE = CONCLUSION.replace(", {id: HC2, text: Hai}", "")


def state(as_of: str, conclusion: str, plan: str = "", **records: str) -> CaseState:
    return state_of(as_of, {"conclusion": conclusion, "plan": plan, **records})


def demanding(*requirements: str, more: str = "", notice: str = ONE) -> str:
    return notice + "requirements:\n" + "".join(f"  - {{{item}}}\n" for item in requirements) + more


def test_half_a_demand_is_not_taken_over() -> None:
    notice = demanding(f"id: YC1, text: Hai việc, finding: [HC1], due: 2024-07-31, {PARTS}")
    half = "id: N1, findings: [HC1], requirements: [YC1], parts: [YC1.2], content: Báo cáo, lead: chi-bo, due: 2024-07-15"
    whole = half.replace("[YC1.2]", "[YC1.1, YC1.2]")
    assert open_keys(state("2024-06-10", notice, plan(half))) == ["YC1"]
    assert open_keys(state("2024-06-10", notice, plan(whole))) == []


@pytest.mark.parametrize(
    ("each", "units"),
    [
        ("units: [chi-bo, chi-bo-2]", ["chi-bo", "chi-bo-2"]),
        ("units: [chi-bo-2]", ["chi-bo-2"]),
        ("children_of: dang-uy, except: [chi-bo]", ["chi-bo-2"]),
        ("children_of: dang-uy, except: [chi-bo], units: [ubkt]", ["chi-bo-2", "ubkt"]),
    ],
)
def test_each_of_named_units_owes_it(each: str, units: list[str]) -> None:
    notice = demanding(f"id: YC1, text: Quán triệt, for_each: {{{each}}}, due: 2024-07-31")
    found = state("2024-06-10", notice)
    assert sorted(item.owed_by for item in found.obligations if item.key.startswith("YC1@")) == units


def test_it_is_owed_to_whom_the_notice_names() -> None:
    notice = demanding(
        "id: YC1, text: Báo cáo về Ban, finding: [HC1], to: dang-uy, due: 2024-07-31",
        "id: YC2, text: Hướng dẫn, kind: guide, lead: ubkt, due: 2024-07-31",
    )
    found = state("2024-06-10", notice)
    assert owed(found, "YC1").owed_to == "dang-uy"
    assert owed(found, "YC2").owed_to == "dang-uy", "the follower owes it to the issuer, not to itself"


def test_a_report_that_is_demanded_goes_to_whom_the_notice_names() -> None:
    notice = demanding("id: YC1, text: Báo cáo về Ban, kind: report, to: dang-uy, due: 2024-12-15")
    assert owed(state("2024-06-10", notice), "report").owed_to == "dang-uy"


def test_a_supporter_may_report_on_it() -> None:
    notice = demanding("id: YC1, text: Rà soát, finding: [HC1], supporters: [chi-bo-2], due: 2024-07-31")
    update = "type: update\ndate: 2024-06-20\nby: chi-bo-2\ntasks: [{task: YC1, state: in_progress}]\n"
    assert not state("2024-07-01", notice, **{"2024-06-20-update": update}).voids
    alone = notice.replace("supporters: [chi-bo-2], ", "")
    assert state("2024-07-01", alone, **{"2024-06-20-update": update}).voids


def test_following_without_a_day_is_no_debt_of_the_follower() -> None:
    notice = demanding("id: YC1, text: Theo dõi và đôn đốc, kind: follow, lead: ubkt")
    assert open_keys(state("2024-07-01", notice)) == []
    assert open_keys(state("2024-07-01", notice.replace("lead: ubkt", "lead: chi-bo-2"))) == ["YC1"]


LETTER = """type: conclusion
id: KL-1
unit: dang-uy
status: issued
number: 11-CV/DU
title: Công văn giao việc
issuer: dang-uy
issued_on: 2024-05-10
followers: {commission: ubkt}
asks: requirements
requirements:
  - {id: YC1, text: Tham mưu kế hoạch, lead: chi-bo, due: 2024-06-24}
"""
DONE = {
    "2024-06-20-update": (
        "type: update\ndate: 2024-06-20\nby: chi-bo\n"
        "tasks: [{task: YC1, state: done, done_on: 2024-06-20, evidence: [{number: 1-KH/CB, date: 2024-06-20}]}]\n"
    ),
    "2024-06-25-verification": (
        "type: verification\ndate: 2024-06-25\nby: ubkt\ntasks: [{task: YC1, outcome: confirmed}]\n"
    ),
}
CLOSURE = {"2024-07-01-closure": "type: closure\ndate: 2024-07-01\nby: dang-uy\n"}


def test_a_task_letter_owes_what_it_demands_and_no_more() -> None:
    found = state("2024-06-10", LETTER)
    owing = {item.kind for item in found.obligations if is_open(item)}
    assert owing == {ObligationKind.MEET_DEMAND, ObligationKind.CLOSE}
    assert found.stage is Stage.IN_PROGRESS
    assert state("2024-06-22", LETTER, **DONE).stage is Stage.AWAITING_CLOSURE


def test_its_issuer_closes_it_when_the_demands_are_met() -> None:
    early = state("2024-07-02", LETTER, **CLOSURE)
    assert [void.why for void in early.voids] == [VoidReason.DEMANDS_OPEN]
    found = state("2024-07-02", LETTER, **DONE, **CLOSURE)
    assert not found.voids
    assert found.closed_on == date(2024, 7, 1)


def test_a_finding_of_a_notice_without_a_plan_is_met_by_its_demand() -> None:
    notice = demanding("id: YC1, text: Khắc phục, finding: [HC1], due: 2024-06-24", more="asks: report\n")
    notice = notice.replace("plan_due: 2024-06-10\n", "")
    assert state("2024-06-10", notice).findings[0].status is FindingStatus.OPEN
    assert state("2024-06-26", notice, **DONE).findings[0].status is FindingStatus.VERIFIED


MEMBERS = """type: conclusion
id: KL-1
unit: chi-bo
status: issued
number: 11-TB/CB
title: Kết luận kiểm tra đảng viên
issuer: chi-bo
issued_on: 2024-05-10
asks: requirements
findings: [{id: HC1, text: Một, concerned: [chi-bo/bi-thu]}]
"""
OWN_PLAN = """type: plan
level: individual
for: chi-bo/bi-thu
status: issued
issued_on: 2024-06-05
issued_by: chi-bo/bi-thu
tasks:
  - {id: N1, findings: [HC1], content: Việc một, lead: chi-bo/bi-thu, due: 2024-07-15}
"""


@pytest.mark.parametrize(("by", "voids"), [("chi-bo", 0), ("chi-bo/bi-thu", 1)])
def test_a_cell_verifies_its_own_member_but_nobody_himself(by: str, voids: int) -> None:
    records = {
        "2024-07-10-update": (
            "type: update\ndate: 2024-07-10\nby: chi-bo/bi-thu\ntasks: [{task: N1, state: done, done_on: 2024-07-10}]\n"
        ),
        "2024-07-20-verification": (
            f"type: verification\ndate: 2024-07-20\nby: {by}\ntasks: [{{task: N1, outcome: confirmed, gone: true}}]\n"
        ),
    }
    found = state_of("2024-08-01", {"conclusion": MEMBERS, "plan": "", "plan-bi-thu": OWN_PLAN, **records})
    assert len(found.voids) == voids
    assert (found.findings[0].status is FindingStatus.VERIFIED) is (not voids)


def test_where_the_unit_owes_something_itself_it_verifies_nothing() -> None:
    mixed = LETTER + "  - {id: YC2, text: Báo cáo, kind: report, due: 2024-06-30}\n"
    found = state("2024-07-02", mixed, **DONE, **CLOSURE)
    assert VoidReason.NO_RIGHT in [void.why for void in found.voids]


DISPUTE = "views: [{findings: [HC1], agreement: disagrees, reason: Đã có quy chế}]\n"


def test_what_a_unit_disputes_stays_in_sight_until_it_is_answered() -> None:
    own = plan("id: N2, content: Việc khác, lead: chi-bo, due: 2024-07-15").replace(
        "tasks:", f"{DISPUTE}tasks:"
    )
    assert state("2024-07-01", ONE, own).findings[0].status is FindingStatus.DISPUTED
    correction = "type: correction\ndate: 2024-06-20\nby: dang-uy\nnumber: 2-TB/DU\nchanges: [{finding: HC1, text: Một ý}]\n"
    answered = state("2024-07-01", ONE, own, **{"2024-06-20-correction": correction})
    assert answered.findings[0].status is FindingStatus.NO_TASK
