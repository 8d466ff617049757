"""Resolve ``--at`` to a commit and its day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from khacphuc.cli.exit_codes import UsageError
from khacphuc.cli.register_root import policy_of
from khacphuc.history import git
from khacphuc.history.commit_dates import commit_on, day_of
from khacphuc.history.commit_source import CommitSource
from khacphuc.history.trail import NoCommitError, ShallowCloneError
from khacphuc.register.source import WorkTree
from khacphuc.text.message import say
from khacphuc.text.zones import zone


def source_at(root: Path, asked: date | str) -> CommitSource:
    """Return the commit that is asked for: by its name, or as the last one of the main branch by the end of a day."""
    if isinstance(asked, str):
        found = git.commit_named(root, asked)
        if found is None:
            raise UsageError(say("--at: “{asked}” is neither a commit nor a day (YYYY-MM-DD).", asked=asked))
        return CommitSource(root, found)
    found = commit_on(root, tip_of(root), asked, zone(policy_of(WorkTree(root)).time_zone))
    if found is None:
        raise UsageError(say("--at: the register had no commit yet on {day}.", day=asked))
    return CommitSource(root, found)


def day_at(commit: CommitSource, time_zone: str) -> date:
    """Return the day of a commit where the register is kept. Raises UsageError when it claims an impossible one."""
    found = day_of(commit.root, commit.id, zone(time_zone))
    if found is None:
        raise UsageError(
            say("--at: commit {commit} has an impossible date; add --as-of.", commit=git.short(commit.id))
        )
    return found


def tip_of(root: Path) -> str:
    """Return the commit that is checked out. Raises UsageError when there is none, or when what was before it is cut off."""
    here = git.checked_out(root)
    if here is None:
        raise UsageError(NoCommitError().message)
    commit, shallow = here
    if shallow:
        raise UsageError(ShallowCloneError().message)
    return commit
