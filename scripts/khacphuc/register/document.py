"""One document as loaded: its text, the record in it, and what is wrong with it."""

from __future__ import annotations

import sys
from functools import lru_cache
from typing import Generic, TypeGuard, TypeVar, cast

from msgspec import Struct

from khacphuc.model import DOCUMENTS, AnyRecord, Record
from khacphuc.model.schema import Misread, left_out, shape
from khacphuc.model.schema import read as read_record
from khacphuc.register.layout import Slot
from khacphuc.text import front_matter, markup, nodes
from khacphuc.text.flaw import Flaw, Place

_OF_WRITING = frozenset(
    (
        *("byte-order-mark", "control-character", "legacy-encoding", "mixed-line-endings", "not-nfc"),
        *("merge-conflict", "table-too-large", "text-too-long"),
    )
)
"""Flaws of how a text is written, for all that reads the same."""


R = TypeVar("R", bound=AnyRecord)
R_co = TypeVar("R_co", covariant=True)


class Document(Struct, Generic[R_co], frozen=True):
    """A document and its flaws. ``record`` is None when it could not be read as what its name says."""

    path: str
    slot: Slot
    text: str
    record: R_co
    flaws: tuple[Flaw, ...] = ()

    @property
    def whole(self) -> bool:
        """Return whether everything in it was understood, so that what it does not name does not exist."""
        return self.record is not None and not self.flaws

    @property
    def understood(self) -> bool:
        """Return whether no value in it was lost: how its text is written may be at fault, what it says is known."""
        return self.record is not None and all(flaw.kind in _OF_WRITING for flaw in self.flaws)

    @property
    def body(self) -> str:
        """Return the free Markdown below the front matter."""
        return "" if self.slot.type == "policy" else front_matter.split(self.text).body

    def place(self, path: nodes.Path, *, on_key: bool = False) -> Place:
        """Return where the value (or key) at ``path`` stands; the nearest thing above it when it stands nowhere.

        The text is read a second time for this: problems are rare, and keeping the place of every value
        of a register would take more memory than the values.
        """
        spans, gone = _places(self.text, self.slot)
        path = _in_file(path, spans, gone)
        for length in range(len(path), 0, -1):
            if span := spans.get(path[:length]):
                return span.value if length == len(path) and not on_key else span.key
        return spans[()].key if () in spans else Place()


AnyDocument = Document[AnyRecord | None]
"""A document of any kind, readable or not."""


def holds(document: AnyDocument, kind: type[R]) -> TypeGuard[Document[R]]:
    """Return whether a document was read as a record of some kind."""
    return isinstance(document.record, kind)


def readable(document: AnyDocument) -> TypeGuard[Document[AnyRecord]]:
    """Return whether a document was read at all."""
    return document.record is not None


def named(document: AnyDocument, kind: type[R]) -> TypeGuard[Document[R | None]]:
    """Return whether a document is of some kind by its name, readable or not."""
    return document.slot.type == kind.TYPE


def dated(document: AnyDocument) -> TypeGuard[Document[Record]]:
    """Return whether a document was read as one of the dated records."""
    return document.slot.date is not None and document.record is not None


def typed(document: AnyDocument, record: R) -> Document[R]:  # noqa: ARG001 - its type says which
    """Return the same document, known by the record that it holds."""
    return cast("Document[R]", document)


def parse(path: str, slot: Slot, data: bytes) -> AnyDocument:
    """Read the bytes of a document. Never raises: whatever is wrong with them is a flaw."""
    if len(data) > front_matter.MAX_FILE_BYTES:
        return Document(
            path, slot, "", None, (front_matter.too_large("file", front_matter.MAX_FILE_BYTES, Place()),)
        )
    text, bad = front_matter.decode(data)
    if bad is not None:
        return Document(path, slot, text, None, (bad,))
    flaws = front_matter.text_flaws(text)
    cut, first_line = _cut(text, slot)
    front = cut.front
    if torn := markup.conflicts(text):
        flaws += torn
        if front is None or torn[0].place.line < cut.body_line:
            return Document(
                path, slot, text, None, tuple(flaws)
            )  # both sides of a choice are no front matter
    if front is None:
        return Document(path, slot, text, None, (*flaws, *((cut.flaw,) if cut.flaw else ())))
    flaws += markup.large_tables(cut.body, cut.body_line)
    value, found = nodes.read(
        front, first_line, clean=all(flaw.kind != "control-character" for flaw in flaws)
    )
    flaws += found
    if not isinstance(value, dict):
        if not found:
            kind = "front-matter-empty" if value is None else "front-matter-not-mapping"
            flaws.append(Flaw(kind, Place(first_line), (slot.type, shape(value))))
        return Document(path, slot, text, None, tuple(flaws))
    if other := _other_type(value, slot):
        # Judged as what its name says it would break every rule of the shape, all for one mistake.
        flaws.append(
            Flaw("name-disagrees", nodes.places(front, first_line)[("type",)].value, (slot.type, other))
        )
        return Document(path, slot, text, None, tuple(flaws))
    record, misread = read_record(DOCUMENTS[slot.type], value)
    if misread:
        # A key with a foreign letter has its own message.
        foreign = {flaw.place for flaw in found if flaw.kind == "confusable-character"}
        placed = _placed(misread, nodes.places(front, first_line))
        flaws += (flaw for flaw in placed if flaw.kind != "unknown-key" or flaw.place not in foreign)
    return Document(path, slot, text, record, tuple(flaws))


def _other_type(value: dict[str, nodes.YamlValue], slot: Slot) -> str:
    """Return the document type that the content names, when the file's name says another one."""
    said = value.get("type")
    return said if isinstance(said, str) and said in DOCUMENTS and said != slot.type else ""


def _cut(text: str, slot: Slot) -> tuple[front_matter.Split, int]:
    """Return a document cut in two, and the line on which its YAML starts. Of the policy, all is YAML."""
    if slot.type != "policy":
        return front_matter.split(text), 2
    front = text.removeprefix("\ufeff")
    if flaw := front_matter.front_flaw(front, Place()):
        return front_matter.Split(None, "", 1, flaw), 1
    return front_matter.Split(front, "", sys.maxsize), 1


@lru_cache(maxsize=16)  # the problems of one document come one after another
def _places(text: str, slot: Slot) -> tuple[nodes.Spans, dict[nodes.Path, list[int]]]:
    """Return the places in a document, and for each list the indexes of the items that its record leaves out."""
    cut, first_line = _cut(text, slot)
    front = cut.front
    if front is None:
        return {}, {}
    value, _ = nodes.read(front, first_line)
    gone: dict[nodes.Path, list[int]] = {}
    for *path, index in left_out(DOCUMENTS[slot.type], value):
        gone.setdefault(tuple(path), []).append(int(index))
    return nodes.places(front, first_line), gone


def _in_file(path: nodes.Path, spans: nodes.Spans, gone: dict[nodes.Path, list[int]]) -> nodes.Path:
    """Return the path in the file of a path in the record.

    Lists of the record are shorter where items could not be read, and a single value stands for a list of one.
    """
    found: nodes.Path = ()
    for step in path:
        there = step
        for index in gone.get(found, ()):
            if isinstance(there, int) and index <= there:
                there += 1
        if there != 0 or (*found, there) in spans:
            found = (*found, there)
    return found


def _placed(misread: list[Misread], spans: nodes.Spans) -> list[Flaw]:
    flaws = []
    for item in misread:
        span = spans.get(item.path)
        place = Place() if span is None else span.key if item.on_key else span.value
        flaws.append(Flaw(item.kind, place, item.details))
    return flaws
