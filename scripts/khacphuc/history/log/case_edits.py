"""Group the changes of the main branch by case, and follow cases from folder to folder."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from msgspec import Struct

from khacphuc.history.log.attribution import Attribution
from khacphuc.history.log.case_moves import IdIn, moves
from khacphuc.history.log.commit_log import GONE, NO_DOCUMENT, FileChange
from khacphuc.history.log.document_paths import (
    FolderContents,
    document_slot,
    face,
    face_path,
    folder_of,
    is_case,
    name_of,
    path_of,
)

_NOTHING: FolderContents = {}


class DocumentEdit(Struct, frozen=True, gc=False):
    """The edit of one document of a case."""

    name: str
    """Its file name, within the folder; ``""`` for a unit or the policy, which are folders of their own."""
    blob: str
    """The new content; GONE; or NO_DOCUMENT while something stands there that is none."""
    credit: int
    was: str = ""
    """Its name before, as git sees it."""
    same: bool = False
    """Renamed, and nothing else."""


class CaseStep(Struct, frozen=True, gc=False):
    """The edits of one case in one commit of the main branch."""

    order: int
    thread: int
    """The number under which the case is followed."""
    folder: str
    edits: tuple[DocumentEdit, ...]
    credit: int
    """Of what concerns the case as a whole."""
    moved_from: str = ""


class CaseFiles:
    """The folders and documents of all cases on the main branch, from commit to commit."""

    def __init__(
        self,
        id_in: IdIn,
        folders: dict[str, FolderContents],
        threads: dict[str, int],
        homes: Iterable[str],
        ended: Mapping[str, str],
    ) -> None:
        self.folders = folders
        self.threads = threads
        """The number of the case that is in a folder, or was there last and did not move."""
        self.homes = list(homes)
        """The folder in which each case is, or was last."""
        self._id_in = id_in
        self.ended = dict(ended)
        """The folders in which cases ended, by their ids."""

    def thread_of(self, folder: str) -> int:
        """Return the number of the case of a folder; a new one where none was there."""
        if folder not in self.threads:
            self.threads[folder] = len(self.homes)
            self.homes.append(folder)
        return self.threads[folder]

    def forget(self, folders: Iterable[str]) -> None:
        """Forget the documents of these folders; documents added there later are new."""
        for folder in folders:
            self.folders.pop(folder, None)
            self.threads.pop(folder, None)

    def take(self, order: int, changes: tuple[FileChange, ...], attribution: Attribution) -> list[CaseStep]:
        """File the changes of one commit."""
        touched = _by_folder(changes)
        before = {folder: self.folders.get(folder, _NOTHING) for folder in touched}
        after = {folder: _applied(before[folder], found) for folder, found in touched.items()}
        moved = moves(changes, before, after, self._id_in)
        for twin, old in self._gone_into_twins(before, after, moved):
            moved[twin] = old
            before.setdefault(twin, self.folders[twin])
            after.setdefault(twin, self.folders[twin])
        left = set(moved.values())
        revived = self._revived(before, after, left | moved.keys())
        steps = []
        threads = {}
        for folder in sorted(after):
            old = moved.get(folder, folder)
            # What a case leaves behind when it moves is followed as something new.
            remains = folder in left and folder not in moved
            stood = _NOTHING if remains else before[old]
            renamed = _renamed(changes, folder, old)
            edits = _edits(folder, old, stood, after[folder], renamed, attribution)
            if not edits and old == folder:
                continue
            credit = attribution.last(_credits(edits, folder, old, after[folder], attribution))
            thread = -1 if remains else revived.get(folder, self.threads.get(old, -1))
            if thread < 0:
                thread = len(self.homes)
                self.homes.append(folder)
            threads[folder] = thread
            self.homes[thread] = folder
            steps.append(
                CaseStep(order, thread, folder, tuple(edits), credit, old if folder in moved else "")
            )
        for folder in left - threads.keys():
            del self.threads[folder]
        self.threads |= threads
        self.folders |= after
        return steps

    def _gone_into_twins(
        self,
        before: Mapping[str, FolderContents],
        after: Mapping[str, FolderContents],
        moved: Mapping[str, str],
    ) -> Iterator[tuple[str, str]]:
        """Yield the cases that are gone and of which a copy with the same id stands in another folder (new, old)."""
        for folder in sorted(before):
            if not _ends(folder, before, after) or folder in moved.values():
                continue
            name = self._id_of(folder, before[folder])
            if not name:
                continue
            self.ended[name] = folder
            twins = (
                twin
                for twin in sorted({*self.folders, *after})
                if twin not in moved
                and is_case(twin)
                and twin != folder
                and self._id_of(twin, after.get(twin, self.folders.get(twin, _NOTHING))) == name
            )
            if (twin := next(twins, "")) in self.folders:
                yield twin, folder

    def _revived(
        self,
        before: Mapping[str, FolderContents],
        after: Mapping[str, FolderContents],
        known: Collection[str],
    ) -> dict[str, int]:
        """Return the numbers of cases that had ended, by the folders in which they begin again."""
        if not self.ended:
            return {}
        found = {}
        for folder, contents in sorted(after.items()):
            if folder in known or not is_case(folder) or face(folder, before[folder]):
                continue
            old = self.ended.get(self._id_of(folder, contents), folder)
            if old != folder and not self.folders.get(old) and not after.get(old) and old in self.threads:
                found[folder] = self.threads.pop(old)
        return found

    def _id_of(self, folder: str, contents: FolderContents) -> str:
        blob = face(folder, contents)
        return self._id_in(face_path(folder), blob) if blob not in (GONE, NO_DOCUMENT) else ""


def _ends(folder: str, before: Mapping[str, FolderContents], after: Mapping[str, FolderContents]) -> bool:
    """Return whether a case ends: all its documents are gone."""
    return is_case(folder) and bool(face(folder, before[folder])) and not after[folder]


def _by_folder(changes: tuple[FileChange, ...]) -> dict[str, list[FileChange]]:
    found: dict[str, list[FileChange]] = {}
    for change in changes:
        folder = folder_of(change.path)
        found.setdefault(folder, []).append(change)
        if change.was and (old := folder_of(change.was)) != folder:
            found.setdefault(old, []).append(FileChange(change.was, GONE))
    return found


def _applied(before: FolderContents, changes: list[FileChange]) -> FolderContents:
    """Return a folder after some changes, which are its own or take something from it."""
    after = dict(before)
    folder = folder_of(changes[0].path)
    for change in changes:  # a name that is given up may be taken by another document
        if change.blob == GONE:
            after.pop(name_of(change.path), None)
        elif change.was and folder_of(change.was) == folder:
            after.pop(name_of(change.was), None)
    for change in changes:
        name = name_of(change.path)
        if change.blob != GONE and (change.blob != NO_DOCUMENT or name in before):
            after[name] = change.blob
    return after


def _renamed(changes: tuple[FileChange, ...], folder: str, old: str) -> dict[str, str]:
    """New name → old name, where both are in the same case and of the same kind."""
    return {
        name_of(change.path): name_of(change.was)
        for change in changes
        if change.was
        and folder_of(change.path) == folder
        and folder_of(change.was) == old
        and document_slot(change.path).type == document_slot(change.was).type
    }


def _edits(  # a folder before and after, under both its names
    folder: str,
    old: str,
    before: FolderContents,
    after: FolderContents,
    renamed: Mapping[str, str],
    attribution: Attribution,
) -> list[DocumentEdit]:
    edits = []
    left = {name for name in before if name not in after}
    for name in sorted(after):
        if before.get(name) == after[name]:
            continue
        was = renamed.get(name, "")
        was = was if name not in before and was in left else ""
        left.discard(was)
        change = before.get(was or name, GONE), after[name]
        credit = attribution.of(path_of(folder, name), path_of(old, was or name), change)
        edits.append(DocumentEdit(name, after[name], credit, was, bool(was) and before[was] == after[name]))
    for name in sorted(left):
        credit = attribution.of(path_of(old, name), change=(before[name], GONE))
        edits.append(DocumentEdit(name, GONE, credit))
    return edits


def _credits(
    edits: list[DocumentEdit], folder: str, old: str, after: FolderContents, attribution: Attribution
) -> list[int]:
    if folder == old:
        return [edit.credit for edit in edits]
    return [attribution.of(path_of(folder, name), path_of(old, name)) for name in sorted(after)]
