"""One document as loaded: its text, the record in it, and what is wrong with it."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from khacphuc.model import DOCUMENTS
from khacphuc.model.schema import Misread
from khacphuc.model.schema import read as read_record
from khacphuc.register.layout import Slot
from khacphuc.text import nodes, source
from khacphuc.text.flaw import Flaw, Place


class Document(Struct, frozen=True):
    """A document and its flaws. ``record`` is None when it could not be read as what its name says."""

    path: str
    slot: Slot
    text: str
    record: Any = None
    flaws: tuple[Flaw, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether everything in it was understood, so that what it does not name does not exist."""
        return self.record is not None and not self.flaws

    @property
    def body(self) -> str:
        """The free Markdown below the front matter."""
        return "" if self.slot.type == "policy" else source.split(self.text).body

    def place(self, path: nodes.Path, on_key: bool = False) -> Place:
        """Where the value (or key) at ``path`` stands; the nearest thing above it when it stands nowhere.

        The text is read a second time for this: problems are rare, and keeping the place of every value
        of a register would take more memory than the values.
        """
        spans = _places(self.text, self.slot)
        for length in range(len(path), 0, -1):
            if span := spans.get(path[:length]):
                return span.key if on_key or length < len(path) else span.value
        return Place()


def parse(path: str, slot: Slot, data: bytes) -> Document:
    """Read the bytes of a document. Never raises: whatever is wrong with them is a flaw."""
    text, bad = source.decode(data)
    if bad is not None:
        return Document(path, slot, text, None, (bad,))
    flaws = source.text_flaws(text)
    front, first_line, missing = _front(text, slot)
    if front is None:
        return Document(path, slot, text, None, (*flaws, *missing))
    value, found = nodes.read(front, first_line)
    flaws += found
    if value is None or not isinstance(value, dict):
        if not found:
            kind = "front-matter-empty" if value is None else "front-matter-not-mapping"
            flaws.append(Flaw(kind, Place(first_line)))
        return Document(path, slot, text, None, tuple(flaws))
    record, misread = read_record(DOCUMENTS[slot.type], value)
    if misread:
        flaws += _placed(misread, nodes.places(front, first_line))
    return Document(path, slot, text, record, tuple(flaws))


def _front(text: str, slot: Slot) -> tuple[str | None, int, tuple[Flaw, ...]]:
    """The YAML of a document, the line it starts on, and why there is none."""
    if slot.type == "policy":
        return text.removeprefix("\ufeff"), 1, ()
    cut = source.split(text)
    return cut.front, 2, (cut.flaw,) if cut.flaw else ()


def _places(text: str, slot: Slot) -> nodes.Spans:
    front, first_line, _ = _front(text, slot)
    return nodes.places(front, first_line) if front is not None else {}


def _placed(misread: list[Misread], spans: nodes.Spans) -> list[Flaw]:
    flaws = []
    for item in misread:
        span = spans.get(item.path)
        place = Place() if span is None else span.key if item.on_key else span.value
        flaws.append(Flaw(item.kind, place, item.details))
    return flaws
