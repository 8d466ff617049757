"""Tell what a merge has of its own from what it only passes on."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from khacphuc.history import git
from khacphuc.history.log.commit_log import Commit
from khacphuc.history.objects import Objects


class MergeResults:
    """The merges of a repository, compared with what merging their two parents gives by itself."""

    def __init__(self, root: Path, objects: Objects) -> None:
        self._root = root
        self._objects = objects

    def own(self, merge: Commit, path: str, was: str = "", forked_from: str = "") -> bool:
        """Return whether a document is in a merge what neither side, nor both together, had made of it.

        ``was`` is its name on the first parent's side, ``forked_from`` where the sides went apart, if that is known. A merge
        of more than two never decides anything by itself.
        """
        if len(merge.parents) != 2:
            return False
        ours, theirs = (self._read(parent, path, was) for parent in merge.parents)
        base = forked_from or git.merge_base(self._root, *merge.parents)
        began = self._read(base, path, was) if base else None
        return self._read(merge.id, path) != self._merged(ours, began, theirs)

    def _merged(self, ours: bytes | None, base: bytes | None, theirs: bytes | None) -> bytes | None:
        """Return what git makes of two sides: None for no document, nothing in it where a person has to decide."""
        if theirs in (ours, base):
            return ours
        if base == ours:
            return theirs
        if ours is None or base is None or theirs is None:
            return b""
        with TemporaryDirectory(prefix="khacphuc-") as folder:
            for name, data in (("ours", ours), ("base", base), ("theirs", theirs)):
                Path(folder, name).write_bytes(data)
            merged = git.merged(Path(folder), "ours", "base", "theirs")
        return b"" if merged is None else merged

    def _read(self, commit: str, *names: str) -> bytes | None:
        """Return a document of a commit by the first name that it has there."""
        found = (self._objects.read(f"{commit}:./{name}") for name in names if name)
        return next((data for data in found if data is not None), None)
