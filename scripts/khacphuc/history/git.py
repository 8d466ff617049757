"""Running git, in this one place: by argument list, without the person's settings, answers framed by NUL."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from khacphuc.register.source import TOP_FOLDERS

_TIMEOUT = 120  # seconds; `git status` of 50,000 files takes less than one
_ABBREVIATED = 10


class Head(Struct, frozen=True):
    """The commit that is checked out."""

    commit: str
    """The full object name."""
    dirty: bool
    """Whether ``plans/`` or ``units/`` hold something that is not in it."""
    shallow: bool
    """Whether history is cut off, so that nothing can be said of what was before."""

    @property
    def label(self) -> str:
        """For people: a short name, and ``+`` when there is more on disk than in the commit."""
        return self.commit[:_ABBREVIATED] + ("+" if self.dirty else "")


def head(root: Path) -> Head | None:
    """The commit that a register's folder is at. None outside a repository, before its first commit, without git."""
    found = _git(root, "rev-parse", "--is-inside-work-tree", "--is-shallow-repository", "HEAD")
    if found is None:
        return None
    inside, shallow, commit = found.decode("ascii").split()
    if inside != "true":
        return None
    changed = _git(root, "status", "--porcelain", "-z", "--untracked-files=normal", "--", *TOP_FOLDERS)
    return Head(commit, changed != b"", shallow == "true")


def _git(root: Path, *arguments: str) -> bytes | None:
    """What git answers; None when it fails or is not there."""
    # No program that the repository's own settings name is run: a clone may come from anybody.
    safe = ("--no-optional-locks", "--no-pager", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false")
    command = ("git", *safe, "-C", str(root), *arguments)
    try:
        done = subprocess.run(
            command, env=_environment(os.environ), stdin=subprocess.DEVNULL, capture_output=True, timeout=_TIMEOUT, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def _environment(given: Mapping[str, str]) -> dict[str, str]:
    """The environment without what would lead git elsewhere (a hook sets GIT_DIR) or change its answers.

    This is why git is not run through GitPython: it hands on every variable.
    """
    kept = {name: value for name, value in given.items() if not name.startswith("GIT_")}
    return kept | {
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
    }
