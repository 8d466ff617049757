"""Placeholders in the markup of an office's template: found, checked, and replaced. All else stays byte for byte.

A placeholder is text and no program: a template can ask for nothing but the values that it is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, groupby
from xml.parsers import expat

from msgspec import Struct

from khacphuc.exports.word.wordml import TWIPS_MM, escaped
from khacphuc.model.schema import nearest
from khacphuc.text.folding import fold
from khacphuc.text.message import Message, say

_PLACEHOLDER = re.compile(r"\{\{([^{}]*)\}\}")
_SHOWN = 60
_LARGEST = 50 * 2**20
"""Bytes of one part after its rows were repeated."""
_FETCHING = re.compile(r"DDE|INCLUDE|DATABASE|IMPORT|MACROBUTTON|(?<!HYPER)LINK", re.IGNORECASE)
"""Fields by which Word opens other files or programs."""


class BrokenTemplate(Exception):  # noqa: N818 - the file's fault, told to the person in one line
    """A template that cannot be filled in, with the reason."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


class Markup(Struct, frozen=True):
    """Finished paragraphs, which take the place of a whole paragraph."""

    text: str


class RowTable(Struct, frozen=True):
    """The names of columns and the rows that a template may repeat a row of its own for."""

    names: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    def items(self) -> Iterator[dict[str, str | Markup]]:
        for row in self.rows:
            yield dict(zip(map(placeholder_key, self.names), row, strict=True))


Values = Mapping[str, str | Markup]
"""By the key of a placeholder."""


def placeholder_key(name: str) -> str:
    """The name of a placeholder as it is compared: marks, capitals and underscores make no difference."""
    return fold(name.replace("_", " "))


def filled(data: bytes, values: Values, table: RowTable = RowTable()) -> tuple[bytes, set[str]]:  # noqa: B008 - a frozen value
    """A part of a template with its placeholders replaced, and the keys of those. Raises BrokenTemplate."""
    part = _Part(data)
    columns = set(map(placeholder_key, table.names))
    repeated, used = set[tuple[int, int]](), set[str]()
    edits: list[_Edit] = []
    for number, texts in part.by_paragraph():
        names = _names(texts)
        used |= {placeholder_key(name) for name in names}
        row = part.row_of[number]
        if row is not None and any(placeholder_key(name) in columns - values.keys() for name in names):
            repeated.add(part.rows[row])
        elif names:
            edits += _edits(texts, part.paragraphs[number], values, columns)
    for start, end in _outermost(repeated):
        if (end - start) * len(table.rows) > _LARGEST:
            raise BrokenTemplate(say("it becomes too large"))
        copies = (filled(data[start:end], {**values, **item})[0] for item in table.items())
        edits = [edit for edit in edits if not start <= edit[0] < end]
        edits.append((start, end, b"".join(copies)))
    return _applied(data, edits), used


def text_width(data: bytes) -> float | None:
    """Millimetres between the margins of the last page of a document; None where it does not say."""
    return _Part(data).width


class _Text(Struct, frozen=True):
    """A stretch of text: the extent of its element, and its place among paragraphs."""

    start: int
    end: int
    text: str
    paragraph: int


_Edit = tuple[int, int, bytes]


def _names(texts: Sequence[_Text]) -> list[str]:
    """The placeholders of a paragraph, as they are written. Raises BrokenTemplate for a half one."""
    whole = "".join(one.text for one in texts)
    rest = _PLACEHOLDER.sub("", whole)
    if "{{" in rest or "}}" in rest:
        raise BrokenTemplate(say("a placeholder is not closed: “{text}”", text=whole.strip()[:_SHOWN]))
    return [found[1] for found in _PLACEHOLDER.finditer(whole)]


def _edits(
    texts: Sequence[_Text], paragraph: tuple[int, int], values: Values, columns: set[str]
) -> Iterator[_Edit]:
    whole = "".join(one.text for one in texts)
    starts = list(accumulate((len(one.text) for one in texts), initial=0))
    new = ["" for _ in texts]
    done = 0

    def keep(start: int, end: int) -> None:
        for index, one in enumerate(texts):
            new[index] += one.text[max(start - starts[index], 0) : max(end - starts[index], 0)]

    for found in _PLACEHOLDER.finditer(whole):
        value = _value(found[1], values, columns)
        if isinstance(value, Markup):
            if whole.strip() != found[0]:
                raise BrokenTemplate(say("{name} must stand alone in its paragraph", name=found[0]))
            yield *paragraph, value.text.encode()
            return
        keep(done, found.start())
        at = next(index for index, start in enumerate(starts[1:]) if found.start() < start)
        new[at] += value.upper() if found[1].isupper() else value
        done = found.end()
    keep(done, len(whole))
    for one, text in zip(texts, new, strict=True):
        if text != one.text:
            yield one.start, one.end, _element(text)


def _value(name: str, values: Values, columns: set[str]) -> str | Markup:
    value = values.get(placeholder_key(name))
    if value is not None:
        return value
    shown = f"{{{{{name[:_SHOWN]}}}}}"
    if placeholder_key(name) in columns:
        raise BrokenTemplate(say("{name} is a column: it must stand in a row of a table", name=shown))
    near = nearest(placeholder_key(name), values)
    hint = say(" Did you mean “{nearest}”?", nearest=near[0].replace(" ", "_")) if near else ""
    raise BrokenTemplate(say("{name} is no placeholder of this paper.{hint}", name=shown, hint=hint))


def _element(text: str) -> bytes:
    """A text as markup within a run. Line ends and tabs become Word's own."""
    start, end = '<w:t xml:space="preserve">', "</w:t>"
    inside = escaped(text).replace("\n", f"{end}<w:br/>{start}").replace("\t", f"{end}<w:tab/>{start}")
    return f"{start}{inside}{end}".encode()


def _outermost(extents: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    last = -1
    for start, end in sorted(extents):
        if start >= last:
            yield start, end
            last = end


def _applied(data: bytes, edits: Sequence[_Edit]) -> bytes:
    parts, done = [], 0
    for start, end, new in sorted(edits):
        parts += [data[done:start], new]
        done = end
    return b"".join((*parts, data[done:]))


class _Part:
    """Where the paragraphs, rows and texts of a part lie, by byte."""

    def __init__(self, data: bytes) -> None:
        self.paragraphs: list[tuple[int, int]] = []
        self.row_of: list[int | None] = []
        self.rows: list[tuple[int, int]] = []
        self.texts: list[_Text] = []
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

    def by_paragraph(self) -> Iterator[tuple[int, list[_Text]]]:
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
                self.texts.append(_Text(self._text_start, self._after(), text, paragraph))
            self._text = None

    def _after(self) -> int:
        return self._data.index(b">", self._parser.CurrentByteIndex) + 1


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0
