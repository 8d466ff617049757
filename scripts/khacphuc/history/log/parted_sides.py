"""Compare the documents of two sides of a merge with what stands after the landing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from khacphuc.history import git
from khacphuc.history.comparing.left_out import LeftOut
from khacphuc.history.log.commit_log import GONE, Commit, is_document
from khacphuc.history.log.commit_metadata import authors, authorship, distinct
from khacphuc.history.log.document_paths import (
    FolderContents,
    document_slot,
    face,
    folder_of,
    is_case,
    name_of,
    path_of,
)
from khacphuc.history.objects import Objects
from khacphuc.register.case import reading_order
from khacphuc.register.document import AnyDocument, parse
from khacphuc.register.source import TOP_FOLDERS

Folders = Mapping[str, FolderContents]
"""The documents of a commit, by folder."""
_NOTHING: FolderContents = {}


class PartedSides:
    """Two sides of a merge since they went apart."""

    def __init__(  # each is the documents of a commit
        self,
        objects: Objects,
        merge: Commit,
        *,
        there: Folders,
        began: list[Folders],
        merged: Folders,
        landed: Folders,
        coming: bool,
        stood: Callable[[], frozenset[tuple[str, str]]],
    ) -> None:
        self._objects = objects
        self._merge = merge
        self._there = there
        self._began = began
        self._merged = merged
        self._landed = landed
        self._coming = coming
        self._stood = stood
        self._read: dict[tuple[int, str], tuple[AnyDocument, ...]] = {}

    def left_out(self, path: str, by: list[Commit]) -> LeftOut | None:
        """Return a document that is not what a side had made of it, as far as names of contents tell."""
        folder = folder_of(path)
        home, made = self._home(folder), content_in(self._there, path)
        began = [content_in(one, path) for one in self._began]
        if made in (content_in(self._landed, path_of(home, name_of(path))), *began):
            return None
        if made == GONE and any(one in self._there.get(folder, _NOTHING).values() for one in began):
            return None  # it has another name there
        if (path, made) in self._stood():
            return None  # a squash or a cherry-pick had brought it, and it was changed since
        return self.written(path, made, by)

    def written(self, path: str, made: str, by: list[Commit]) -> LeftOut:
        """Return a document as commits had made it, beside what stands after the landing."""
        folder = folder_of(path)
        home = self._home(folder)
        return LeftOut(
            folder=home,
            path=path,
            what=document_slot(path).type,
            made=self._document(path, made),
            names=frozenset(self._there.get(folder, _NOTHING)),
            began=tuple(self._documents(one, folder) for one in self._began),
            merged=self._documents(self._merged, home if self._merged is self._landed else folder),
            landed=self._documents(self._landed, home),
            by=distinct(who for commit in by for who in authors(commit)),
            merged_by=authorship(self._merge),
            coming=self._coming,
        )

    def _home(self, folder: str) -> str:
        """Return the folder in which a case stands after the landing: one that has its notice, where the case has moved."""
        if not is_case(folder) or self._landed.get(folder):
            return folder
        faces = {face(folder, one.get(folder, _NOTHING)) for one in self._began} - {GONE}
        homes = self._landed.items() if faces else ()
        return next((home for home, held in homes if is_case(home) and face(home, held) in faces), folder)

    def _documents(self, of: Folders, folder: str) -> tuple[AnyDocument, ...]:
        key = id(of), folder
        if key not in self._read:
            contents = of.get(folder, _NOTHING)
            found = (self._document(path_of(folder, name), blob) for name, blob in contents.items())
            self._read[key] = tuple(sorted(filter(None, found), key=reading_order))
        return self._read[key]

    def _document(self, path: str, blob: str) -> AnyDocument | None:
        data = self._objects.read(blob) if blob else None
        return None if data is None else parse(path, document_slot(path), data)


def documents_in(root: Path, commit: str, *folders: str) -> Folders:
    """Return the documents of a commit by folder, all of them or those of some folders."""
    found: dict[str, dict[str, str]] = {}
    for blob in git.tree(root, commit, folders or TOP_FOLDERS):
        if blob.mode in git.FILES and is_document(blob.path):
            found.setdefault(folder_of(blob.path), {})[name_of(blob.path)] = blob.id
    return found


def content_in(folders: Folders, path: str) -> str:
    """Return the name of a document's content."""
    return folders.get(folder_of(path), _NOTHING).get(name_of(path), GONE)
