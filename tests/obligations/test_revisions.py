"""Revisions of a plan: which plan they name, from which day, and what a unit may not take away by itself."""

from __future__ import annotations

from datetime import date

import pytest

from khacphuc.obligations.values import VoidReason
from tests.obligations.test_amendments import BY_ISSUER, FIRST, WITHDRAW_2, correction, revision
from tests.obligations.test_fold import CONCLUSION, PLAN, owed, state

AMOUNTS = PLAN.replace(
    "content: Việc một,", "content: Việc một, product: 12 biên bản, target: {total: 12, unit: hồ sơ},"
)
SECOND = "id: N2, findings: [HC2], content: Việc hai, lead: chi-bo, due: "
TO_ANOTHER = FIRST.replace("lead: chi-bo, accountable: chi-bo/bi-thu", "lead: chi-bo-2")


@pytest.mark.parametrize(
    ("amounts", "lost"),
    [
        ("product: 12 biên bản, target: {total: 8, unit: hồ sơ}", "12"),
        ("product: 12 biên bản, target: {total: 12, unit: trang}", "hồ sơ"),
        ("product: 08 biên bản, target: {total: 12, unit: hồ sơ}", "12 biên bản"),
        ("target: {total: 12, unit: hồ sơ}", "12 biên bản"),
        ("product: 12 biên bản", "12"),
    ],
)
def test_by_its_own_unit_a_revision_makes_nothing_smaller(amounts: str, lost: str) -> None:
    task = f"{FIRST.replace('content:', f'{amounts}, content:')}2024-07-10"
    alone = state("2024-07-06", revision(task), plan=AMOUNTS)
    assert [(void.at, void.why, void.meant) for void in alone.voids] == [(0, VoidReason.TAKES_AWAY, (lost,))]
    held = next(one.task for one in alone.tasks if one.task.id == "N1")
    assert (held.product, held.target and held.target.total) == ("12 biên bản", 12)
    assert owed(alone, "N1").deadline.current == date(2024, 7, 15)
    decided = state("2024-07-06", revision(task, more=BY_ISSUER), plan=AMOUNTS)
    assert (decided.voids, owed(decided, "N1").deadline.current) == ((), date(2024, 7, 10))


def test_a_unit_may_promise_more() -> None:
    task = FIRST.replace("content:", "product: 14 biên bản, target: {total: 14, unit: hồ sơ}, content:")
    assert state("2024-07-06", revision(f"{task}2024-07-15"), plan=AMOUNTS).voids == ()


def test_by_its_own_unit_a_revision_hands_nothing_to_another() -> None:
    alone = state("2024-07-06", revision(f"{TO_ANOTHER}2024-07-15"))
    assert (owed(alone, "N1").owed_by, [void.meant for void in alone.voids]) == ("chi-bo", [("chi-bo",)])
    decided = state("2024-07-06", revision(f"{TO_ANOTHER}2024-07-15", more=BY_ISSUER))
    assert (owed(decided, "N1").owed_by, decided.voids) == ("chi-bo-2", ())
    within = FIRST.replace("lead: chi-bo,", "lead: chi-bo/bi-thu,")
    assert state("2024-07-06", revision(f"{within}2024-07-15")).voids == ()


def test_a_committee_may_hand_work_from_one_unit_below_it_to_another() -> None:
    plan = PLAN.replace("tasks:", "issued_by: dang-uy\ntasks:")
    found = state("2024-07-06", revision(f"{TO_ANOTHER}2024-07-15", more="issued_by: dang-uy\n"), plan=plan)
    assert (owed(found, "N1").owed_by, found.voids) == ("chi-bo-2", ())


def test_by_its_own_unit_a_revision_leaves_no_finding_without_a_task() -> None:
    both = FIRST.replace("findings: [HC1]", "findings: [HC1, HC3]")
    notice = CONCLUSION.replace("{id: HC2, text: Hai}", "{id: HC2, text: Hai}, {id: HC3, text: Ba}")
    plan = PLAN.replace("findings: [HC1]", "findings: [HC1, HC3]", 1)
    assert state("2024-07-06", revision(f"{both}2024-07-15"), conclusion=notice, plan=plan).voids == ()
    found = state("2024-07-06", revision(f"{FIRST}2024-07-15"), conclusion=notice, plan=plan)
    assert [(void.why, void.meant) for void in found.voids] == [(VoidReason.TAKES_AWAY, ("HC3",))]
    assert "HC3" in next(one.task for one in found.tasks if one.task.id == "N1").findings


BOTH = CONCLUSION.replace("{id: HC2, text: Hai}", "{id: HC2, text: Hai}, {id: HC3, text: Ba}")
ADDED = "id: N9, findings: [HC3], content: Việc chín, lead: chi-bo, due: "


@pytest.mark.parametrize(("due", "lost"), [("2024-07-15", ()), ("2024-07-16", ("HC3",))])
def test_a_task_may_be_split_into_one_that_is_due_no_later(due: str, lost: tuple[str, ...]) -> None:
    plan = PLAN.replace("findings: [HC1]", "findings: [HC1, HC3]", 1)
    found = state("2024-07-06", revision(f"{FIRST}2024-07-15", f"{ADDED}{due}"), conclusion=BOTH, plan=plan)
    assert [void.meant for void in found.voids] == [lost] * bool(lost)


def test_by_its_own_unit_a_revision_hands_no_finding_to_a_task_that_is_there() -> None:
    second = SECOND.replace("findings: [HC2]", "findings: [HC1, HC2]")
    turned = FIRST.replace("findings: [HC1]", "findings: [HC2]")
    made = revision(f"{turned}2024-07-15", f"{second}2024-08-15")
    assert [void.meant for void in state("2024-07-06", made).voids] == [("HC1",)]


def test_by_its_own_unit_a_revision_exchanges_no_words_of_steps() -> None:
    steps = "milestones: [{id: N1.1, text: %s, due: 2024-07-01}, {id: N1.2, text: %s, due: %s}], "
    half, whole = "Xong biên bản của đợt một", "Xong biên bản của cả hai đợt"
    plan = PLAN.replace("content: Việc một,", f"{steps % (whole, half, '2024-07-10')}content: Việc một,")
    task = FIRST.replace("content:", f"{steps % (half, whole, '2024-07-10')}content:")
    alone = state("2024-07-06", revision(f"{task}2024-07-15"), plan=plan)
    assert [void.meant for void in alone.voids] == [(whole,)]
    assert state("2024-07-06", revision(f"{task}2024-07-15", more=BY_ISSUER), plan=plan).voids == ()


def test_by_its_own_unit_a_revision_turns_no_task_to_what_is_withdrawn() -> None:
    turned = FIRST.replace("findings: [HC1]", "findings: [HC2]")
    found = state("2024-07-06", correction(WITHDRAW_2) | revision(f"{turned}2024-07-15"))
    assert not owed(found, "N1").dropped
    assert [void.why for void in found.voids] == [VoidReason.TAKES_AWAY]


def test_a_task_that_a_revision_turns_to_what_stands_is_owed_again() -> None:
    turned = revision("id: N2, findings: [HC1], content: Việc hai, lead: chi-bo, due: 2024-08-15")
    files = correction(WITHDRAW_2) | turned
    assert owed(state("2024-07-04", files), "N2").dropped
    assert not owed(state("2024-07-06", files), "N2").dropped


def test_a_revision_dated_before_its_plan_has_no_effect() -> None:
    new = "id: N9, content: Khác, lead: chi-bo"
    found = state("2024-07-06", revision(f"{FIRST}2024-06-20", new, day="2024-06-01", more=BY_ISSUER))
    assert owed(found, "N1").deadline.current == date(2024, 7, 15)
    assert "N9" not in {item.key for item in found.obligations}
    assert [(void.at, void.why) for void in found.voids] == [(None, VoidReason.BEFORE_ITS_PAPER)]


def test_a_revision_that_names_no_plan_changes_no_task() -> None:
    made = revision(f"{FIRST}2024-08-31", "id: N9, content: Khác, lead: chi-bo", more=BY_ISSUER)
    found = state("2024-07-06", {name: text.replace("12-KH/CB", "21-KH/CB") for name, text in made.items()})
    assert owed(found, "N1").deadline.current == date(2024, 7, 15)
    assert "N9" in {item.key for item in found.obligations}, "what it adds is owed"
    assert [(void.at, void.why) for void in found.voids] == [(0, VoidReason.UNKNOWN_PLAN)]


def test_a_revision_of_a_revision_of_the_same_day_comes_after_it() -> None:
    first = revision(f"{FIRST}2024-08-31", more=BY_ISSUER)
    text = next(iter(revision(f"{FIRST}2024-09-15", more=BY_ISSUER).values()))
    again = text.replace("15-KH/CB", "16-KH/CB").replace("12-KH/CB, date: 2024-06-05", "15-KH/CB")
    for name in ("plan-2024-07-05-2", "plan-2024-07-04-x"):
        assert owed(state("2024-07-06", first | {name: again}), "N1").deadline.current == date(2024, 9, 15)


def test_two_revisions_of_one_day_hold_in_the_order_of_their_names() -> None:
    first = revision(f"{FIRST}2024-09-15", more=BY_ISSUER)
    other = {f"{name}-2": text.replace("2024-09-15", "2024-08-31") for name, text in first.items()}
    assert owed(state("2024-07-06", first | other), "N1").deadline.current == date(2024, 8, 31)


def test_a_recurring_task_that_a_revision_leaves_without_a_day_is_owed_by_its_end() -> None:
    def monthly(until: str) -> str:
        return (
            "id: N1, findings: [HC1, HC2], content: Việc, lead: chi-bo, "
            f"recurrence: {{every: month, from: 2024-06-05, until: {until}}}"
        )

    plan = PLAN.split("tasks:")[0] + f"tasks:\n  - {{{monthly('2024-12-31')}}}\n"
    none = revision(monthly("2024-06-20"), day="2024-06-10", more=BY_ISSUER)
    assert owed(state("2024-06-12", none, plan=plan), "N1").deadline.current == date(2024, 6, 20)
    text = next(iter(revision(monthly("2024-08-31"), day="2024-06-15", more=BY_ISSUER).values()))
    back = none | {"plan-2024-06-15": text.replace("15-KH/CB", "16-KH/CB")}
    days = [
        item.key for item in state("2024-06-16", back, plan=plan).obligations if item.key.startswith("N1")
    ]
    assert days == ["N1.2024-06-30", "N1.2024-07-31", "N1.2024-08-31"]
