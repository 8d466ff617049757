"""Change values of a document and nothing else of it: comments, order, quotes and line ends stay as they are.

The new values are compared with those that stand there; each difference becomes one replacement in the text. At the end
the text is read again: unless it says exactly what was asked for, nothing is written.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from msgspec import Struct

from khacphuc.form import matching, scalars
from khacphuc.model import DOCUMENTS
from khacphuc.model.schema import bare, fields, is_part
from khacphuc.register.layout import Slot
from khacphuc.text import front_matter, nodes
from khacphuc.text.extents import Extent, Extents, extents
from khacphuc.text.message import Message, say
from khacphuc.text.nodes import Path, YamlValue

Values = dict[str, YamlValue]
_Order = Callable[[Path], Sequence[str]]


class Unwritable(Exception):  # noqa: N818 - said of the document, not an error of ours
    """A document cannot be changed without losing something. ``message`` says why, ``key`` at which field, if at one."""

    def __init__(self, message: Message, key: str = "") -> None:
        super().__init__(message.text)
        self.message = message
        self.key = key


class Front(Struct, frozen=True):
    """The part of a document that holds values: its stretch of the text, and what stands before and after."""

    before: str
    text: str
    after: str


def front(text: str, slot: Slot) -> Front:
    """Cut a document. Of the policy, all holds values. Raises Unwritable for one without front matter."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    if slot.type == "policy":
        return Front(mark, text[len(mark) :], "")
    cut = front_matter.split(text)
    if cut.front is None:
        raise Unwritable(say("This document has no front matter that can be read; mend it by hand first."))
    start = text.find("\n") + 1
    return Front(text[:start], cut.front, text[start + len(cut.front) :])


def values(text: str, slot: Slot) -> Values:
    """The values of a document, as texts, lists and mappings. Raises Unwritable when they cannot all be read."""
    value, flaws = nodes.read(front(text, slot).text)
    if flaws or not isinstance(value, dict):
        raise Unwritable(say("Not all of this document can be read; mend it by hand first."))
    return value


def write(text: str, slot: Slot, new: Values) -> str:
    """The text of a document with other values. Raises Unwritable."""
    cut = front(text, slot)
    old, wanted = values(text, slot), matching.settled(new)
    if matching.settled(old) == wanted or not isinstance(wanted, dict):
        return text
    for flat in (False, True):  # a text of several lines may have no room where it stands
        changed = _Writer(cut.text, declared_order(slot.type), flat=flat).write(old, wanted)
        value, flaws = nodes.read(changed)
        if not flaws and matching.settled(value) == wanted:
            return f"{cut.before}{changed}{cut.after}"
    raise _beyond()


def _beyond() -> Unwritable:
    return Unwritable(say("This change would touch more of the document than its place; make it by hand."))


def new_text(kind: str, values: Values, body: str = "") -> str:
    """A new document. Keys stand in the order of the model."""
    ordered = scalars.mapping(matching.in_order(values, declared_order(kind)), 0)
    return f"{ordered}\n" if kind == "policy" else f"---\n{ordered}\n---\n{body}"


def declared_order(kind: str) -> _Order:
    """The declared keys of the mapping at a path."""

    def keys(path: Path) -> Sequence[str]:
        cls: Any = DOCUMENTS[kind]
        for step in path:
            if not is_part(cls):
                return ()
            if isinstance(step, str):
                cls = next((_inner(field.hint) for field in fields(cls) if field.key == step), None)
        return [field.key for field in fields(cls)] if is_part(cls) else ()

    return keys


def _inner(hint: Any) -> Any:
    """The type of a value, of a list that of its items."""
    hint = bare(hint)
    return bare(hint.__args__[0]) if getattr(hint, "__origin__", None) is tuple else hint


class _Splice(Struct, frozen=True, order=True):
    """A stretch of the text, and what comes in its place."""

    start: int
    end: int
    text: str


def _spliced(text: str, splices: Sequence[_Splice], start: int = 0, end: int | None = None) -> str:
    """A stretch of a text after replacements that lie in it."""
    parts, at = [], start
    for splice in sorted(splices):
        parts += [text[at : splice.start], splice.text]
        at = splice.end
    return "".join((*parts, text[at : len(text) if end is None else end]))


class _Writer:
    """Writes one front matter."""

    def __init__(self, text: str, order: _Order, *, flat: bool = False) -> None:
        self._text = text
        self._flat = flat
        self._order = order
        self._at: Extents = extents(text)
        self._newline = "\r\n" if "\r\n" in text else "\n"

    def write(self, old: Values, new: Values) -> str:
        return _spliced(self._text, self._changed((), old, new))

    def _changed(self, path: Path, old: YamlValue, new: YamlValue) -> list[_Splice]:
        """The replacements that make a value another one."""
        if matching.settled(old) == new:
            return []
        if isinstance(old, dict) and isinstance(new, dict) and old:
            return self._mapping(path, old, new)
        if isinstance(old, list) and isinstance(new, list) and old:
            return self._list(path, old, new)
        return [self._replaced(path, old, new)]

    # ------------------------------------------------------------------------------------------ values

    def _replaced(self, path: Path, old: YamlValue, new: YamlValue) -> _Splice:
        at = self._at[path]
        if isinstance(new, str) and not isinstance(old, (dict, list)):
            text = self._refolded(at, old, new) or self._scalar(at, new)
            gap = "" if at.start == 0 or self._text[at.start - 1] in " \n[{,-" else " "
            return _Splice(at.start, at.end, f"{gap}{text}" if at.start == at.end else text)
        if not path:
            raise _beyond()
        indent = self._indent(path) + 2
        if self._at[path[:-1]].flow:
            return _Splice(at.start, at.end, scalars.in_brackets(new))
        if at.key_end >= 0:
            start = self._text.index(":", at.key_end) + 1
            return _Splice(start, at.end, scalars.block(new, indent, self._newline))
        return _Splice(at.start, at.end, scalars.item(new, indent, self._newline))

    def _scalar(self, at: Extent, text: str) -> str:
        line = self._line_start(at.key_start if at.key_start >= 0 else at.start)
        indent = len(self._text[line : at.start]) - len(self._text[line : at.start].lstrip(" "))
        if at.style in ("|", ">") and "\n" in self._text[at.start : at.end]:
            second = self._text[self._text.index("\n", at.start) + 1 : at.end]
            filled = next((row for row in second.split("\n") if row.strip()), "")
            indent = len(filled) - len(filled.lstrip(" "))
        else:
            column = (at.key_start if at.key_start >= 0 else at.start) - line
            indent = max(column, indent) + (2 if at.key_start >= 0 else 0)
        style = at.style if at.style in ("'", '"') else ""
        return scalars.scalar(text, indent, flow=at.flow or self._flat, style=style, newline=self._newline)

    def _refolded(self, at: Extent, old: YamlValue, new: str) -> str:
        """A text over several lines with only its changed words replaced; ``""`` where that does not work."""
        raw = self._text[at.start : at.end]
        if self._flat or not isinstance(old, str) or "\n" not in raw or at.style in ("|", "'", '"'):
            return ""
        head = raw.index("\n") if at.style == ">" else 0
        body = raw[head:]
        offsets, joined = _unfolded(body)
        text = joined.strip()
        lead = len(joined) - len(joined.lstrip())
        if text != old.rstrip("\n"):
            return ""
        same = _common(old, new)
        rest = _common(old[same:][::-1], new[same:][::-1])
        start = offsets[lead + same]
        end = offsets[lead + len(old.rstrip("\n")) - rest]
        between = new[same : len(new) - rest]
        return "" if "\n" in between else f"{raw[:head]}{body[:start]}{between}{body[end:]}"

    # ---------------------------------------------------------------------------------------- mappings

    def _mapping(self, path: Path, old: Values, new: Values) -> list[_Splice]:
        splices: list[_Splice] = []
        gone = [key for key in old if key not in new and not matching.nothing(matching.settled(old[key]))]
        for key, value in old.items():
            if key in new:
                splices += self._changed((*path, key), value, new[key])
        splices += [self._without(path, list(old), key, gone) for key in gone]
        fresh = [key for key in new if key not in old]
        order = list(self._order(path))
        fresh.sort(key=lambda key: order.index(key) if key in order else len(order))
        kept = [key for key in old if key not in gone]
        if not kept:
            return [self._replaced(path, old, new)]
        grouped: dict[str, list[str]] = {}
        for key in fresh:
            grouped.setdefault(_anchor(key, kept, order), []).append(key)
        for anchor, keys in grouped.items():
            splices.append(self._with(path, anchor, kept, {key: new[key] for key in keys}))
        return splices

    def _with(self, path: Path, anchor: str, kept: Sequence[str], added: Values) -> _Splice:
        """Keys put behind another one; before the first when ``anchor`` is empty."""
        first = self._at[*path, kept[0]]
        indent = self._column(first.key_start)
        if self._at[path].style == "flow":
            text = ", ".join(
                f"{scalars.key_text(key)}: {scalars.in_brackets(each)}" for key, each in added.items()
            )
            if anchor:
                end = self._at[*path, anchor].end
                return _Splice(end, end, f", {text}")
            return _Splice(first.key_start, first.key_start, f"{text}, ")
        added = matching.ordered_below(added, path, self._order)
        lines = scalars.mapping(added, indent, self._newline)
        if not anchor:
            start = first.key_start
            return _Splice(start, start, f"{lines.lstrip(' ')}{self._newline}{' ' * indent}")
        end = self._line_end(self._at[*path, anchor].end)
        if not self._text[:end].endswith("\n"):
            return _Splice(end, end, f"{self._newline}{lines}")
        return _Splice(end, end, f"{lines}{self._newline}")

    def _without(self, path: Path, keys: Sequence[str], key: str, gone: Sequence[str]) -> _Splice:
        """A key taken out, with its line where it has one of its own."""
        at = self._at[*path, key]
        index = keys.index(key)
        if self._at[path].style == "flow":
            if index + 1 < len(keys):
                return _Splice(at.key_start, self._at[*path, keys[index + 1]].key_start, "")
            kept = [name for name in keys[:index] if name not in gone]
            start = self._at[*path, kept[-1]].end if kept else at.key_start
            return _Splice(max(start, at.key_start) if not kept else start, at.end, "")
        line = self._line_start(at.key_start)
        if not self._text[line : at.key_start].strip() or index + 1 == len(keys):
            return _Splice(line, self._line_end(at.end), "")
        return _Splice(at.key_start, self._at[*path, keys[index + 1]].key_start, "")

    # ------------------------------------------------------------------------------------------- lists

    def _list(self, path: Path, old: list[YamlValue], new: list[YamlValue]) -> list[_Splice]:
        pairs = matching.pairs(old, new)
        if pairs == list(range(len(old))) and len(new) == len(old):
            return [
                splice
                for index, (before, after) in enumerate(zip(old, new, strict=True))
                for splice in self._changed((*path, index), before, after)
            ]
        at = self._at[path]
        if at.style == "flow":
            if "#" in self._text[at.start : at.end]:
                raise Unwritable(say("A comment stands among these items; change them by hand."))
            return [_Splice(at.start, at.end, scalars.in_brackets(new))]
        return [self._rebuilt(path, old, new, pairs)]

    def _rebuilt(
        self, path: Path, old: list[YamlValue], new: list[YamlValue], pairs: Sequence[int | None]
    ) -> _Splice:
        """A list in blocks put together anew: items that were there keep their lines and the comments above them."""
        starts = [self._dash(path, index) for index in range(len(old))]
        ends = [self._line_end(self._at[*path, index].end) for index in range(len(old))]
        lines = [self._line_start(start) for start in starts]
        if any(self._text[line:start].strip() for line, start in zip(lines, starts, strict=True)):
            raise _beyond()
        tops = [lines[0], *ends[:-1]]
        column = self._column(starts[0])
        parts = []
        for value, index in zip(new, pairs, strict=True):
            if index is None:
                ordered = matching.ordered_below({"": value}, (*path, 0), self._order, whole=True)[""]
                inner = scalars.item(ordered, column + 2, self._newline)
                parts.append(f"{' ' * column}- {inner}{self._newline}")
            else:
                splices = self._changed((*path, index), old[index], value)
                parts.append(_spliced(self._text, splices, tops[index], ends[index]))
                if not parts[-1].endswith("\n"):
                    parts[-1] += self._newline
        text = "".join(parts)
        if not self._text[: ends[-1]].endswith("\n"):
            text = text.removesuffix(self._newline)
        return _Splice(tops[0], ends[-1], text)

    def _dash(self, path: Path, index: int) -> int:
        return self._text.rindex("-", 0, self._at[*path, index].start)

    # ------------------------------------------------------------------------------------------ places

    def _indent(self, path: Path) -> int:
        """The column at which the key or dash of a value stands."""
        at = self._at[path]
        if at.key_start >= 0:
            return self._column(at.key_start)
        return self._column(self._dash(path[:-1], int(path[-1]))) if path else 0

    def _column(self, offset: int) -> int:
        return offset - self._line_start(offset)

    def _line_start(self, offset: int) -> int:
        return self._text.rfind("\n", 0, offset) + 1

    def _line_end(self, offset: int) -> int:
        """The beginning of the line after an offset. A block that keeps its last empty lines ends there already."""
        if offset and self._text[offset - 1] == "\n":
            return offset
        found = self._text.find("\n", offset)
        return len(self._text) if found < 0 else found + 1


def _anchor(key: str, kept: Sequence[str], order: Sequence[str]) -> str:
    """The key behind which a new one stands: of those declared before it, the last."""
    if key not in order:
        return kept[-1]
    before = set(order[: order.index(key)])
    return next((name for name in reversed(kept) if name in before), "")


def _common(one: str, other: str) -> int:
    length = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        length += 1
    return length


def _unfolded(raw: str) -> tuple[list[int], str]:
    """A folded text on one line, and for each of its characters (and its end) the offset in ``raw``."""
    offsets, chars, at = [], [], 0
    while at < len(raw):
        end = at
        while end < len(raw) and raw[end] in " \t\r\n":
            end += 1
        if "\n" in raw[at:end]:
            offsets.append(at)
            chars.append(" ")
            at = end
        else:
            offsets.append(at)
            chars.append(raw[at])
            at += 1
    return [*offsets, len(raw)], "".join(chars)
