"""Compares the files on disk with a commit, byte by byte.

Git is not asked for this: it runs the filters that the settings of the repository name, and what it takes for changed
depends on which files the person has it ignore. What the register reads is what counts.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct, structs

from khacphuc.history import git
from khacphuc.history.git import Blob
from khacphuc.history.objects import Objects
from khacphuc.history.versioned_tree import VersionedTree
from khacphuc.register.source import TOP_FOLDERS, Entry, EntryKind, WorkTree


class Head(Struct, frozen=True):
    """The commit that is checked out."""

    commit: str
    """The full object name."""
    dirty: bool
    """Whether ``plans/`` or ``units/`` on disk differ from it."""
    shallow: bool
    """Whether history is cut off, so that nothing can be said of what was before."""

    @property
    def label(self) -> str:
        """For people: a short name, and ``+`` when there is more on disk than in the commit."""
        return git.short(self.commit) + ("+" if self.dirty else "")


class Changes(Struct, frozen=True):
    """The differences between work tree and commit: paths of either side, and renames (new → old)."""

    paths: frozenset[str]
    renamed: dict[str, str]


class CheckedOut(VersionedTree, frozen=True):
    """The files on disk, with what Git alone knows of them: which are programs, which folders other repositories.

    On disk the one depends on the file system, and the other is a folder like any other, often empty.
    """

    def entries(self, folder: str) -> Iterator[Entry]:
        """Yield all entries below a folder."""
        marked = {
            blob.path: blob.mode
            for blob in git.staged(self.root)
            if blob.mode in (git.EXECUTABLE, git.SUBMODULE)
        }
        submodules = {path for path, mode in marked.items() if mode == git.SUBMODULE and _below(path, folder)}
        for entry in super().entries(folder):
            submodules.discard(entry.path)
            executable = entry.kind is EntryKind.FILE and marked.get(entry.path) == git.EXECUTABLE
            yield structs.replace(entry, executable=True) if executable else entry
        for path in sorted(submodules):
            yield Entry(path, EntryKind.REPOSITORY)


def _below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(f"{folder}/")


def head(root: Path) -> Head | None:
    """Return the commit that a folder is at. None outside a repository, before its first commit, without git."""
    here = git.checked_out(root)
    if here is None:
        return None
    commit, shallow = here
    return Head(commit, next(_differing(root, commit), None) is not None, shallow)


def committed(root: Path, before: str, after: str) -> Changes:
    """Return the differences between two commits."""
    paths, renamed = git.differences(root, before, after)
    return Changes(frozenset(paths), renamed)


def changes(root: Path, commit: str, tip: str) -> Changes:
    """Return the differences between ``commit`` and the files on disk; ``tip`` is the commit that is checked out."""
    known = committed(root, commit, tip)
    renamed = dict(known.renamed)
    found = frozenset(_differing(root, tip))
    for new, old in _renamed(root, tip, found).items():
        renamed[new] = renamed.pop(old, old)
    return Changes(found | known.paths, renamed)


# ------------------------------------------------------------------------------------------ comparing


def _differing(root: Path, commit: str) -> Iterator[str]:
    """Yield the paths at which disk and commit differ: first what is on one side only."""
    blobs = {blob.path: blob for blob in git.tree(root, commit)}
    files = {entry.path: entry for folder in TOP_FOLDERS for entry in CheckedOut(root).entries(folder)}
    yield from blobs.keys() ^ files.keys()
    for path in blobs.keys() & files.keys():
        if not _same(root, files[path], blobs[path]):
            yield path


def _same(root: Path, file: Entry, blob: Blob) -> bool:
    try:
        if file.kind is EntryKind.LINK:
            return blob.mode == git.LINK and _is(os.fsencode((root / file.path).readlink()), blob.id)
        if file.kind is EntryKind.REPOSITORY:
            return blob.mode == git.SUBMODULE
        if file.kind is not EntryKind.FILE or blob.mode != (git.EXECUTABLE if file.executable else git.PLAIN):
            return False
        data = WorkTree(root).read(file.path)
    except OSError:
        return False
    # On Windows git may write other line ends than it keeps.
    return _is(data, blob.id) or (b"\r\n" in data and _is(data.replace(b"\r\n", b"\n"), blob.id))


def _is(data: bytes, name: str) -> bool:
    """Return whether git calls these bytes so."""
    digest = hashlib.sha1 if len(name) == 40 else hashlib.sha256
    return digest(b"blob %d\0" % len(data) + data).hexdigest() == name


# ------------------------------------------------------------------------------------------- renaming


def _renamed(root: Path, commit: str, differing: frozenset[str]) -> dict[str, str]:
    """Return which of the files that differ were others in the commit (new → old), as git judges contents."""
    blobs = {blob.path: blob.id for blob in git.tree(root, commit) if blob.path in differing}
    entries = (entry for folder in TOP_FOLDERS for entry in WorkTree(root).entries(folder))
    files = {entry.path: entry for entry in entries if entry.path in differing}
    gone = sorted(blobs.keys() - files.keys())
    came = sorted(path for path in files.keys() - blobs.keys() if files[path].kind is EntryKind.FILE)
    if not gone or not came:
        return {}
    objects, source = Objects(root), WorkTree(root)
    # By numbers: a path in a commit may be one that leads out of the folder.
    old = {f"old-{number}": path for number, path in enumerate(gone)}
    new = {f"new-{number}": path for number, path in enumerate(came)}
    with TemporaryDirectory(prefix="khacphuc-") as folder:
        _write(Path(folder, "old"), {name: objects.read(blobs[path]) or b"" for name, path in old.items()})
        _write(Path(folder, "new"), {name: _content(source, path) for name, path in new.items()})
        pairs = git.renamed(Path(folder), "old", "new")
    return {new[name]: old[was] for was, name in pairs}


def _write(folder: Path, contents: Mapping[str, bytes]) -> None:
    folder.mkdir()
    for name, data in contents.items():
        (folder / name).write_bytes(data)


def _content(source: WorkTree, path: str) -> bytes:
    try:
        return source.read(path)
    except OSError:
        return b""
