"""What a merge leaves out of its other side is told before it lands and ever after; an honest merge is not."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khacphuc.cli import main
from khacphuc.history.comparing.left_out import MergeMoment, left_out
from khacphuc.history.log.merged_sides import left_out_of_branch
from khacphuc.history.trail import EventKind
from khacphuc.history.trail_reader import read_trail
from khacphuc.register.loading import RegisterSettings, policy_in
from khacphuc.register.units import Units
from tests.history.documents import Value, record, unit
from tests.history.merging import ABOVE, CLERK, DEBTOR, FOLLOWER, KNOWN, REGISTRAR, SUPPORTER, Clone
from tests.history.owed_register import (
    CASE,
    COPY,
    LAST,
    PLAN,
    Output,
    errors,
    first,
    main_plan,
    monthly,
    second,
)
from tests.history.repositories import Content

REMINDER, VERDICT = f"{CASE}/2026-05-02-reminder.md", f"{CASE}/2026-07-01-verification.md"
DONE, TAKEN_BACK = f"{CASE}/2026-06-20-update.md", f"{CASE}/2026-07-02-update.md"
URGED = record("reminder", "2026-05-02", by="ubkt", to="cb", id="DD1", tasks=["N1"], reply_due="2026-05-12")
REJECTED = record("verification", "2026-07-01", by="ubkt", tasks=[{"task": "N1", "outcome": "rejected"}])
OTHER = "ghi-chu.txt"


def said(day: str, state: str, by: str = "cb") -> str:
    about: dict[str, Value] = {"task": "N1", "state": state}
    if state == "done":
        about |= {"done_on": day, "evidence": [{"number": "12-BB/CB", "date": day}]}
    return record("update", day, by=by, tasks=[about])


def planned(
    *, second_due: str = "2026-05-31", title: str = "Kế hoạch khắc phục", supporters: bool = True
) -> str:
    helped: dict[str, Value] = {"supporters": ["cb2"]} if supporters else {}
    return main_plan(first() | helped, second(second_due), monthly(), title=title)


Story = Callable[[Clone], None]


def ours(
    clone: Clone, landed: dict[str, str], by: str = "follower", own: dict[str, str] | None = None
) -> None:
    """A branch of the debtor keeps its own version against the main branch, and takes its place."""
    who = {"follower": FOLLOWER, "above": ABOVE, "supporter": SUPPORTER, "debtor": DEBTOR}[by]
    clone.branch("nhanh")
    clone.commit(own or {OTHER: "Ghi chú"}, DEBTOR)
    clone.switch("main")
    clone.commit(landed, who)
    clone.switch("nhanh")
    clone.merge("main", by=DEBTOR, using=("-s", "ours"))
    clone.becomes_main("nhanh")


# --------------------------------------------------------------------------------------------------- left out


def reminder(clone: Clone) -> None:
    ours(clone, {REMINDER: URGED})


def word_of_another_unit(clone: Clone) -> None:
    clone.commit({DONE: said("2026-06-20", "done")}, DEBTOR)
    ours(clone, {TAKEN_BACK: said("2026-07-02", "in_progress", "cb2")}, "supporter")


def own_word_that_was_owed(clone: Clone) -> None:
    clone.commit({DONE: said("2026-06-20", "done")}, DEBTOR)
    ours(clone, {TAKEN_BACK: said("2026-07-02", "in_progress")}, "debtor")


def day_brought_forward(clone: Clone) -> None:
    ours(clone, {PLAN: planned(second_due="2026-04-30")}, "above")


def day_brought_forward_by_oneself(clone: Clone) -> None:
    ours(clone, {PLAN: planned(second_due="2026-04-30")}, "debtor")


def plan_touched_on_both_sides(clone: Clone) -> None:
    ours(clone, {PLAN: planned(second_due="2026-04-30")}, "above", {PLAN: planned(title="Kế hoạch sửa")})


def unit_of_another(clone: Clone) -> None:
    ours(clone, {"units/cb2.md": unit("cb2", parent="dang-uy", short_name="CB2")}, "above")


def by_hand(clone: Clone) -> None:
    clone.branch("don-doc")
    clone.commit({REMINDER: URGED}, FOLLOWER)
    clone.switch("main")
    clone.merge("don-doc", by=DEBTOR, changes={REMINDER: None})


def by_a_registrar(clone: Clone) -> None:
    clone.branch("don-doc")
    clone.commit({REMINDER: URGED}, FOLLOWER)
    clone.switch("main")
    clone.merge("don-doc", by=REGISTRAR, changes={REMINDER: None})


def in_the_name_of_the_committee(clone: Clone) -> None:
    """Nothing is owed by a title; but whose word it is, somebody else leaves it out in their name."""
    clone.branch("sua")
    clone.commit({PLAN: planned(title="Kế hoạch số 9")}, ABOVE)
    clone.switch("main")
    clone.merge("sua", by=ABOVE, committer=DEBTOR, using=("-s", "ours"))


def of_several(clone: Clone) -> None:
    clone.branch("don-doc")
    clone.commit({REMINDER: URGED}, FOLLOWER)
    clone.branch("khac", "main")
    clone.commit({OTHER: "Ghi chú"}, DEBTOR)
    clone.switch("main")
    clone.merge("khac", "don-doc", by=DEBTOR, changes={REMINDER: None})


def within_a_branch(clone: Clone) -> None:
    """A branch of the debtor takes in the follower's, without what stands there, and is merged as it is."""
    clone.commit({DONE: said("2026-06-20", "done")}, DEBTOR)
    clone.branch("tham-tra")
    clone.commit({VERDICT: REJECTED}, FOLLOWER)
    clone.branch("nhanh", "main")
    clone.commit({OTHER: "Ghi chú"}, DEBTOR)
    clone.merge("tham-tra", by=DEBTOR, using=("-s", "ours"))
    clone.commit({OTHER: "Ghi chú khác"}, DEBTOR)
    clone.switch("main")
    clone.merge("nhanh", by=CLERK)


def undone_within_a_branch(clone: Clone) -> None:
    """The debtor merges the follower's branch as it is, and takes the record out by a commit of its own before all lands."""
    clone.commit({DONE: said("2026-06-20", "done")}, DEBTOR)
    clone.branch("tham-tra")
    clone.commit({VERDICT: REJECTED}, FOLLOWER)
    clone.branch("nhanh", "main")
    clone.commit({OTHER: "Ghi chú"}, DEBTOR)
    clone.merge("tham-tra", by=DEBTOR)
    clone.commit({VERDICT: None}, DEBTOR)
    clone.switch("main")
    clone.merge("nhanh", by=CLERK)


def within_a_branch_of_the_other(clone: Clone) -> None:
    """The debtor goes on from the follower's branch, and takes the follower's record out while he merges his own into it."""
    clone.commit({DONE: said("2026-06-20", "done")}, DEBTOR)
    clone.branch("tham-tra")
    clone.commit({VERDICT: REJECTED}, FOLLOWER)
    clone.branch("cua-minh", "main")
    clone.commit({OTHER: "Ghi chú"}, DEBTOR)
    clone.switch("tham-tra")
    clone.merge("cua-minh", by=DEBTOR, changes={VERDICT: None})
    clone.switch("main")
    clone.merge("tham-tra", by=CLERK)


def after_own_words(clone: Clone) -> None:
    """The debtor leaves out a harmless wording of his own first, and then the committee's day."""
    clone.branch("cua-minh")
    clone.commit({PLAN: planned(title="Kế hoạch số 9")}, DEBTOR)
    clone.branch("rut-ngan", "main")
    clone.commit({PLAN: planned(second_due="2026-04-30")}, ABOVE)
    clone.branch("nhanh", "main")
    clone.merge("cua-minh", by=DEBTOR, using=("-s", "ours"))
    clone.merge("rut-ngan", by=DEBTOR, using=("-s", "ours"))
    clone.switch("main")
    clone.merge("nhanh", by=CLERK)


def behind_another_version(clone: Clone) -> None:
    """On the side of the committee's day a parallel commit has the old one, and the merge there has taken the new one."""
    clone.branch("rut-ngan")
    clone.commit({PLAN: planned(title="Kế hoạch số 9")}, DEBTOR)
    clone.branch("ve-cu", "rut-ngan")
    clone.commit({PLAN: planned()}, DEBTOR)
    clone.switch("rut-ngan")
    clone.commit({PLAN: planned(second_due="2026-04-30", title="Kế hoạch số 9")}, ABOVE)
    clone.merge("ve-cu", by=DEBTOR, using=("-s", "ours"))
    clone.switch("main")
    clone.merge("rut-ngan", by=DEBTOR, using=("-s", "ours"))


def kept_against_the_committee(clone: Clone) -> None:
    clone.commit({DONE: said("2026-06-20", "done")}, DEBTOR)
    clone.branch("nhanh")
    clone.commit({OTHER: "Ghi chú"}, DEBTOR)
    clone.switch("main")
    clone.commit({DONE: None}, ABOVE)
    clone.switch("nhanh")
    clone.merge("main", by=DEBTOR, using=("-s", "ours"))
    clone.becomes_main("nhanh")


def altered_by_hand(clone: Clone) -> None:
    """The merge has a reminder that leaves more time than the one that was merged."""
    clone.branch("don-doc")
    clone.commit({REMINDER: URGED}, FOLLOWER)
    clone.commit({REMINDER: URGED.replace("2026-05-12", "2026-05-10")}, FOLLOWER)
    clone.switch("main")
    clone.merge("don-doc", by=DEBTOR, changes={REMINDER: URGED.replace("2026-05-12", "2026-11-30")})


LEFT_OUT: list[tuple[Story, dict[str, Content]]] = [
    (reminder, {REMINDER: URGED}),
    (word_of_another_unit, {TAKEN_BACK: said("2026-07-02", "in_progress", "cb2")}),
    (own_word_that_was_owed, {TAKEN_BACK: said("2026-07-02", "in_progress")}),
    (day_brought_forward, {PLAN: planned(second_due="2026-04-30")}),
    (day_brought_forward_by_oneself, {PLAN: planned(second_due="2026-04-30")}),
    (plan_touched_on_both_sides, {PLAN: planned(second_due="2026-04-30", title="Kế hoạch sửa")}),
    (unit_of_another, {"units/cb2.md": unit("cb2", parent="dang-uy", short_name="CB2")}),
    (by_hand, {REMINDER: URGED}),
    (by_a_registrar, {REMINDER: URGED}),
    (in_the_name_of_the_committee, {PLAN: planned(title="Kế hoạch số 9")}),
    (of_several, {REMINDER: URGED}),
    (within_a_branch, {VERDICT: REJECTED}),
    (undone_within_a_branch, {VERDICT: REJECTED}),
    (within_a_branch_of_the_other, {VERDICT: REJECTED}),
    (after_own_words, {PLAN: planned(second_due="2026-04-30")}),
    (behind_another_version, {PLAN: planned(second_due="2026-04-30", title="Kế hoạch số 9")}),
    (kept_against_the_committee, {DONE: None}),
    (altered_by_hand, {REMINDER: URGED.replace("2026-05-12", "2026-05-10")}),
]
"""Stories, and the documents that put things right."""


@pytest.mark.parametrize(("story", "mend"), LEFT_OUT, ids=[story.__name__ for story, _ in LEFT_OUT])
def test_what_a_merge_leaves_out_is_told(
    story: Story, mend: dict[str, Content], tmp_path: Path, capsys: Output
) -> None:
    clone = Clone(tmp_path / "so")
    clone.commit({PLAN: planned()}, REGISTRAR)
    story(clone)
    assert "KP626" in errors(capsys, clone.root, LAST, "--base", "HEAD^1")
    assert "KP626" in errors(capsys, clone.root, LAST)
    clone.commit(mend, REGISTRAR)
    assert "KP626" not in errors(capsys, clone.root, LAST)


# ----------------------------------------------------------------------------------------------------- honest


def ordinary(clone: Clone) -> None:
    """The main branch is merged into a branch, at a desk or by “Update branch”, and the branch into the main branch."""
    clone.branch("nhanh")
    clone.commit({DONE: said("2026-06-20", "done")}, DEBTOR)
    clone.switch("main")
    clone.commit({REMINDER: URGED}, FOLLOWER)
    clone.switch("nhanh")
    clone.merge("main", by=DEBTOR)
    clone.commit({OTHER: "Ghi chú"}, DEBTOR)
    clone.switch("main")
    clone.merge("nhanh", by=CLERK)


def both_are_kept(clone: Clone) -> None:
    """Two people word one plan; whoever merges takes over what each has written."""
    clone.branch("nhanh")
    clone.commit({PLAN: planned(title="Kế hoạch số 9")}, DEBTOR)
    clone.switch("main")
    clone.commit({PLAN: planned(second_due="2026-04-30")}, ABOVE)
    clone.merge("nhanh", by=DEBTOR, changes={PLAN: planned(second_due="2026-04-30", title="Kế hoạch số 9")})


def main_wins_in_the_branch(clone: Clone) -> None:
    """One's own day, which had not landed, gives way to the main branch's."""
    clone.branch("nhanh")
    clone.commit({PLAN: planned(second_due="2026-04-30")}, DEBTOR)
    clone.commit({OTHER: "Ghi chú"}, DEBTOR)
    clone.switch("main")
    clone.commit({PLAN: planned(second_due="2026-05-15")}, ABOVE)
    clone.switch("nhanh")
    clone.merge("main", by=DEBTOR, using=("-X", "theirs"))
    clone.switch("main")
    clone.merge("nhanh", by=CLERK)


def main_wins_over_more_of_ones_own(clone: Clone) -> None:
    """One's own further task, which had not landed, goes with the version of the plan that gives way."""
    clone.branch("nhanh")
    more = main_plan(
        first(), second("2026-05-10"), monthly(), second("2026-05-10", id="N4"), title="Kế hoạch"
    )
    clone.commit({PLAN: more}, DEBTOR)
    clone.switch("main")
    clone.commit({PLAN: planned(second_due="2026-05-15")}, ABOVE)
    clone.switch("nhanh")
    clone.merge("main", by=DEBTOR, changes={PLAN: planned(second_due="2026-05-15")})
    clone.switch("main")
    clone.merge("nhanh", by=CLERK)


def main_wins_when_it_is_merged(clone: Clone) -> None:
    clone.branch("nhanh")
    clone.commit({PLAN: planned(second_due="2026-06-15", title="Kế hoạch số 9")}, DEBTOR)
    clone.switch("main")
    clone.commit({PLAN: planned(second_due="2026-05-15")}, ABOVE)
    clone.merge("nhanh", by=CLERK, using=("-X", "ours"))


def two_days_for_one_task(clone: Clone) -> None:
    """Two sides bring one deadline forward, and one of them has to give way."""
    clone.branch("nhanh")
    clone.commit({PLAN: planned(second_due="2026-04-20")}, DEBTOR)
    clone.switch("main")
    clone.commit({PLAN: planned(second_due="2026-05-15")}, ABOVE)
    clone.merge("nhanh", by=CLERK, using=("-X", "ours"))


def squashed_and_gone_on(clone: Clone) -> None:
    """A branch is squashed, the main branch goes on, and the branch too: what was squashed stands in conflict."""
    clone.branch("nhanh")
    clone.commit({PLAN: planned(title="Kế hoạch số 9")}, DEBTOR)
    clone.switch("main")
    clone.git("merge", "-q", "--squash", "nhanh")
    clone.commit({}, REGISTRAR)
    clone.commit({PLAN: planned(title="Kế hoạch số 9, đã sửa")}, ABOVE)
    clone.switch("nhanh")
    clone.commit({OTHER: "Ghi chú"}, DEBTOR)
    clone.switch("main")
    clone.merge("nhanh", by=FOLLOWER, using=("-X", "ours"))


def reverted_and_merged_again(clone: Clone) -> None:
    clone.branch("nhanh")
    clone.commit({OTHER: "Ghi chú", DONE: said("2026-06-20", "done")}, DEBTOR)
    clone.switch("main")
    clone.merge("nhanh", by=CLERK)
    clone.git("revert", "--no-edit", "-m", "1", "HEAD", by=DEBTOR)
    clone.git("revert", "--no-edit", "HEAD", by=DEBTOR)
    clone.switch("nhanh")
    clone.commit({OTHER: "Ghi chú khác"}, DEBTOR)
    clone.switch("main")
    clone.merge("nhanh", by=CLERK)


def crosswise(clone: Clone) -> None:
    """Two branches have taken each other in before both are merged; then one of them is reworded."""
    clone.branch("mot")
    clone.commit({PLAN: planned(title="Kế hoạch số 9")}, DEBTOR)
    clone.branch("hai", "main")
    clone.commit({PLAN: planned(second_due="2026-04-30")}, ABOVE)
    clone.git("tag", "truoc")
    clone.switch("mot")
    both = planned(second_due="2026-04-30", title="Kế hoạch số 9")
    clone.git("tag", "mot-truoc")
    clone.merge("truoc", by=DEBTOR, changes={PLAN: both})
    clone.commit({PLAN: planned(second_due="2026-04-30", title="Kế hoạch số 9/2026")}, DEBTOR)
    clone.switch("hai")
    clone.merge("mot-truoc", by=ABOVE, changes={PLAN: both})
    clone.commit({PLAN: planned(second_due="2026-04-20", title="Kế hoạch số 9")}, ABOVE)
    clone.switch("main")
    clone.merge("mot", by=REGISTRAR)
    clone.merge(
        "hai", by=DEBTOR, changes={PLAN: planned(second_due="2026-04-20", title="Kế hoạch số 9/2026")}
    )


def several_at_once(clone: Clone) -> None:
    clone.branch("mot")
    clone.commit({REMINDER: URGED}, FOLLOWER)
    clone.branch("hai", "main")
    clone.commit({OTHER: "Ghi chú"}, DEBTOR)
    clone.branch("ba", "main")
    clone.commit({PLAN: planned(second_due="2026-04-30")}, ABOVE)
    clone.switch("main")
    clone.merge("mot", "hai", "ba", by=DEBTOR)


def two_people_by_a_registrar(clone: Clone) -> None:
    """Both have reworded the plan, and the registrar takes the words of one."""
    for name, who in (("mot", DEBTOR), ("hai", ABOVE)):
        clone.branch(name, "main")
        clone.commit({PLAN: planned(title=f"Kế hoạch {name}")}, who)
    clone.switch("main")
    clone.merge("mot", by=REGISTRAR)
    clone.merge("hai", by=REGISTRAR, using=("-X", "ours"))


def renamed_meanwhile(clone: Clone) -> None:
    """The plan gets another name on the main branch and other words on the branch; git brings both together."""
    clone.branch("nhanh")
    clone.commit({PLAN: planned(second_due="2026-04-30")}, ABOVE)
    clone.switch("main")
    clone.commit({PLAN: None, f"{CASE}/plan-cb.md": planned()}, REGISTRAR)
    clone.merge("nhanh", by=DEBTOR)


def only_the_name_is_kept(clone: Clone) -> None:
    """A branch gives the plan another name, which whoever merges does not take over."""
    clone.branch("nhanh")
    clone.commit({PLAN: None, f"{CASE}/plan-cb.md": planned()}, ABOVE)
    clone.switch("main")
    clone.merge("nhanh", by=DEBTOR, using=("-s", "ours"))


def case_moved_meanwhile(clone: Clone) -> None:
    """The case gets another folder and its plan another title, while a branch words the plan in the old one."""
    clone.branch("nhanh")
    clone.commit({PLAN: planned(second_due="2026-04-30")}, ABOVE)
    clone.switch("main")
    clone.git("mv", CASE, COPY)
    clone.commit({PLAN.replace(CASE, COPY): planned(title="Kế hoạch số 9")}, REGISTRAR)
    clone.merge("nhanh", by=DEBTOR)


def picked_meanwhile(clone: Clone) -> None:
    """A commit of a branch was picked for the main branch, which has gone on since."""
    clone.branch("nhanh")
    clone.commit({PLAN: planned(title="Kế hoạch số 9")}, ABOVE)
    clone.switch("main")
    clone.commit({OTHER: "Ghi chú"}, DEBTOR)
    clone.git("cherry-pick", "nhanh", by=REGISTRAR)
    clone.commit({PLAN: planned(title="Kế hoạch số 9/2026")}, ABOVE)
    clone.merge("nhanh", by=DEBTOR, using=("-X", "ours"))


def brought_back_in_the_branch(clone: Clone) -> None:
    """What a merge within a branch has left out is there again before the branch lands."""
    clone.branch("don-doc")
    clone.commit({REMINDER: URGED}, FOLLOWER)
    clone.branch("nhanh", "main")
    clone.merge("don-doc", by=DEBTOR, using=("-s", "ours"))
    clone.commit({REMINDER: URGED}, FOLLOWER)
    clone.switch("main")
    clone.merge("nhanh", by=CLERK)


def changed_after_the_merge(clone: Clone) -> None:
    """A branch takes in what another has written, and its author words it anew before it lands."""
    clone.branch("rut-ngan")
    clone.commit({PLAN: planned(second_due="2026-04-30")}, ABOVE)
    clone.branch("nhanh", "main")
    clone.commit({PLAN: planned(title="Kế hoạch số 9")}, DEBTOR)
    clone.merge("rut-ngan", by=DEBTOR)
    clone.commit({PLAN: planned(second_due="2026-05-15", title="Kế hoạch số 9")}, ABOVE)
    clone.switch("main")
    clone.merge("nhanh", by=CLERK)


def own_record_taken_back_within_a_branch(clone: Clone) -> None:
    """A reviewer words an update of the unit anew in its branch, and the unit puts its own words back before it lands."""
    clone.branch("nhanh")
    clone.commit({DONE: said("2026-06-20", "in_progress")}, DEBTOR)
    clone.commit({DONE: said("2026-06-20", "not_started")}, FOLLOWER)
    clone.commit({DONE: None}, DEBTOR)
    clone.commit({OTHER: "Ghi chú"}, DEBTOR)
    clone.switch("main")
    clone.merge("nhanh", by=CLERK)


def own_words_upon_those_of_another(clone: Clone) -> None:
    """Two branches go on from one of another unit; of one's own two wordings one is left out."""
    clone.branch("mot")
    clone.commit({PLAN: planned(title="Kế hoạch số 9")}, ABOVE)
    clone.branch("hai", "mot")
    clone.commit({PLAN: planned(title="Kế hoạch số 9/2026")}, DEBTOR)
    clone.switch("mot")
    clone.commit({PLAN: planned(title="Kế hoạch số 9-KH")}, DEBTOR)
    clone.merge("hai", by=DEBTOR, using=("-X", "ours"))
    clone.switch("main")
    clone.merge("mot", by=REGISTRAR)


def draft_of_another(clone: Clone) -> None:
    """Nobody stands by a draft."""
    clone.branch("nhap")
    clone.commit({f"{CASE}/plan-pho.md": planned().replace("status: issued", "status: draft")}, ABOVE)
    clone.switch("main")
    clone.merge("nhap", by=DEBTOR, changes={f"{CASE}/plan-pho.md": None})


HONEST: list[Story] = [
    ordinary,
    both_are_kept,
    main_wins_in_the_branch,
    main_wins_over_more_of_ones_own,
    main_wins_when_it_is_merged,
    two_days_for_one_task,
    squashed_and_gone_on,
    reverted_and_merged_again,
    crosswise,
    several_at_once,
    two_people_by_a_registrar,
    renamed_meanwhile,
    only_the_name_is_kept,
    case_moved_meanwhile,
    picked_meanwhile,
    brought_back_in_the_branch,
    changed_after_the_merge,
    own_words_upon_those_of_another,
    own_record_taken_back_within_a_branch,
    draft_of_another,
]


@pytest.mark.parametrize("story", HONEST)
def test_an_honest_merge_is_not_told(story: Story, tmp_path: Path, capsys: Output) -> None:
    clone = Clone(tmp_path / "so")
    clone.commit({PLAN: planned()}, REGISTRAR)
    story(clone)
    assert not errors(capsys, clone.root, LAST, "--base", "HEAD^1")
    assert not errors(capsys, clone.root, LAST)
    assert not errors(capsys, clone.root, LAST, "--base", "main~1")


# ------------------------------------------------------------------------------------------------ and afterwards


def test_what_was_brought_back_may_change_later(tmp_path: Path, capsys: Output) -> None:
    clone = Clone(tmp_path / "so")
    clone.commit({PLAN: planned()}, REGISTRAR)
    day_brought_forward(clone)
    clone.commit({PLAN: planned(second_due="2026-04-30")}, REGISTRAR)
    clone.commit({PLAN: planned(second_due="2026-04-20")}, ABOVE)
    assert not errors(capsys, clone.root, LAST)


def test_a_unit_does_not_settle_what_it_has_left_out(tmp_path: Path, capsys: Output) -> None:
    """The committee names the debtor's head; the debtor leaves it out, and later changes its own people."""
    clone = Clone(tmp_path / "so")
    own = str(KNOWN["units/cb.md"])
    ours(clone, {"units/cb.md": own.replace("id: cb\n", "id: cb\nhead: cb/pho\n")}, "above")
    clone.commit({"units/cb.md": own.replace("Phó bí thư", "Phó Bí thư")}, DEBTOR)
    assert errors(capsys, clone.root, LAST) == "KP626"
    clone.commit({"units/cb.md": own}, REGISTRAR)
    assert not errors(capsys, clone.root, LAST)


@pytest.mark.parametrize("story", [*(story for story, _ in LEFT_OUT), *HONEST])
def test_reading_on_from_before_a_merge_tells_the_same(story: Story, tmp_path: Path) -> None:
    clone = Clone(tmp_path / "so")
    clone.commit({PLAN: planned()}, REGISTRAR)
    story(clone)
    kept = tmp_path / "kept"
    for tip in ("main~1", "main"):
        read_trail(clone.root, tip, kept)
    assert read_trail(clone.root, "main", kept) == read_trail(clone.root, "main")


def test_a_branch_is_told_of_its_merges_before_it_lands(tmp_path: Path, capsys: Output) -> None:
    clone = Clone(tmp_path / "so")
    clone.commit({PLAN: planned()}, REGISTRAR)
    within_a_branch(clone)
    clone.switch("nhanh")
    assert errors(capsys, clone.root, LAST, "--base", "main~1") == "KP626"
    main(["check", "--root", str(clone.root), "--as-of", LAST, "--base", "main~1", "--lang", "en"])
    merge = clone.git("rev-parse", "nhanh~1")[:10]
    assert f"is left out in commit {merge} (Phó CB) of this change" in capsys.readouterr().out
    clone.commit({VERDICT: REJECTED}, REGISTRAR)
    assert not errors(capsys, clone.root, LAST, "--base", "main~1")


def test_the_follower_may_answer_for_it_and_the_debtor_not(tmp_path: Path, capsys: Output) -> None:
    clone = Clone(tmp_path / "so")
    clone.commit({PLAN: planned()}, REGISTRAR)
    day_brought_forward(clone)
    main(["check", "--root", str(clone.root), "--as-of", LAST, "--lang", "en"])
    told = capsys.readouterr().out
    assert re.search(r"plan\.md is left out .*: tasks\.N2\.due\.", told)
    key = told.partition("answers: ")[2][:12]
    update: dict[str, Value] = {"tasks": [{"task": "N2", "state": "in_progress"}], "answers": [key]}
    clone.commit({f"{CASE}/2026-05-20-update.md": record("update", "2026-05-20", by="cb", **update)}, DEBTOR)
    assert errors(capsys, clone.root, LAST) == "KP626"
    reminder: dict[str, Value] = {"id": "DD1", "tasks": ["N2"], "answers": [key]}
    clone.commit({REMINDER: record("reminder", "2026-05-02", by="ubkt", to="cb", **reminder)}, FOLLOWER)
    assert not errors(capsys, clone.root, LAST)


BRANCHES = ("main", "mot", "hai", "ba")
WRITES = st.tuples(
    st.sampled_from(BRANCHES),
    st.sampled_from((DEBTOR, FOLLOWER, ABOVE)),
    st.sampled_from(("2", "3", "title", "")),
)
MERGES = st.tuples(st.sampled_from(BRANCHES), st.sampled_from(BRANCHES))


@settings(max_examples=15)
@given(acts=st.lists(st.one_of(WRITES, MERGES), min_size=6, max_size=16))
def test_what_git_merges_by_itself_leaves_nothing_out(acts: list[tuple[Any, ...]]) -> None:
    """Whatever branches take one another in, crosswise and again and again."""
    with TemporaryDirectory() as folder:
        clone = Clone(Path(folder) / "so")
        clone.commit({PLAN: planned()}, REGISTRAR)
        for name in BRANCHES[1:]:
            clone.git("branch", name)
        for number, act in enumerate((*acts, ("main", "mot"), ("main", "hai"), ("main", "ba"))):
            clone.switch(act[0])
            if len(act) == 2:
                clone.try_to_merge(act[1], by=FOLLOWER)
            else:
                clone.commit(written(clone, number, act[2]), act[1])
        clone.switch("main")
        first = clone.git("rev-list", "--max-parents=0", "main").strip()
        tip = clone.git("rev-parse", "main").strip()
        nobody = MergeMoment(RegisterSettings(Units(()), policy_in(None)), None)
        for found, _ in left_out_of_branch(clone.root, tip, first):
            assert not [*left_out(found, nobody, 0)]
        events = read_trail(clone.root, "main").events
        assert EventKind.MERGE_LEFT_OUT not in {event.kind for event in events}


def written(clone: Clone, number: int, what: str) -> dict[str, str]:
    """Return another day of a task, another title of the plan, or a new record."""
    if not what:
        day = date(2026, 4, 1) + timedelta(number)
        text = record("reminder", day, by="ubkt", to="cb", id=f"DD{number}", tasks=["N1"])
        return {f"{CASE}/{day}-reminder-{number}.md": text}
    text = (clone.root / PLAN).read_text(encoding="utf-8")
    if what == "title":
        return {PLAN: re.sub(r"title: .*", f"title: Kế hoạch số {number}", text)}
    head, name, rest = text.partition(f"id: N{what}\n")
    return {
        PLAN: head + name + re.sub(r"measure: .*", f"measure: Lấy ý kiến {number} đảng viên", rest, count=1)
    }
