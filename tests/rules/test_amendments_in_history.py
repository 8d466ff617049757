"""What history says of papers that change a notice or a plan: what they declare is told by nobody as done in silence."""

from __future__ import annotations

from datetime import timedelta

from khacphuc.register.source import Memory, WorkTree
from khacphuc.reports.rulebook import EXAMPLES
from khacphuc.rules.baseline import ProposedChange, check_change
from tests.rules.examples import AS_OF, BASE, BEGUN, CASE, files, problems, repository

REVISION = f"{CASE}/plan-2024-07-02.md"
REVISED = files(EXAMPLES / "kp345" / "good")[REVISION].decode()
CORRECTION = f"{CASE}/2024-07-03-correction.md"
WITHDRAWN = """---
type: correction
date: 2024-07-03
by: {by}
number: 44-TB/ĐU
changes:
  - finding: HC2
    withdrawn: true
---
"""
SUPPLEMENT = f"{CASE}/2024-07-03-supplement.md"
SUPPLEMENTED = files(EXAMPLES / "kp346" / "bad")[SUPPLEMENT].decode()


def codes(*commits: dict[str, str]) -> set[str]:
    """The rules about history, and about rights, that a register breaks after some commits."""
    made = repository()
    for days, commit in enumerate(commits, 3):
        made.commit({**commit}, at=BEGUN + timedelta(days=days))
    made.make(checkout=True)
    found = {problem.code for problem in problems(WorkTree(made.root))}
    return {code for code in found if code.startswith("KP6") or code in ("KP510", "KP533", "KP207")}


def proposed(changes: dict[str, str]) -> set[str]:
    """The rules that block a change under review."""
    table = {**BASE, **{path: text.encode() for path, text in changes.items()}}
    change = ProposedChange(Memory(table), Memory(BASE), lambda _path: "", frozenset(changes), {})
    found = check_change(change, AS_OF, jobs=1)[0]
    return {problem.code for problem in found if problem.severity.value == "error"}


def test_a_revision_moves_deadlines_in_the_open() -> None:
    assert codes({REVISION: REVISED}) == set()


def test_a_revision_that_its_own_unit_decides_is_told() -> None:
    assert codes({REVISION: REVISED.replace("approved_by: dang-uy-khoi\n", "")}) == {"KP510"}


def test_a_revision_that_arrives_long_after_its_day_is_asked_about() -> None:
    made = repository()
    made.commit({REVISION: REVISED}, at=BEGUN + timedelta(days=39))
    made.make(checkout=True)
    found = {problem.code for problem in problems(WorkTree(made.root)) if problem.path == REVISION}
    assert "KP611" in found


def test_a_revision_edited_afterwards_is_a_deadline_moved_in_silence() -> None:
    later = REVISED.replace("due: 2024-09-15", "due: 2024-10-15").replace("15/9/2024", "15/10/2024")
    assert codes({REVISION: REVISED}, {REVISION: later}) == {"KP601"}


def test_the_first_plan_edited_below_its_revision_is_told_as_well() -> None:
    plan = BASE[f"{CASE}/plan.md"].decode()
    later = plan.replace("due: 2024-08-15", "due: 2024-09-10").replace("15/8/2024", "10/9/2024")
    assert "KP601" in codes({REVISION: REVISED}, {f"{CASE}/plan.md": later})


def test_what_a_correction_withdraws_may_leave_the_notice() -> None:
    notice = BASE[f"{CASE}/conclusion.md"].decode()
    start, end = notice.index("  - id: HC2"), notice.index("requirements:")
    without = notice[:start] + notice[end:].replace("[HC1, HC2]", "[HC1]")
    gone = {f"{CASE}/conclusion.md": without}
    assert "KP604" in codes(gone)
    assert "KP604" not in codes({**gone, CORRECTION: WITHDRAWN.format(by="dang-uy-khoi")})
    assert {"KP604", "KP533"} <= codes({**gone, CORRECTION: WITHDRAWN.format(by="chi-bo-ke-toan")})


def test_the_inspecting_side_is_not_blamed_for_the_plan() -> None:
    assert proposed({SUPPLEMENT: SUPPLEMENTED}) == set()
    assert proposed({CORRECTION: WITHDRAWN.format(by="dang-uy-khoi")}) == set()


def test_a_supplement_by_the_inspected_unit_is_refused() -> None:
    assert proposed({SUPPLEMENT: SUPPLEMENTED.replace("by: dang-uy-khoi", "by: chi-bo-ke-toan")}) == {"KP533"}


REDATED = """---
type: correction
date: 2024-07-03
by: {by}
number: 44-TB/ĐU
changes:
  - {{duty: report, due: 2024-12-30}}
  - {{requirement: YC1, due: 2024-09-30}}
---
"""


def test_a_day_that_a_correction_has_decided_may_be_written_into_notice_and_plan() -> None:
    notice = BASE[f"{CASE}/conclusion.md"].decode()
    later = notice.replace("2024-12-16", "2024-12-30").replace("16/12/2024", "30/12/2024")
    plan = BASE[f"{CASE}/plan.md"].decode()
    moved = plan.replace("due: 2024-08-15", "due: 2024-09-30").replace("15/8/2024", "30/9/2024")
    for path, text in ((f"{CASE}/conclusion.md", later), (f"{CASE}/plan.md", moved)):
        assert "KP601" in codes({path: text})
        assert "KP601" not in codes({CORRECTION: REDATED.format(by="dang-uy-khoi")}, {path: text})
        assert "KP601" in codes({CORRECTION: REDATED.format(by="chi-bo-ke-toan")}, {path: text})
        still_later = text.replace("2024-12-30", "2024-12-31").replace("2024-09-30", "2024-10-31")
        assert "KP601" in codes({CORRECTION: REDATED.format(by="dang-uy-khoi")}, {path: still_later})


def test_a_correction_that_moves_a_day_takes_nothing_away_in_silence() -> None:
    assert codes({CORRECTION: REDATED.format(by="dang-uy-khoi")}) == set()
    assert proposed({CORRECTION: REDATED.format(by="dang-uy-khoi")}) == set()
    assert proposed({CORRECTION: REDATED.format(by="chi-bo-ke-toan")}) == {"KP533"}


def test_what_a_unit_takes_away_by_its_own_revision_is_told_once() -> None:
    alone = REVISED.replace("approved_by: dang-uy-khoi\n", "").replace("2024-09-15", "2024-08-15")
    less = alone.replace("15/9/2024", "15/8/2024").replace("12 biên bản", "08 biên bản")
    assert proposed({REVISION: less}) == {"KP351"}
    assert codes({REVISION: less}) == set(), "in history nothing is missing: the task stays owed as it was"
