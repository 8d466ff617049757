"""Open a case of the base with the last readable version of what cannot be read there: what it held is still owed."""

from __future__ import annotations

from collections.abc import Callable

from khacphuc.history.log.document_paths import document_slot, folder_of
from khacphuc.history.trail import Trail
from khacphuc.register.case import Case, reading_order
from khacphuc.register.document import AnyDocument, parse

ReadContent = Callable[[str], bytes | None]
"""Returns a content of the repository by its object name."""


def with_last_readable(
    case: Case | None, folder: str, past: Callable[[], Trail | None], content: ReadContent
) -> Case | None:
    """Return a case with the last readable versions of its documents; the past is read only where one cannot be read.

    What is no document at all, as a symbolic link, stands in the place of one, too; and so a case may seem to be none.
    """
    unread = case is None or case.unrecognised or any(one.record is None for one in case.documents)
    trail = past() if unread else None
    found = {path: blob for path, blob in trail.unread.items() if folder_of(path) == folder} if trail else {}
    stood = [one for path, blob in found.items() if (one := _parsed(path, blob, content)) is not None]
    if not stood:
        return case
    kept = [one for one in case.documents if one.path not in found] if case else []
    documents = sorted((*kept, *stood), key=reading_order)
    return Case(folder, tuple(documents), case.unrecognised if case else ())


def _parsed(path: str, blob: str, content: ReadContent) -> AnyDocument | None:
    data = content(blob) if blob else None
    document = parse(path, document_slot(path), data) if data is not None else None
    return document if document and document.record is not None else None
