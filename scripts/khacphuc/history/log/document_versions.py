"""Read each version of a document once, and pair it with the one before.

Where a version cannot be read, the last one that could stands in for it, so that what changed meanwhile is seen when
the document can be read again.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct, structs

from khacphuc.history.comparing.case_change import DifferingDocuments
from khacphuc.history.log.attribution import DocumentCredit
from khacphuc.history.log.case_edits import CaseStep, DocumentEdit
from khacphuc.history.log.commit_log import GONE, NO_DOCUMENT
from khacphuc.history.log.document_paths import document_slot, path_of
from khacphuc.history.trail import Event, EventKind
from khacphuc.model import date_of
from khacphuc.register.case import Case, reading_order
from khacphuc.register.document import AnyDocument, parse


class Version(Struct, frozen=True):
    """A document as it stands. ``document`` is the last readable one, if there was any."""

    document: AnyDocument | None
    blob: str
    """The name of the content that could be read."""
    readable: bool = True


class FolderState(Struct, frozen=True):
    """A document where following begins. ``blob`` is the last readable content, ``""`` when there was none."""

    name: str
    blob: str
    readable: bool = True


Starts = Mapping[int, tuple[str, tuple[FolderState, ...]]]
"""The folder and documents of each case that is not followed from its beginning."""
Files = Mapping[str, Version]


class VersionChange(Struct, frozen=True):
    """The documents of a step, before and after, and what reading them has shown."""

    step: CaseStep
    before: Files
    after: Files
    cases: tuple[Case | None, Case | None]
    """The documents before and after, in reading order; None where there are none."""
    differing: DifferingDocuments
    noticed: list[Event]


class State(Struct, frozen=True):
    """The current state of a case."""

    folder: str
    files: Files
    case: Case | None


def wanted(steps: Iterable[CaseStep], starts: Starts) -> Iterator[str]:
    """Yield the contents that following these steps will ask for, in order."""
    seen = set()
    for step in steps:
        if step.thread not in seen:
            seen.add(step.thread)
            yield from (kept.blob for kept in starts.get(step.thread, ("", ()))[1] if kept.blob)
        yield from (edit.blob for edit in step.edits if _is_read(edit))


class Versions:
    """Some cases on their way through history, as documents."""

    def __init__(
        self, starts: Starts, credits_: list[DocumentCredit], contents: Iterator[bytes | None]
    ) -> None:
        self._starts = starts
        self._credits = credits_
        self._contents = contents
        self._states: dict[int, State] = {}

    def changes(self, steps: Iterable[CaseStep]) -> Iterator[VersionChange]:
        for step in steps:
            yield self._change(step)

    def held(self) -> dict[int, dict[str, str]]:
        """By case the documents that cannot be read now, with the last readable content (``""``: none)."""
        return {
            thread: names
            for thread, state in self._states.items()
            if (names := {name: found.blob for name, found in state.files.items() if not found.readable})
        }

    def _change(self, step: CaseStep) -> VersionChange:
        state = self._states.get(step.thread) or self._start(step.thread)
        before = state.files
        read = {edit.name: self._read(step.folder, edit) for edit in step.edits if edit.blob != GONE}
        # A document under another name with another content is paired by whoever compares contents.
        renamed = {
            edit.name: edit.was
            for edit in step.edits
            if edit.was and edit.was in before and (edit.same or read[edit.name] is None)
        }
        swapped = _in_another_order(before, {edit.name: edit.was for edit in step.edits if edit.same})
        renamed = {name: was for name, was in renamed.items() if name not in swapped}
        gone = _gone(step) - set(renamed.values())
        before = _called_anew(step, before, renamed, gone)
        after = dict(before)
        for name in gone:
            after.pop(name, None)
        noticed = [_moved(step, self._arrival(step.credit), before)] if step.moved_from else []
        for edit in step.edits:
            if edit.blob == GONE or (edit.same and edit.name in before):
                continue
            if edit.name in swapped:
                after[edit.name] = _renamed(before[edit.was], path_of(step.folder, edit.name))
                continue
            old = before.get(edit.name)
            after[edit.name] = new = _next(old, read[edit.name], edit)
            if (old is None or old.readable) != new.readable:
                noticed.append(_noticed(step.folder, edit, self._arrival(edit.credit), old, new))
        stood = state.case if before is state.files else _case(step.folder, _documents(before))
        differing = _differing(before, after, {edit.name for edit in step.edits} | gone)
        now = _changed(step.folder, stood, differing)
        self._states[step.thread] = State(step.folder, after, now)
        return VersionChange(step, before, after, (stood, now), differing, noticed)

    def _arrival(self, credit: int) -> int:
        return self._credits[credit].arrival

    def _start(self, thread: int) -> State:
        folder, documents = self._starts.get(thread, ("", ()))
        found = {}
        for kept in documents:
            document = self._parsed(path_of(folder, kept.name)) if kept.blob else None
            found[kept.name] = Version(document, kept.blob, kept.readable)
        return State(folder, found, _case(folder, _documents(found)))

    def _read(self, folder: str, edit: DocumentEdit) -> AnyDocument | None:
        return self._parsed(path_of(folder, edit.name)) if _is_read(edit) else None

    def _parsed(self, path: str) -> AnyDocument | None:
        # Should git end early, whoever runs it says so.
        data = next(self._contents, None)
        document = None if data is None else parse(path, document_slot(path), data)
        return document if document and document.record is not None else None


def _is_read(edit: DocumentEdit) -> bool:
    return edit.blob not in (GONE, NO_DOCUMENT) and not edit.same


def _next(old: Version | None, document: AnyDocument | None, edit: DocumentEdit) -> Version:
    if document is not None:
        return Version(document, edit.blob)
    return structs.replace(old, readable=False) if old else Version(None, "", readable=False)


def _in_another_order(before: Files, renamed: Mapping[str, str]) -> set[str]:
    """Return the new names of records that are not the only ones of their day: of those, the last name counts."""
    if not renamed:
        return set()
    days = {
        name: day for name, one in before.items() if one.document and (day := date_of(one.document.record))
    }
    often = Counter(days.values())
    return {name for name, was in renamed.items() if was in days and often[days[was]] > 1}


def _differing(before: Files, after: Files, names: Iterable[str]) -> DifferingDocuments:
    """Return the documents of either side that the other does not have; ``names`` are those under which they can be."""
    pairs = [(before.get(name), after.get(name)) for name in names]
    documents = [(old and old.document, new and new.document) for old, new in pairs]
    changed = [(old, new) for old, new in documents if old is not new]
    gone = sorted((old for old, _ in changed if old), key=reading_order)
    came = sorted((new for _, new in changed if new), key=reading_order)
    return DifferingDocuments(tuple(gone), tuple(came))


def _changed(folder: str, case: Case | None, differing: DifferingDocuments) -> Case | None:
    """Return a case after a change, made of the one before it: most of its documents stay as they are."""
    if not (differing.gone or differing.came):
        return case
    documents = list(case.documents) if case else []
    for document in differing.gone:
        del documents[bisect_left(documents, reading_order(document), key=reading_order)]
    for document in differing.came:
        insort(documents, document, key=reading_order)
    return _case(folder, documents)


def _case(folder: str, documents: list[AnyDocument]) -> Case | None:
    return Case(folder, tuple(documents)) if documents else None


def _documents(files: Files) -> list[AnyDocument]:
    found = [version.document for version in files.values() if version.document]
    return sorted(found, key=reading_order) if len(found) > 1 else found


def _renamed(version: Version, path: str) -> Version:
    document = version.document
    if document is None:
        return version
    return structs.replace(version, document=structs.replace(document, path=path, slot=document_slot(path)))


def _gone(step: CaseStep) -> set[str]:
    """Return the names that documents had and no longer have."""
    return {
        edit.name if edit.blob == GONE else edit.was for edit in step.edits if edit.blob == GONE or edit.was
    }


def _called_anew(step: CaseStep, before: Files, renamed: Mapping[str, str], gone: set[str]) -> Files:
    """Return the documents under the paths that they have after the change, so that they are compared with themselves."""
    if not renamed and not step.moved_from:
        return before
    given_up = set(renamed.values())
    called = {name: name for name in before if name not in given_up} | dict(renamed)
    return {
        name: before[was]
        if name in gone or (name == was and not step.moved_from)
        else _renamed(before[was], path_of(step.folder, name))
        for name, was in called.items()
    }


def _moved(step: CaseStep, arrival: int, before: Files) -> Event:
    documents = _documents(before)
    return Event(
        EventKind.MOVED,
        arrival,
        step.folder,
        documents[0].path if documents else step.folder,
        old=step.moved_from,
        new=step.folder,
    )


def _noticed(folder: str, edit: DocumentEdit, arrival: int, old: Version | None, new: Version) -> Event:
    path = path_of(folder, edit.name)
    return Event(
        EventKind.READABLE if new.readable else EventKind.UNREADABLE,
        arrival,
        folder,
        path,
        what=document_slot(path).type,
        old=old.blob if old else "",
        new=new.blob if new.readable else "",
    )
