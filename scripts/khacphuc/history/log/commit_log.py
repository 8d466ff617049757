"""Read every commit up to a tip in one pass over the log, with the documents that it changed.

Framing is by NUL alone: names, dates and messages are taken as the bytes that they are, and a message may look like
anything, a commit of its own included.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO

from msgspec import Struct

from khacphuc.history import git
from khacphuc.history.streaming import git_output
from khacphuc.register.layout import Slot, slot_of
from khacphuc.register.source import TOP_FOLDERS, Entry

_FIELDS = ("%H", "%P", "%an", "%ae", "%ad", "%cn", "%ce", "%cd", "%B")
_OPTIONS = (
    "--raw",
    "-z",
    "--no-abbrev",
    "--root",
    "--diff-merges=first-parent",
    "--find-renames=50%",
    "-l1000",
    "--relative",
    "--ignore-submodules=none",
    "--date=raw",
    "--encoding=UTF-8",
    "--no-mailmap",
    "--no-notes",
    "--no-show-signature",
    "--no-color",
    "--no-ext-diff",
    f"--format=tformat:{'%x00'.join(_FIELDS)}",
)
_FILES = frozenset(mode.encode() for mode in git.FILES)
_ROOTS = tuple(f"{folder}/".encode() for folder in TOP_FOLDERS)
_CHUNK = 1 << 20

GONE, NO_DOCUMENT = "", "-"


class FileChange(Struct, frozen=True, gc=False):
    """The change of a document by a commit, against its first parent."""

    path: str
    blob: str
    """The object name of the new content; GONE, or NO_DOCUMENT when a link or another repository stands there instead."""
    was: str = ""
    """The document that it was renamed from, as git sees it."""
    old: str = GONE
    """The content before, as ``blob``."""


class Commit(Struct, frozen=True, gc=False):
    """A commit as git prints it. Who and when are read from it only when somebody asks (``signed``)."""

    id: str
    parents: tuple[str, ...]
    author: tuple[bytes, bytes, bytes]
    """Name, e-mail, date."""
    committer: tuple[bytes, bytes, bytes]
    message: bytes
    changes: tuple[FileChange, ...]


def read_log(root: Path, tip: str, after: str = "") -> Iterator[Commit]:
    """Yield all commits that lead to ``tip``, newest first; only those that do not lead to ``after`` if it is given."""
    span = (tip, f"^{after}") if after else (tip,)
    with git_output(root, "log", *_OPTIONS, *span, "--") as answered:
        yield from _commits(_parts(answered))


def read_main_line(root: Path, tip: str) -> Iterator[Commit]:
    """Yield the commits of the main branch (first parents of ``tip``), oldest first."""
    with git_output(root, "log", *_OPTIONS, "--first-parent", "--reverse", tip, "--") as answered:
        yield from _commits(_parts(answered))


def _parts(answered: IO[bytes]) -> Iterator[bytes]:
    rest = b""
    while chunk := answered.read(_CHUNK):
        parts = (rest + chunk).split(b"\0")
        rest = parts.pop()
        yield from parts


def _commits(parts: Iterator[bytes]) -> Iterator[Commit]:
    known = _Documents()
    part = next(parts, b"")
    while part:
        head = [part, *(next(parts, b"") for _ in _FIELDS[1:])]
        changes: list[FileChange] = []
        part = next(parts, b"")
        while part[:1] in (b":", b"\n"):
            _note(part, parts, known, changes)
            part = next(parts, b"")
        name, parents, *signed, message = head
        yield Commit(
            name.decode("ascii"),
            tuple(parents.decode("ascii").split()),
            (signed[0], signed[1], signed[2]),
            (signed[3], signed[4], signed[5]),
            message,
            tuple(changes),
        )


def _note(about: bytes, parts: Iterator[bytes], known: _Documents, changes: list[FileChange]) -> None:
    """One entry of git's raw form: ``:old-mode new-mode old-name new-name status``, and one path or two."""
    was_mode, mode, old_name, name, status = about.lstrip(b"\n").split(b" ")
    old = old_name.decode("ascii") if was_mode[1:] in _FILES else GONE
    path = known[next(parts, b"")]
    renamed = status[:1] in b"RC"
    was, path = (path, known[next(parts, b"")]) if renamed else ("", path)
    if was and status[:1] == b"R":
        if not path:
            changes.append(FileChange(was, GONE, old=old))
    else:
        was = ""
    if path:
        blob = name.decode("ascii") if mode in _FILES else GONE if status == b"D" else NO_DOCUMENT
        changes.append(FileChange(path, blob, was, old))


class _Documents(dict[bytes, str]):
    """Paths of documents; ``""`` for any other path, which is not remembered."""

    def __missing__(self, raw: bytes) -> str:
        if not raw.startswith(_ROOTS) or not raw.isascii():
            return ""
        path = raw.decode("ascii")
        if not is_document(path):
            return ""
        self[raw] = path
        return path


def is_document(path: str) -> bool:
    """Return whether a regular file of that path is a document."""
    return isinstance(slot_of(Entry(path)), Slot)
