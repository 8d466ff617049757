"""How much is done of several tasks: unknown is not 0, and every figure says how many it is of."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khacphuc.obligations.totals import mean_of, part_done, total_of
from khacphuc.obligations.values import CaseState
from khacphuc.text.amounts import plain
from tests.obligations.test_fold import state

PLAN = """type: plan
status: issued
issued_on: 2024-06-05
tasks:
  - {id: N1, findings: HC1, content: Hồ sơ, lead: chi-bo, due: 2024-07-15, target: {total: 12, unit: hồ sơ}}
  - {id: N2, findings: HC1, content: Hồ sơ, lead: chi-bo, due: 2024-07-15, target: {total: 8, unit: hồ sơ}}
  - {id: N3, findings: HC2, content: Thu hồi, lead: chi-bo, due: 2024-07-15, target: {money: "120000000"}}
  - {id: N4, findings: HC2, content: Việc, lead: chi-bo, due: 2024-07-15}
"""
ENDED = """type: verification
date: 2024-07-05
by: ubkt
tasks: [{task: N4, outcome: confirmed}]
"""


def case(*progress: str, **more: str) -> CaseState:
    tasks = "".join(f"  - {{{item}}}\n" for item in progress)
    update = f"type: update\ndate: 2024-07-01\nby: chi-bo\ntasks:\n{tasks}" if progress else ""
    return state("2024-07-10", {"2024-07-01-update": update, **more}, plan=PLAN)


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ("task: N1, progress: 6/12", "1/2"),
        ("task: N1, progress: 13.515/19.611", "4505/6537"),
        ('task: N1, progress: "68,9%"', "689/1000"),
        ('task: N1, progress: "1,2/3,4 ha"', "6/17"),
        ("task: N1, progress: 50 triệu/120 triệu đồng", "5/12"),
        ("task: N1, percent: 70", "7/10"),
        ("task: N1, state: done", "1"),
        ("task: N1, state: not_started", "0"),
        ("task: N1, state: in_progress", None),
        ("task: N4, progress: 6/12", None),
    ],
)
def test_the_part_of_a_task(said: str, part: str | None) -> None:
    found = part_done(case(said).tasks[0])
    assert (str(found) if found is not None else None) == part


def test_a_total_says_how_many_it_is_of() -> None:
    found = total_of(
        case(
            "task: N1, progress: 6/12",
            "task: N2, progress: 8/8, state: done",
            "task: N3, progress: 50/120 triệu đồng",
        ).tasks
    )
    assert (found.tasks, found.known, found.mean) == (4, 3, Decimal("63.8"))
    shown = {one.unit: (plain(one.done), plain(one.total), one.known, one.tasks) for one in found.sums}
    assert shown == {"đồng": ("50000000", "120000000", 1, 1), "hồ sơ": ("14", "20", 2, 2)}


def test_unknown_is_not_nothing() -> None:
    nobody = total_of(case().tasks)
    assert (nobody.tasks, nobody.known, nobody.mean, nobody.sums) == (4, 0, None, ())
    one = total_of(case("task: N1, progress: 6/12").tasks)
    assert (one.known, one.mean) == (1, Decimal(50))
    assert [(each.unit, each.known, each.tasks) for each in one.sums] == [("hồ sơ", 1, 2)]


def test_what_was_given_up_with_agreement_is_not_counted() -> None:
    asked = case("task: N4, state: not_pursued, reason: Sáp nhập")
    agreed = case("task: N4, state: not_pursued, reason: Sáp nhập", **{"2024-07-05-verification": ENDED})
    assert (total_of(asked.tasks).tasks, total_of(agreed.tasks).tasks) == (4, 3)


def test_what_the_notice_has_withdrawn_is_not_counted() -> None:
    withdrawn = "type: correction\ndate: 2024-07-02\nby: dang-uy\nnumber: 9-TB\nchanges: [{finding: HC2, withdrawn: true}]\n"
    assert total_of(case(**{"2024-07-02-correction": withdrawn}).tasks).tasks == 2


@given(st.lists(st.one_of(st.none(), st.fractions(0, 1))))
def test_a_mean_is_between_what_it_is_of(parts: list[Fraction | None]) -> None:
    found, known = mean_of(parts), [part for part in parts if part is not None]
    assert (found.tasks, found.known) == (len(parts), len(known))
    assert (found.mean is None) == (not known)
    if found.mean is not None:
        assert 100 * min(known) - Fraction(1, 10) <= Fraction(found.mean) <= 100 * max(known)
        assert (found.mean == 100) == all(part == 1 for part in known)
