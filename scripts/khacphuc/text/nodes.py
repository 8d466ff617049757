"""Read YAML into plain values with all scalars as text, and locate them on demand.

The only import of ``yaml`` in the program. The parser's event stream is walked without recursion: the C
composer overflows its stack on deep nesting, and the constructors turn ``no`` into False, ``0123`` into 83
and an impossible date into a ValueError. What a scalar means is the model's business.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml
from msgspec import Struct, field

from khacphuc.text.flaw import Flaw, Place
from khacphuc.text.front_matter import (
    control_in,
    lines,
    lookalike_in,
    may_hide,
    name_of,
    quoted,
    without_controls,
)

Path = tuple[str | int, ...]
YamlValue = str | None | list["YamlValue"] | dict[str, "YamlValue"]

MAX_DEPTH = 8
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_LONGEST_NULL = 4
# A text without these has no anchor, alias, tag, merge key or escape, so its events need no closer look.
_RARE = ("&", "*", "!", "\\", "<<")
# Stands for every forbidden character while YAML reads: the scanner lets it pass and takes it for nothing, and the
# columns stay. Left alone, some of them end lines for YAML only, and others make it refuse the whole text.
_HELD = "\u200b"
# What a parse error calls the construct whose beginning is the better place to show: where it was opened.
_OPENED = ("while scanning a quoted scalar", "while parsing a flow", "while scanning a simple key")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Scalar, _Mapping, _Sequence = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent
_Ends = (yaml.MappingEndEvent, yaml.SequenceEndEvent)


class Span(Struct, frozen=True):
    """The places of a value and of its key (of the item itself, in a list)."""

    key: Place
    value: Place


Spans = dict[Path, Span]


def read(text: str, first_line: int = 1, *, clean: bool = False) -> tuple[YamlValue, list[Flaw]]:
    """Read one YAML document.

    ``first_line`` is the line of the file at which ``text`` starts. After a syntax error the value is None
    and a flaw says where it is. Forbidden characters that stand in the text itself are left out of keys and values;
    ``source.text_flaws`` speaks of them; whoever has asked it says ``clean`` when there are none. Never raises.
    """
    walk = _walk(text, first_line, clean=clean)
    value = _guarded(walk, text)
    if any(flaw.kind == "duplicate-key" for flaw in walk.flaws):
        # Where the first of the two stands is known only to a walk that keeps places.
        walk = _walk(text, first_line, {})
        value = _guarded(walk, text)
    return value, walk.flaws


def places(text: str, first_line: int = 1) -> Spans:
    """Return the place of every key and value of a text, by path (as far as the text can be read)."""
    spans: Spans = {}
    _guarded(_walk(text, first_line, spans), text)
    return spans


def _walk(text: str, first_line: int, spans: Spans | None = None, *, clean: bool = False) -> _Walk:
    held = not clean and may_hide(text) and control_in(text) is not None
    return _Walk(first_line, held or any(sign in text for sign in _RARE), held, spans)


class _Walk(Struct):
    """State of one walk. ``spans`` is filled only when somebody asks for places."""

    first_line: int
    careful: bool
    held: bool
    spans: Spans | None = None
    flaws: list[Flaw] = field(default_factory=list)
    path: list[str | int] = field(default_factory=list)
    key: Place | None = None

    def place(self, event: Any) -> Place:
        """Return the place of a scalar: all of it on one line, else its first character."""
        start, end = event.start_mark, event.end_mark
        scalar = type(event) is _Scalar and end.line == start.line
        width = max(end.column - start.column, 1) if scalar else 1
        return Place(self.first_line + start.line, start.column + 1, width)

    def flaw(self, kind: str, event: Any, *details: str) -> None:
        self.flaws.append(Flaw(kind, self.place(event), details))

    def inspect(self, event: Any) -> None:
        """Note features of YAML that the register refuses, and forbidden characters from escapes."""
        if type(event) is yaml.AliasEvent:
            return self.flaw("yaml-feature", event, quoted(f"*{event.anchor}"))
        if event.anchor is not None:
            self.flaw("yaml-feature", event, quoted(f"&{event.anchor}"))
        if event.tag is not None:
            self.flaw("yaml-feature", event, quoted(event.tag))
        return None

    def cleaned(self, event: Any) -> str:
        """Return the text of a scalar without what nobody sees, which either stands in the file or came out of an escape."""
        value: str = event.value.replace(_HELD, "") if self.held else event.value
        if (hidden := control_in(value)) is not None:
            self.flaw("control-character", event, name_of(hidden), "1")
            value = without_controls(value)
        return value

    def inspect_key(self, event: Any, key: str) -> None:
        if key == "<<":
            self.flaw("yaml-feature", event, key)
        elif not key.isascii() and (found := lookalike_in(key)) is not None:
            self.flaw("confusable-character", event, quoted(key), name_of(found))

    def duplicate(self, event: Any, key: str) -> None:
        first = self.spans.get((*self.path, key)) if self.spans is not None else None
        self.flaw("duplicate-key", event, quoted(key), str(first.key.line if first else 0))

    def note(self, event: Any, spans: Spans) -> None:
        """Keep the place of the value that starts at ``event``."""
        value = self.place(event)
        spans[tuple(self.path)] = Span(self.key or value, value)
        self.key = None


def _guarded(walk: _Walk, text: str) -> YamlValue:
    loader = None
    if walk.held:
        text = without_controls(text, _HELD)
    try:
        loader = _LOADER(text)
        return _events(loader, walk)
    except yaml.MarkedYAMLError as error:
        walk.flaws.append(_syntax(walk, text, error))
    except (
        yaml.YAMLError,
        ValueError,
        ArithmeticError,
        LookupError,
        AttributeError,
        RecursionError,
    ) as error:
        # PyYAML lets these escape on some inputs; each is a defect of the text as far as its author goes.
        reason = str(getattr(error, "reason", error))
        walk.flaws.append(Flaw("yaml-syntax", Place(walk.first_line), (quoted(reason), "")))
    finally:
        if loader is not None:
            loader.dispose()
    return None


def _syntax(walk: _Walk, text: str, error: yaml.MarkedYAMLError) -> Flaw:
    """Return the parser's error, with the character at which it stopped."""
    mark = error.problem_mark or error.context_mark
    if error.context_mark and str(error.context).startswith(_OPENED):
        mark = error.context_mark
    if mark is None:
        return Flaw("yaml-syntax", Place(walk.first_line), (error.problem or error.context or "", ""))
    found = lines(text)
    # Past the end, the parser's mark stands on a line that the file does not have, or has for something else.
    line = min(mark.line, max(len(found) - 2, 0) if text.endswith(("\n", "\r")) else len(found) - 1)
    column = mark.column if line == mark.line else len(found[line])
    place = Place(walk.first_line + line, column + 1)
    return Flaw(
        "yaml-syntax", place, (error.problem or error.context or "", found[line][column : column + 1])
    )


def _events(loader: Any, walk: _Walk) -> YamlValue:  # noqa: C901, PLR0912, PLR0915  # a call for each scalar would double the time
    """Build the value in one loop. It runs once for every scalar of the register, hence the flat style."""
    get, careful, spans = loader.get_event, walk.careful, walk.spans
    root: list[YamlValue] = []
    holder: Any = root
    key: str | None = None
    stack: list[tuple[Any, str | None]] = []
    while True:
        event = get()
        kind = type(event)
        if kind is _Scalar:
            value: Any = event.value
            if careful:
                walk.inspect(event)
                value = walk.cleaned(event)
            if type(holder) is dict and key is None:
                key = value
                if careful or not key.isascii():
                    walk.inspect_key(event, key)
                if key in holder:
                    walk.duplicate(event, key)
                if spans is not None:
                    walk.key = walk.place(event)
                continue
            # A plain scalar with nothing in it, "~" or "null" is "no value"; a quoted one is text.
            if len(value) <= _LONGEST_NULL and value in _NULLS and event.implicit[0]:
                value = None
        elif kind is _Mapping or kind is _Sequence:
            if careful:
                walk.inspect(event)
            value = {} if kind is _Mapping else []
        elif kind in _Ends:
            holder, key = stack.pop()
            if spans is not None and stack:
                walk.path.pop()
            continue
        elif kind is yaml.AliasEvent:
            walk.inspect(event)
            value = None
        elif kind is yaml.DocumentStartEvent and root:
            walk.flaw("yaml-feature", event, "---")
            return root[0]
        elif kind is yaml.StreamEndEvent or event is None:
            return root[0] if root else None
        else:
            continue

        if type(holder) is not dict:
            if spans is not None and stack:
                walk.path.append(len(holder))
            holder.append(value)
        elif key is None:
            if kind is not yaml.AliasEvent:  # which has its flaw
                walk.flaw("yaml-syntax", event, "a key must be a word", "")
            return None
        else:
            if spans is not None:
                walk.path.append(key)
            holder[key] = value
        if spans is not None:
            walk.note(event, spans)
        if kind is _Mapping or kind is _Sequence:
            if len(stack) == MAX_DEPTH:
                walk.flaw("nested-too-deep", event, str(MAX_DEPTH))
                return None
            stack.append((holder, None))
            holder = value
        elif spans is not None and stack:
            walk.path.pop()
        key = None


class YamlEvent(Struct, frozen=True):
    """A scalar, or the beginning or end of a collection, with its stretch of the text in characters."""

    kind: str
    """``scalar``, ``mapping``, ``sequence`` or ``end``."""
    start: int
    end: int
    style: str = ""
    """``|``, ``>`` or the quotation mark of a scalar; ``flow`` for a collection in brackets."""


def events(text: str) -> Iterator[YamlEvent]:
    """Yield what a readable text consists of. Raises ValueError where ``read`` has a flaw, so ask it first."""
    loader = _LOADER(text)
    try:
        while (event := loader.get_event()) is not None:
            start, end = event.start_mark.index, event.end_mark.index
            if type(event) is _Scalar:
                yield YamlEvent("scalar", start, end, event.style or "")
            elif isinstance(event, (_Mapping, _Sequence)):
                collection = "mapping" if type(event) is _Mapping else "sequence"
                yield YamlEvent(collection, start, end, "flow" if event.flow_style else "")
            elif isinstance(event, _Ends):
                yield YamlEvent("end", start, end)
    except yaml.YAMLError as error:
        raise ValueError("the text cannot be read") from error
    finally:
        loader.dispose()
