"""What a document is: the files on disk, a commit and the log say the same, whatever mode Git gives a file."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from khacphuc.cli import main
from khacphuc.history.commit_source import CommitSource
from khacphuc.history.trail import EventKind
from khacphuc.history.trail_reader import read_trail
from khacphuc.history.work_tree import CheckedOut
from khacphuc.register.loading import Listing, list_entries
from tests.history.repositories import File, Repository
from tests.rules.examples import BASE, BEGUN, CASE

PLAN = f"{CASE}/plan.md"
LATER = BASE[PLAN].replace(b"due: 2024-09-30", b"due: 2024-11-29")
Output = pytest.CaptureFixture[str]


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    repository = Repository(tmp_path)
    repository.commit(dict(BASE), at=BEGUN)
    return repository


def check(root: Path, capsys: Output, *words: str) -> list[tuple[str, str, str]]:
    capsys.readouterr()
    main(["check", "--root", str(root), "--format", "json", "--as-of", "2024-07-10", *words])
    found = json.loads(capsys.readouterr().out)["problems"]
    return [
        (item["code"], item["severity"], item["path"])
        for item in found
        if not item["known"] and item["code"][:3] in ("KP0", "KP6")
    ]


def seen(root: Path) -> tuple[Listing, Listing]:
    """The register as the files on disk have it, and as the commit has it."""
    return list_entries(CheckedOut(root)), list_entries(CommitSource(root, "HEAD"))


MARKED = ("KP021", "warning", PLAN)


def test_a_document_that_is_marked_as_a_program_is_read_by_all_and_told_once(
    made: Repository, capsys: Output
) -> None:
    assert BASE[PLAN] != LATER
    made.commit({PLAN: File(BASE[PLAN], "100755")}, message="chmod +x")
    made.commit({PLAN: File(LATER, "100755")}, message="later")
    made.make(checkout=True)
    disk, commit = seen(made.root)
    assert disk == commit
    assert disk.cases[CASE] == list_entries(CommitSource(made.root, "HEAD~2")).cases[CASE]
    trail = read_trail(made.root, "HEAD")
    (moved,) = (event for event in trail.events if event.kind is EventKind.DEADLINE_LATER)
    assert (moved.old, moved.new, trail.arrival(moved).order) == ("2024-09-30", "2024-11-29", 2)
    assert not [event for event in trail.events if event.kind in (EventKind.UNREADABLE, EventKind.DELETED)]
    assert check(made.root, capsys) == [MARKED, ("KP601", "error", PLAN)]
    assert check(made.root, capsys, "--at", "HEAD") == [MARKED, ("KP601", "error", PLAN)]
    assert check(made.root, capsys, "--base", "HEAD~1") == [("KP601", "error", PLAN)], "the mark is known"
    assert MARKED in check(made.root, capsys, "--base", "HEAD~2")
    made.git("update-index", "--chmod=-x", PLAN)
    made.git("checkout-index", "-f", PLAN)
    assert check(made.root, capsys) == [("KP601", "error", PLAN)]


def test_a_stick_on_which_every_file_is_a_program_is_no_offence(made: Repository, capsys: Output) -> None:
    made.make(checkout=True)
    made.git("config", "core.fileMode", "false")
    for path in BASE:
        (made.root / path).chmod(0o755)
    assert check(made.root, capsys) == []
    assert check(made.root, capsys, "--base", "HEAD") == []


@pytest.mark.parametrize("path", [PLAN, "plans/chi-bo-khac", "plans/chi-bo-khac/kl-2", "units/khac.md"])
def test_a_link_is_found_everywhere(made: Repository, path: str, capsys: Output) -> None:
    made.commit({path: File(b"../../etc", "120000")})
    made.make(checkout=True)
    disk, commit = seen(made.root)
    assert disk == commit
    for words in ((), ("--at", "HEAD"), ("--base", "HEAD~1")):
        assert ("KP015", "error", path) in check(made.root, capsys, *words), words


@pytest.mark.parametrize(
    "path", ["plans/chi-bo-khac", f"{CASE}-moi", f"{CASE}/2024-07-02-extension.md", "units/khac"]
)
@pytest.mark.parametrize("on_disk", ["empty", "gone", "filled"])
def test_another_repository_is_found_everywhere(
    made: Repository, path: str, on_disk: str, capsys: Output
) -> None:
    made.make(checkout=True)
    commit = made.tip()
    made.git("update-index", "--add", "--cacheinfo", f"160000,{commit},{path}")
    made.git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "submodule")
    folder = made.root / path
    folder.mkdir(parents=True, exist_ok=True)
    if on_disk == "gone":
        shutil.rmtree(folder)
    elif on_disk == "filled":
        (folder / ".git").write_text("gitdir: elsewhere\n")
        (folder / "plan.md").write_bytes(BASE[PLAN])
        (folder / "conclusion.md").write_bytes(BASE[f"{CASE}/conclusion.md"])
    disk, seen_in_commit = seen(made.root)
    assert disk == seen_in_commit
    for words in ((), ("--at", "HEAD"), ("--base", "HEAD~1")):
        assert ("KP015", "error", path) in check(made.root, capsys, *words), words


def test_a_repository_that_was_only_copied_in_is_not_read(made: Repository, capsys: Output) -> None:
    made.make(checkout=True)
    shutil.copytree(made.root / CASE, made.root / f"{CASE}-moi")
    (made.root / f"{CASE}-moi/.git").mkdir()
    assert check(made.root, capsys) == [("KP015", "error", f"{CASE}-moi")]
