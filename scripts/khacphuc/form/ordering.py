"""Put the keys of a document into the order of the model. Every line stays, comments go with the key below them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from khacphuc.form.writer import Unwritable, declared_order, front, values
from khacphuc.register.layout import Slot
from khacphuc.text import nodes
from khacphuc.text.extents import Extents, extents
from khacphuc.text.message import say
from khacphuc.text.nodes import MAX_DEPTH, Path, YamlValue


def ordered(text: str, slot: Slot) -> str:
    """The text of a document with its keys in order. Raises Unwritable for one that cannot be read."""
    cut = front(text, slot)
    before = values(text, slot)
    found = cut.text
    for depth in range(2 * MAX_DEPTH):
        found = _level(found, slot.type, depth)
    if nodes.read(found) != (before, []) or _words(found) != _words(cut.text):
        raise Unwritable(say("This change would touch more of the document than its place; make it by hand."))
    return f"{cut.before}{found}{cut.after}"


def _words(text: str) -> list[str]:
    """What a text consists of, whatever its order."""
    return sorted(text.split())


def _level(text: str, kind: str, depth: int) -> str:
    """The text with all mappings of one depth in order."""
    order = declared_order(kind)
    value, _ = nodes.read(text)
    places = extents(text)
    parts, at = [], 0
    for path in sorted(_mappings(value, (), depth), key=lambda path: places[path].start):
        keys = list(_at(value, path))
        if places[path].flow:
            continue
        known = list(order(path))
        wanted = sorted(keys, key=lambda key: known.index(key) if key in known else len(known))
        if wanted != keys:
            start, end, changed = _reordered(text, places, path, keys, wanted)
            parts += [text[at:start], changed]
            at = end
    return "".join((*parts, text[at:]))


def _mappings(value: YamlValue, path: Path, depth: int) -> list[Path]:
    if depth == 0:
        return [path] if isinstance(value, dict) else []
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for key, item in below for found in _mappings(item, (*path, key), depth - 1)]


def _at(value: Any, path: Path) -> dict[str, YamlValue]:
    for step in path:
        value = value[step]
    return value if isinstance(value, dict) else {}


def _reordered(
    text: str, places: Extents, path: Path, keys: Sequence[str], wanted: Sequence[str]
) -> tuple[int, int, str]:
    """The stretch of a mapping's lines, and what comes in its place."""
    newline = "\r\n" if "\r\n" in text else "\n"
    starts = {key: places[*path, key].key_start for key in keys}
    ends = {key: _line_end(text, places[*path, key].end) for key in keys}
    begin = text.rfind("\n", 0, starts[keys[0]]) + 1
    prefix = text[begin : starts[keys[0]]]  # blanks, or a dash
    above: dict[str, str] = {keys[0]: ""}
    for before, key in pairwise(keys):
        above[key] = text[ends[before] : text.rfind("\n", 0, starts[key]) + 1]
    bodies = {key: text[starts[key] : ends[key]] for key in keys}
    bodies = {key: body if body.endswith("\n") else f"{body}{newline}" for key, body in bodies.items()}
    blanks = " " * len(prefix)
    first, *rest = wanted
    parts = [above[first], prefix, bodies[first]]
    for key in rest:
        parts += [above[key], blanks, bodies[key]]
    end = ends[keys[-1]]
    changed = "".join(parts)
    return begin, end, changed if text[:end].endswith("\n") else changed.removesuffix(newline)


def _line_end(text: str, offset: int) -> int:
    if offset and text[offset - 1] == "\n":
        return offset
    found = text.find("\n", offset)
    return len(text) if found < 0 else found + 1
