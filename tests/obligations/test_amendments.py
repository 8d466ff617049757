"""Papers that change what is owed: supplements, corrections, revisions of the plan; from the day of the paper on, by right alone."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from khacphuc.obligations.timeliness import is_open
from khacphuc.obligations.values import FindingStatus, ObligationKind, Stage, VoidReason
from tests.obligations.test_fold import (
    BOTH_CONFIRMED,
    BOTH_DONE,
    CLOSURE,
    PLAN,
    REPORT,
    extension,
    owed,
    state,
    update,
    verification,
)


def supplement(
    day: str = "2024-07-01", by: str = "dang-uy", more: str = "addition_due: 2024-07-20\n"
) -> dict[str, str]:
    return {
        f"{day}-supplement": f"type: supplement\ndate: {day}\nby: {by}\nnumber: 41-TB/ĐU\n{more}"
        "findings: [{id: HC3, text: Ba}]\n"
    }


def correction(*changes: str, day: str = "2024-07-01", by: str = "dang-uy") -> dict[str, str]:
    lines = "".join(f"  - {{{change}}}\n" for change in changes)
    return {
        f"{day}-correction": f"type: correction\ndate: {day}\nby: {by}\nnumber: 44-TB/ĐU\nchanges:\n{lines}"
    }


def revision(*tasks: str, day: str = "2024-07-05", more: str = "") -> dict[str, str]:
    lines = "".join(f"  - {{{task}}}\n" for task in tasks)
    return {
        f"plan-{day}": f"type: plan\nstatus: issued\nnumber: 15-KH/CB\nissued_on: {day}\n{more}"
        f"revises: {{number: 12-KH/CB, date: 2024-06-05}}\ntasks:\n{lines}"
    }


FIRST = "id: N1, findings: [HC1], content: Việc một, lead: chi-bo, accountable: chi-bo/bi-thu, due: "
WITHDRAW_2 = "finding: HC2, withdrawn: true"
BY_ISSUER = "approved_by: dang-uy\n"


# ────────────────────────────────────────────────────────────────────────────────────────────── supplements


def test_a_supplement_is_owed_an_addition_to_the_plan() -> None:
    found = state("2024-07-02", supplement())
    item = owed(found, "addition.2024-07-01")
    assert item.kind is ObligationKind.ADD_TO_PLAN
    assert (item.owed_by, item.deadline.current, item.fulfilled) == ("chi-bo", date(2024, 7, 20), False)
    assert [(one.finding.id, one.status) for one in found.findings][-1] == ("HC3", FindingStatus.NO_TASK)


def test_before_its_day_a_supplement_adds_nothing() -> None:
    assert [one.finding.id for one in state("2024-06-30", supplement()).findings] == ["HC1", "HC2"]


def test_a_revision_with_a_task_adds_to_the_plan() -> None:
    files = supplement() | revision(
        "id: N3, findings: [HC3], content: Việc ba, lead: chi-bo, due: 2024-09-01"
    )
    item = owed(state("2024-07-06", files), "addition.2024-07-01")
    assert (item.fulfilled, item.fulfilled_on) == (True, date(2024, 7, 5))
    assert owed(state("2024-07-06", files), "N3").deadline.current == date(2024, 9, 1)
    assert owed(state("2024-07-06", files), "plan").fulfilled_on == date(2024, 6, 5)


def test_a_plan_made_after_a_supplement_answers_it_by_a_task() -> None:
    keys = [item.key for item in state("2024-06-06", supplement("2024-06-01")).obligations]
    assert "addition.2024-06-01" in keys, "the plan of 5 June has no task for it"
    served = PLAN.replace("findings: [HC2]", "findings: [HC2, HC3]")
    assert served != PLAN
    keys = [item.key for item in state("2024-06-06", supplement("2024-06-01"), plan=served).obligations]
    assert not [key for key in keys if key.startswith("addition")]


def test_a_supplement_opens_a_closed_case_again() -> None:
    done = BOTH_DONE | BOTH_CONFIRMED | REPORT | CLOSURE
    later = done | supplement("2024-11-01")
    assert state("2024-10-31", later).stage is Stage.CLOSED
    found = state("2024-11-02", later)
    assert (found.open, found.reopened_on) == (True, date(2024, 11, 1))
    assert owed(found, "report").fulfilled is False


DEMANDING = "addition_due: 2024-07-20\nrequirements: [{id: YC9, text: Báo cáo quý III., kind: report, due: 2024-10-05}]\n"


def test_what_a_supplement_demands_is_owed_by_itself() -> None:
    found = state("2024-10-20", supplement(more=DEMANDING))
    assert (owed(found, "YC9").deadline.current, owed(found, "YC9").fulfilled) == (date(2024, 10, 5), False)
    assert owed(found, "report").deadline.current == date(2024, 12, 15)
    assert "YC9" not in {item.key for item in state("2024-06-30", supplement(more=DEMANDING)).obligations}


def test_a_plan_that_a_supplement_requires_is_the_addition() -> None:
    more = "requirements: [{id: YC9, text: Bổ sung kế hoạch., kind: plan, due: 2024-07-25}]\n"
    found = state("2024-07-02", supplement(more=more))
    assert owed(found, "addition.2024-07-01").deadline.current == date(2024, 7, 25)
    assert owed(found, "plan").deadline.current == date(2024, 6, 10)
    assert "YC9" not in {item.key for item in found.obligations}


def test_what_a_supplement_demands_of_another_is_nothing_for_the_plan() -> None:
    files = {
        "2024-07-01-supplement": "type: supplement\ndate: 2024-07-01\nby: dang-uy\nnumber: 41-TB/ĐU\n"
        "requirements: [{id: YC9, text: Hướng dẫn, kind: guide, lead: ubkt, due: 2024-08-01}]\n"
    }
    keys = {item.key for item in state("2024-07-02", files).obligations}
    assert "YC9" in keys
    assert "addition.2024-07-01" not in keys


def test_what_a_supplement_without_right_demands_nobody_owes() -> None:
    found = state("2024-10-20", supplement(by="chi-bo-2", more=DEMANDING))
    assert "YC9" not in {item.key for item in found.obligations}


def test_a_demand_that_is_withdrawn_is_owed_no_longer() -> None:
    files = supplement(more=DEMANDING) | correction("requirement: YC9, withdrawn: true", day="2024-08-01")
    assert owed(state("2024-08-02", files), "YC9").dropped


# ────────────────────────────────────────────────────────────────────────────────────────────── corrections


def test_nothing_is_owed_for_what_is_withdrawn() -> None:
    found = state("2024-07-02", correction(WITHDRAW_2))
    assert [one.finding.id for one in found.findings] == ["HC1"]
    assert [(one.finding.id, one.status, one.tasks) for one in found.withdrawn] == [
        ("HC2", FindingStatus.WITHDRAWN, ("N2",))
    ]
    assert owed(found, "N2").dropped
    assert not owed(found, "N1").dropped


def test_until_the_day_of_the_paper_it_is_owed() -> None:
    found = state("2024-06-30", correction(WITHDRAW_2))
    assert (len(found.findings), owed(found, "N2").dropped) == (2, False)


def test_a_task_that_serves_what_stands_is_owed_on() -> None:
    plan = """type: plan
status: issued
number: 12-KH/CB
issued_on: 2024-06-05
tasks: [{id: N1, findings: [HC1, HC2], content: Việc, lead: chi-bo, due: 2024-07-15}]
"""
    assert not owed(state("2024-07-02", correction(WITHDRAW_2), plan=plan), "N1").dropped


def test_what_was_reported_of_a_withdrawn_finding_awaits_nobody() -> None:
    files = update("2024-06-20", "task: N2, state: done, done_on: 2024-06-20") | correction(WITHDRAW_2)
    found = state("2024-07-02", files)
    assert not [item for item in found.obligations if item.key == "N2.verify" and is_open(item)]
    late = files | verification("2024-07-03", "task: N2, outcome: rejected, remaining: Còn thiếu")
    assert owed(state("2024-07-04", late), "N2").dropped


def test_a_case_closes_without_what_is_withdrawn() -> None:
    files = (
        correction(WITHDRAW_2)
        | update("2024-07-10", "task: N1, state: done, done_on: 2024-07-09")
        | verification("2024-10-01", "task: N1, outcome: confirmed")
        | REPORT
        | CLOSURE
    )
    assert state("2024-10-21", files).stage is Stage.CLOSED
    assert state("2024-10-21", {name: text for name, text in files.items() if "correction" not in name}).open


def test_a_correction_does_not_make_an_earlier_closure_good() -> None:
    files = (
        update("2024-07-10", "task: N1, state: done, done_on: 2024-07-09")
        | verification("2024-10-01", "task: N1, outcome: confirmed")
        | REPORT
        | CLOSURE
        | correction(WITHDRAW_2, day="2024-10-25")
    )
    assert state("2024-10-26", files).stage is Stage.AWAITING_CLOSURE


def test_both_wordings_stay_in_sight() -> None:
    found = state("2024-07-02", correction("finding: HC1, text: Một và một"))
    assert found.findings[0].finding.text == "Một và một"
    assert found.notice is not None
    assert [(one.before, one.number) for one in found.notice.of("HC1")] == [("Một", "44-TB/ĐU")]


# ─────────────────────────────────────────────────────────────────────────────────────────────── revisions


def test_a_revision_that_its_approver_may_decide_moves_the_deadline() -> None:
    files = revision(f"{FIRST}2024-08-31", more=BY_ISSUER)
    item = owed(state("2024-07-06", files), "N1")
    assert (item.deadline.original, item.deadline.current) == (date(2024, 7, 15), date(2024, 8, 31))
    assert owed(state("2024-07-04", files), "N1").deadline.current == date(2024, 7, 15)
    assert state("2024-07-06", files).voids == ()


def test_by_its_own_unit_a_revision_moves_nothing_later() -> None:
    found = state("2024-07-06", revision(f"{FIRST}2024-08-31"))
    assert owed(found, "N1").deadline.current == date(2024, 7, 15)
    assert [(void.at, void.why) for void in found.voids] == [(0, VoidReason.NO_RIGHT)]


def test_a_unit_may_promise_an_earlier_day() -> None:
    found = state("2024-07-06", revision(f"{FIRST}2024-07-10"))
    assert (owed(found, "N1").deadline.current, found.voids) == (date(2024, 7, 10), ())


def test_a_day_that_is_only_repeated_leaves_an_extension_alone() -> None:
    files = extension("2024-06-20", "2024-07-15", "2024-08-31") | revision(f"{FIRST}2024-07-15")
    assert owed(state("2024-07-06", files), "N1").deadline.current == date(2024, 8, 31)


def test_a_milestone_cannot_be_left_out_by_the_unit_alone() -> None:
    plan = """type: plan
status: issued
number: 12-KH/CB
issued_on: 2024-06-05
tasks:
  - {id: N1, findings: [HC1, HC2], content: Việc, lead: chi-bo, due: 2024-07-15, milestones: [{id: N1.1, text: Bước, due: 2024-07-01}]}
"""
    alone = state("2024-07-06", revision(f"{FIRST}2024-07-15"), plan=plan)
    assert owed(alone, "N1.1").deadline.current == date(2024, 7, 1)
    decided = state("2024-07-06", revision(f"{FIRST}2024-07-15", more=BY_ISSUER), plan=plan)
    assert not [item for item in decided.obligations if item.key == "N1.1"]


def test_a_revised_cycle_keeps_what_was_owed_until_then() -> None:
    def task(every: str, until: str) -> str:
        return (
            "id: N1, findings: [HC1, HC2], content: Việc, lead: chi-bo, "
            f"recurrence: {{every: {every}, from: 2024-06-05, until: {until}}}"
        )

    plan = f"type: plan\nstatus: issued\nnumber: 12-KH/CB\nissued_on: 2024-06-05\ntasks:\n  - {{{task('month', '2024-09-30')}}}\n"
    files = revision(task("quarter", "2024-12-31"), more=BY_ISSUER)
    days = [
        item.deadline.current
        for item in state("2024-07-06", files, plan=plan).obligations
        if item.key.startswith("N1.2")
    ]
    assert days == [date(2024, 6, 30), date(2024, 9, 30), date(2024, 12, 31)]


def test_a_task_does_not_become_another_kind_of_task() -> None:
    recurring = "id: N1, findings: [HC1], content: Việc một, lead: chi-bo, recurrence: {every: month, until: 2024-12-31}"
    found = state("2024-07-06", revision(recurring, more=BY_ISSUER))
    assert owed(found, "N1").deadline.current == date(2024, 7, 15)
    assert [void.why for void in found.voids] == [VoidReason.ANOTHER_TASK]


def test_a_revision_without_number_revises_nothing() -> None:
    files = {
        name: text.replace("number: 15-KH/CB\n", "")
        for name, text in revision(f"{FIRST}2024-08-31", more=BY_ISSUER).items()
    }
    assert owed(state("2024-07-06", files), "N1").deadline.current == date(2024, 7, 15)


# ──────────────────────────────────────────────────────────────────────────────────────────────────── laws

STRANGERS = st.sampled_from(["chi-bo", "chi-bo-2", "chi-bo/bi-thu"])
DAYS = st.integers(0, 200).map(lambda days: (date(2024, 6, 6) + timedelta(days=days)).isoformat())


@settings(deadline=None, max_examples=60)
@given(day=DAYS, by=STRANGERS, at=DAYS)
def test_a_paper_of_whoever_has_not_the_right_changes_nothing(day: str, by: str, at: str) -> None:
    story = BOTH_DONE | BOTH_CONFIRMED | REPORT | CLOSURE
    papers = supplement(day, by) | correction(WITHDRAW_2, "finding: HC1, text: Khác", day=day, by=by)
    without, found = state(at, story), state(at, story | papers)
    assert found.obligations == without.obligations
    assert (found.findings, found.stage, found.notice) == (without.findings, without.stage, None)
    assert len(found.voids) - len(without.voids) == (2 if day <= at else 0)


@settings(deadline=None, max_examples=60)
@given(due=DAYS, at=DAYS)
def test_without_the_right_to_decide_a_revision_lets_nothing_be_owed_later(due: str, at: str) -> None:
    before, after = state(at), state(at, revision(f"{FIRST}{due}"))
    first, then = (owed(one, "N1").deadline.current for one in (before, after))
    assert first is not None
    assert then is not None
    assert then <= first


@settings(deadline=None, max_examples=60)
@given(day=DAYS, at=DAYS)
def test_withdrawn_work_is_open_on_no_later_day(day: str, at: str) -> None:
    found = state(at, correction(WITHDRAW_2, day=day))
    assert any(item.key.startswith("N2") and is_open(item) for item in found.obligations) == (at < day)


MONTHLY = "id: N1, findings: [HC1], content: Việc, lead: chi-bo, recurrence: {every: month, from: 2024-06-05, until: "
EACH = "id: N2, findings: [HC2, HC3], requirements: [YC9], content: Việc, for_each: {children_of: dang-uy, kind: cell}, due: "
PAPERS = st.one_of(
    st.builds(
        supplement, DAYS, st.sampled_from(["dang-uy", "ubkt", "chi-bo"]), st.sampled_from(["", DEMANDING])
    ),
    st.builds(
        lambda day, *changes: correction(*changes, day=day),
        DAYS,
        st.sampled_from(
            [
                WITHDRAW_2,
                "finding: HC1, withdrawn: true",
                "finding: HC3, withdrawn: true",
                "requirement: YC9, withdrawn: true",
            ]
        ),
        st.sampled_from(
            [
                "finding: HC1, text: Khác",
                "finding: HC9, withdrawn: true",
                "finding: HC2, text: Khác",
                "finding: HC2, restored: true",
                "requirement: YC9, due: 2024-11-05",
                "duty: report, due: 2024-11-05",
            ]
        ),
    ),
    st.builds(
        lambda day, due, task, more: revision(
            f"{task}{due}{'}' if task == MONTHLY else ''}", day=day, more=more
        ),
        DAYS,
        DAYS,
        st.sampled_from([FIRST, MONTHLY, EACH, "id: N3, findings: [HC3], content: Ba, lead: chi-bo, due: "]),
        st.sampled_from(["", BY_ISSUER]),
    ),
    st.builds(lambda day: update(day, "task: N1, state: done"), DAYS),
    st.builds(lambda day: verification(day, "task: N1, outcome: confirmed, gone: true"), DAYS),
    st.builds(lambda day, due: extension(day, "2024-07-15", due), DAYS, DAYS),
    st.just(REPORT | CLOSURE),
)
FIRSTS = st.sampled_from(
    [PLAN, PLAN.split("tasks:")[0] + f"tasks:\n  - {{{MONTHLY}2024-12-31}}}}\n  - {{{EACH}2024-09-01}}\n"]
)


@settings(deadline=None, max_examples=100)
@given(plan=FIRSTS, papers=st.lists(PAPERS, max_size=6), at=DAYS)
def test_a_case_is_on_a_day_what_the_papers_up_to_it_make_of_it(
    plan: str, papers: list[dict[str, str]], at: str
) -> None:
    files = {name: text for paper in papers for name, text in paper.items()}
    until = {name: text for name, text in files.items() if name.removeprefix("plan-")[:10] <= at}
    assert state(at, files, plan=plan) == state(at, until, plan=plan)


def test_a_demand_that_a_supplement_adds_opens_a_closed_case_again() -> None:
    more = {
        "2024-11-01-supplement": "type: supplement\ndate: 2024-11-01\nby: dang-uy\nnumber: 41-TB/ĐU\n"
        "requirements: [{id: YC9, text: Gửi danh sách, kind: guide, due: 2024-12-31}]\n"
    }
    found = state("2024-11-02", BOTH_DONE | BOTH_CONFIRMED | REPORT | CLOSURE | more)
    assert (found.open, found.reopened_on) == (True, date(2024, 11, 1))
