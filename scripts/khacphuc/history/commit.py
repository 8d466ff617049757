"""A register as it was at a commit: a source like the work tree, read from git's objects and never checked out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from khacphuc.history import git
from khacphuc.register.source import Entry, EntryKind

_KINDS = {"100644": EntryKind.FILE, "120000": EntryKind.LINK}


class Commit:
    """The files of one commit. ``fetch`` reads many in one run of git; ``read`` fetches what was forgotten."""

    def __init__(self, root: Path, commit: str) -> None:
        self.root = root
        self.id = commit
        self._blobs = {blob.path: blob for blob in git.tree(root, commit)}
        self._bytes: dict[str, bytes] = {}

    def entries(self, folder: str) -> Iterator[Entry]:
        """All files below a folder. Anything but a regular file (a link, an executable, a submodule) is marked so."""
        for blob in self._blobs.values():
            if blob.path.startswith(f"{folder}/"):
                yield Entry(blob.path, _KINDS.get(blob.mode, EntryKind.OTHER), blob.size)

    def name(self, path: str) -> str:
        """The object name of a file's content, ``""`` when there is no such file."""
        return self._blobs[path].id if path in self._blobs else ""

    def fetch(self, paths: Iterable[str]) -> None:
        """Read the content of files ahead of need."""
        self._bytes |= git.contents(self.root, {self.name(path) for path in paths} - {"", *self._bytes})

    def read(self, path: str) -> bytes:
        """The content of a file. Raises OSError."""
        name = self.name(path)
        if name not in self._bytes:
            self.fetch([path])
        try:
            return self._bytes[name]
        except KeyError:
            raise FileNotFoundError(path) from None
