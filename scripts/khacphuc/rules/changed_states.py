"""Fold the cases that a change affects, without it and with it, and list the documents that it adds, alters or deletes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from khacphuc.model import AnyRecord
from khacphuc.obligations.fold import states_of
from khacphuc.obligations.values import CaseState
from khacphuc.register.layout import Slot
from khacphuc.register.loading import RegisterSettings, open_document
from khacphuc.register.source import Source
from khacphuc.rules.baseline import ChangeSide, ProposedChange, affected_folders, case_folder, sides_of


class ChangedDocument(Struct, frozen=True):
    """A document of a case that a change adds, alters or deletes. A record is None where there is none, or it cannot be read."""

    path: str
    slot: Slot
    before: AnyRecord | None
    after: AnyRecord | None
    added: bool
    deleted: bool


class ChangedStates(Struct, frozen=True):
    """The cases that a change can have made a difference to, by folder, without it and with it, each by its own settings."""

    before: Mapping[str, CaseState]
    after: Mapping[str, CaseState]
    base: RegisterSettings
    """The settings without the change."""
    proposed: RegisterSettings
    """The settings with it. What problems it has is judged by those without."""
    documents: tuple[ChangedDocument, ...] = ()


def changed_states(change: ProposedChange, as_of: date) -> ChangedStates:
    """Fold the cases that a change affects, as they stand without it and with it."""
    base, now, proposed, *_ = sides_of(change)
    folders = affected_folders(change, now, base)
    after = _folded(replace(now, settings=proposed), folders, as_of)
    documents = tuple(_changed_documents(base, now, change.paths, change.renamed))
    return ChangedStates(_folded(base, folders, as_of), after, base.settings, proposed, documents)


def _changed_documents(
    base: ChangeSide, now: ChangeSide, paths: frozenset[str], renamed: Mapping[str, str]
) -> Iterator[ChangedDocument]:
    """Yield each document that says something else than before; one that only moved does not."""
    old, new = _slots(base, paths), _slots(now, paths)
    for path in sorted({*old, *new} - set(renamed.values())):
        first = renamed.get(path, path)
        before = _record(base.source, first) if first in old else None
        after = _record(now.source, path) if path in new else None
        slot = new.get(path) or old[path]
        if before is None or before != after or first == path:
            yield ChangedDocument(path, slot, before, after, added=first not in old, deleted=path not in new)


def _slots(side: ChangeSide, paths: frozenset[str]) -> dict[str, Slot]:
    folders = sorted({case_folder(path) for path in paths} & set(side.listing.cases))
    return {path: slot for folder in folders for path, slot in side.listing.cases[folder] if path in paths}


def _record(source: Source, path: str) -> AnyRecord | None:
    document = open_document(source, path)
    return document.record if document else None


def _folded(side: ChangeSide, folders: set[str], as_of: date) -> dict[str, CaseState]:
    cases = {folder: files for folder, files in side.listing.cases.items() if folder in folders}
    found = states_of(side.source, replace(side.listing, cases=cases), side.settings, as_of)
    return {state.folder: state for state in found}
