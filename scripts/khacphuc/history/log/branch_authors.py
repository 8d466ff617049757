"""List the authors of a branch that is not yet merged."""

from __future__ import annotations

from pathlib import Path

from khacphuc.history.log.commit_log import Commit, read_log
from khacphuc.history.log.commit_metadata import authors, distinct
from khacphuc.history.trail import Signature


def branch_authors(root: Path, tip: str, base: str) -> dict[str, tuple[Signature, ...]]:
    """Return the authors of each document between two commits, the last one first. Raises UnreadableRepositoryError."""
    commits = list(read_log(root, tip, base))
    found: dict[str, tuple[Signature, ...]] = {}
    # A merge only passes on what others wrote, unless nobody else touched the document.
    _enter(found, [commit for commit in commits if len(commit.parents) < 2])
    passed_on: dict[str, tuple[Signature, ...]] = {}
    _enter(passed_on, [commit for commit in commits if len(commit.parents) > 1])
    return passed_on | found


def _enter(found: dict[str, tuple[Signature, ...]], commits: list[Commit]) -> None:
    for commit in commits:
        by = authors(commit)
        for change in commit.changes:
            found[change.path] = distinct((*found.get(change.path, ()), *by))
