"""Corrections of a notice: what they withdraw and put in force again, the days that they move, and what cannot be read."""

from __future__ import annotations

from datetime import date

import pytest

from khacphuc.obligations.fold import fold
from khacphuc.obligations.timeliness import is_open
from khacphuc.obligations.values import CaseState, Stage, VoidReason
from khacphuc.register.loading import list_entries, open_case, open_settings
from khacphuc.register.source import Memory
from tests.obligations.test_amendments import WITHDRAW_2, correction, supplement
from tests.obligations.test_fold import (
    BOTH_CONFIRMED,
    BOTH_DONE,
    CLOSURE,
    CONCLUSION,
    FOLDER,
    FRAME,
    PLAN,
    REPORT,
    owed,
    state,
    update,
    verification,
)

WITHDRAW_ALL = (WITHDRAW_2, "finding: HC1, withdrawn: true")


# ─────────────────────────────────────────────────────────────────────────────────────────── in force or not


def test_a_paper_dated_before_the_notice_has_no_effect() -> None:
    early = supplement("2024-05-01") | correction(WITHDRAW_2, day="2024-05-02")
    found, without = state("2024-07-02", early), state("2024-07-02")
    assert (found.obligations, found.findings) == (without.obligations, without.findings)
    assert [(void.at, void.why) for void in found.voids] == [(None, VoidReason.BEFORE_ITS_PAPER)] * 2


def test_what_is_not_in_force_cannot_be_changed() -> None:
    again = correction(
        "finding: HC2, text: Khác",
        "finding: HC1, restored: true",
        "finding: HC2, withdrawn: true",
        "finding: HC3, withdrawn: true",
        day="2024-07-03",
    )
    found = state("2024-07-05", correction(WITHDRAW_2) | again | supplement("2024-07-04"))
    assert [(void.at, void.why) for void in found.voids] == [(at, VoidReason.NOT_IN_FORCE) for at in range(4)]
    assert [one.finding.text for one in found.withdrawn] == ["Hai"]


def test_what_was_withdrawn_is_owed_as_before_when_it_is_in_force_again() -> None:
    files = (
        update("2024-06-20", "task: N2, state: done, done_on: 2024-06-20")
        | update("2024-06-22", "task: N1, state: done")
        | verification("2024-06-25", "task: N1, outcome: confirmed, effectiveness_due: 2024-12-01")
    )
    withdrawn = files | correction(*WITHDRAW_ALL)
    again = correction(
        "finding: HC2, restored: true, text: Hai rưỡi", "finding: HC1, restored: true", day="2024-08-01"
    )
    assert state("2024-07-02", withdrawn).stage is Stage.WITHDRAWN
    before, after = state("2024-08-02", files), state("2024-08-02", withdrawn | again)
    keys = {item.key for item in before.obligations if is_open(item)}
    assert {"N2.verify", "N1.effect.2024-12-01"} <= keys
    assert {item.key for item in after.obligations if is_open(item)} == keys
    assert sorted(one.finding.text for one in after.findings) == ["Hai rưỡi", "Một"]


def test_what_is_in_force_again_opens_a_closed_case() -> None:
    files = (
        correction(WITHDRAW_2)
        | update("2024-07-10", "task: N1, state: done, done_on: 2024-07-09")
        | verification("2024-10-01", "task: N1, outcome: confirmed")
        | REPORT
        | CLOSURE
    )
    found = state("2024-11-02", files | correction("finding: HC2, restored: true", day="2024-11-01"))
    assert (found.open, found.reopened_on) == (True, date(2024, 11, 1))
    assert not owed(found, "report").fulfilled, "of what is in force again, nothing is reported"
    reworded = correction("finding: HC1, text: Khác", day="2024-11-01")
    assert state("2024-11-02", files | reworded).stage is Stage.CLOSED


@pytest.mark.parametrize("kind", ["", ", kind: report", ", kind: guide"])
def test_a_demand_in_force_again_opens_a_closed_case(kind: str) -> None:
    notice = f"{CONCLUSION}requirements: [{{id: YC1, text: Ban hành quy chế, due: 2024-12-15{kind}}}]\n"
    files = correction("requirement: YC1, withdrawn: true") | BOTH_DONE | BOTH_CONFIRMED | REPORT | CLOSURE
    assert state("2024-10-31", files, conclusion=notice).stage is Stage.CLOSED
    back = correction("requirement: YC1, restored: true", day="2024-11-01")
    found = state("2024-11-02", files | back, conclusion=notice)
    assert (found.open, found.reopened_on) == (
        kind != ", kind: report",
        None if kind == ", kind: report" else date(2024, 11, 1),
    )


def test_a_task_that_recurs_without_an_end_ends_with_its_finding() -> None:
    plan = PLAN.split("tasks:")[0] + (
        "tasks:\n  - {id: N1, findings: [HC1], content: Việc, lead: chi-bo, due: 2024-07-15}\n"
        "  - {id: N2, findings: [HC2], content: Rà soát, lead: chi-bo, recurrence: {every: month}}\n"
    )
    withdrawn = correction(WITHDRAW_2)
    back = withdrawn | correction("finding: HC2, restored: true", day="2024-08-01")
    for files, is_owed in ((withdrawn, False), (back, True)):
        found = state("2024-09-02", files, plan=plan)
        assert any(item.key.startswith("N2") and is_open(item) for item in found.obligations) is is_owed
        assert next(one for one in found.tasks if one.task.id == "N2").ended is not is_owed


@pytest.mark.parametrize("plan", [PLAN, ""])
def test_where_all_is_withdrawn_nothing_is_owed(plan: str) -> None:
    found = state("2024-12-20", correction(*WITHDRAW_ALL), plan=plan)
    assert (found.stage, found.open) == (Stage.WITHDRAWN, False)
    assert not [item for item in found.obligations if is_open(item)]
    assert owed(found, "report").dropped
    assert owed(found, "plan").dropped is not bool(plan)


def test_where_something_is_left_plan_and_report_are_owed() -> None:
    asked = (
        CONCLUSION
        + "requirements: [{id: YC1, text: Một, kind: remedy}, {id: YC2, text: Hai, finding: HC2}]\n"
    )
    found = state("2024-12-20", correction(*WITHDRAW_ALL), plan="", conclusion=asked)
    assert found.stage is Stage.PLAN_OVERDUE
    assert is_open(owed(found, "plan"))
    assert is_open(owed(found, "report"))
    files = correction(*WITHDRAW_ALL, "requirement: YC1, withdrawn: true")
    assert state("2024-12-20", files, plan="", conclusion=asked).stage is Stage.WITHDRAWN


def test_a_supplement_after_all_is_withdrawn_is_owed_a_plan() -> None:
    found = state("2024-12-20", correction(*WITHDRAW_ALL) | supplement("2024-07-10"), plan="")
    assert (found.stage, is_open(owed(found, "plan"))) == (Stage.PLAN_OVERDUE, True)


def test_a_case_of_which_all_is_withdrawn_may_be_closed() -> None:
    assert state("2024-12-20", correction(*WITHDRAW_ALL) | CLOSURE).stage is Stage.CLOSED


# ───────────────────────────────────────────────────────────────────────────────────────────────────── days

DATED = CONCLUSION + (
    "requirements:\n  - {id: YC1, text: Công khai, kind: remedy, finding: HC1, due: 2024-07-15}\n"
    "  - {id: YC2, text: Báo cáo quý, kind: report, cycle: {every: quarter}}\n"
    "  - {id: YC3, text: Gửi danh sách, kind: guide, lead: ubkt}\n  - {id: YC4, text: Rà soát, finding: HC2}\n"
)
CARRYING = PLAN.replace("findings: [HC1],", "findings: [HC1], requirements: [YC1],")
LATER = correction("requirement: YC1, due: 2024-09-30, due_text: trước ngày 30/9/2024")


def days(found: CaseState, key: str) -> tuple[date | None, date | None]:
    """The first deadline of something that is owed, and the one in force."""
    return owed(found, key).deadline.original, owed(found, key).deadline.current


def test_a_correction_moves_the_day_of_a_demand_and_keeps_the_old_one_in_sight() -> None:
    found = state("2024-07-02", LATER, plan="", conclusion=DATED)
    assert days(found, "YC1") == (date(2024, 7, 15), date(2024, 9, 30))
    assert days(state("2024-06-30", LATER, plan="", conclusion=DATED), "YC1") == (date(2024, 7, 15),) * 2
    assert found.notice is not None
    assert [(one.kind.value, one.due) for one in found.notice.of("YC1")] == [("redated", date(2024, 9, 30))]
    assert found.voids == ()


def test_whoever_has_not_the_right_moves_nothing() -> None:
    moving = correction("requirement: YC1, due: 2024-09-30", "duty: report, due: 2025-01-31", by="chi-bo")
    found = state("2024-07-02", moving, plan="", conclusion=DATED)
    assert days(found, "report") == (date(2024, 12, 15),) * 2
    assert days(found, "YC1") == (date(2024, 7, 15),) * 2


@pytest.mark.parametrize(
    ("old", "new", "day", "at"),
    [
        ("", "", date(2024, 9, 30), "2024-07-02"),
        ("due: 2024-07-15", "due: 2024-07-10", date(2024, 7, 10), "2024-07-02"),
        ("issued_on: 2024-06-05", "issued_on: 2024-07-03", date(2024, 7, 15), "2024-07-04"),
        ("[YC1]", "[YC1, YC5]", date(2024, 7, 15), "2024-07-02"),
    ],
)
def test_only_a_task_that_has_the_very_day_of_the_demand_moves_along(
    old: str, new: str, day: date, at: str
) -> None:
    more = DATED + "  - {id: YC5, text: Niêm yết, kind: remedy, due: 2024-07-20}\n"
    found = state(at, LATER, plan=CARRYING.replace(old, new), conclusion=more)
    assert days(found, "N1")[1] == day


def test_a_correction_moves_the_days_of_plan_and_report() -> None:
    moving = correction("duty: plan, due: 2024-07-10", "duty: report, due: 2024-11-30", day="2024-06-01")
    found = state("2024-07-02", moving, plan="")
    assert (found.stage, days(found, "plan")) == (Stage.AWAITING_PLAN, (date(2024, 6, 10), date(2024, 7, 10)))
    assert days(found, "report") == (date(2024, 12, 15), date(2024, 11, 30))
    again = moving | correction("duty: plan, due: 2024-06-20", day="2024-06-05")
    assert days(state("2024-07-02", again, plan=""), "plan") == (date(2024, 6, 10), date(2024, 6, 20))


def test_a_correction_moves_the_duty_that_carries_a_requirement() -> None:
    asked = CONCLUSION.replace("plan_due: 2024-06-10\n", "") + (
        "requirements: [{id: YC1, text: Lập kế hoạch, kind: plan, due: 2024-06-12}]\n"
    )
    moving = correction("requirement: YC1, due: 2024-07-12", day="2024-06-01")
    assert days(state("2024-06-20", moving, plan="", conclusion=asked), "plan") == (
        date(2024, 6, 12),
        date(2024, 7, 12),
    )


def test_what_had_no_day_has_one_from_a_correction() -> None:
    none = DATED.replace("plan_due: 2024-06-10\n", "")
    moving = correction(
        "duty: plan, due: 2024-07-10",
        "requirement: YC3, due: 2024-08-01",
        "requirement: YC4, due: 2024-09-01",
    )
    found = state("2024-07-02", moving, plan="", conclusion=none)
    assert days(found, "plan") == (date(2024, 7, 10),) * 2
    assert not owed(found, "plan").deadline.by_policy
    assert days(found, "YC3") == (date(2024, 8, 1),) * 2
    assert days(found, "YC4") == (date(2024, 9, 1),) * 2
    assert "YC4" not in {item.key for item in state("2024-06-30", moving, conclusion=none).obligations}


def test_one_day_says_nothing_of_what_recurs() -> None:
    found = state("2024-07-02", correction("requirement: YC2, due: 2024-09-30"), conclusion=DATED)
    assert [(void.at, void.why) for void in found.voids] == [(0, VoidReason.ANOTHER_TASK)]


def test_a_correction_moves_the_day_of_the_addition_that_a_supplement_demands() -> None:
    more = "requirements: [{id: YC9, text: Bổ sung kế hoạch., kind: plan, due: 2024-07-25}]\n"
    files = supplement(more=more) | correction("requirement: YC9, due: 2024-08-25", day="2024-07-02")
    assert days(state("2024-07-03", files), "addition.2024-07-01") == (date(2024, 7, 25), date(2024, 8, 25))


# ──────────────────────────────────────────────────────────────────────────────────────── what cannot be read

READY = BOTH_DONE | BOTH_CONFIRMED | REPORT


def as_far_as_read(as_of: str, files: dict[str, str], frame: dict[str, str] | None = None) -> CaseState:
    """The state of a case of which some documents may be unreadable."""
    table = {path: text.encode() for path, text in (FRAME | (frame or {})).items()}
    documents = {"conclusion": CONCLUSION, "plan": PLAN, **files}
    table |= {f"{FOLDER}/{name}.md": f"---\n{text}---\n".encode() for name, text in documents.items()}
    source = Memory(table)
    listing = list_entries(source)
    case = open_case(source, FOLDER, listing.cases[FOLDER])
    found = fold(case, open_settings(source, listing), date.fromisoformat(as_of))
    assert found is not None
    return found


@pytest.mark.parametrize("kind", ["supplement", "correction", "verification"])
def test_after_a_closure_it_leaves_open_whether_the_case_is_closed(kind: str) -> None:
    files = READY | CLOSURE | {f"2024-11-02-{kind}": "type: x\n"}
    assert as_far_as_read("2024-11-01", files).stage is Stage.CLOSED
    found = as_far_as_read("2024-11-02", files)
    assert (found.stage, found.closed_on, found.open) == (Stage.UNREADABLE, None, True)


@pytest.mark.parametrize("kind", ["supplement", "correction", "update", "verification"])
def test_before_a_closure_nobody_is_charged_with_closing(kind: str) -> None:
    found = as_far_as_read("2024-12-30", READY | {f"2024-10-02-{kind}": "type: x\n"})
    assert (found.stage, owed(found, "close").deadline.current) == (Stage.UNREADABLE, None)
    whole = as_far_as_read("2024-12-30", READY)
    assert (whole.stage, owed(whole, "close").deadline.current is None) == (Stage.AWAITING_CLOSURE, False)


def test_what_is_withdrawn_is_not_said_to_have_ended() -> None:
    files = correction(*WITHDRAW_ALL) | {"2024-08-02-supplement": "type: x\n"}
    assert as_far_as_read("2024-08-01", files).stage is Stage.WITHDRAWN
    assert as_far_as_read("2024-08-02", files).stage is Stage.UNREADABLE


def test_a_plan_that_cannot_be_read_may_have_what_a_supplement_demands() -> None:
    files = supplement() | {"plan-2024-07-05": "type: x\n"}
    assert "addition.2024-07-01" not in {item.key for item in as_far_as_read("2024-07-06", files).obligations}


def test_a_supplement_that_cannot_be_read_lets_no_case_be_closed() -> None:
    files = READY | CLOSURE | {"2024-10-02-supplement": "type: update\n"}
    assert [void.why for void in as_far_as_read("2024-10-21", files).voids] == [VoidReason.UNREAD]


@pytest.mark.parametrize("by_day", ["2024-10-02", "2024-11-02"])
def test_of_a_supplement_read_in_part_something_may_be_open(by_day: str) -> None:
    partly = (
        f"type: supplement\ndate: {by_day}\nby: dang-uy\nnumber: 41-TB/ĐU\nfindigs: [{{id: HC3, text: Ba}}]\n"
    )
    found = as_far_as_read("2024-12-30", READY | CLOSURE | {f"{by_day}-supplement": partly})
    assert (found.stage, found.unreadable) == (Stage.UNREADABLE, (f"{FOLDER}/{by_day}-supplement.md",))


@pytest.mark.parametrize(("files", "day"), [({}, date(2024, 7, 15)), (LATER, date(2024, 9, 15))])
def test_whoever_issued_a_plan_may_extend_up_to_the_day_that_a_correction_gave(
    files: dict[str, str], day: date
) -> None:
    below = CARRYING.replace("tasks:", "issued_by: chi-bo\ntasks:").replace("lead: chi-bo,", "lead: to-1,", 1)
    papers = {
        "plan": below.replace(", accountable: chi-bo/bi-thu", ""),
        "2024-07-10-extension": "type: extension\ndate: 2024-07-10\noutcome: approved\ndecided_by: chi-bo\n"
        "tasks: [{task: N1, from: 2024-07-15, to: 2024-09-15}]\n",
    }
    unit = "---\ntype: unit\nid: to-1\nname: Tổ 1\nkind: group\nparent: chi-bo\n---\n"
    frame = {"units/to-1.md": unit}
    found = as_far_as_read("2024-07-12", {"conclusion": DATED, **files, **papers}, frame)
    assert days(found, "N1")[1] == day


@pytest.mark.parametrize("by", ["dang-uy", "chi-bo-2"])
def test_of_two_supplements_that_demand_under_one_id_the_first_that_counts_holds(by: str) -> None:
    def demanding(day: str, due: str, party: str) -> dict[str, str]:
        more = f"requirements: [{{id: YC9, text: Báo cáo quý III., kind: report, due: {due}}}]\n"
        return supplement(day, party, more)

    files = demanding("2024-06-10", "2024-10-05", by) | demanding("2024-07-10", "2024-11-05", "dang-uy")
    found = state("2024-10-20", files | REPORT | CLOSURE)
    assert owed(found, "YC9").deadline.original == (
        date(2024, 10, 5) if by == "dang-uy" else date(2024, 11, 5)
    )
