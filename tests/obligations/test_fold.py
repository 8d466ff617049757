"""The fold, through documents: what is owed, where it stands, and how far a case has come."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khacphuc.model.vocabulary import Declared
from khacphuc.obligations.fold import fold
from khacphuc.obligations.timeliness import against_original, timeliness
from khacphuc.obligations.values import (
    CaseState,
    FindingStatus,
    Obligation,
    ObligationKind,
    Stage,
    Timing,
    Verified,
)
from khacphuc.register.loading import RegisterSettings, list_entries, open_case, open_settings
from khacphuc.register.source import Memory

FOLDER = "plans/chi-bo/ho-so"
FRAME = {
    "plans/policy.yml": "type: policy\ncommittee: Đảng ủy\ndays: {due_soon: 7, verify: 5, close: 5, reply: 10}\n",
    "units/dang-uy.md": "---\ntype: unit\nid: dang-uy\nname: Đảng ủy\nkind: committee\n---\n",
    "units/ubkt.md": "---\ntype: unit\nid: ubkt\nname: UBKT\nkind: commission\n---\n",
    "units/chi-bo.md": "---\ntype: unit\nid: chi-bo\nname: Chi bộ\nkind: cell\nparent: dang-uy\n"
    "people: [{id: bi-thu, role: Bí thư}]\n---\n",
    "units/chi-bo-2.md": "---\ntype: unit\nid: chi-bo-2\nname: Chi bộ 2\nkind: cell\nparent: dang-uy\n---\n",
    "units/to-1.md": "---\ntype: unit\nid: to-1\nname: Tổ 1\nkind: cell\nparent: chi-bo\n---\n",
}
CONCLUSION = """type: conclusion
id: KL-1
unit: chi-bo
status: issued
title: Kết luận
issuer: dang-uy
issued_on: 2024-05-10
followers: {commission: ubkt}
plan_due: 2024-06-10
report_due: 2024-12-15
findings: [{id: HC1, text: Một}, {id: HC2, text: Hai}]
"""
PLAN = """type: plan
status: issued
number: 12-KH/CB
issued_on: 2024-06-05
tasks:
  - {id: N1, findings: [HC1], content: Việc một, lead: chi-bo, accountable: chi-bo/bi-thu, due: 2024-07-15}
  - {id: N2, findings: [HC2], content: Việc hai, lead: chi-bo, due: 2024-08-15}
"""


def state(as_of: str, files: dict[str, str] | None = None, **changed: str) -> CaseState:
    found = opened(as_of, files, **changed)
    assert found is not None
    return found[0]


def opened(
    as_of: str, files: dict[str, str] | None = None, **changed: str
) -> tuple[CaseState, RegisterSettings] | None:
    table = {path: text.encode() for path, text in FRAME.items()}
    documents = {"conclusion": CONCLUSION, "plan": PLAN, **(files or {}), **changed}
    for name, text in documents.items():
        if text:
            table[f"{FOLDER}/{name}.md"] = f"---\n{text}---\n".encode()
    source = Memory(table)
    listing = list_entries(source)
    settings = open_settings(source, listing)
    case = open_case(source, FOLDER, listing.cases[FOLDER])
    assert [document.flaws for document in case.documents if document.flaws] == []
    found = fold(case, settings, date.fromisoformat(as_of))
    return (found, settings) if found else None


def owed(found: CaseState, key: str) -> Obligation:
    return next(item for item in found.obligations if item.key == key)


def tasks_of(found: CaseState) -> list[Obligation]:
    return [item for item in found.obligations if item.kind is ObligationKind.DO_TASK]


def timing(found: CaseState, key: str, as_of: str) -> tuple[str, int]:
    """Timing and days of one obligation, under the policy of these tests."""
    table = {path: text.encode() for path, text in FRAME.items()}
    policy = open_settings(Memory(table), list_entries(Memory(table))).policy
    shown = timeliness(owed(found, key), date.fromisoformat(as_of), policy)
    return shown.timing.value, shown.days


def update(day: str, *tasks: str) -> dict[str, str]:
    lines = "".join(f"  - {{{task}}}\n" for task in tasks)
    return {f"{day}-update": f"type: update\ndate: {day}\nby: chi-bo\ntasks:\n{lines}"}


def verification(day: str, *tasks: str) -> dict[str, str]:
    lines = "".join(f"  - {{{task}}}\n" for task in tasks)
    return {f"{day}-verification": f"type: verification\ndate: {day}\nby: ubkt\ntasks:\n{lines}"}


def extension(
    day: str, before: str, after: str, outcome: str = "approved", what: str = "task: N1"
) -> dict[str, str]:
    return {
        f"{day}-extension": f"type: extension\ndate: {day}\noutcome: {outcome}\ndecided_by: dang-uy\n"
        f"tasks: [{{{what}, from: {before}, to: {after}}}]\n"
    }


REPORT = {"2024-09-30-report": "type: report\ndate: 2024-09-30\nby: chi-bo\n"}
CLOSURE = {"2024-10-20-closure": "type: closure\ndate: 2024-10-20\nby: ubkt\n"}
BOTH_DONE = update(
    "2024-07-10", "task: N1, state: done, done_on: 2024-07-09", "task: N2, state: done, done_on: 2024-08-20"
)
BOTH_CONFIRMED = verification("2024-10-01", "task: N1, outcome: confirmed", "task: N2, outcome: confirmed")


@pytest.mark.parametrize(
    ("as_of", "files", "stage"),
    [
        ("2024-06-01", {"conclusion": CONCLUSION.replace("issued\n", "draft\n", 1)}, Stage.DRAFT),
        ("2024-06-01", {"plan": ""}, Stage.AWAITING_PLAN),
        ("2024-06-10", {"plan": ""}, Stage.AWAITING_PLAN),
        ("2024-06-11", {"plan": ""}, Stage.PLAN_OVERDUE),
        ("2024-06-11", {"plan": PLAN.replace("issued\n", "draft\n", 1)}, Stage.PLAN_OVERDUE),
        ("2024-06-04", {}, Stage.AWAITING_PLAN),
        ("2024-06-05", {}, Stage.IN_PROGRESS),
        ("2024-09-01", BOTH_DONE, Stage.AWAITING_REPORT),
        ("2024-12-15", BOTH_DONE, Stage.AWAITING_REPORT),
        ("2024-12-16", BOTH_DONE, Stage.REPORT_OVERDUE),
        ("2024-12-16", BOTH_DONE | REPORT, Stage.AWAITING_VERIFICATION),
        ("2024-12-16", BOTH_DONE | REPORT | BOTH_CONFIRMED, Stage.AWAITING_CLOSURE),
        ("2024-10-19", BOTH_DONE | REPORT | BOTH_CONFIRMED | CLOSURE, Stage.AWAITING_CLOSURE),
        ("2024-10-20", BOTH_DONE | REPORT | BOTH_CONFIRMED | CLOSURE, Stage.CLOSED),
    ],
)
def test_stage(as_of: str, files: dict[str, str], stage: Stage) -> None:
    assert state(as_of, files).stage is stage


def test_nothing_is_known_before_the_conclusion_was_issued() -> None:
    assert opened("2024-05-09") is None


def test_the_deadlines_own_day_is_in_time() -> None:
    assert timing(state("2024-07-15"), "N1", "2024-07-15") == ("due_soon", 0)
    assert timing(state("2024-07-16"), "N1", "2024-07-16") == ("overdue", 1)
    assert timing(state("2024-07-07"), "N1", "2024-07-07") == ("not_due", 8)


def test_done_in_time_done_late_and_done_on_an_unknown_day() -> None:
    found = state("2024-09-01", BOTH_DONE)
    assert timing(found, "N1", "2024-09-01") == ("done_on_time", 0)
    assert timing(found, "N2", "2024-09-01") == ("done_late", 5)
    undated = state("2024-09-01", update("2024-07-10", "task: N1, state: done"))
    assert timing(undated, "N1", "2024-09-01") == ("unknown", 0)


def test_an_approved_extension_moves_the_current_deadline_and_keeps_the_original() -> None:
    found = state("2024-08-01", extension("2024-07-10", "2024-07-15", "2024-08-10"))
    deadline = owed(found, "N1").deadline
    assert (deadline.original, deadline.current) == (date(2024, 7, 15), date(2024, 8, 10))
    assert (deadline.slippage, len(deadline.moved)) == (26, 1)
    assert timing(found, "N1", "2024-08-01")[0] == "not_due"
    _, settings = opened("2024-08-01") or (None, None)
    assert settings is not None
    assert against_original(owed(found, "N1"), date(2024, 8, 1), settings.policy).timing is Timing.OVERDUE


def test_a_refused_extension_and_a_promise_move_nothing() -> None:
    refused = state("2024-08-01", extension("2024-07-10", "2024-07-15", "2024-08-10", "refused"))
    assert owed(refused, "N1").deadline.current == date(2024, 7, 15)
    assert len(owed(refused, "N1").deadline.refused) == 1
    promised = state("2024-08-01", update("2024-07-10", "task: N1, state: in_progress, promise: 2024-09-30"))
    assert timing(promised, "N1", "2024-08-01")[0] == "overdue"
    assert promised.tasks[0].promise == date(2024, 9, 30)


@pytest.mark.parametrize("what", ["milestone: N1.1", "task: N1, milestone: N1.1"])
def test_a_milestone_moves_by_its_own_id_and_its_task_stays(what: str) -> None:
    plan = PLAN.replace(
        "due: 2024-07-15}", "due: 2024-07-15, milestones: [{id: N1.1, text: Bước một, due: 2024-06-28}]}"
    )
    found = state("2024-08-01", extension("2024-06-20", "2024-06-28", "2024-07-10", what=what), plan=plan)
    assert owed(found, "N1.1").deadline.current == date(2024, 7, 10)
    assert owed(found, "N1").deadline.current == date(2024, 7, 15)


def test_an_extension_counts_from_its_own_date() -> None:
    files = extension("2024-07-10", "2024-07-15", "2024-08-10")
    assert owed(state("2024-07-09", files), "N1").deadline.current == date(2024, 7, 15)
    assert owed(state("2024-07-10", files), "N1").deadline.current == date(2024, 8, 10)


def test_the_report_duty_can_be_extended() -> None:
    files = extension("2024-12-01", "2024-12-15", "2025-01-31", what="duty: report")
    assert owed(state("2024-12-20", files), "report").deadline.current == date(2025, 1, 31)


def test_the_three_axes_are_independent() -> None:
    done = update("2024-07-20", "task: N1, state: done, done_on: 2024-07-20")
    found = state("2024-08-01", done).tasks[0]
    assert (found.declared, found.verified) == (Declared.REPORTED_DONE, Verified.PENDING)
    rejected = state("2024-08-01", done | verification("2024-07-25", "task: N1, outcome: rejected"))
    assert (rejected.tasks[0].declared, rejected.tasks[0].verified) == (
        Declared.REPORTED_DONE,
        Verified.REJECTED,
    )
    assert timing(rejected, "N1", "2024-08-01") == ("overdue", 17)
    again = (
        done
        | verification("2024-07-25", "task: N1, outcome: rejected")
        | update("2024-07-30", "task: N1, state: done, done_on: 2024-07-29")
    )
    assert state("2024-08-01", again).tasks[0].verified is Verified.PENDING
    assert timing(state("2024-08-01", again), "N1", "2024-08-01") == ("done_late", 14)


def test_findings_follow_their_tasks() -> None:
    statuses = [
        item.status for item in state("2024-09-01", update("2024-07-20", "task: N1, state: done")).findings
    ]
    assert statuses == [FindingStatus.REPORTED, FindingStatus.OPEN]
    given_up = update("2024-07-20", "task: N2, state: not_pursued, reason: Đơn vị giải thể")
    confirmed = verification("2024-07-25", "task: N1, outcome: confirmed")
    asked = state("2024-09-01", given_up | confirmed)
    assert [item.status for item in asked.findings] == [FindingStatus.VERIFIED, FindingStatus.OPEN]
    assert timing(asked, "N2", "2024-09-01") == ("overdue", 17)
    agreed = verification("2024-07-25", "task: N1, outcome: confirmed", "task: N2, outcome: confirmed")
    found = state("2024-09-01", given_up | agreed)
    assert [item.status for item in found.findings] == [FindingStatus.VERIFIED, FindingStatus.NOT_PURSUED]
    assert timing(found, "N2", "2024-09-01") == ("dropped", 0)


def test_not_done_and_not_reported_are_two_things() -> None:
    found = state("2024-12-20")
    assert timing(found, "N1", "2024-12-20")[0] == "overdue"
    assert timing(found, "report", "2024-12-20") == ("overdue", 5)


RECURRING = """type: plan
status: issued
number: 12-KH/CB
issued_on: 2024-06-05
tasks:
  - {id: N1, findings: [HC1, HC2], content: Giao ban, lead: chi-bo,
     recurrence: {every: month, day: 23, from: 2024-07-01, until: 2024-09-30}}
"""


def test_each_occurrence_is_owed_by_itself() -> None:
    files = update(
        "2024-07-20", "task: N1, state: done, done_on: 2024-07-20, occurrence: 2024-07-23"
    ) | update("2024-10-01", "task: N1, state: done, done_on: 2024-09-20, occurrence: 2024-09-23")
    found = state("2024-10-05", files, plan=RECURRING)
    assert timing(found, "N1.2024-07-23", "2024-10-05")[0] == "done_on_time"
    assert timing(found, "N1.2024-08-23", "2024-10-05") == ("overdue", 43)
    assert timing(found, "N1.2024-09-23", "2024-10-05")[0] == "done_on_time"
    # Only one is left that can be meant.
    named = files | update("2024-10-02", "task: N1, state: done, done_on: 2024-10-01")
    complete = state("2024-10-05", named, plan=RECURRING)
    assert timing(complete, "N1.2024-08-23", "2024-10-05") == ("done_late", 39)
    assert complete.tasks[0].declared is Declared.REPORTED_DONE
    assert complete.stage is Stage.AWAITING_REPORT


def test_a_task_for_each_unit_is_owed_by_each() -> None:
    plan = PLAN.replace(
        "lead: chi-bo, due: 2024-08-15", "for_each: {children_of: dang-uy, kind: cell}, due: 2024-08-15"
    )
    files = {
        "2024-08-01-update": "type: update\ndate: 2024-08-01\nby: chi-bo-2\n"
        "tasks: [{task: N2, unit: chi-bo-2, state: done, done_on: 2024-08-01}]\n"
    }
    found = state("2024-08-20", files, plan=plan)
    assert timing(found, "N2@chi-bo", "2024-08-20") == ("overdue", 5)
    assert timing(found, "N2@chi-bo-2", "2024-08-20") == ("done_on_time", 0)


def test_a_task_that_names_nobody_is_owed_by_the_unit() -> None:
    nobody = PLAN.replace(", lead: chi-bo, accountable: chi-bo/bi-thu", "").replace(", lead: chi-bo,", ",")
    own = f"{nobody}for: chi-bo/bi-thu\nlevel: individual\n"
    assert {item.owed_by for item in tasks_of(state("2024-07-01", plan=nobody))} == {"chi-bo"}
    assert {item.owed_by for item in tasks_of(state("2024-07-01", {"plan-bi-thu": own}))} == {
        "chi-bo",
        "chi-bo/bi-thu",
    }


def test_an_opinion_is_owed_an_answer() -> None:
    opinion = {
        "2024-06-10-opinion": "type: opinion\nid: YK1\ndate: 2024-06-10\nfrom: dang-uy\nstage: planning\n"
    }
    assert owed(state("2024-06-20", opinion), "YK1").deadline.by_policy
    assert owed(state("2024-06-20", opinion), "YK1").deadline.current == date(2024, 6, 24)
    reply = {"2024-06-20-reply": "type: reply\ndate: 2024-06-20\nby: chi-bo\nto: YK1\noutcome: explained\n"}
    assert timing(state("2024-07-20", opinion | reply), "YK1", "2024-07-20")[0] == "done_on_time"


def test_a_lasting_effect_check_outlives_the_case() -> None:
    confirmed = verification(
        "2024-10-01",
        "task: N1, outcome: confirmed, effectiveness_due: 2025-06-30",
        "task: N2, outcome: confirmed",
    )
    found = state("2025-07-05", BOTH_DONE | REPORT | confirmed | CLOSURE)
    assert found.stage is Stage.CLOSED
    assert timing(found, "N1.effect.2025-06-30", "2025-07-05") == ("overdue", 5)
    assert owed(found, "N1.effect.2025-06-30").owed_by == "ubkt"


def test_obligations_pass_to_the_successor() -> None:
    merged = {
        **FRAME,
        "units/chi-bo.md": FRAME["units/chi-bo.md"].replace(
            "kind: cell", "kind: cell\nvalid_until: 2024-06-30\nsuccessor: chi-bo-2"
        ),
    }
    table = {path: text.encode() for path, text in merged.items()}
    table |= {
        f"{FOLDER}/{name}.md": f"---\n{text}---\n".encode()
        for name, text in (("conclusion", CONCLUSION), ("plan", PLAN))
    }
    source = Memory(table)
    listing = list_entries(source)
    settings = open_settings(source, listing)
    case = open_case(source, FOLDER, listing.cases[FOLDER])
    before, after = fold(case, settings, date(2024, 6, 30)), fold(case, settings, date(2024, 7, 1))
    assert before is not None
    assert after is not None
    assert (before.stage, owed(before, "N1").owed_by) == (Stage.IN_PROGRESS, "chi-bo")
    assert (after.stage, owed(after, "N1").owed_by) == (Stage.IN_PROGRESS, "chi-bo-2")
    assert owed(after, "N1").taken_over_from == "chi-bo"


DAYS = st.integers(0, 400).map(lambda days: date(2024, 6, 1) + timedelta(days=days))


@given(as_of=DAYS, done=DAYS | st.none(), moved=DAYS | st.none())
def test_late_and_overdue_days_are_counted_from_the_deadline_in_force(
    as_of: date, done: date | None, moved: date | None
) -> None:
    files: dict[str, str] = {}
    if moved:
        files |= extension("2024-06-06", "2024-07-15", moved.isoformat())
    if done:
        files |= update("2024-06-07", f"task: N1, state: done, done_on: {done}")
    found = opened(as_of.isoformat(), files)
    assert found is not None
    case, settings = found
    if case.plan_issued_on is None or as_of < date(2024, 6, 7):
        return
    item = owed(case, "N1")
    due = moved or date(2024, 7, 15)
    shown = timeliness(item, as_of, settings.policy)
    assert item.deadline.current == due
    if done:
        assert shown.days == max(0, (done - due).days)
    elif as_of > due:
        assert (shown.timing, shown.days) == (Timing.OVERDUE, (as_of - due).days)
    else:
        assert shown.days == (due - as_of).days


@given(as_of=DAYS)
def test_every_obligation_is_of_a_declared_kind_and_has_its_own_key(as_of: date) -> None:
    found = state(as_of.isoformat(), BOTH_DONE | REPORT | BOTH_CONFIRMED | CLOSURE)
    assert len({item.id for item in found.obligations}) == len(found.obligations)
    assert {item.kind for item in found.obligations} <= set(ObligationKind)


def test_milestones_of_a_task_given_up_are_no_longer_owed() -> None:
    plan = PLAN.replace(
        "due: 2024-08-15", "due: 2024-08-15, milestones: [{id: M1, text: Bước một, due: 2024-07-01}]"
    )
    given_up = update("2024-07-20", "task: N2, state: not_pursued, reason: Đơn vị giải thể")
    assert timing(state("2024-09-01", given_up, plan=plan), "M1", "2024-09-01") == ("overdue", 62)
    agreed = given_up | verification("2024-07-25", "task: N2, outcome: confirmed")
    assert timing(state("2024-09-01", agreed, plan=plan), "M1", "2024-09-01") == ("dropped", 0)


def test_how_far_a_task_had_come_is_no_longer_said_once_it_is_done() -> None:
    update = "type: update\ndate: 2024-{month}-10\nby: chi-bo\ntasks: [{{task: N1, {said}}}]\n"
    begun = update.format(month="06", said="progress: 9/16, obstacles: Chờ Sở")
    done = update.format(month="07", said="state: done, done_on: 2024-07-09")
    reports = {"2024-06-10-update": begun, "2024-07-10-update": done}
    found = state("2024-07-11", reports).tasks[0]
    assert (found.declared, found.progress, found.obstacles) == (Declared.REPORTED_DONE, "", "")
    assert state("2024-07-09", reports).tasks[0].progress == "9/16"
