"""The reference model of demands and of papers that change notice and plan holds to the laws' own examples."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from tests.ledger import amended_stories as told
from tests.ledger.amended_stories import ADDED, AUGUST, DEMANDED, MID_JULY, SERVES, YC1
from tests.ledger.reference import case_state, debts, void_records
from tests.ledger.stories import (
    CONFIRMED,
    DUE,
    JULY,
    JUNE,
    MAY,
    N1,
    N2,
    ONE,
    REPORTED,
    TWO,
    Story,
    closure,
    done,
    report,
    update,
    verified,
)
from tests.ledger.values import (
    Case,
    Change,
    Correction,
    Demand,
    Entry,
    Extension,
    Finding,
    Move,
    Record,
    Revision,
    Slot,
    Supplement,
    Task,
    Verdict,
    Why,
)

FIRST_PLAN = ("09-KH/CB", date(2025, 4, 4))
YEAR_END = date(2025, 12, 31)


def on(month: int, day: int) -> date:
    return date(2025, month, day)


def owed(case: Case, *records: Record, day: date = YEAR_END) -> set[tuple[str, str, date | None]]:
    """Kind, what and deadline of all that is owed to be done or written."""
    return {
        (debt.kind, debt.what.task if isinstance(debt.what, Slot) else debt.what, debt.due)
        for debt in debts(case, records, day)
        if debt.kind != "verify"
    }


def tasks(case: Case, *records: Record, day: date = YEAR_END) -> dict[str, date | None]:
    return {what: due for kind, what, due in owed(case, *records, day=day) if kind == "task"}


def kinds(case: Case, *records: Record, day: date = YEAR_END) -> set[str]:
    return {kind for kind, _, _ in owed(case, *records, day=day)}


def whys(case: Case, *records: Record) -> set[Why]:
    return {one.why for one in void_records(case, records)}


def extension(day: date, task: str, to: date, by: str = "dang-uy/bi-thu") -> Extension:
    moves = (Move(to, task),)
    return Extension(
        day=day, name=f"{day}-extension", by="cb-a", moves=moves, outcome="approved", decided_by=by
    )


def corrected(day: date, *changes: Change, by: str = "dang-uy") -> Correction:
    return Correction(day=day, name=f"{day}-correction", by=by, changes=changes)


def withdrawn(day: date, *things: str, by: str = "dang-uy") -> Correction:
    changes = (Change(demand=one) if one.startswith("YC") else Change(finding=one) for one in things)
    return corrected(day, *(replace(one, withdrawn=True) for one in changes), by=by)


def supplement(day: date, *demands: Demand, findings: tuple[str, ...] = ()) -> Supplement:
    return Supplement(
        day=day,
        name=f"{day}-supplement",
        by="ubkt/uv",
        findings=tuple(map(Finding, findings)),
        demands=demands,
        addition_due=on(7, 31),
    )


def revised(
    day: date, *several: Task, approved_by: str = "", by: str = "cb-a", of: tuple[str, date] = FIRST_PLAN
) -> Revision:
    return Revision(
        day=day,
        name=f"plan-{day}",
        by=by,
        number=f"{day.day}-KH/CB",
        revises=of,
        tasks=several,
        approved_by=approved_by,
    )


# 10: demands


def test_a_demand_is_owed_plan_or_no_plan() -> None:
    none = DEMANDED["no plan"]
    assert owed(none, day=on(5, 1)) == {
        ("plan", "", on(4, 10)),
        ("task", "YC1", MID_JULY),
        ("report", "", on(12, 15)),
    }
    assert tasks(DEMANDED["nobody serves it"]) == {"N1": DUE, "YC1": MID_JULY}


def test_a_task_takes_a_demand_over_and_gives_it_no_later_day() -> None:
    late = DEMANDED["a task too late"]
    assert tasks(DEMANDED["a task in time"]) == {"N1": DUE}
    assert tasks(late) == {"N1": AUGUST, "YC1": MID_JULY}
    assert tasks(late, extension(on(7, 1), "YC1", AUGUST)) == {"N1": AUGUST}
    assert tasks(late, extension(on(7, 1), "N1", on(9, 30))) == {"N1": on(9, 30)}


def test_a_task_confirmed_ends_the_demand_that_it_serves() -> None:
    late = DEMANDED["a task too late"]
    assert tasks(late, REPORTED) == {}
    assert tasks(late, REPORTED, CONFIRMED) == {}
    back = update(on(7, 20), "cb-a", Entry("N1", "in_progress"))
    assert tasks(late, REPORTED, CONFIRMED, back) == {"N1": AUGUST, "YC1": MID_JULY}


def test_a_follower_may_deny_a_demand_that_a_task_serves() -> None:
    denial = verified(on(7, 1), "ubkt", Verdict("YC1", "rejected"))
    served = DEMANDED["a task in time"]
    assert tasks(served, REPORTED, CONFIRMED, denial) == {"YC1": MID_JULY}
    again = update(on(7, 5), "cb-a", done("YC1", on(7, 4)))
    assert tasks(served, REPORTED, CONFIRMED, denial, again) == {}


def test_each_unit_owes_what_is_demanded_of_each() -> None:
    case = replace(
        DEMANDED["each of two"], tasks=(SERVES, replace(N1, id="N2", lead="dang-uy", for_each=("cb-b",)))
    )
    assert {debt.by for debt in debts(case, (), on(5, 1)) if debt.what == Slot("YC1", "cb-b")} == {"cb-b"}
    assert Slot("YC1", "cb-a") not in {debt.what for debt in debts(case, (), on(5, 1))}


def test_a_recurring_task_takes_over_the_occurrences_that_it_meets() -> None:
    case = DEMANDED["each month, met for two"]
    found = {debt.what for debt in debts(case, (), YEAR_END) if debt.kind == "task"}
    assert found == {Slot("N1", "", MAY), Slot("N1", "", JUNE), Slot("YC1", "", JULY)}


def test_what_the_notice_asks_of_another_stays_with_it() -> None:
    case = DEMANDED["asked of the follower"]
    (debt,) = [one for one in debts(case, (), on(5, 1)) if one.what == Slot("YC1")]
    assert debt.by == "ubkt"
    own = update(on(6, 20), "ubkt/uv", done("YC1", on(6, 19)))
    assert tasks(case, own) == {"N1": DUE}
    assert whys(case, update(on(6, 20), "cb-a", done("YC1", on(6, 19)))) == {Why.NO_RIGHT}
    itself = verified(on(6, 25), "ubkt/uv", Verdict("YC1", "confirmed"))
    assert whys(case, own, itself) == {Why.NO_RIGHT}
    assert whys(case, own, replace(itself, by="dang-uy/bi-thu")) == set()
    assert tasks(DEMANDED["asked of another"]) == {"N1": DUE, "YC1": MID_JULY}


def test_only_those_above_extend_the_day_of_the_notice() -> None:
    case = DEMANDED["the plan's own approver"]
    assert tasks(case, extension(on(6, 1), "N1", MID_JULY, "dang-uy")) == {"N1": MID_JULY}
    assert tasks(case, extension(on(6, 1), "N1", AUGUST, "dang-uy")) == {"N1": DUE}
    assert whys(case, extension(on(6, 1), "YC1", on(7, 14), "dang-uy")) == {Why.NO_RIGHT}
    assert tasks(case, extension(on(6, 1), "N1", AUGUST, "ubkt-tinh-uy")) == {"N1": AUGUST}
    moved = extension(on(6, 1), "YC1", AUGUST, "ubkt-tinh-uy")
    assert tasks(case, moved, extension(on(6, 2), "N1", on(8, 15), "dang-uy")) == {"N1": on(8, 15)}


def test_plan_and_report_are_owed_once() -> None:
    demanded = (
        Demand("YC1", kind="plan", due=on(4, 20)),
        Demand("YC2", kind="report", due=on(12, 30)),
        Demand("YC3", kind="report", due=on(9, 30)),
    )
    case = replace(ONE, demands=demanded, plan=None, tasks=())
    assert owed(case, day=on(5, 1)) == {
        ("plan", "", on(4, 20)),
        ("report", "", on(12, 30)),
        ("task", "YC3", on(9, 30)),
    }


def test_a_case_closes_when_its_demands_are_done() -> None:
    records = (REPORTED, CONFIRMED, report(on(7, 10)), closure(on(7, 20)))
    for name in ("nobody serves it", "asked of another", "each month"):
        assert case_state(DEMANDED[name], records)[0] == "open"
    for name in ("a task in time", "a task too late"):
        assert case_state(DEMANDED[name], records)[0] == "closed"
    met = update(on(6, 21), "cb-a", done("YC1", on(6, 19)))
    assert case_state(DEMANDED["nobody serves it"], (*records, met))[0] == "closed"
    follows = replace(ONE, demands=(Demand("YC1", kind="follow", lead="ubkt"),))
    assert case_state(follows, records)[0] == "closed"


# 11: supplements


SUPPLEMENT = supplement(on(6, 10), replace(YC1, id="YC9"), findings=("HC9",))
SERVES_IT = replace(ADDED, findings=("HC9",), demands=("YC9",), due=on(7, 10))


def test_a_supplement_adds_findings_and_demands_and_asks_for_an_addition() -> None:
    assert owed(ONE, SUPPLEMENT) == {
        ("task", "N1", DUE),
        ("task", "YC9", MID_JULY),
        ("addition", "", on(7, 31)),
        ("report", "", on(12, 15)),
    }
    assert "addition" not in kinds(ONE, SUPPLEMENT, day=on(6, 9))
    assert tasks(ONE, SUPPLEMENT, revised(on(6, 20), SERVES_IT)) == {"N1": DUE, "N4": on(7, 10)}
    assert "addition" not in kinds(ONE, SUPPLEMENT, revised(on(6, 20), SERVES_IT))
    assert "addition" not in kinds(ONE, SUPPLEMENT, withdrawn(on(6, 20), "HC9", "YC9"))


def test_only_the_inspecting_side_changes_the_notice_and_not_before_it() -> None:
    for by in ("cb-a", "cong-doan", "tinh-uy"):
        assert whys(ONE, replace(SUPPLEMENT, by=by)) == {Why.NO_RIGHT}
        assert whys(ONE, withdrawn(on(6, 10), "HC1", by=by)) == {Why.NO_RIGHT}
    early = date(2025, 3, 9)
    assert whys(ONE, replace(SUPPLEMENT, day=early)) == {Why.TOO_EARLY}
    assert tasks(ONE, withdrawn(early, "HC1")) == {"N1": DUE}
    assert tasks(ONE, withdrawn(on(3, 10), "HC1")) == {}
    assert whys(ONE, withdrawn(on(6, 9), "HC9"), SUPPLEMENT) == {Why.NOT_IN_FORCE}


def test_a_report_covers_the_findings_of_its_day() -> None:
    before = (REPORTED, CONFIRMED, report(on(6, 1)), replace(SUPPLEMENT, demands=()))
    serving = (
        revised(on(6, 20), replace(SERVES_IT, demands=())),
        verified(on(7, 12), "ubkt", Verdict("N4", "confirmed")),
    )
    assert case_state(ONE, (*before, *serving, closure(on(7, 20))))[0] == "open"
    assert case_state(ONE, (*before, *serving, report(on(7, 15)), closure(on(7, 20))))[0] == "closed"


def test_a_supplement_opens_a_closed_case() -> None:
    closed = (REPORTED, CONFIRMED, report(on(7, 10)), closure(on(7, 20)))
    assert case_state(ONE, (*closed, replace(SUPPLEMENT, day=on(8, 1)))) == ("reopened", frozenset())
    assert kinds(ONE, *closed, withdrawn(on(8, 1), "HC1")) == set()


# 11: corrections


def test_nothing_is_owed_for_what_is_withdrawn() -> None:
    apart = replace(TWO, tasks=(N1, replace(N2, findings=("HC2",))), demands=(YC1,))
    assert tasks(apart, withdrawn(on(6, 10), "HC2")) == {"N1": DUE, "YC1": MID_JULY}
    assert tasks(apart, withdrawn(on(6, 10), "HC1")) == {"N2": DUE}
    assert tasks(apart, withdrawn(on(6, 10), "YC1")) == {"N1": DUE, "N2": DUE}
    assert tasks(apart, withdrawn(on(6, 10), "HC1"), day=on(6, 9)) == {
        "N1": DUE,
        "N2": DUE,
        "YC1": MID_JULY,
    }
    denied = verified(on(6, 12), "ubkt", Verdict("N1", "rejected"))
    assert tasks(apart, withdrawn(on(6, 10), "HC1"), denied) == {"N2": DUE}
    checked = verified(on(6, 1), "ubkt", Verdict("N1", "confirmed", effectiveness_due=on(12, 1)))
    assert "check" in kinds(apart, checked)
    assert "check" not in kinds(apart, checked, withdrawn(on(6, 10), "HC1"))


def test_a_task_that_still_serves_something_is_owed() -> None:
    case = replace(TWO, tasks=(N2,))
    assert tasks(case, withdrawn(on(6, 10), "HC1")) == {"N2": DUE}
    for_demand = replace(ONE, demands=(Demand("YC1", due=MID_JULY),), tasks=(SERVES,))
    assert tasks(for_demand, withdrawn(on(6, 10), "HC1")) == {"N1": DUE}


def test_a_demand_falls_with_its_findings_but_a_later_one_counts() -> None:
    case = DEMANDED["nobody serves it"]
    assert tasks(case, withdrawn(on(6, 10), "HC1")) == {}
    anew = supplement(on(6, 20), replace(YC1, id="YC2"))
    assert tasks(case, withdrawn(on(6, 10), "HC1"), anew) == {"YC2": MID_JULY}


@pytest.mark.parametrize("name", DEMANDED)
def test_nothing_is_owed_once_all_is_withdrawn(name: str) -> None:
    case = DEMANDED[name]
    by = case.notice.by
    assert kinds(case, withdrawn(on(6, 10), "HC1", "YC1", by=by)) == set()
    assert "report" in kinds(case, withdrawn(on(6, 10), "YC1", by=by))


def test_what_is_withdrawn_may_be_put_in_force_again() -> None:
    case = DEMANDED["nobody serves it"]
    back = corrected(on(6, 20), Change(finding="HC1", restored=True))
    assert tasks(case, withdrawn(on(6, 10), "HC1"), back) == {"N1": DUE, "YC1": MID_JULY}
    assert tasks(case, withdrawn(on(6, 10), "HC1", "YC1"), back) == {"N1": DUE}
    assert whys(case, back) == {Why.NOT_IN_FORCE}


def test_a_correction_moves_days() -> None:
    case = replace(DEMANDED["a task in time"], demands=(replace(YC1, due=DUE),))
    later = corrected(on(6, 10), Change(demand="YC1", due=AUGUST), Change(duty="report", due=YEAR_END))
    assert owed(case, later) == {("task", "N1", AUGUST), ("report", "", YEAR_END)}
    assert tasks(DEMANDED["a task in time"], later) == {"N1": DUE}
    assert tasks(DEMANDED["a task too late"], later) == {"N1": AUGUST}
    again = corrected(on(6, 20), Change(demand="YC1", due=on(6, 25)))
    assert tasks(case, later, again) == {"N1": on(6, 25)}


# 11: revisions


def test_a_revision_adds_tasks_from_its_day() -> None:
    added = revised(on(6, 10), ADDED)
    assert tasks(ONE, added) == {"N1": DUE, "N4": ADDED.due}
    assert tasks(ONE, added, day=on(6, 9)) == {"N1": DUE}


def test_a_unit_takes_nothing_away_by_its_own_revision() -> None:
    case = replace(TWO, demands=(YC1,), tasks=(SERVES, replace(N2, findings=("HC2",))))
    for less, why in (
        (replace(SERVES, due=AUGUST), Why.NO_RIGHT),
        (replace(SERVES, lead="cb-b"), Why.TAKES_AWAY),
        (replace(SERVES, lead="cb-b", due=AUGUST), Why.TAKES_AWAY),
    ):
        for approver in ("", "cb-c", "cb-a/bi-thu"):
            own = revised(on(6, 10), less, approved_by=approver)
            assert debts(case, (own,), YEAR_END) == debts(case, (), YEAR_END)
            assert why in whys(case, own)
        assert whys(case, revised(on(6, 10), less, approved_by="tinh-uy")) == set()
    later = revised(on(6, 10), replace(SERVES, due=AUGUST, lead="cb-b"), approved_by="tinh-uy")
    assert {debt.by for debt in debts(case, (later,), YEAR_END) if debt.due == AUGUST} == {"cb-b"}
    assert tasks(case, revised(on(6, 10), replace(SERVES, due=on(6, 20))))["N1"] == on(6, 20)


def test_what_a_task_no_longer_serves_is_owed_by_itself() -> None:
    case = replace(ONE, demands=(YC1,), tasks=(SERVES,))
    assert tasks(case, revised(on(6, 10), N1)) == {"N1": DUE, "YC1": MID_JULY}
    late, sooner = replace(case, tasks=(replace(SERVES, due=AUGUST),)), replace(SERVES, due=on(8, 1))
    assert tasks(late, revised(on(6, 10), sooner)) == {"N1": on(8, 1), "YC1": MID_JULY}


def test_a_unit_cannot_let_a_task_fall_with_what_is_withdrawn() -> None:
    gone, only = withdrawn(on(6, 10), "HC1"), replace(TWO, tasks=(N2,))
    falls = revised(on(6, 20), replace(N2, findings=("HC1",)))
    assert whys(only, gone, falls) == {Why.TAKES_AWAY}
    assert whys(only, gone, revised(on(6, 20), replace(N2, findings=("HC2",)))) == set()


def test_a_day_that_a_revision_repeats_moves_nothing() -> None:
    case = replace(ONE, demands=(replace(YC1, findings=("HC1",)),))
    longer = extension(on(6, 1), "N1", on(7, 20))
    same = revised(on(6, 10), replace(N1, demands=("YC1",)))
    assert tasks(case, longer, same) == {"N1": on(7, 20)}
    assert whys(case, longer, revised(on(6, 10), replace(N1, due=on(7, 21)))) == {Why.NO_RIGHT}
    assert tasks(case, longer, revised(on(6, 10), replace(N1, due=on(7, 10))))["N1"] == on(7, 10)


def test_a_revision_that_does_not_count() -> None:
    task = replace(N1, due=AUGUST)
    for record, why in (
        (
            revised(on(6, 10), task, approved_by="dang-uy", of=("99-KH/CB", FIRST_PLAN[1])),
            Why.REVISES_NOTHING,
        ),
        (revised(on(4, 1), task, approved_by="dang-uy"), Why.TOO_EARLY),
        (revised(on(6, 10), task, approved_by="dang-uy", by="cb-b"), Why.NO_RIGHT),
    ):
        assert whys(ONE, record) == {why}
        assert tasks(ONE, record) == {"N1": DUE}
    draft = replace(revised(on(6, 10), task, approved_by="dang-uy"), status="draft")
    assert tasks(ONE, draft) == {"N1": DUE}
    assert whys(ONE, draft) == set()


def test_a_revision_may_revise_a_revision() -> None:
    first = revised(on(6, 10), ADDED)
    again = revised(on(6, 20), replace(ADDED, due=AUGUST), of=(first.number, first.day))
    assert tasks(ONE, first, again) == {"N1": DUE, "N4": AUGUST}
    assert tasks(ONE, first, revised(on(6, 20), replace(ADDED, due=on(9, 1)))) == {"N1": DUE, "N4": on(9, 1)}


# Every story


@given(told.amended_stories())
@settings(max_examples=150, deadline=None)
def test_laws_hold_in_random_stories(story: Story) -> None:
    """Records without right change nothing, whatever is said of them; the order of telling does not matter."""
    case, records, day = story.case, story.records, story.day
    owed_now, voids = debts(case, records, day), void_records(case, records, day)
    assert debts(case, tuple(reversed(records)), day) == owed_now
    whole = {one.record for one in voids if one.why in (Why.NO_RIGHT, Why.TOO_EARLY)}
    kept = [one for one in records if one.name not in whole or isinstance(one, Revision)]
    assert debts(case, kept, day) == owed_now
