"""Read a register at a commit: a source like the work tree, from git's objects and without a checkout."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, tzinfo
from functools import cached_property
from pathlib import Path

from khacphuc.history import git
from khacphuc.history.log.first_case import began_on
from khacphuc.history.objects import Objects
from khacphuc.register.source import TEMPLATES, TOP_FOLDERS, Entry, EntryKind

_KINDS = {git.LINK: EntryKind.LINK, git.SUBMODULE: EntryKind.REPOSITORY} | dict.fromkeys(
    git.FILES, EntryKind.FILE
)


class CommitSource:
    """The files of one commit. Their content is read when it is asked for, and not kept."""

    def __init__(self, root: Path, commit: str) -> None:
        self.root = root
        self.id = commit
        """The full object name."""
        self._blobs = {blob.path: blob for blob in git.tree(root, commit, (*TOP_FOLDERS, TEMPLATES))}
        self._objects = Objects(root)

    @property
    def label(self) -> str:
        """For people: a short name."""
        return git.short(self.id)

    def entries(self, folder: str) -> Iterator[Entry]:
        """Yield all files below a folder. Anything but a regular file (a link, a submodule) is marked so."""
        within = f"{folder}/"
        for path, blob in self._blobs.items():
            if path.startswith(within) or path == folder:
                yield _entry(blob)

    def entry(self, path: str) -> Entry | None:
        """Return the entry at a path; None for a folder."""
        return _entry(self._blobs[path]) if path in self._blobs else None

    def folders(self, folder: str) -> list[str]:
        """Return the names of the folders in a folder, sorted."""
        return sorted(self._folders.get(folder, ()))

    @cached_property
    def _folders(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for path in self._blobs:
            *parents, _ = path.split("/")
            for depth, name in enumerate(parents):
                found.setdefault("/".join(parents[:depth]), set()).add(name)
        return found

    def name(self, path: str) -> str:
        """Return the object name of a file's content, ``""`` when there is no such file."""
        return self._blobs[path].id if path in self._blobs else ""

    def content(self, name: str) -> bytes | None:
        """Return a content of the repository by its object name; None when there is none."""
        return self._objects.read(name)

    def began_on(self, where: tzinfo) -> date | None:
        """Return the day on which the first case was committed."""
        return began_on(self.root, self.id, where)

    def read(self, path: str) -> bytes:
        """Return the content of a file. Raises OSError."""
        data = self._objects.read(self.name(path)) if path in self._blobs else None
        if data is None:
            raise FileNotFoundError(path)
        return data


def _entry(blob: git.Blob) -> Entry:
    kind = _KINDS.get(blob.mode, EntryKind.OTHER)
    return Entry(blob.path, kind, blob.size, executable=blob.mode == git.EXECUTABLE)
