"""Which tasks are for what the notice demands: as much of it, by whom it may be given to, and not over before."""

from __future__ import annotations

import pytest

from khacphuc.obligations.values import CaseState, DemandConflict, FindingStatus, ObligationKind
from tests.obligations.test_demands import open_keys, plan
from tests.obligations.test_fold import CONCLUSION, state

ONE = CONCLUSION.replace(", {id: HC2, text: Hai}", "")
DAY = "2024-06-10"


def demanding(*more: str) -> str:
    return (
        ONE
        + f"requirements: [{{{', '.join(('id: YC1, text: Nộp lại, finding: [HC1], due: 2024-07-31', *more))}}}]\n"
    )


def task(name: str, *more: str, content: str = "Nộp lại tiền chi sai", lead: str = "lead: chi-bo") -> str:
    given = f"id: {name}, findings: [HC1], requirements: [YC1], content: {content}, {lead}, due: 2024-07-15"
    return ", ".join((given, *more))


def why(found: CaseState) -> set[DemandConflict]:
    return {item.why for item in found.not_taken_over}


MONEY, FILES = "target: {money: 50000000}", "target: {total: 12, unit: hồ sơ}"


@pytest.mark.parametrize(
    ("target", "tasks", "left"),
    [
        (MONEY, [task("N1", MONEY)], None),
        (MONEY, [task("N1", "target: {money: 5000000}")], DemandConflict.SMALLER),
        (MONEY, [task("N1", "target: {money: 30000000}"), task("N2", "target: {money: 20000000}")], None),
        (
            MONEY,
            [task("N1", "target: {money: 30000000}"), task("N2", "target: {money: 10000000}")],
            DemandConflict.SMALLER,
        ),
        (MONEY, [task("N1", "target: {money: 30000000}"), task("N2")], DemandConflict.UNSAID),
        (MONEY, [task("N1")], DemandConflict.UNSAID),
        (MONEY, [task("N1", content="Nộp lại 50 triệu đồng vào quỹ")], None),
        (MONEY, [task("N1", content="Nộp lại 50.000.000 đồng")], None),
        (MONEY, [task("N1", content="Nộp lại 5 triệu đồng")], DemandConflict.UNSAID),
        (MONEY, [task("N1", content="Nộp 30 triệu đồng"), task("N2", content="Nộp 20 triệu")], None),
        (MONEY, [task("N1", FILES)], DemandConflict.UNSAID),
        (MONEY, [task("N1", "target: {area: 60000000}")], DemandConflict.UNSAID),
        ("target: {area: 12000}", [task("N1", content="'Thu hồi 1,2 ha đất'")], None),
        (FILES, [task("N1", FILES)], None),
        (FILES, [task("N1", "target: {total: 12}")], None),
        (FILES, [task("N1", "target: {total: 11, unit: hồ sơ}")], DemandConflict.SMALLER),
        (FILES, [task("N1", "target: {total: 20, unit: cuộc họp}")], DemandConflict.UNSAID),
        (FILES, [task("N1", content="Lập đủ 12 hồ sơ")], None),
        (FILES, [task("N1", content="Họp ngày 15")], DemandConflict.UNSAID),
        (
            MONEY,
            [task("N1", "target: {money: 25000000}", lead="for_each: {units: [chi-bo, to-1]}")],
            None,
        ),
        ("kind: remedy", [task("N1", content="Họp")], None),
    ],
)
def test_tasks_take_a_demand_over_for_its_amount(
    target: str, tasks: list[str], left: DemandConflict | None
) -> None:
    found = state(DAY, conclusion=demanding(target), plan=plan(*tasks))
    assert why(found) == ({left} if left else set())
    assert ("YC1" in open_keys(found)) is (left is not None)


def done(day: str, name: str = "N1") -> dict[str, str]:
    return {
        f"{day}-update-{name.lower()}": f"type: update\ndate: {day}\nby: chi-bo\ntasks: [{{task: {name}, state: done}}]\n"
    }


def confirmed(day: str, name: str = "N1") -> dict[str, str]:
    return {
        f"{day}-verification": (
            f"type: verification\ndate: {day}\nby: ubkt\ntasks: [{{task: {name}, outcome: confirmed}}]\n"
        )
    }


def test_without_its_amount_a_demand_waits_for_the_follower() -> None:
    notice, unsaid = demanding(MONEY), plan(task("N1"))
    reported = state("2024-07-20", done("2024-07-10"), conclusion=notice, plan=unsaid)
    assert open_keys(reported) == ["YC1"]
    judged = state("2024-07-20", done("2024-07-10") | confirmed("2024-07-15"), conclusion=notice, plan=unsaid)
    assert open_keys(judged) == []
    less = plan(task("N1", "target: {money: 5000000}"))
    short = state("2024-07-20", done("2024-07-10") | confirmed("2024-07-15"), conclusion=notice, plan=less)
    assert open_keys(short) == ["YC1"]


APPROVED = "approved_by: dang-uy\n"


@pytest.mark.parametrize(
    ("lead", "more", "given"),
    [
        ("lead: chi-bo", "", True),
        ("lead: chi-bo/bi-thu", "", True),
        ("lead: to-1", "", True),
        ("for_each: {units: [to-1]}", "", True),
        ("for_each: {units: [to-1, chi-bo-2]}", "", False),
        ("lead: chi-bo-2", "", False),
        ("lead: dang-uy", "", False),
        ("lead: ubkt", "", False),
        ("lead: chi-bo-2", APPROVED, True),
        ("lead: dang-uy", APPROVED, True),
        ("lead: ubkt", APPROVED, False),
        ("lead: to-1", "level: collective\nfor: to-1\nissued_by: to-1\n", False),
        ("lead: to-1", "level: collective\nfor: to-1\nissued_by: chi-bo\n", True),
        ("lead: chi-bo/bi-thu", "level: individual\nfor: chi-bo/bi-thu\nissued_by: chi-bo/bi-thu\n", True),
    ],
)
def test_the_unit_gives_what_is_asked_of_it_within_its_reach(lead: str, more: str, given: bool) -> None:  # noqa: FBT001
    made = plan(task("N1", lead=lead)).replace("tasks:", f"{more}tasks:")
    named = "plan-to-1" if "for: to-1" in more else "plan-bi-thu" if "for:" in more else "plan"
    found = state(DAY, {named: made}, conclusion=demanding(), plan=made if named == "plan" else "")
    assert any(item.task.id == "N1" for item in found.tasks)
    assert why(found) == (set() if given else {DemandConflict.LED_BY_ANOTHER})
    assert ("YC1" in open_keys(found)) is not given


def test_a_notice_that_names_who_directs_lets_the_plan_reach_what_is_below_it() -> None:
    directed = demanding().replace("issuer: dang-uy", "issuer: dang-uy\ndirecting: dang-uy")
    assert why(state(DAY, conclusion=directed, plan=plan(task("N1", lead="lead: chi-bo-2")))) == set()


def test_a_neighbour_that_only_helps_leaves_the_demand_with_the_task_of_the_unit() -> None:
    both = plan(task("N1"), task("N2", lead="lead: chi-bo-2"))
    found = state(DAY, conclusion=demanding(), plan=both)
    assert open_keys(found) == []
    assert why(found) == set()


def supplement(*parts: str, day: str = "2024-06-20") -> dict[str, str]:
    return {
        f"{day}-supplement": (
            f"type: supplement\ndate: {day}\nby: dang-uy\nnumber: 21-TB/ĐU\naddition_due: 2024-07-10\n"
            + "".join(f"{part}\n" for part in parts)
        )
    }


ADDED = supplement(
    "findings: [{id: HC3, text: Ba}]",
    "requirements: [{id: YC3, text: Bổ sung, finding: [HC3], due: 2024-07-31}]",
)
OLD = "id: N1, findings: [HC1, HC3], requirements: [YC3], content: Việc một, lead: chi-bo, due: 2024-07-15"


def revision(*tasks: str, on: str = "2024-06-28") -> dict[str, str]:
    made = plan(*tasks).replace(
        "number: 12-KH/CB", "number: 16-KH/CB\nrevises: {number: 12-KH/CB, date: 2024-06-05}"
    )
    return {f"plan-{on}": made.replace("issued_on: 2024-06-05", f"issued_on: {on}")}


FIRST = plan("id: N1, findings: [HC1], content: Việc một, lead: chi-bo, due: 2024-07-15")


@pytest.mark.parametrize(
    ("records", "over"),
    [
        ({}, False),
        (done("2024-06-10"), True),
        (done("2024-06-10") | confirmed("2024-06-12"), True),
        (
            done("2024-06-10") | confirmed("2024-06-25"),
            True,
        ),  # it had been reported for what was asked before
        (done("2024-06-20"), False),
        (done("2024-06-25") | confirmed("2024-06-26"), False),
    ],
)
def test_what_was_over_before_a_supplement_answers_nothing_of_it(records: dict[str, str], over: bool) -> None:  # noqa: FBT001
    found = state("2024-07-20", ADDED | records | revision(OLD), conclusion=ONE, plan=FIRST)
    assert ("YC3" in open_keys(found)) is over
    assert why(found) == ({DemandConflict.OVER} if over else set())
    added = next(item for item in found.findings if item.finding.id == "HC3")
    assert (added.status is FindingStatus.NO_TASK) is over
    assert (added.tasks == ()) is over
    owed = [item for item in found.obligations if item.kind is ObligationKind.ADD_TO_PLAN]
    assert [item.fulfilled for item in owed] == [not over]


def test_an_addition_is_a_paper_that_is_no_older_than_what_it_adds() -> None:
    def fulfilled(files: dict[str, str], first: str) -> list[bool]:
        found = state("2024-07-20", ADDED | files, conclusion=ONE, plan=first)
        return [item.fulfilled for item in found.obligations if item.kind is ObligationKind.ADD_TO_PLAN]

    own = OLD.replace("N1", "N3").replace("HC1, ", "")
    assert fulfilled({}, FIRST) == [False]
    assert fulfilled({}, plan(OLD)) == [False]  # written into the plan that was issued before
    assert fulfilled(revision(own), FIRST) == [True]
    assert fulfilled(revision(own, on="2024-06-20"), FIRST) == [True]
    assert fulfilled({}, plan(OLD).replace("2024-06-05", "2024-06-30")) == []  # the first plan came later


def test_what_was_reported_before_the_notice_answers_no_demand_of_it() -> None:
    early, late = done("2024-05-09"), done("2024-05-10")
    assert open_keys(state(DAY, early, conclusion=demanding(), plan=plan(task("N1")))) == ["YC1"]
    assert open_keys(state(DAY, late, conclusion=demanding(), plan=plan(task("N1")))) == []
