"""A finding that the unit itself reports as not corrected keeps the case open, and a further report owed."""

from __future__ import annotations

from datetime import date

import pytest

from khacphuc.obligations.timeliness import is_open
from khacphuc.obligations.values import CaseState, Obligation, ObligationKind, Stage, VoidReason
from tests.obligations.test_fold import CONCLUSION, PLAN
from tests.obligations.test_fold import state as state_of

NOTICE = CONCLUSION.replace(", {id: HC2, text: Hai}", "")
ONE_TASK = PLAN.partition("  - {id: N2")[0]

DONE = {
    "2024-07-10-update": "type: update\ndate: 2024-07-10\nby: chi-bo\ntasks: [{task: N1, state: done, done_on: 2024-07-10}]\n",
    "2024-07-20-verification": (
        "type: verification\ndate: 2024-07-20\nby: ubkt\ntasks: [{task: N1, outcome: confirmed, gone: true}]\n"
    ),
}


def state(as_of: str, **records: str) -> CaseState:
    return state_of(as_of, {"conclusion": NOTICE, "plan": ONE_TASK, **records})


def report(day: str, outcome: str) -> dict[str, str]:
    results = f"results: [{{finding: HC1, outcome: {outcome}, reason: Còn 2 hồ sơ}}]\n"
    return {f"{day}-report": f"type: report\ndate: {day}\nby: chi-bo\n{results}"}


def closure(day: str) -> dict[str, str]:
    return {f"{day}-closure": f"type: closure\ndate: {day}\nby: ubkt\n"}


def reports(found: CaseState) -> list[Obligation]:
    return [item for item in found.obligations if item.kind is ObligationKind.SEND_REPORT]


@pytest.mark.parametrize("outcome", ["not_corrected", "partially_corrected"])
def test_what_is_not_corrected_keeps_the_case_open(outcome: str) -> None:
    found = state("2024-12-01", **DONE, **report("2024-08-01", outcome), **closure("2024-09-01"))
    assert [(void.why, void.meant) for void in found.voids] == [(VoidReason.NOT_CORRECTED, ("HC1",))]
    assert found.stage in (Stage.AWAITING_REPORT, Stage.REPORT_OVERDUE)
    first, further = reports(found)
    assert first.fulfilled_on == date(2024, 8, 1)
    assert is_open(further)
    assert further.since == date(2024, 8, 1)
    assert found.findings[0].reported == outcome


def test_a_report_before_its_day_leaves_that_day_to_the_next_one() -> None:
    notice = {"conclusion": NOTICE.replace("report_due: 2024-12-15", "report_due: 2024-09-30")}
    early, late = (
        reports(state("2024-12-01", **notice | report(day, "not_corrected")))[1].deadline
        for day in ("2024-08-01", "2024-10-02")
    )
    assert (early.current, early.by_policy) == (date(2024, 9, 30), False)
    assert late.current != date(2024, 9, 30)


@pytest.mark.parametrize("outcome", ["corrected", "no_longer_valid"])
def test_a_further_report_that_says_so_lets_it_close(outcome: str) -> None:
    told = {**report("2024-08-01", "not_corrected"), **report("2024-10-01", outcome)}
    found = state("2024-12-01", **DONE, **told, **closure("2024-11-01"))
    assert not found.voids
    assert found.stage is Stage.CLOSED
    assert [item.fulfilled_on for item in reports(found)] == [date(2024, 8, 1), date(2024, 10, 1)]


def test_each_report_that_leaves_something_owes_another() -> None:
    told = {**report("2024-08-01", "not_corrected"), **report("2024-10-01", "partially_corrected")}
    found = state("2024-12-01", **DONE, **told)
    assert [item.fulfilled for item in reports(found)] == [True, True, False]


def test_the_last_word_counts() -> None:
    told = {**report("2024-08-01", "corrected"), **report("2024-10-01", "not_corrected")}
    found = state("2024-12-01", **DONE, **told, **closure("2024-11-01"))
    assert [void.why for void in found.voids] == [VoidReason.NOT_CORRECTED]
