"""Where the paragraphs, rows and texts of a part of a Word file lie, by byte."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from xml.parsers import expat

from msgspec import Struct

from khacphuc.exports.word.wordml import TWIPS_MM
from khacphuc.text.message import Message, say

_FETCHING = re.compile(r"DDE|INCLUDE|DATABASE|IMPORT|MACROBUTTON|(?<!HYPER)LINK", re.IGNORECASE)
"""Fields by which Word opens other files or programs."""


class BrokenTemplate(Exception):  # noqa: N818 - the file's fault, told to the person in one line
    """A template that cannot be filled in, with the reason."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


class TextExtent(Struct, frozen=True):
    """A stretch of text: the extent of its element, and its place among paragraphs."""

    start: int
    end: int
    text: str
    paragraph: int


class MarkupExtents:
    """The extents in one part. Raises BrokenTemplate for what is no XML, or opens other files."""

    def __init__(self, data: bytes) -> None:
        self.paragraphs: list[tuple[int, int]] = []
        self.row_of: list[int | None] = []
        self.rows: list[tuple[int, int]] = []
        self.texts: list[TextExtent] = []
        self.width: float | None = None
        self._data = data
        self._open: dict[str, list[int]] = {"w:p": [], "w:tr": []}
        self._text: list[str] | None = None
        self._text_start = 0
        self._fields: list[str] = []
        self._page = 0
        self._parser = self._made()
        try:
            self._parser.Parse(data, True)
        except expat.ExpatError as error:
            raise BrokenTemplate(say("it is no Word file: {reason}", reason=str(error))) from error
        if found := _FETCHING.search("".join(self._fields)):
            raise BrokenTemplate(say("it has a field that opens other files: {field}", field=found[0]))

    def by_paragraph(self) -> Iterator[tuple[int, list[TextExtent]]]:
        """The texts of each paragraph that has any braces."""
        ordered = sorted(self.texts, key=lambda one: (one.paragraph, one.start))
        for number, some in groupby(ordered, key=lambda one: one.paragraph):
            texts = list(some)
            if number >= 0 and any("{" in one.text or "}" in one.text for one in texts):
                yield number, texts

    def _made(self) -> expat.XMLParserType:
        if b"\0" in self._data:
            raise BrokenTemplate(say("it is no Word file: {reason}", reason="UTF-16"))
        made = expat.ParserCreate("UTF-8")
        made.buffer_text = True
        made.StartElementHandler = self._start
        made.EndElementHandler = self._end
        made.CharacterDataHandler = self._said
        made.StartDoctypeDeclHandler = self._refuse
        return made

    def _refuse(self, *_: object) -> None:
        raise BrokenTemplate(say("it is no Word file: {reason}", reason="DOCTYPE"))

    def _start(self, name: str, given: dict[str, str]) -> None:
        at = self._parser.CurrentByteIndex
        if name == "w:p":
            self._open[name].append(len(self.paragraphs))
            self.paragraphs.append((at, at))
            self.row_of.append(self._open["w:tr"][-1] if self._open["w:tr"] else None)
        elif name == "w:tr":
            self._open[name].append(len(self.rows))
            self.rows.append((at, at))
        elif name in ("w:t", "w:instrText"):
            self._text, self._text_start = [], at
        elif name == "w:fldSimple":
            self._fields.append(given.get("w:instr", ""))
        elif name == "w:pgSz":
            self._page = _whole(given.get("w:w"))
        elif name == "w:pgMar":
            room = self._page - _whole(given.get("w:left")) - _whole(given.get("w:right"))
            self.width = room / TWIPS_MM if room > 0 else None

    def _said(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _end(self, name: str) -> None:
        if name in ("w:p", "w:tr"):
            places = self.paragraphs if name == "w:p" else self.rows
            number = self._open[name].pop()
            places[number] = (places[number][0], self._after())
        elif self._text is not None and name in ("w:t", "w:instrText"):
            text = "".join(self._text)
            if name == "w:instrText":
                self._fields.append(text)
            else:
                paragraph = self._open["w:p"][-1] if self._open["w:p"] else -1
                self.texts.append(TextExtent(self._text_start, self._after(), text, paragraph))
            self._text = None

    def _after(self) -> int:
        return self._data.index(b">", self._parser.CurrentByteIndex) + 1


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0
