"""Where the documents of a register are read from and saved to: files on disk, or a branch for each case.

With Git, the files on disk stay as they are: what is saved becomes a commit on a branch of the case, from which a pull
request opens. What is read is then that branch as long as it is not part of the main one.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from khacphuc.form.writer import Unwritable
from khacphuc.history import git
from khacphuc.history.commit_source import CommitSource
from khacphuc.history.repository import NotWritten, Repository
from khacphuc.history.trail import Signature
from khacphuc.register.layout import Slot, slot_of
from khacphuc.register.source import Entry, Tree, WorkTree
from khacphuc.text.folding import slug
from khacphuc.text.message import say

PREFIX = "ghi-so/"
"""What the names of branches begin with."""


_UNITS = "units"
_MOST_OPEN = 8
"""Commits that are kept open."""


class Saved(Struct, frozen=True):
    """What became of a document: its branch and commit; both empty for a file on disk."""

    path: str
    branch: str = ""
    commit: str = ""


class Store(Protocol):
    """Reads and saves documents."""

    @property
    def author(self) -> Signature | None:
        """Who writes, if that is known."""
        ...

    def tree(self, path: str) -> Tree:
        """The register as the document at a path is to be seen in."""
        ...

    def cases(self) -> list[str]:
        """The folders of all cases, sorted."""
        ...

    def beside(self, folder: str) -> list[str]:
        """The files of a case that are others on disk than what is read here."""
        ...

    def branch_with(self, case: str) -> str:
        """A branch, here or of another copy, that brings a new case folder of a name; ``""`` for none."""
        ...

    def save(self, path: str, data: bytes, before: bytes | None, message: str) -> Saved:
        """Save a document that held ``before`` (None for a new one). Raises Unwritable when it holds something else by now."""
        ...


def _moved() -> Unwritable:
    return Unwritable(say("Somebody else has just saved this document; your text is still here. Save again."))


class Files:
    """Documents as files."""

    author = None

    def __init__(self, root: Path) -> None:
        self._root = root

    def tree(self, path: str) -> Tree:  # noqa: ARG002 - the same for every path
        """The files as they are."""
        return WorkTree(self._root)

    def cases(self) -> list[str]:
        """The folders of all cases."""
        return _folders(WorkTree(self._root))

    def beside(self, folder: str) -> list[str]:  # noqa: ARG002 - what is read is what lies on disk
        """None."""
        return []

    def branch_with(self, case: str) -> str:  # noqa: ARG002 - there are no branches
        """None."""
        return ""

    def save(self, path: str, data: bytes, before: bytes | None, message: str) -> Saved:  # noqa: ARG002 - files have none
        """Replace a file in one step."""
        tree, target = WorkTree(self._root), self._root / path
        here = tree.read(path) if tree.entry(path) else None
        if here != before:
            raise _moved()
        for folder in target.parents:
            if folder == self._root:
                break
            if folder.is_symlink():
                raise Unwritable(say("“{path}” is no folder of the register.", path=path))
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".khacphuc-", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).chmod(target.stat().st_mode if before is not None else 0o644)
            if before is None:
                os.link(name, target)  # fails when the name has been taken meanwhile
                Path(name).unlink()
            else:
                Path(name).replace(target)
        except FileExistsError:
            Path(name).unlink(missing_ok=True)
            raise _moved() from None
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
        return Saved(path)


class Branches:
    """Documents as commits: one branch for each case, beginning at what is checked out."""

    def __init__(
        self, root: Path, repository: Repository, author: Signature, now: Callable[[], datetime]
    ) -> None:
        self._root = root
        self._repository = repository
        self.author = author
        self._now = now
        self._opened: dict[str, CommitSource] = {}
        self._brought: dict[tuple[str, str], frozenset[str]] = {}

    def tree(self, path: str) -> Tree:
        """The branch of the document's case; without one that of the units, or what is checked out."""
        return self._commit(self._tip(path)[1])

    def cases(self) -> list[str]:
        """The folders of all cases, those on branches among them."""
        found = set(_folders(self._commit(self._head)))
        for _, commit in self._unmerged():
            found.update(_folders(self._commit(commit)))
        return sorted(found)

    def beside(self, folder: str) -> list[str]:
        """The files of a case that somebody has changed on disk and not committed."""
        disk, head = WorkTree(self._root), self._commit(self._head)
        paths = {entry.path for tree in (disk, head) for entry in tree.entries(folder)}
        return sorted(path for path in paths if _bytes(disk, path) != _bytes(head, path))

    def branch_with(self, case: str) -> str:
        """The branch, of this copy or as another was last seen, whose changes bring a case folder of a name."""
        listed = git.answer(
            self._root,
            "for-each-ref",
            "--format=%(refname:lstrip=2) %(objectname)",
            "refs/heads",
            "refs/remotes",
        )
        head = self._head
        for line in (listed or b"").decode("utf-8", "replace").splitlines():
            name, _, commit = line.partition(" ")
            if case in self._new_cases(head, commit):
                return name
        return ""

    def _new_cases(self, head: str, commit: str) -> frozenset[str]:
        """The names of the case folders that a commit has, and that what is checked out had not when they parted."""
        if (head, commit) not in self._brought:
            found = git.answer(
                self._root,
                *("diff", "--name-only", "--no-renames", "--diff-filter=A", "-z", f"{head}...{commit}", "--"),
                "plans/*/*/conclusion.md",
            )
            paths = (found or b"").decode("utf-8", "replace").split("\0")
            self._brought[head, commit] = frozenset(path.split("/")[2] for path in paths if path)
        return self._brought[head, commit]

    def _commit(self, name: str) -> CommitSource:
        """A commit opened once: each has a process of git for what it is asked for."""
        if name not in self._opened:
            if len(self._opened) >= _MOST_OPEN:
                self._opened.clear()
            self._opened[name] = CommitSource(self._root, name)
        return self._opened[name]

    def save(self, path: str, data: bytes, before: bytes | None, message: str) -> Saved:
        """Commit a document on the branch of its case."""
        branch, tip = self._tip(path)
        tree = self._commit(tip)
        if (tree.read(path) if tree.entry(path) else None) != before:
            raise _moved()
        branch = branch or self._fresh(path)
        try:
            commit = self._repository.commit(
                branch, {path: data}, message, self.author, self._now(), base=tip
            )
        except NotWritten as failure:
            raise Unwritable(failure.message) from failure
        return Saved(path, branch, commit)

    @property
    def _head(self) -> str:
        return git.commit_named(self._root, "HEAD") or ""

    def _unmerged(self) -> list[tuple[str, str]]:
        """The branches that are not part of what is checked out, with their commits, newest first."""
        head = self._head
        listed = git.answer(
            self._root,
            "for-each-ref",
            "--sort=-committerdate",
            "--format=%(refname) %(objectname)",
            f"refs/heads/{PREFIX}",
        )
        lines = (line.partition(" ") for line in (listed or b"").decode("utf-8", "replace").splitlines())
        return [
            (name.removeprefix("refs/heads/"), commit)
            for name, _, commit in lines
            if git.merge_base(self._root, commit, head) != commit
        ]

    def _tip(self, path: str) -> tuple[str, str]:
        """The branch on which a case is being written (``""`` for none), and the commit that it goes on from.

        A new branch begins at that of the units, if one waits: a case may be of a unit that is new, too.
        """
        waiting = self._unmerged()
        for whose in (_case(path), _UNITS):
            for branch, commit in waiting:
                stem, _, number = branch.rpartition("-")
                if stem == f"{PREFIX}{whose}" and number.isdecimal():
                    return branch if whose == _case(path) else "", commit
        return "", self._head

    def _fresh(self, path: str) -> str:
        stem = f"{PREFIX}{_case(path)}-{self._now():%Y%m%d}"
        names = (f"{stem}{number:02}" for number in range(1, 100))
        return next(name for name in names if git.commit_named(self._root, f"refs/heads/{name}") is None)


def _case(path: str) -> str:
    """What the branch of a document is called after."""
    slot = slot_of(Entry(path))
    if isinstance(slot, Slot) and slot.folder:
        return slug(f"{slot.unit}-{slot.case}")
    return "policy" if path.startswith("plans/policy") else _UNITS


def _folders(tree: Tree) -> list[str]:
    """The case folders in a tree."""
    return [
        f"plans/{unit}/{case}" for unit in tree.folders("plans") for case in tree.folders(f"plans/{unit}")
    ]


def _bytes(tree: Tree, path: str) -> bytes | None:
    try:
        return tree.read(path)
    except OSError:
        return None
