"""Say what must never enter a repository: secrets, attachments, links, files too large, names that some system cannot store.

What is merely wrong can be mended by a later commit. These stay in every clone, whatever is committed later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from khacphuc.register.document import AnyDocument, Document, parse
from khacphuc.register.layout import Slot, slot_of, unsafe_name
from khacphuc.register.loading import UnrecognisedFile
from khacphuc.register.source import TOP_FOLDERS, Entry, EntryKind
from khacphuc.rules.contract import Problem
from khacphuc.rules.runner import Checker
from khacphuc.text.flaw import Flaw, Place
from khacphuc.text.front_matter import MAX_FILE_BYTES, decode, too_large

_NEVER = frozenset({"not-a-regular-file", "path-not-portable", "misplaced-file", "file-too-large"})
_EXAMPLES = ("scripts/", "tests/")
"""Folders of the program that hold examples of what must not be in a register. What they are made of is asked of them, too."""
_PICTURES = "docs/images/"
_PICTURE_ENDINGS = frozenset({".webp", ".png", ".svg"})
_PAPERS = frozenset(
    ".doc .docx .docm .xls .xlsx .xlsm .ppt .pptx .odt .ods .rtf .pdf .jpg .jpeg .png .heic .tif .tiff .bmp .gif .webp"
    " .zip .rar .7z .gz .mp3 .m4a .wav .mp4 .mov .avi .msg .eml".split()
)
"""Endings of scans, letters, recordings and archives, whatever is in the file."""


def refused(checker: Checker, entry: Entry, data: bytes | None) -> Iterator[Problem]:
    """Yield why a file may not enter. ``data`` is None for what is no file, or too large to be read."""
    slot = slot_of(entry) if entry.path.startswith(tuple(f"{folder}/" for folder in TOP_FOLDERS)) else None
    flaw = slot if isinstance(slot, Flaw) else _elsewhere(entry, data) if slot is None else None
    if flaw is not None and flaw.kind in _NEVER:
        yield from checker.unrecognised([UnrecognisedFile(entry.path, flaw)])
    if entry.path.startswith(_EXAMPLES):
        return
    yield from refused_text(checker, entry.path, re.sub("[/_]", "\n", entry.path))
    if data is not None:
        yield from checker.confidential(_document(entry.path, slot, data))
        if flaw is None:
            yield from _undecoded(checker, entry.path, data)


def _undecoded(checker: Checker, path: str, data: bytes) -> Iterator[Problem]:
    """Refuse what cannot be read as text: nobody knows what it holds."""
    _, flaw = decode(data)
    if flaw is not None and not _is_picture(path):
        yield from checker.unrecognised([UnrecognisedFile(path, flaw)])


def refused_text(checker: Checker, name: str, text: str) -> Iterator[Problem]:
    """Yield why a text beside the files, as a commit's message, may not enter."""
    yield from checker.confidential(Document(name, Slot(""), text, None))


def _document(path: str, slot: Slot | Flaw | None, data: bytes) -> AnyDocument:
    if isinstance(slot, Slot):
        return parse(path, slot, data)
    text, _ = decode(data)
    return Document(path, Slot(""), text, None)


def _elsewhere(entry: Entry, data: bytes | None) -> Flaw | None:
    """Return what is wrong with a file that lies beside the register."""
    if entry.kind is not EntryKind.FILE:
        return Flaw("not-a-regular-file", Place(), (entry.kind.value,))
    if entry.size > MAX_FILE_BYTES:
        return too_large("file", MAX_FILE_BYTES, Place())
    if unsafe := unsafe_name(entry.path):
        return Flaw("path-not-portable", Place(), unsafe)
    paper = PurePosixPath(entry.path).suffix.lower() in _PAPERS or b"\0" in (data or b"")
    return Flaw("misplaced-file", Place(), (entry.path,)) if paper and not _is_picture(entry.path) else None


def _is_picture(path: str) -> bool:
    """Whether a file is one of the pictures of the guides."""
    return path.startswith(_PICTURES) and PurePosixPath(path).suffix.lower() in _PICTURE_ENDINGS
