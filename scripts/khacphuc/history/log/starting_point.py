"""Resume reading at the tip of a cached trail, or begin with an empty tree."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from khacphuc.history import git
from khacphuc.history.comparing.compare import EarlierEvents
from khacphuc.history.comparing.owed import Owed
from khacphuc.history.log.case_edits import CaseFiles, CaseStep
from khacphuc.history.log.case_events import FrameChange
from khacphuc.history.log.commit_log import NO_DOCUMENT, is_document
from khacphuc.history.log.document_paths import (
    FolderContents,
    document_slot,
    folder_of,
    is_case,
    name_of,
    path_of,
)
from khacphuc.history.log.document_versions import FolderState, Starts
from khacphuc.history.log.trail_cache import CachedTrail
from khacphuc.history.log.unit_history import UnitPlacement
from khacphuc.history.objects import Objects, open_blobs
from khacphuc.history.trail import Event
from khacphuc.model.conclusion import Conclusion
from khacphuc.model.unit import Unit
from khacphuc.register.document import parse
from khacphuc.register.layout import POLICY_PATH
from khacphuc.register.source import TOP_FOLDERS

# More folders than these are not named one by one: a command has only so much room.
_MOST_NAMED = 200


class StartingPoint(Struct, frozen=True):
    """The state of the main branch at a commit."""

    objects: Objects
    filing: CaseFiles
    starts: dict[int, tuple[str, tuple[FolderState, ...]]]
    past: dict[int, EarlierEvents]
    remembered: dict[int, dict[str, Owed]]
    """What was owed in each case and is no more."""
    units: list[UnitPlacement]


def starting_point(
    root: Path, kept: CachedTrail, touched: Iterable[str], faces: Iterable[tuple[str, str]]
) -> StartingPoint:
    """Return the state at the end of a kept trail, for changes of these folders.

    ``faces`` are the documents, as (path, content), that are to come and say which case or unit a folder is.
    """
    objects = Objects(root)
    touched = {*touched}
    folders = _tree(root, kept, touched) if kept.tip else {}
    filing = CaseFiles(_Ids(root, objects, faces), folders, dict(kept.threads), kept.homes, kept.ended)
    starts = {
        kept.threads[folder]: (folder, tuple(_standing(folder, folders[folder], kept)))
        for folder in folders
        if folder in kept.threads
    }
    return StartingPoint(
        objects,
        filing,
        starts,
        _past(kept, {kept.threads[folder] for folder in touched & kept.threads.keys()}),
        kept.remembered,
        _units(objects, starts, kept.length - 1),
    )


def with_untouched(
    root: Path, kept: CachedTrail, begun: StartingPoint, steps: list[CaseStep], frame: FrameChange
) -> list[CaseStep]:
    """Return the steps with one, in which nothing is edited, for each case that only a change of units or policy can touch."""
    first = {step.thread: step.order for step in reversed(steps)}
    homes = {kept.threads[folder]: folder for folder in kept.threads if is_case(folder)}
    folders = _tree(root, kept, {homes[thread] for thread in homes})
    found = []
    for thread, folder in homes.items():
        if folder in folders and first.get(thread, frame.order + 1) > frame.order:
            begun.starts[thread] = (folder, tuple(_standing(folder, folders[folder], kept)))
            found.append(CaseStep(frame.order - 1, thread, folder, (), frame.credit))
    begun.past.update(_past(kept, {step.thread for step in found}))
    return [*found, *steps]


class _Ids:
    """The id inside a document, by the name of its content.

    The first time that one is asked for, all that are to come are read: to ask git for each by itself takes longer than to read it.
    """

    def __init__(self, root: Path, objects: Objects, coming: Iterable[tuple[str, str]]) -> None:
        self._root = root
        self._objects = objects
        self._coming = list(dict.fromkeys(coming))
        self._known: dict[tuple[str, str], str] = {}

    def __call__(self, path: str, blob: str) -> str:
        coming, self._coming = self._coming, []
        if coming:
            with open_blobs(self._root, (blob for _, blob in coming)) as contents:
                for (coming_path, coming_blob), data in zip(coming, contents, strict=False):
                    self._note(coming_path, coming_blob, data)
        key = document_slot(path).type, blob
        if key not in self._known:
            self._note(path, blob, self._objects.read(blob))
        return self._known[key]

    def _note(self, path: str, blob: str, data: bytes | None) -> None:
        slot = document_slot(path)
        record = parse(path, slot, data).record if data is not None else None
        self._known[slot.type, blob] = record.id if isinstance(record, Conclusion | Unit) else ""


def _tree(root: Path, kept: CachedTrail, touched: set[str]) -> dict[str, FolderContents]:
    """Return the documents of the folders that are touched, and of all units."""
    cases = sorted(folder for folder in touched if is_case(folder))
    named = ("units", POLICY_PATH, *cases) if len(cases) <= _MOST_NAMED else TOP_FOLDERS
    found: dict[str, dict[str, str]] = {}
    for blob in git.tree(root, kept.tip, named):
        folder = folder_of(blob.path)
        if is_document(blob.path) and (folder in touched or not is_case(folder)):
            # What never was a document is none; what cannot be read since is missed.
            name = blob.id if blob.mode in git.FILES else NO_DOCUMENT if blob.path in kept.held else ""
            if name:
                found.setdefault(folder, {})[name_of(blob.path)] = name
    return {**found}


def _standing(folder: str, contents: FolderContents, kept: CachedTrail) -> Iterable[FolderState]:
    for name, blob in sorted(contents.items()):
        path = path_of(folder, name)
        yield FolderState(name, kept.held.get(path, blob), path not in kept.held)


def _past(kept: CachedTrail, threads: set[int]) -> dict[int, EarlierEvents]:
    """Return the facts to remember from earlier events, for the cases that go on."""
    told: dict[int, list[Event]] = {}
    for event, thread in zip(kept.events, kept.told_of, strict=True):
        if thread in threads:
            told.setdefault(thread, []).append(event)
    return {thread: EarlierEvents().after(events) for thread, events in told.items()}


def _units(objects: Objects, starts: Starts, order: int) -> list[UnitPlacement]:
    puts = []
    for folder, documents in starts.values():
        if not is_case(folder) and documents[0].blob:
            data = objects.read(documents[0].blob)
            document = parse(folder, document_slot(folder), data) if data is not None else None
            if document and document.record is not None:
                puts.append(UnitPlacement(order, folder, document))
    return puts
