"""Find out whether a register stood in another folder of its repository before it came to where it is."""

from __future__ import annotations

from pathlib import Path

from khacphuc.history import git

_NOTICE = "/conclusion.md"


def earlier_place(root: Path, prefix: str, commit: str) -> str:
    """Return the folder whose cases are gone with the commit that brings the register's first; ``""`` for none.

    Of the register's own folder, history begins with that commit.
    """
    before = _registers(root, f"{commit}^1") - {prefix or "/"}
    return min(before - _registers(root, commit), default="") if before else ""


def _registers(root: Path, revision: str) -> set[str]:
    """Return the folders of a commit, each with ``/`` at its end, that hold cases; ``"/"`` stands for the top."""
    words = ("ls-tree", "-r", "-z", "--name-only", "--full-tree", "--end-of-options", revision)
    found = set()
    for raw in (git.answer(root, *words) or b"").split(b"\0"):
        path = git.path_of(raw)
        if path.endswith(_NOTICE):
            folder, plans, _ = f"/{path}".partition("/plans/")
            if plans:
                found.add(f"{folder}/".lstrip("/") or "/")
    return found
