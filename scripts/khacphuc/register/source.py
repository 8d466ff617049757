"""Where documents come from. A source lists entries and gives bytes; it interprets nothing."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from khacphuc.model.schema import Vocabulary
from khacphuc.text.message import N_

TOP_FOLDERS = ("plans", "units")


class EntryKind(Vocabulary):
    FILE = "file", N_("regular file")
    LINK = "link", N_("symbolic link")
    OTHER = "other", N_("neither file nor folder")


class Entry(Struct, frozen=True, order=True):
    """One thing in a source. ``path`` is relative to its root, with ``/``; ``size`` is in bytes."""

    path: str
    kind: EntryKind = EntryKind.FILE
    size: int = 0


class Source(Protocol):
    """A place with ``plans/`` and ``units/`` in it: a work tree, a commit, a table in memory."""

    def entries(self, folder: str) -> Iterator[Entry]:
        """All entries below a folder, at any depth, in no particular order."""
        ...

    def read(self, path: str) -> bytes:
        """The bytes of one entry. Raises OSError."""
        ...


class WorkTree(Struct, frozen=True):
    """Files as they are on disk. Links are listed, never followed."""

    root: Path

    def entries(self, folder: str) -> Iterator[Entry]:
        pending = [folder]
        while pending:
            here = pending.pop()
            try:
                found = list(os.scandir(self.root / here))
            except (FileNotFoundError, NotADirectoryError):
                continue
            for item in found:
                path = f"{here}/{item.name}"
                if item.is_symlink():
                    yield Entry(path, EntryKind.LINK)
                elif item.is_dir(follow_symlinks=False):
                    pending.append(path)
                else:
                    status = item.stat(follow_symlinks=False)
                    regular = stat.S_ISREG(status.st_mode)
                    yield Entry(path, EntryKind.FILE if regular else EntryKind.OTHER, status.st_size)

    def read(self, path: str) -> bytes:
        with open(f"{self.root}/{path}", "rb") as file:  # noqa: PTH123  # joining paths would cost more than reading
            return file.read()


class Memory(Struct, frozen=True):
    """A table of files: drafts that are on no disk, and tests."""

    files: Mapping[str, bytes]

    def entries(self, folder: str) -> Iterator[Entry]:
        for path, data in self.files.items():
            if path.startswith(f"{folder}/"):
                yield Entry(path, size=len(data))

    def read(self, path: str) -> bytes:
        try:
            return self.files[path]
        except KeyError:
            raise FileNotFoundError(path) from None
