"""Histories that take something overdue away, as they are told before they land, afterwards, and in the trail."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.history.documents import milestone, policy, task
from tests.history.owed_register import (
    BEGIN,
    COPY,
    EACH,
    EXTENSION,
    GONE,
    NO_PLAN,
    NOTICE,
    PLAN,
    SUBPLAN,
    TWO_CELLS,
    USUAL,
    History,
    Landing,
    Output,
    first,
    granted,
    later_plan,
    main_plan,
    monthly,
    notice,
    office,
    own_plan,
    second,
    tell,
)
from tests.history.repositories import File

STORIES = {
    "a task taken out and put back later": History(
        [
            Landing("2026-07-01", {PLAN: main_plan(second(), monthly())}, "KP605"),
            Landing("2026-07-02", {PLAN: later_plan()}, "KP602"),
        ],
        "KP602",
        (("dropped", "N1"), ("deadline_later", "N1")),
    ),
    "a case deleted and put back later": History(
        [
            Landing("2026-07-01", GONE, "KP616"),
            Landing("2026-07-02", {NOTICE: notice(), PLAN: later_plan()}, "KP602"),
        ],
        "KP602",
        (("deleted", "KL-1"), ("deadline_later", "N1")),
    ),
    "and put back in another folder": History(
        [
            Landing("2026-07-01", GONE, "KP616"),
            Landing(
                "2026-07-02", {f"{COPY}/conclusion.md": notice(), f"{COPY}/plan.md": later_plan()}, "KP602"
            ),
        ],
        "KP602",
        (("deleted", "KL-1"), ("deadline_later", "N1")),
    ),
    "a folder renamed with a later day": History(
        [
            Landing(
                "2026-05-01",
                GONE | {f"{COPY}/conclusion.md": notice(), f"{COPY}/plan.md": later_plan()},
                "KP601",
            )
        ],
        "KP601",
        (("moved", ""), ("deadline_later", "N1")),
    ),
    "a folder renamed file by file": History(
        [
            Landing("2026-05-01", {NOTICE: None, f"{COPY}/conclusion.md": notice()}, "KP604, KP619"),
            Landing("2026-05-01", {PLAN: None, f"{COPY}/plan.md": later_plan()}, "KP601"),
        ],
        "KP601",
        (("moved", ""), ("deadline_later", "N1")),
    ),
    "a copy with the same id, and then without the first": History(
        [
            Landing("2026-07-01", {f"{COPY}/conclusion.md": notice(), f"{COPY}/plan.md": later_plan()}),
            Landing("2026-07-02", GONE, "KP602"),
        ],
        "KP602",
        (("moved", ""), ("deadline_later", "N1")),
    ),
    "a plan that cannot be read for a while": History(
        [
            Landing("2026-05-01", {PLAN: "---\ntasks: [\n---\n"}),
            Landing("2026-05-02", {PLAN: later_plan()}, "KP601"),
        ],
        "KP601",
        (("unreadable", ""), ("readable", ""), ("deadline_later", "N1")),
    ),
    "a day that nobody can read, and then a later one": History(
        [
            Landing("2026-07-02", {PLAN: main_plan(first("30/6/2026"), second(), monthly())}),
            Landing("2026-07-04", {PLAN: later_plan()}, "KP602"),
        ],
        "KP602",
        (("deadline_removed", "N1"), ("deadline_set", "N1")),
    ),
    "a task copied into another plan and dropped from its own": History(
        [
            Landing("2026-05-01", {SUBPLAN: own_plan(first("2026-09-30"))}),
            Landing("2026-05-02", {PLAN: main_plan(second(), monthly())}, "KP601"),
        ],
        "KP601",
        (("deadline_later", "N1"),),
    ),
    "a task moved to another plan, in two steps": History(
        [
            Landing("2026-05-01", {PLAN: main_plan(first(), monthly())}, "KP605"),
            Landing("2026-05-01", {SUBPLAN: own_plan(second("2026-08-31"))}, "KP601"),
        ],
        "KP601",
        (("deadline_later", "N2"),),
    ),
    "a task moved into a draft": History(
        [
            Landing(
                "2026-05-01",
                {PLAN: main_plan(first(), monthly()), SUBPLAN: own_plan(second(), status="draft")},
                "KP605",
            )
        ],
        "KP605",
    ),
    "a plan that calls itself a draft": History(
        [Landing("2026-09-02", {PLAN: main_plan(*USUAL, status="draft")}, "KP615")], "KP615"
    ),
    "a plan of a later day": History(
        [Landing("2026-07-01", {PLAN: main_plan(*USUAL, issued_on="2027-01-04")}, "KP619")],
        "KP619",
        (("owed_no_more", "N1"), ("owed_no_more", "N2"), ("owed_no_more", "N3")),
    ),
    "a milestone moved under another task": History(
        [
            Landing(
                "2026-04-10",
                {
                    PLAN: main_plan(
                        task("N1", lead="cb"), second(milestones=[milestone("N1.1", "2026-05-30")]), monthly()
                    )
                },
                "KP602",
            )
        ],
        "KP602",
        (("deadline_later", "N1/N1.1"),),
    ),
    "a cycle that begins later": History(
        [Landing("2026-09-02", {PLAN: main_plan(first(), second(), monthly(from_="2026-09-01"))}, "KP619")],
        "KP619",
        (("owed_no_more", "N3"),),
    ),
    "a cycle that ends earlier": History(
        [Landing("2026-09-02", {PLAN: main_plan(first(), second(), monthly(until="2026-02-01"))}, "KP619")],
        "KP619",
        (("owed_no_more", "N3"),),
    ),
    "a cycle of longer periods": History(
        [Landing("2026-09-02", {PLAN: main_plan(first(), second(), monthly(every="quarter"))}, "KP619")],
        "KP619",
        (("owed_no_more", "N3"),),
    ),
    "a cycle that became one deadline": History(
        [
            Landing(
                "2026-09-02",
                {PLAN: main_plan(first(), second(), task("N3", "2026-12-31", lead="cb"))},
                "KP619",
            )
        ],
        "KP619",
        (("owed_no_more", "N3"),),
    ),
    "days that the policy no longer has": History(
        [Landing("2026-03-05", {"plans/policy.yml": policy()}, "KP619")],
        "KP619",
        (("owed_later", "KL-1"),),
        BEGIN | NO_PLAN,
    ),
    "days that make a late plan punctual": History(
        [Landing("2026-06-05", {"plans/policy.yml": policy(days={"make_plan": 90})}, "KP619")],
        "KP619",
        (("owed_later", "KL-1"),),
        BEGIN | {NOTICE: notice(plan_due=None), PLAN: main_plan(*USUAL, issued_on="2026-03-01")},
    ),
    "a day off on which a plan was due": History(
        [
            Landing(
                "2026-01-20",
                {"plans/policy.yml": policy(days={"make_plan": 30}, calendar={"holidays": ["2026-02-02"]})},
                "KP619",
            )
        ],
        "KP619",
        (("owed_later", "KL-1"),),
        BEGIN | NO_PLAN,
    ),
    "a notice received later": History(
        [Landing("2026-03-05", {NOTICE: notice(plan_due=None, received_on="2026-06-03")}, "KP619")],
        "KP619",
        (("owed_later", "KL-1"),),
        BEGIN | NO_PLAN,
    ),
    "fewer units that each owe a task": History(
        [
            Landing(
                "2026-06-10",
                {PLAN: main_plan(first(), second(for_each=EACH | {"kind": "commission"}), monthly())},
                "KP619",
            )
        ],
        "KP619",
        (("owed_no_more", "N2@cb"), ("owed_no_more", "N2@cb2")),
        BEGIN | TWO_CELLS,
    ),
    "a unit under another one": History(
        [Landing("2026-06-10", {"units/cb2.md": office("cb2", parent="ubkt")}, "KP619")],
        "KP619",
        (("owed_no_more", "N2@cb2"),),
        BEGIN | TWO_CELLS,
    ),
    "another unit that leads": History(
        [
            Landing(
                "2026-06-10",
                {PLAN: main_plan(first(), second() | {"lead": "cb2"}, monthly())},
                "KP619",
            )
        ],
        "KP619",
        (("owed_by_another", "N2"),),
        BEGIN | {"units/cb2.md": office("cb2")},
    ),
    "fewer of what is to be done": History(
        [
            Landing(
                "2026-06-10",
                {PLAN: main_plan(first() | {"product": "2 bộ hồ sơ"}, second(), monthly())},
                "KP619",
            )
        ],
        "KP619",
        (("owed_less", "N1"),),
        BEGIN | {PLAN: main_plan(first() | {"product": "12 bộ hồ sơ"}, second(), monthly())},
    ),
    "a nearer day that passed before it was put back": History(
        [
            Landing("2026-02-01", {PLAN: later_plan("2026-03-31")}),
            Landing("2026-04-20", {PLAN: later_plan("2026-06-30")}, "KP602"),
        ],
        "KP602",
        (("deadline_earlier", "N1"), ("deadline_later", "N1")),
    ),
    "a slip that was not put right": History(
        [
            Landing("2026-05-01", {PLAN: later_plan("2062-06-30")}, "KP601"),
            Landing("2026-05-02", {PLAN: later_plan("2026-09-30")}, "KP601"),
        ],
        "KP601",
        (("deadline_later", "N1"), ("deadline_earlier", "N1")),
    ),
    "many small steps": History(
        [Landing(f"2026-05-{n:02}", {PLAN: later_plan(f"2026-07-{n:02}")}, "KP601") for n in range(1, 6)],
        "KP601",
        (("deadline_later", "N1"),) * 5,
    ),
    "an extension that went when the plan had its day": History(
        [
            Landing("2026-05-01", {EXTENSION: granted("2026-09-30")}),
            Landing("2026-05-10", {EXTENSION: None, PLAN: later_plan()}, "KP601"),
        ],
        "KP601",
        (("deadline_later", "N1"), ("record_deleted", ""), ("deadline_later", "N1")),
    ),
    "an extension rewritten": History(
        [
            Landing("2026-05-01", {EXTENSION: granted("2026-08-31")}),
            Landing("2026-09-10", {EXTENSION: granted("2026-11-30")}, "KP619"),
        ],
        "KP619",
        (("record_rewritten", ""), ("owed_later", "N1")),
    ),
    "a program among documents": History(
        [
            Landing("2026-05-01", {PLAN: File(main_plan(*USUAL).encode(), "100755")}),
            Landing("2026-05-02", {PLAN: File(later_plan().encode(), "100755")}, "KP601"),
        ],
        "KP601",
        (("deadline_later", "N1"),),
    ),
    # --------------------------------------------------------------------------------------- honest ones
    "an extension, and the plan that follows it": History(
        [
            Landing("2026-05-01", {EXTENSION: granted("2026-09-30")}),
            Landing("2026-05-10", {PLAN: later_plan()}),
        ],
        "",
        (("deadline_later", "N1"), ("reworded", "N1")),
    ),
    "a slip that an extension has overtaken": History(
        [
            Landing("2026-04-20", {PLAN: later_plan("2062-06-30")}, "KP601"),
            Landing("2026-05-01", {EXTENSION: granted("2026-09-30")}),
        ],
        "",
    ),
    "a nearer day, put back before it passed": History(
        [
            Landing("2026-02-01", {PLAN: later_plan("2026-05-31")}),
            Landing("2026-03-20", {PLAN: later_plan("2026-06-30")}),
        ],
        "",
    ),
    "a slip put right": History(
        [
            Landing("2026-05-01", {PLAN: later_plan("2062-06-30")}, "KP601"),
            Landing("2026-05-02", {PLAN: later_plan("2026-06-30")}),
        ],
        "",
    ),
    "a cycle put back": History(
        [
            Landing("2026-09-02", {PLAN: main_plan(first(), second(), monthly(until="2026-02-01"))}, "KP619"),
            Landing("2026-09-03", {PLAN: main_plan(*USUAL)}),
        ],
        "",
    ),
    "a task moved to another plan, with its day": History(
        [Landing("2026-03-01", {PLAN: main_plan(first(), monthly()), SUBPLAN: own_plan(second())})], ""
    ),
    "a unit with a successor": History(
        [
            Landing("2026-06-20", {"units/moi.md": office("moi")}),
            Landing("2026-07-01", {"units/cb.md": office("cb", valid_until="2026-06-30", successor="moi")}),
        ],
        "",
    ),
    "a longer cycle and one more task": History(
        [
            Landing(
                "2026-03-01",
                {PLAN: main_plan(first(), second(), monthly(from_="2026-01-01"), task("N4", lead="cb"))},
            )
        ],
        "",
    ),
}


@pytest.mark.parametrize("name", STORIES)
def test_what_was_owed_is_told_in_review_and_ever_after(name: str, tmp_path: Path, capsys: Output) -> None:
    tell(STORIES[name], tmp_path / "so", capsys)
