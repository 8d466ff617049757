"""`khacphuc demo` makes a whole register with its history: the same each time, with everything in it, and sound."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from khacphuc.cli import main
from khacphuc.demo.demo_dates import LAST_DAY
from khacphuc.history.trail import EventKind, Trail
from khacphuc.history.trail_reader import read_trail
from khacphuc.model.vocabulary import Declared, Severity
from khacphuc.obligations.fold import fold
from khacphuc.obligations.timeliness import timeliness
from khacphuc.obligations.values import CaseState, ObligationKind, Stage, Timing, Verified, VoidReason
from khacphuc.register.loading import list_entries, open_case, open_settings
from khacphuc.register.source import WorkTree
from khacphuc.reports.event_text import OWED
from khacphuc.rules.checking import check

SCRIPTS = Path(__file__).parent.parent.parent / "scripts"

# The last commit but one of twelve cases, on every machine. Change it on purpose: registers that others made earlier
# are then other ones.
BEFORE_THE_GUIDES = "b5fa2496e0e1ee0f7e5fd9049f337263f482e922"


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(("git", "-C", str(folder), *words), capture_output=True, check=True)
    return done.stdout.decode("utf-8", "replace").strip()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration of default size."""
    folder = tmp_path_factory.mktemp("demo") / "so"
    assert main(["demo", str(folder), "--lang", "en"]) == 0
    return folder


@pytest.fixture(scope="module")
def trail(demo: Path) -> Trail:
    return read_trail(demo, git(demo, "rev-parse", "HEAD"))


@pytest.fixture(scope="module")
def states(demo: Path) -> list[CaseState]:
    source = WorkTree(demo)
    listing = list_entries(source)
    settings = open_settings(source, listing)
    cases = (open_case(source, folder, files) for folder, files in listing.cases.items())
    return [state for case in cases if (state := fold(case, settings, LAST_DAY))]


def test_it_has_the_size_that_it_promises(demo: Path, states: list[CaseState]) -> None:
    assert int(git(demo, "rev-list", "--count", "HEAD")) >= 4_000
    assert int(git(demo, "rev-list", "--count", "--merges", "HEAD")) > 500
    assert len(set(git(demo, "log", "--format=%ae").splitlines())) > 50
    # Of the 200 that were begun, some drafts were withdrawn; some were over when the register began.
    assert 190 <= len([state for state in states if state.checked_here]) < 200


def test_git_finds_nothing_wrong_with_it(demo: Path) -> None:
    assert git(demo, "fsck", "--strict", "--no-dangling") == ""
    assert git(demo, "status", "--porcelain") == ""
    assert git(demo, "for-each-ref", "--format=%(refname)") == "refs/heads/main"


def test_every_kind_of_event_comes_about(trail: Trail) -> None:
    counted = Counter(event.kind for event in trail.events)
    # What is owed no more by edits that no document tells has stories of its own (history/test_owed_stories), and this
    # register stood nowhere else before.
    never = (*OWED, EventKind.REGISTER_MOVED, EventKind.MERGE_LEFT_OUT, EventKind.VERIFIED_BEFORE)
    assert [kind for kind in EventKind if not counted[kind] and kind not in never] == []
    moves = {
        (event.declared, event.passed) for event in trail.events if event.kind is EventKind.DEADLINE_LATER
    }
    assert moves == {(False, False), (False, True), (True, False), (True, True)}


def test_commits_come_in_all_the_ways_that_they_do(demo: Path, trail: Trail) -> None:
    assert any(arrival.pull_request and arrival.commit == arrival.arrived_in for arrival in trail.arrivals)
    assert any(arrival.pull_request and arrival.commit != arrival.arrived_in for arrival in trail.arrivals)
    assert any(not arrival.pull_request for arrival in trail.arrivals)
    assert any(len(arrival.authors) > 1 for arrival in trail.arrivals)
    assert any(arrival.authored_at is None for arrival in trail.arrivals)
    assert (
        b"\xcb"
        in subprocess.run(
            ("git", "-C", str(demo), "log", "--format=%s"), capture_output=True, check=True
        ).stdout
    )


def test_nothing_arrives_after_the_last_day(trail: Trail) -> None:
    assert max(arrival.arrived_at.date() for arrival in trail.arrivals if arrival.arrived_at) == LAST_DAY


def test_the_documents_hold(demo: Path) -> None:
    source = WorkTree(demo)
    found = check(source, list_entries(source), LAST_DAY)
    # A unit that has no part in a case has confirmed one of its tasks: that stays in sight, and has no effect.
    assert {problem.code for problem in found if problem.severity is Severity.ERROR} == {"KP508"}


def test_what_was_settled_comes_up_again(states: list[CaseState]) -> None:
    assert any(state.reopened_on and state.closed_on for state in states)
    assert any(not state.checked_here for state in states)
    assert any(state.asked for state in states)
    assert {void.why for state in states for void in state.voids} == {VoidReason.NO_RIGHT}
    checks = [
        item
        for state in states
        for item in state.obligations
        if item.kind is ObligationKind.CHECK_EFFECTIVENESS
    ]
    assert {item.fulfilled for item in checks} == {True, False}


def test_papers_change_cases(states: list[CaseState]) -> None:
    assert any(state.withdrawn for state in states)
    additions = [
        item for state in states for item in state.obligations if item.kind is ObligationKind.ADD_TO_PLAN
    ]
    assert {item.fulfilled for item in additions} >= {True}
    moved = [move for state in states for task in state.tasks for move in task.deadline.moved]
    assert any("/plan-" in move.path for move in moved)


def test_every_stage_and_every_state_can_be_seen(demo: Path, states: list[CaseState]) -> None:
    # Nothing in it is broken, and no notice is withdrawn as a whole.
    assert {state.stage for state in states} == set(Stage) - {Stage.UNREADABLE, Stage.WITHDRAWN}
    tasks = [task for state in states for task in state.tasks]
    assert {task.declared for task in tasks} == set(Declared)
    assert {task.verified for task in tasks} == set(Verified)
    policy = open_settings(WorkTree(demo), list_entries(WorkTree(demo))).policy
    timings = {timeliness(item, LAST_DAY, policy).timing for state in states for item in state.obligations}
    assert timings >= {Timing.OVERDUE, Timing.DUE_SOON, Timing.NOT_DUE, Timing.DONE_LATE, Timing.DONE_ON_TIME}


def test_it_is_the_same_on_another_machine(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Another clock, language, order of sets, and person with settings of their own."""
    here, there, home = tmp_path / "here", tmp_path / "there", tmp_path / "home"
    assert main(["demo", str(here), "--cases", "12", "--commits", "300", "--lang", "en"]) == 0
    home.mkdir()
    (home / ".gitconfig").write_text(
        "[init]\n\tdefaultBranch = trunk\n[core]\n\tautocrlf = true\n[user]\n\tname = X\n\temail = x@example.vn\n"
        "[i18n]\n\tcommitEncoding = latin1\n[commit]\n\tgpgSign = true\n"
    )
    other = {
        "PATH": os.environ["PATH"], "PYTHONPATH": str(SCRIPTS), "HOME": str(home), "TZ": "America/Lima", "LC_ALL": "C",
        "PYTHONHASHSEED": "7", "GIT_DIR": str(tmp_path / "nowhere"), "GIT_AUTHOR_NAME": "X",
    }  # fmt: skip
    words = ("-m", "khacphuc", "demo", str(there), "--cases", "12", "--commits", "300")
    said = subprocess.run(
        (sys.executable, *words), env=other, capture_output=True, check=True
    ).stdout.decode()
    assert git(here, "rev-parse", "HEAD") == git(there, "rev-parse", "HEAD")
    assert git(here, "rev-parse", "HEAD~1") == BEFORE_THE_GUIDES
    assert "khacphuc status --as-of 2026-11-23" in capsys.readouterr().out
    assert "Đã tạo sổ gồm" in said
    assert git(there, "-c", "core.autocrlf=true", "status", "--porcelain") == ""


@pytest.mark.parametrize("commits", [500, 2_000])
def test_commits_can_be_asked_for(tmp_path: Path, commits: int) -> None:
    assert main(["demo", str(tmp_path / "so"), "--commits", str(commits)]) == 0
    assert commits <= int(git(tmp_path / "so", "rev-list", "--count", "HEAD")) < commits * 1.4


def test_its_site_can_be_built(tmp_path: Path) -> None:
    assert main(["demo", str(tmp_path / "so"), "--cases", "12"]) == 0
    words = ["--root", str(tmp_path / "so"), "--as-of", LAST_DAY.isoformat(), "--out", str(tmp_path / "site")]
    assert main(["site", "--build", "--strict", *words]) == 0
    assert (tmp_path / "site" / "index.html").is_file()


@pytest.mark.parametrize("there", ["a.txt", ".git/config"])
def test_a_folder_that_holds_something_is_left_alone(
    tmp_path: Path, there: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / there).parent.mkdir(exist_ok=True)
    (tmp_path / there).write_text("giữ nguyên", "utf-8")
    assert main(["demo", str(tmp_path), "--lang", "en"]) == 2
    assert "is not empty" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == [there.partition("/")[0]]


@pytest.mark.parametrize("words", [["--cases", "0"], ["--commits", "-5"], ["--cases", "99999999"]])
def test_a_size_out_of_bounds_makes_nothing(tmp_path: Path, words: list[str]) -> None:
    assert main(["demo", str(tmp_path / "so"), *words]) == 2
    assert not (tmp_path / "so").exists()


def test_a_folder_that_is_a_file_is_told_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "so").write_text("")
    assert main(["demo", str(tmp_path / "so"), "--lang", "en"]) == 2
    assert "cannot be made a register" in capsys.readouterr().err


def test_without_git_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["demo", str(tmp_path / "so"), "--lang", "en"]) == 2
    assert "cannot be made a register" in capsys.readouterr().err


def test_demands_of_notices_come_about(states: list[CaseState]) -> None:
    demands = [demand for state in states for demand in state.demands]
    assert {demand.verified for demand in demands} >= {Verified.NONE, Verified.PENDING, Verified.CONFIRMED}
    assert len({demand.owner for demand in demands}) > 5
    served = {name for state in states for task in state.tasks for name in task.task.requirements}
    assert "YC4" in served  # a task has taken it over
    assert any(task.task.parts for state in states for task in state.tasks)
