"""What the notice demands is owed from its day: by whom it names, until it is done or a task has taken it over."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khacphuc.obligations.timeliness import is_open, timeliness
from khacphuc.obligations.values import (
    CaseState,
    FindingStatus,
    ObligationKind,
    Stage,
    Timeliness,
    Timing,
    Verified,
    VoidReason,
)
from khacphuc.obligations.views import rows
from khacphuc.text.message import speaker
from tests.obligations.test_fold import CONCLUSION, PLAN, opened, owed, state

DEMANDS = """requirements:
  - {id: YC1, text: Thu hồi khoản chi sai, finding: [HC1], due: 2024-07-31}
  - {id: YC2, text: Báo cáo hằng tháng, kind: report, cycle: {every: month, day: 25, until: 2024-09-30}}
  - {id: YC3, text: Hướng dẫn chi bộ, kind: guide, lead: ubkt, due: 2024-06-30}
"""
NOTICE = CONCLUSION + DEMANDS


def plan(*tasks: str) -> str:
    return PLAN.partition("tasks:")[0] + "tasks:\n" + "".join(f"  - {{{task}}}\n" for task in tasks)


N1 = "id: N1, findings: [HC1], requirements: [YC1], content: Việc một, lead: chi-bo, due: {due}"


def open_keys(found: CaseState) -> list[str]:
    kinds = (ObligationKind.MEET_DEMAND, ObligationKind.MEET_OCCURRENCE)
    return [item.key for item in found.obligations if item.kind in kinds and is_open(item)]


def test_a_notice_alone_owes_what_it_demands() -> None:
    found = state("2024-08-01", conclusion=NOTICE, plan="")
    assert open_keys(found) == [
        "YC1",
        *(f"YC2.2024-{month:02d}-25" for month in (5, 6, 7, 8, 9)),
        "YC3",
    ]
    assert {item.key: item.owed_by for item in found.obligations if item.key in ("YC1", "YC3")} == {
        "YC1": "chi-bo",
        "YC3": "ubkt",
    }
    told = opened("2024-08-01", conclusion=NOTICE, plan="")
    assert told is not None
    late = [row.obligation.key for row in rows([found], date(2024, 8, 1), told[1].policy) if row.overdue]
    assert sorted(late) == ["YC1", "YC2.2024-05-25", "YC2.2024-06-25", "YC2.2024-07-25", "YC3", "plan"]


def test_a_draft_owes_nothing() -> None:
    assert open_keys(state("2024-08-01", conclusion=NOTICE.replace("issued\n", "draft\n", 1), plan="")) == []


def test_a_requirement_as_before_owes_nothing_by_itself() -> None:
    plain = CONCLUSION + "requirements: [{id: YC1, text: Khắc phục, finding: [HC1]}]\n"
    assert open_keys(state("2024-08-01", conclusion=plain, plan="")) == []


@pytest.mark.parametrize("due", ["2024-07-31", "2024-06-20"])
def test_a_task_takes_a_demand_over(due: str) -> None:
    found = state("2024-06-10", conclusion=NOTICE, plan=plan(N1.format(due=due)))
    assert "YC1" not in open_keys(found)
    assert owed(found, "N1").deadline.current == date.fromisoformat(due)


def test_a_task_with_a_later_day_does_not() -> None:
    found = state("2024-08-01", conclusion=NOTICE, plan=plan(N1.format(due="2024-08-15")))
    assert owed(found, "YC1").deadline.current == date(2024, 7, 31)
    assert [(item.demand, item.task) for item in found.not_taken_over] == [("YC1", "N1")]


def extension(what: str, by: str, first: str, last: str) -> dict[str, str]:
    return {
        "2024-06-20-extension": (
            f"type: extension\ndate: 2024-06-20\nby: chi-bo\ntasks: [{{task: {what}, from: {first}, to: {last}}}]\n"
            f"outcome: approved\ndecided_by: {by}\n"
        )
    }


def test_an_extension_of_the_demand_lets_the_task_be_later() -> None:
    moved = extension("YC1", "dang-uy", "2024-07-31", "2024-08-31")
    late = plan(N1.format(due="2024-08-15"))
    assert "YC1" not in open_keys(state("2024-08-01", moved, conclusion=NOTICE, plan=late))
    alone = state("2024-08-01", moved, conclusion=NOTICE, plan="")
    assert owed(alone, "YC1").deadline.current == date(2024, 8, 31)


@pytest.mark.parametrize(("by", "taken"), [("dang-uy", True), ("ubkt", False)])
def test_a_decided_extension_of_the_task_lets_its_plan_be_later(by: str, taken: bool) -> None:  # noqa: FBT001
    moved = extension("N1", by, "2024-07-31", "2024-08-15")
    found = state("2024-08-01", moved, conclusion=NOTICE, plan=plan(N1.format(due="2024-08-15")))
    assert ("YC1" not in open_keys(found)) is taken
    assert bool(found.not_taken_over) is not taken


@pytest.mark.parametrize(("to", "moved"), [("2024-07-31", True), ("2024-08-01", False)])
def test_who_approves_the_plan_extends_a_task_up_to_the_day_of_the_notice(to: str, moved: bool) -> None:  # noqa: FBT001
    notice = NOTICE.replace("issuer: dang-uy", "issuer: ubkt")
    own = plan(N1.format(due="2024-07-15")).replace("tasks:", "approved_by: dang-uy\ntasks:")
    found = state("2024-07-10", extension("N1", "dang-uy", "2024-07-15", to), conclusion=notice, plan=own)
    assert bool(owed(found, "N1").deadline.moved) is moved
    by_issuer = state("2024-07-10", extension("N1", "ubkt", "2024-07-15", to), conclusion=notice, plan=own)
    assert owed(by_issuer, "N1").deadline.current == date.fromisoformat(to)


def test_all_tasks_of_a_demand_must_be_done_by_its_day() -> None:
    later = N1.replace("N1", "N2").format(due="2024-08-15")
    found = state("2024-06-10", conclusion=NOTICE, plan=plan(N1.format(due="2024-07-01"), later))
    assert "YC1" in open_keys(found)
    assert [item.task for item in found.not_taken_over] == ["N2"]


def test_who_approves_the_plan_extends_nothing_that_the_notice_demands_again_and_again() -> None:
    notice = NOTICE.replace("issuer: dang-uy", "issuer: ubkt")
    for requirements, moved in (("[YC2]", False), ("[]", True)):
        task = (
            f"id: N1, findings: [HC1], requirements: {requirements}, content: Báo cáo, lead: chi-bo, "
            "recurrence: {every: month, day: 20, from: 2024-06-01, until: 2024-09-30}"
        )
        own = plan(task).replace("tasks:", "approved_by: dang-uy\ntasks:")
        asked = extension("N1", "dang-uy", "2024-07-20", "2024-07-24")
        found = state("2024-07-10", asked, conclusion=notice, plan=own)
        assert bool(owed(found, "N1.2024-07-20").deadline.moved) is moved


def test_a_recurring_task_takes_over_the_days_that_it_meets() -> None:
    monthly = (
        "id: N2, findings: [HC2], requirements: [YC2], content: Báo cáo, lead: chi-bo, "
        "recurrence: {every: month, day: 20, from: 2024-07-01, until: 2024-08-31}"
    )
    found = state("2024-07-01", conclusion=NOTICE, plan=plan(monthly))
    left = [key for key in open_keys(found) if key.startswith("YC2")]
    assert left == ["YC2.2024-05-25", "YC2.2024-06-25", "YC2.2024-09-25"]


def test_what_is_done_again_and_again_past_the_day_takes_nothing_over() -> None:
    weekly = (
        "id: N2, findings: [HC1], requirements: [YC1], content: Giao ban, lead: chi-bo, "
        "recurrence: {every: month, day: 5, from: 2024-07-01, until: 2024-12-31}"
    )
    assert "YC1" in open_keys(state("2024-06-10", conclusion=NOTICE, plan=plan(weekly)))
    both = plan(weekly, N1.format(due="2024-07-31"))
    assert "YC1" not in open_keys(state("2024-06-10", conclusion=NOTICE, plan=both))


def test_a_plan_cannot_take_what_the_notice_gives_to_another() -> None:
    guide = "id: N2, findings: [HC2], requirements: [YC3], content: Hướng dẫn, lead: chi-bo, due: 2024-06-20"
    found = state("2024-06-10", conclusion=NOTICE, plan=plan(guide))
    assert owed(found, "YC3").owed_by == "ubkt"


def update(what: str, by: str, day: str = "2024-06-15", **more: str) -> dict[str, str]:
    said = "".join(f", {key}: {value}" for key, value in more.items())
    return {
        f"{day}-update": f"type: update\ndate: {day}\nby: {by}\ntasks: [{{task: {what}, state: done{said}}}]\n"
    }


def verification(what: str, by: str, outcome: str, day: str = "2024-06-25") -> dict[str, str]:
    said = f"tasks: [{{task: {what}, outcome: {outcome}}}]"
    return {f"{day}-verification": f"type: verification\ndate: {day}\nby: {by}\n{said}\n"}


def test_a_demand_is_reported_and_verified_as_a_task_is() -> None:
    told = update("YC1", "chi-bo", done_on="2024-06-14")
    found = state("2024-06-20", told, conclusion=NOTICE, plan="")
    assert owed(found, "YC1").fulfilled_on == date(2024, 6, 14)
    assert owed(found, "YC1.verify").owed_by == "ubkt"
    denied = told | verification("YC1", "ubkt", "rejected")
    assert "YC1" in open_keys(state("2024-06-30", denied, conclusion=NOTICE, plan=""))
    agreed = state("2024-06-30", told | verification("YC1", "ubkt", "confirmed"), conclusion=NOTICE, plan="")
    assert next(item for item in agreed.demands if item.task.id == "YC1").verified is Verified.CONFIRMED


def test_what_followers_owe_is_reported_by_them_and_verified_above() -> None:
    found = state("2024-06-20", update("YC3", "chi-bo"), conclusion=NOTICE, plan="")
    assert "YC3" in open_keys(found)
    assert [void.by for void in found.voids] == ["chi-bo"]
    found = state("2024-06-20", update("YC3", "ubkt"), conclusion=NOTICE, plan="")
    assert "YC3" not in open_keys(found)
    assert owed(found, "YC3.verify").owed_by == "dang-uy"


def test_what_is_demanded_of_each_unit_is_owed_by_each() -> None:
    each = "for_each: {children_of: dang-uy}, due: 2024-06-30"
    notice = CONCLUSION + f"requirements: [{{id: YC1, text: Phổ biến, kind: remedy, {each}}}]\n"
    alone = state("2024-06-10", conclusion=notice, plan="")
    assert {item.key: item.owed_by for item in alone.obligations if item.key.startswith("YC1")} == {
        "YC1@chi-bo": "chi-bo",
        "YC1@chi-bo-2": "chi-bo-2",
    }
    planned = state("2024-06-10", conclusion=notice, plan=plan(N1.format(due="2024-06-20")))
    assert open_keys(planned) == ["YC1@chi-bo-2"]
    assert planned.not_taken_over == ()
    told = update("YC1", "chi-bo-2", done_on="2024-06-14")
    assert open_keys(state("2024-06-20", told, conclusion=notice, plan="")) == ["YC1@chi-bo"]


def test_what_was_reported_before_the_plan_stays_reported() -> None:
    told = update("YC1", "chi-bo", day="2024-06-01", done_on="2024-05-31")
    found = state("2024-06-10", told, conclusion=NOTICE, plan=plan(N1.format(due="2024-07-01")))
    assert owed(found, "YC1").fulfilled


def test_a_demand_to_plan_or_report_is_carried_by_the_duty() -> None:
    notice = CONCLUSION + (
        "requirements:\n"
        "  - {id: YC1, text: Lập kế hoạch, kind: plan, due: 2024-05-31}\n"
        "  - {id: YC2, text: Báo cáo bước đầu, kind: report, due: 2024-08-01}\n"
        "  - {id: YC3, text: Báo cáo kết quả, kind: report, due: 2024-12-31}\n"
    )
    found = state("2024-06-05", conclusion=notice, plan="")
    assert owed(found, "plan").deadline.current == date(2024, 5, 31)
    assert owed(found, "report").deadline.current == date(2024, 12, 31)
    assert open_keys(found) == ["YC2"]
    assert owed(state("2024-06-06", conclusion=notice), "plan").fulfilled


def test_an_endless_demand_shows_the_next_day() -> None:
    notice = CONCLUSION + "requirements: [{id: YC1, text: Báo cáo, kind: report, cycle: {every: quarter}}]\n"
    assert open_keys(state("2024-07-15", conclusion=notice, plan="")) == ["YC1.2024-06-30", "YC1.2024-09-30"]


def test_a_plan_that_cannot_be_read_may_have_taken_a_demand_over() -> None:
    from khacphuc.obligations.fold import fold
    from khacphuc.register.loading import list_entries, open_case, open_settings
    from khacphuc.register.source import Memory
    from tests.obligations.test_fold import FOLDER, FRAME

    table = {path: text.encode() for path, text in FRAME.items()}
    table |= {
        f"{FOLDER}/conclusion.md": f"---\n{NOTICE}---\n".encode(),
        f"{FOLDER}/plan.md": b"---\ntype: [\n---\n",
    }
    source = Memory(table)
    listing = list_entries(source)
    case = open_case(source, FOLDER, listing.cases[FOLDER])
    found = fold(case, open_settings(source, listing), date(2024, 8, 1))
    assert found is not None
    assert open_keys(found) == []
    assert len(found.unreadable) == 1


def test_a_reminder_of_a_demand_is_answered_when_its_task_has_ended() -> None:
    asked = {
        "2024-06-11-reminder": (
            "type: reminder\nid: DD1\ndate: 2024-06-11\nby: ubkt\ntasks: [YC1]\nreply_due: 2024-06-18\n"
        )
    }
    own = plan(N1.format(due="2024-06-20"))
    before = state("2024-06-12", asked, conclusion=NOTICE, plan=own)
    assert not owed(before, "DD1").fulfilled
    done = asked | update("N1", "chi-bo", done_on="2024-06-14") | verification("N1", "ubkt", "confirmed")
    assert owed(state("2024-06-30", done, conclusion=NOTICE, plan=own), "DD1").fulfilled


def test_a_finding_is_remedied_when_each_part_has_a_task() -> None:
    notice = CONCLUSION.replace(
        "{id: HC1, text: Một}", "{id: HC1, text: Một, parts: [{id: HC1.1, text: a}, {id: HC1.2, text: b}]}"
    )
    told = update("N1", "chi-bo", done_on="2024-06-14") | verification("N1", "ubkt", "confirmed")
    for parts, status in (("[HC1.1]", FindingStatus.OPEN), ("[HC1.1, HC1.2]", FindingStatus.VERIFIED)):
        own = plan(
            f"id: N1, findings: [HC1], parts: {parts}, content: Việc một, lead: chi-bo, due: 2024-07-01"
        )
        assert state("2024-06-30", told, conclusion=notice, plan=own).findings[0].status is status


def test_a_case_does_not_close_over_a_part_that_no_task_names() -> None:
    notice = CONCLUSION.replace(
        "{id: HC1, text: Một}, {id: HC2, text: Hai}", "{id: HC1, text: Một, parts: [{id: HC1.1, text: a}]}"
    )
    told = update("N1", "chi-bo", done_on="2024-06-14") | verification("N1", "ubkt", "confirmed")
    told |= {
        "2024-06-26-report": "type: report\ndate: 2024-06-26\nby: chi-bo\n",
        "2024-06-28-closure": "type: closure\ndate: 2024-06-28\nby: ubkt\n",
    }
    for parts, closed in (("[]", None), ("[HC1.1]", date(2024, 6, 28))):
        own = plan(
            f"id: N1, findings: [HC1], parts: {parts}, content: Việc một, lead: chi-bo, due: 2024-07-01"
        )
        assert state("2024-06-30", told, conclusion=notice, plan=own).closed_on == closed


@settings(deadline=None)
@given(st.dates(date(2024, 5, 10), date(2024, 12, 31)), st.dates(date(2024, 6, 5), date(2024, 12, 31)))
def test_a_plan_never_puts_the_day_of_the_notice_off(demanded: date, planned: date) -> None:
    """Whatever day a task has: until the day of the notice has passed without it, something is due by then."""
    notice = CONCLUSION + f"requirements: [{{id: YC1, text: Thu hồi, finding: [HC1], due: {demanded}}}]\n"
    found = state("2024-06-05", conclusion=notice, plan=plan(N1.format(due=planned)))
    due = [item.deadline.current for item in found.obligations if item.key in ("YC1", "N1")]
    assert min(day for day in due if day) <= demanded


CYCLES = st.tuples(
    st.sampled_from(("week", "month", "quarter")),
    st.integers(1, 7),
    st.dates(date(2024, 5, 10), date(2024, 9, 30)),
    st.dates(date(2024, 10, 1), date(2024, 12, 31)),
).map(lambda found: "{{every: {}, day: {}, from: {}, until: {}}}".format(*found))


@settings(deadline=None)
@given(CYCLES, CYCLES)
def test_each_day_of_a_cycle_is_owed_by_the_notice_or_by_a_task(demanded: str, planned: str) -> None:
    notice = CONCLUSION + f"requirements: [{{id: YC1, text: Báo cáo, kind: report, cycle: {demanded}}}]\n"
    task = (
        f"id: N1, findings: [HC1], requirements: [YC1], content: Báo cáo, lead: chi-bo, recurrence: {planned}"
    )
    alone = state("2024-06-05", conclusion=notice, plan="")
    both = state("2024-06-05", conclusion=notice, plan=plan(task))
    days = [item.deadline.current for item in alone.obligations if item.key.startswith("YC1.")]
    owed_days = {item.deadline.current for item in both.obligations if item.key.startswith("YC1.")}
    tasks = [item.deadline.current for item in both.obligations if item.key.startswith("N1.")]
    before = date.min
    for day in days:
        assert day is not None
        assert (day in owed_days) is not any(each and before < each <= day for each in tasks)
        before = day


DONE = update("N1", "chi-bo", day="2024-08-12", done_on="2024-08-10")
CONFIRMED = verification("N1", "ubkt", "confirmed", day="2024-08-20")


def test_a_demand_ends_with_its_tasks_although_they_are_late() -> None:
    own = plan(N1.format(due="2024-08-15"))
    assert "YC1" in open_keys(state("2024-08-11", conclusion=NOTICE, plan=own))
    reported = state("2024-08-13", DONE, conclusion=NOTICE, plan=own)
    assert owed(reported, "YC1").fulfilled_on == date(2024, 8, 10)
    assert not any(item.key == "YC1.verify" for item in reported.obligations)
    denied = DONE | verification("N1", "ubkt", "rejected", day="2024-08-20")
    assert "YC1" in open_keys(state("2024-08-21", denied, conclusion=NOTICE, plan=own))
    told = opened("2024-08-21", DONE | CONFIRMED, conclusion=NOTICE, plan=own)
    assert told is not None
    ended = state("2024-08-21", DONE | CONFIRMED, conclusion=NOTICE, plan=own)
    assert timeliness(owed(ended, "YC1"), date(2024, 8, 21), told[1].policy) == Timeliness(
        Timing.DONE_LATE, 10
    )
    assert ended.not_taken_over == ()


def test_a_day_of_a_cycle_ends_with_a_task_only_if_that_comes_as_often() -> None:
    task = "id: N1, findings: [HC1], requirements: [YC2], content: Báo cáo, lead: chi-bo, recurrence: {%s}"
    told = update("N1", "chi-bo", day="2024-05-30", occurrence="2024-05-30", done_on="2024-05-30")
    later = plan(task % "every: month, day: 30, from: 2024-05-10, until: 2024-09-30")
    found = state("2024-06-10", told, conclusion=NOTICE, plan=later)
    assert owed(found, "YC2.2024-05-25").fulfilled_on == date(2024, 5, 30)
    told = update("N1", "chi-bo", day="2024-06-30", occurrence="2024-06-30", done_on="2024-06-30")
    seldomer = plan(task % "every: quarter, from: 2024-05-10, until: 2024-09-30")
    assert "YC2.2024-05-25" in open_keys(state("2024-07-10", told, conclusion=NOTICE, plan=seldomer))


N2 = "id: N2, findings: [HC2], content: Việc hai, lead: chi-bo, due: 2024-07-15"
REMEDIED = {
    "2024-07-20-update": "type: update\ndate: 2024-07-20\nby: chi-bo\ntasks: [{task: N1, state: done}, {task: N2, state: done}]\n",
    "2024-07-22-verification": (
        "type: verification\ndate: 2024-07-22\nby: ubkt\n"
        "tasks: [{task: N1, outcome: confirmed, gone: true}, {task: N2, outcome: confirmed, gone: true}]\n"
    ),
    "2024-07-23-report": "type: report\ndate: 2024-07-23\nby: chi-bo\n",
    "2024-07-24-closure": "type: closure\ndate: 2024-07-24\nby: ubkt\n",
}


@pytest.mark.parametrize(
    ("demand", "more", "owed_still"),
    [
        ("due: 2024-07-10", {}, True),
        ("due: 2024-12-31", {}, True),
        ("due: 2024-12-31", update("YC9", "chi-bo"), False),
        ("due: 2024-12-31, for_each: {children_of: dang-uy}", update("YC9", "chi-bo"), True),
        (
            "due: 2024-12-31",
            {
                "2024-06-15-update": (
                    "type: update\ndate: 2024-06-15\nby: chi-bo\ntasks: [{task: YC9, state: not_pursued}]\n"
                )
            },
            True,
        ),
        (
            "due: 2024-12-31",
            {
                "2024-06-15-update": (
                    "type: update\ndate: 2024-06-15\nby: chi-bo\ntasks: [{task: YC9, state: not_pursued}]\n"
                )
            }
            | verification("YC9", "ubkt", "confirmed"),
            False,
        ),
        ("lead: ubkt, kind: guide", {}, True),
        ("lead: ubkt, kind: follow", {}, False),
        ("kind: report, cycle: {every: year}", {}, False),
        ("kind: report, cycle: {every: month, day: 28, from: 2024-07-01}", {}, False),
        ("kind: report, cycle: {every: month, day: 28, from: 2024-07-01, until: 2024-08-31}", {}, True),
        (
            "kind: report, cycle: {every: month, day: 28, from: 2024-07-01, until: 2024-08-31}",
            {
                "2024-07-23-verification": (
                    "type: verification\ndate: 2024-07-23\nby: ubkt\ntasks: [{task: YC9, outcome: released, gone: true}]\n"
                )
            },
            False,
        ),
    ],
)
def test_a_case_is_not_closed_while_a_demand_is_owed(
    demand: str,
    more: dict[str, str],
    owed_still: bool,  # noqa: FBT001
) -> None:
    notice = CONCLUSION + f"requirements: [{{id: YC9, text: Công khai, {demand}}}]\n"
    own = plan(N1.replace("requirements: [YC1], ", "").format(due="2024-07-15"), N2)
    found = state("2024-07-30", REMEDIED | more, conclusion=notice, plan=own)
    assert (found.closed_on is None) is owed_still
    assert [void.meant for void in found.voids] == ([("YC9",)] if owed_still else [])
    assert (found.stage is Stage.IN_PROGRESS) is owed_still
    if not owed_still:
        assert open_keys(found) == []


@pytest.mark.parametrize(
    ("notice", "without"),
    [
        (CONCLUSION, ("HC2",)),
        (CONCLUSION.replace("text: Một}", "text: Một, parts: [{id: HC1.1, text: a}]}"), ("HC1.1", "HC2")),
        (CONCLUSION + "requirements: [{id: YC1, text: Công khai}]\n", ("HC2", "YC1")),
    ],
)
def test_the_stage_says_what_the_plan_has_no_task_for(notice: str, without: tuple[str, ...]) -> None:
    own = plan(N1.replace("requirements: [YC1], ", "").format(due="2024-07-15"))
    told = {
        name: text.replace(", {task: N2, state: done}", "").replace(
            ", {task: N2, outcome: confirmed, gone: true}", ""
        )
        for name, text in REMEDIED.items()
        if "closure" not in name
    }
    found = state("2024-07-30", told, conclusion=notice, plan=own)
    assert found.stage is Stage.PLAN_INCOMPLETE
    assert found.without_task == without
    assert speaker("vi")(found.stage_in_words) == f"kế hoạch còn thiếu nhiệm vụ: {', '.join(without)}"


MONTHLY = CONCLUSION + (
    "requirements:\n"
    "  - {id: YC1, text: Báo cáo tháng, kind: report, cycle: {every: month, day: 25, until: 2024-12-31}}\n"
    "  - {id: YC2, text: Báo cáo quý, kind: report, lead: ubkt, cycle: {every: quarter, until: 2024-12-31}}\n"
)


def report(day: str, by: str = "chi-bo", kind: str = "periodic", more: str = "") -> dict[str, str]:
    return {f"{day}-report": f"type: report\ndate: {day}\nby: {by}\nkind: {kind}\n{more}"}


def answered(found: CaseState) -> dict[str, str]:
    kinds = (ObligationKind.MEET_DEMAND, ObligationKind.MEET_OCCURRENCE)
    return {
        item.key: str(item.fulfilled_on)
        for item in found.obligations
        if item.kind in kinds and item.fulfilled
    }


@pytest.mark.parametrize(
    ("reports", "met"),
    [
        (report("2024-05-20"), {"YC1.2024-05-25": "2024-05-20"}),
        (report("2024-05-25"), {"YC1.2024-05-25": "2024-05-25"}),
        (report("2024-05-20") | report("2024-05-24"), {"YC1.2024-05-25": "2024-05-20"}),
        (report("2024-06-25"), {"YC1.2024-06-25": "2024-06-25"}),
        (report("2024-06-20"), {}),
        (
            report("2024-06-20", more="requirements: [YC1]\noccurrence: 2024-05-25\n"),
            {"YC1.2024-05-25": "2024-06-20"},
        ),
        (report("2024-06-20", more="requirements: [YC1]\n"), {}),
        (report("2024-06-20", by="ubkt"), {"YC2.2024-06-30": "2024-06-20"}),
        (report("2024-05-20", kind="result"), {}),
    ],
)
def test_a_report_answers_the_demand_to_report(reports: dict[str, str], met: dict[str, str]) -> None:
    found = state("2024-06-28", reports, conclusion=MONTHLY, plan="")
    assert answered(found) == met
    assert not any(item.kind is ObligationKind.VERIFY for item in found.obligations)
    silent = bool(met) or "kind: result" in str(reports)
    assert [void.why for void in found.voids] == ([] if silent else [VoidReason.WHICH_DEMAND])


def test_a_report_that_is_denied_is_owed_again() -> None:
    told = report("2024-05-20") | {
        "2024-05-30-verification": (
            "type: verification\ndate: 2024-05-30\nby: ubkt\n"
            "tasks: [{task: YC1, occurrence: 2024-05-25, outcome: rejected, remaining: Thiếu số liệu}]\n"
        )
    }
    assert answered(state("2024-06-01", told, conclusion=MONTHLY, plan="")) == {}


def test_reports_that_are_demanded_once_are_answered_in_their_order() -> None:
    notice = CONCLUSION + (
        "requirements:\n"
        "  - {id: YC1, text: Báo cáo bước đầu, kind: report, due: 2024-06-30}\n"
        "  - {id: YC2, text: Báo cáo giữa kỳ, kind: report, due: 2024-09-30}\n"
    )
    told = report("2024-06-28")
    assert answered(state("2024-06-29", told, conclusion=notice, plan="")) == {"YC1": "2024-06-28"}
    told |= report("2024-09-20", kind="result")
    assert answered(state("2024-10-01", told, conclusion=notice, plan="")) == {
        "YC1": "2024-06-28",
        "YC2": "2024-09-20",
    }


def test_a_report_answers_no_demand_that_a_task_has_taken_over() -> None:
    task = (
        "id: N1, findings: [HC1], requirements: [YC1], content: Báo cáo, lead: chi-bo, "
        "recurrence: {every: month, day: 20, from: 2024-05-10, until: 2024-12-31}"
    )
    found = state("2024-06-28", report("2024-06-20"), conclusion=MONTHLY, plan=plan(task))
    assert answered(found) == {}
    assert "N1.2024-06-20" in open_keys(found)


def test_a_plan_answers_the_demand_to_plan_of_whom_it_is() -> None:
    notice = (
        CONCLUSION
        + "requirements: [{id: YC1, text: Lập kế hoạch, kind: plan, lead: chi-bo-2, due: 2024-06-30}]\n"
    )
    for level, days in (("level: collective\nfor: chi-bo-2\n", {"YC1": "2024-06-05"}), ("", {})):
        own = PLAN.replace("tasks:", f"{level}tasks:")
        assert answered(state("2024-06-20", conclusion=notice, plan=own)) == days


def test_a_case_is_not_closed_over_a_plan_or_report_that_the_notice_demands() -> None:
    withdrawn = {
        "2024-06-10-correction": (
            "type: correction\ndate: 2024-06-10\nby: dang-uy\nnumber: 9-TB\n"
            "changes: [{finding: HC1, withdrawn: true}, {finding: HC2, withdrawn: true}]\n"
        ),
        "2024-07-24-closure": "type: closure\ndate: 2024-07-24\nby: ubkt\n",
    }
    demand = "requirements: [{{id: YC1, text: Gửi văn bản, kind: {}, due: 2024-07-10}}]\n"
    notices = {kind: CONCLUSION + demand.format(kind) for kind in ("plan", "report")}
    for notice in notices.values():
        found = state("2024-07-30", withdrawn, conclusion=notice, plan="")
        assert [(void.why, void.meant) for void in found.voids] == [(VoidReason.DEMANDS_OPEN, ("YC1",))]
    answered_by = report("2024-07-01", kind="result")
    found = state("2024-07-30", withdrawn | answered_by, conclusion=notices["report"], plan="")
    assert found.closed_on == date(2024, 7, 24)


def test_closing_is_owed_once_all_that_is_left_of_a_notice_is_done() -> None:
    notice = CONCLUSION + "requirements: [{id: YC1, text: Hướng dẫn, kind: guide, lead: chi-bo}]\n"
    told = update("YC1", "chi-bo", day="2024-06-08") | {
        "2024-06-10-correction": (
            "type: correction\ndate: 2024-06-10\nby: dang-uy\nnumber: 9-TB\n"
            "changes: [{finding: HC1, withdrawn: true}, {finding: HC2, withdrawn: true}]\n"
        )
    }
    assert owed(state("2024-06-20", told, conclusion=notice, plan=""), "close").since == date(2024, 6, 10)
