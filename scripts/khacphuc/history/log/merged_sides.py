"""Find what merges have left out of what their other sides had made.

A merge that keeps its first parent's documents against those of another side changes nothing as the main branch tells it,
and yet takes away what stood on that side. Where that side was the main branch until then, what had landed is gone. So each
merge is looked at that comes with a landing: what was written on its other sides, and at the end is not there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from khacphuc.history import git
from khacphuc.history.comparing.left_out import LeftOut
from khacphuc.history.log.commit_log import GONE, Commit, is_document, read_log
from khacphuc.history.log.commit_metadata import arrival_of, authors, authorship, distinct
from khacphuc.history.log.document_paths import (
    FolderContents,
    document_slot,
    face,
    folder_of,
    is_case,
    name_of,
    path_of,
)
from khacphuc.history.log.main_branch import main_branch, main_commits
from khacphuc.history.log.side_commits import ComingCommits
from khacphuc.history.objects import Objects
from khacphuc.history.trail import Arrival
from khacphuc.register.case import reading_order
from khacphuc.register.document import AnyDocument, parse
from khacphuc.register.source import TOP_FOLDERS

_NOTHING: FolderContents = {}
Folders = Mapping[str, FolderContents]


class _Written(Struct):
    """A document that a side has written: what it was at the end, and by which commits."""

    stands: str
    by: list[Commit]


class MergedSides:
    """The merges among the commits that come with a landing, ``landed`` being the documents after it."""

    def __init__(self, root: Path, objects: Objects, commits: Sequence[Commit], landed: Folders) -> None:
        self._root = root
        self._objects = objects
        self._commits = ComingCommits(commits)
        self._landed = landed
        self._last = commits[-1]
        self._trees: dict[tuple[str, str], FolderContents] = {}

    def left_out(self) -> Iterator[tuple[LeftOut, Commit]]:
        """Yield the documents that a merge has left out and that are not there after the landing, either; each with the merge."""
        told: set[str] = set()
        for merge in self._commits.merges():
            for side in merge.parents[1:]:
                written = self._written(merge, side)
                for path in [path for path in written if path not in told]:
                    found = self._compared(merge, side, path, written[path])
                    if found is not None:
                        told.add(path)
                        yield found, merge

    def _stands(self, folder: str, path: str) -> str:
        return self._landed.get(folder, _NOTHING).get(name_of(path), GONE)

    def _written(self, merge: Commit, side: str) -> dict[str, _Written]:
        """Return the documents written on a side of a merge, and not taken over as they were by it or the landing.

        What a merge among the commits of a side holds, others wrote.
        """
        found: dict[str, _Written] = {}
        for commit in self._commits.of_side(side, merge.parents[0]):
            for change in commit.changes if len(commit.parents) < 2 else ():
                for path, blob in ((change.was, GONE), (change.path, change.blob)):
                    if path:
                        written = found.setdefault(path, _Written(blob, []))
                        written.stands = blob
                        written.by.append(commit)
        taken = {change.path: change.blob for change in merge.changes}
        return {
            path: written
            for path, written in found.items()
            if written.stands not in (taken.get(path), self._stands(folder_of(path), path))
        }

    def _compared(self, merge: Commit, side: str, path: str, written: _Written) -> LeftOut | None:
        """Return a document that is not what a side had made of it, as far as names of contents tell."""
        folder, name, first = folder_of(path), name_of(path), merge.parents[0]
        there = self._tree(side, folder)
        began = [self._tree(base, folder) for base in git.merge_bases(self._root, first, side)]
        home, made = _home(folder, began, self._landed), there.get(name, GONE)
        merged = self._tree(merge.id, folder) if merge is not self._last else self._landed.get(home, _NOTHING)
        if made in (self._stands(home, path), *(held.get(name, GONE) for held in began)):
            return None
        if made == GONE and any(held.get(name) in there.values() for held in began):
            return None  # it has another name there
        if first not in self._commits and self._stood(first, side, path, made):
            return None  # a squash or a cherry-pick had brought it, and it was changed since
        return LeftOut(
            folder=home,
            path=path,
            what=document_slot(path).type,
            made=self._document(path, made),
            names=frozenset(there),
            began=tuple(self._documents(folder, held) for held in began),
            merged=self._documents(folder, merged),
            landed=self._documents(home, self._landed.get(home, _NOTHING)),
            by=distinct(who for commit in written.by for who in authors(commit)),
            merged_by=authorship(merge),
        )

    def _stood(self, tip: str, side: str, path: str, blob: str) -> bool:
        """Return whether a document once had some content on the main branch, since it went apart from a side."""
        options = ("--first-parent", "--raw", "-z", "--no-abbrev", "--diff-merges=first-parent", "--format=")
        found = git.answer(self._root, "log", *options, tip, f"^{side}", "--", path)
        return bool(blob) and f" {blob} ".encode() in (found or b"")

    def _tree(self, commit: str, folder: str) -> FolderContents:
        """Return the documents of a folder in a commit."""
        key = commit, folder
        if key not in self._trees:
            self._trees[key] = documents_in(self._root, commit, folder).get(folder, _NOTHING)
        return self._trees[key]

    def _documents(self, folder: str, contents: FolderContents) -> tuple[AnyDocument, ...]:
        found = (self._document(path_of(folder, name), blob) for name, blob in contents.items())
        return tuple(sorted(filter(None, found), key=reading_order))

    def _document(self, path: str, blob: str) -> AnyDocument | None:
        data = self._objects.read(blob) if blob else None
        return None if data is None else parse(path, document_slot(path), data)


def left_out_of_branch(root: Path, tip: str, base: str) -> list[tuple[LeftOut, Arrival]]:
    """Return what the merges between two commits have left out, each with the merge. Raises UnreadableRepositoryError."""
    if not git.has_merges(root, base, tip):
        return []
    commits = {commit.id: commit for commit in read_log(root, tip, base)}
    chain, _ = main_branch(commits, tip)
    coming = [one for main in main_commits(commits, chain) for one in (*main.brought, main.commit)]
    sides = MergedSides(root, Objects(root), coming, documents_in(root, tip))
    return [(found, arrival_of(merge, merge, 0, authors(merge))) for found, merge in sides.left_out()]


def documents_in(root: Path, commit: str, *folders: str) -> Folders:
    """Return the documents of a commit by folder, all of them or those of some folders."""
    found: dict[str, dict[str, str]] = {}
    for blob in git.tree(root, commit, folders or TOP_FOLDERS):
        if blob.mode in git.FILES and is_document(blob.path):
            found.setdefault(folder_of(blob.path), {})[name_of(blob.path)] = blob.id
    return found


def _home(folder: str, began: Iterable[FolderContents], landed: Folders) -> str:
    """Return the folder in which a case stands after a landing: one that has its notice, where the case has moved."""
    if not is_case(folder) or landed.get(folder):
        return folder
    faces = {face(folder, contents) for contents in began} - {GONE}
    return next(
        (home for home, held in landed.items() if is_case(home) and face(home, held) in faces), folder
    )
