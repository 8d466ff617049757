"""Read entries and bytes of a register. A source interprets nothing."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Mapping
from datetime import date, tzinfo
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from khacphuc.model.schema import Vocabulary
from khacphuc.text.message import N_

TOP_FOLDERS = ("plans", "units")
TEMPLATES = "templates"
"""The folder with an office's own templates for papers. They are no documents of the register."""


class EntryKind(Vocabulary):
    FILE = "file", N_("regular file")
    LINK = "link", N_("symbolic link")
    REPOSITORY = "repository", N_("a repository of its own")
    OTHER = "other", N_("neither file nor folder")
    UNREADABLE = "unreadable", N_("cannot be opened")


class Entry(Struct, frozen=True, order=True):
    """One thing in a source. ``path`` is relative to its root, with ``/``; ``size`` is in bytes.

    ``why`` says what the system answered about an entry that cannot be opened; ``executable`` is a file that Git marks
    as a program.
    """

    path: str
    kind: EntryKind = EntryKind.FILE
    size: int = 0
    why: str = ""
    executable: bool = False


class Source(Protocol):
    """A place with ``plans/`` and ``units/`` in it: a work tree, a commit, a table in memory."""

    def entries(self, folder: str) -> Iterator[Entry]:
        """Return all entries below a folder, at any depth, in no particular order."""
        ...

    def read(self, path: str) -> bytes:
        """Return the bytes of one entry. Raises OSError."""
        ...

    def began_on(self, where: tzinfo) -> date | None:
        """Return the day, in a time zone, on which its first case was committed. None where that is not known."""
        ...


class Tree(Source, Protocol):
    """A source of folders, in which one can look around without listing all of it."""

    def entry(self, path: str) -> Entry | None:
        """Return the entry at a path; None for a folder, or for nothing."""
        ...

    def folders(self, folder: str) -> list[str]:
        """Return the names of the folders in a folder, sorted."""
        ...


class WorkTree(Struct, frozen=True):
    """Files as they are on disk. Links are listed, never followed."""

    root: Path

    def entries(self, folder: str) -> Iterator[Entry]:
        if (self.root / folder).is_symlink():
            yield Entry(folder, EntryKind.LINK)
            return
        pending = [folder]
        while pending:
            here = pending.pop()
            try:
                found = list(os.scandir(f"{self.root}/{here}"))
            except (FileNotFoundError, ValueError):
                # Nothing there: an empty register, a folder removed this moment, no path at all (a NUL in it).
                continue
            except OSError as error:
                kind = EntryKind.FILE if isinstance(error, NotADirectoryError) else EntryKind.UNREADABLE
                yield Entry(here, kind, why=error.strerror or "")
                continue
            if any(item.name == ".git" for item in found):
                yield Entry(here, EntryKind.REPOSITORY)  # Git sees nothing of what lies in it
                continue
            for item in found:
                path = f"{here}/{item.name}"
                if item.is_dir(follow_symlinks=False):
                    pending.append(path)
                else:
                    yield _entry(path, item)

    def entry(self, path: str) -> Entry | None:
        try:
            status = (self.root / path).lstat()
        except (OSError, ValueError):
            return None
        if stat.S_ISDIR(status.st_mode):
            return None
        kinds = {stat.S_IFREG: EntryKind.FILE, stat.S_IFLNK: EntryKind.LINK}
        return Entry(path, kinds.get(stat.S_IFMT(status.st_mode), EntryKind.OTHER), status.st_size)

    def folders(self, folder: str) -> list[str]:
        try:
            found = os.scandir(f"{self.root}/{folder}")
            return sorted(item.name for item in found if item.is_dir(follow_symlinks=False))
        except (OSError, ValueError):
            return []

    def read(self, path: str) -> bytes:
        # A link put in the place of a file since it was listed is refused, and so is what blocks when opened.
        handle = os.open(f"{self.root}/{path}", _READ)
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise OSError(errno.EINVAL, "not a regular file")
            return file.read()

    def began_on(self, where: tzinfo) -> date | None:  # noqa: ARG002 - files alone do not tell it
        return None


_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def _entry(path: str, item: os.DirEntry[str]) -> Entry:
    try:
        if item.is_symlink():
            return Entry(path, EntryKind.LINK)
        status = item.stat(follow_symlinks=False)
    except OSError as error:
        return Entry(path, EntryKind.UNREADABLE, why=error.strerror or "")
    return Entry(path, EntryKind.FILE if stat.S_ISREG(status.st_mode) else EntryKind.OTHER, status.st_size)


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

    def began_on(self, where: tzinfo) -> date | None:  # noqa: ARG002 - as of a work tree
        return None
