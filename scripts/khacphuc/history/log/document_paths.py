"""Map paths to folders of history: a case is a folder of documents, a unit or the policy one of a single document."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from khacphuc.register.layout import POLICY_PATH, Slot, slot_of
from khacphuc.register.source import Entry

FolderContents = Mapping[str, str]
"""The documents of a folder: object names of their contents by file name."""

_FACE = "conclusion.md"


@cache
def folder_of(path: str) -> str:
    """``plans/u/c`` for a document of a case, the path itself for a unit or the policy."""
    return path.rpartition("/")[0] if path.count("/") == 3 else path


def name_of(path: str) -> str:
    """Return the file name within the folder; ``""`` for a unit or the policy."""
    return path[len(folder_of(path)) + 1 :]


def path_of(folder: str, name: str) -> str:
    return f"{folder}/{name}" if name else folder


def is_case(folder: str) -> bool:
    return folder.startswith("plans/") and folder != POLICY_PATH


def face_path(folder: str) -> str:
    """Return the document whose id says which case, or unit, a folder is."""
    return f"{folder}/{_FACE}" if is_case(folder) else folder


def face(folder: str, contents: FolderContents) -> str:
    """Return the content of that document; ``""`` when it is not there, and for the policy, of which there is only one."""
    if folder == POLICY_PATH:
        return ""
    return contents.get(_FACE if is_case(folder) else "", "")


@cache
def document_slot(path: str) -> Slot:
    """Return the slot of a path that is known to be a document's."""
    slot = slot_of(Entry(path))
    if not isinstance(slot, Slot):
        raise TypeError(path)
    return slot
