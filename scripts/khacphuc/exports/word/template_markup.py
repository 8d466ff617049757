"""Placeholders in the markup of an office's template: found, checked, and replaced. All else stays byte for byte.

A placeholder is text and no program: a template can ask for nothing but the values that it is given.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from msgspec import Struct

from khacphuc.exports.word.markup_extents import BrokenTemplate, MarkupExtents, TextExtent
from khacphuc.exports.word.wordml import escaped
from khacphuc.model.schema import nearest
from khacphuc.text.folding import fold
from khacphuc.text.message import say

_PLACEHOLDER = re.compile(r"\{\{([^{}]*)\}\}")
_SHOWN = 60
_LARGEST, _MOST, _MOST_COPIES = 50 * 2**20, 10_000, 50_000
"""Bytes of a part that is filled in, placeholders in it, and copies of its rows."""


class Markup(Struct, frozen=True):
    """Finished paragraphs, which take the place of a whole paragraph."""

    data: bytes


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
    part = MarkupExtents(data)
    columns = set(map(placeholder_key, table.names))
    repeated, asked, found = set[tuple[int, int]](), set[str](), 0
    edits: list[_Edit] = []
    for number, texts in part.by_paragraph():
        keys = [placeholder_key(name) for name in _names(texts)]
        asked.update(keys)
        found += len(keys)
        if found > _MOST:
            raise BrokenTemplate(say("it becomes too large"))
        row = part.row_of[number]
        if row is not None and any(key in columns - values.keys() for key in keys):
            repeated.add(part.rows[row])
        elif keys:
            edits += _edits(texts, part.paragraphs[number], values, columns)
    rows = list(_outermost(repeated))
    return _applied(data, [*_outside(rows, edits), *_copies(data, rows, values, table)]), asked


def _copies(data: bytes, rows: Sequence[tuple[int, int]], values: Values, table: RowTable) -> Iterator[_Edit]:
    """Each repeated row as often as the table has rows."""
    times = len(table.rows)
    if len(rows) * times > _MOST_COPIES or sum(end - start for start, end in rows) * times > _LARGEST:
        raise BrokenTemplate(say("it becomes too large"))
    for start, end in rows:
        copies = (filled(data[start:end], {**values, **item})[0] for item in table.items())
        yield start, end, b"".join(copies)


def _outside(rows: Sequence[tuple[int, int]], edits: Sequence[_Edit]) -> Iterator[_Edit]:
    """Edits that do not lie in a row which is replaced whole."""
    starts = [start for start, _ in rows]
    for edit in edits:
        at = bisect_right(starts, edit[0]) - 1
        if at < 0 or edit[0] >= rows[at][1]:
            yield edit


def text_width(data: bytes) -> float | None:
    """Millimetres between the margins of the last page of a document; None where it does not say."""
    return MarkupExtents(data).width


_Edit = tuple[int, int, bytes]


def _names(texts: Sequence[TextExtent]) -> list[str]:
    """The placeholders of a paragraph, as they are written. Raises BrokenTemplate for a half one."""
    whole = "".join(one.text for one in texts)
    rest = _PLACEHOLDER.sub("", whole)
    if "{{" in rest or "}}" in rest:
        raise BrokenTemplate(say("a placeholder is not closed: “{text}”", text=whole.strip()[:_SHOWN]))
    return [found[1] for found in _PLACEHOLDER.finditer(whole)]


def _edits(
    texts: Sequence[TextExtent], paragraph: tuple[int, int], values: Values, columns: set[str]
) -> Iterator[_Edit]:
    whole = "".join(one.text for one in texts)
    starts = list(accumulate((len(one.text) for one in texts[:-1]), initial=0))
    new = ["" for _ in texts]
    done = 0

    def keep(start: int, end: int) -> None:
        at = bisect_right(starts, start) - 1
        while at < len(texts) and starts[at] < end:
            new[at] += texts[at].text[max(start - starts[at], 0) : end - starts[at]]
            at += 1

    for found in _PLACEHOLDER.finditer(whole):
        value = _value(found[1], values, columns)
        if isinstance(value, Markup):
            if whole.strip() != found[0]:
                raise BrokenTemplate(say("{name} must stand alone in its paragraph", name=found[0]))
            yield *paragraph, value.data
            return
        keep(done, found.start())
        new[bisect_right(starts, found.start()) - 1] += value.upper() if found[1].isupper() else value
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
    if len(data) + sum(len(new) for _, _, new in edits) > _LARGEST:
        raise BrokenTemplate(say("it becomes too large"))
    parts, done = [], 0
    for start, end, new in sorted(edits):
        parts += [data[done:start], new]
        done = end
    return b"".join((*parts, data[done:]))
