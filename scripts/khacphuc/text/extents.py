"""Where each key and value of a YAML text begins and ends, in characters: what a writer needs to change one of them.

``nodes.places`` says where a message points to; here the stretches are exact, and those of blocks end with the last
character that belongs to them.
"""

from __future__ import annotations

from msgspec import Struct

from khacphuc.text.nodes import Path, events


class Extent(Struct):
    """The stretch of a value, and that of its key where it has one (``key_end`` is -1 for items of lists)."""

    start: int
    end: int
    style: str = ""
    key_start: int = -1
    key_end: int = -1
    flow: bool = False
    """Whether the value stands in brackets, or is in brackets itself."""


Extents = dict[Path, Extent]


class _Open(Struct):
    """A collection whose end has not come yet."""

    path: Path
    kind: str
    extent: Extent
    count: int = 0
    key: tuple[str, int, int] | None = None


def extents(text: str) -> Extents:
    """Every value of a readable text by its path; the whole is ``()``. Raises ValueError."""
    found: Extents = {}
    stack: list[_Open] = []
    for event in events(text):
        here = stack[-1] if stack else None
        if event.kind == "end":
            closed = stack.pop()
            if closed.extent.style == "flow":
                closed.extent.end = event.end
            if stack:
                stack[-1].extent.end = max(stack[-1].extent.end, closed.extent.end)
            continue
        if here and here.kind == "mapping" and here.key is None:
            here.key = (_word(text, event.start, event.end), event.start, event.end)
            continue
        flow = event.style == "flow" or (here is not None and here.extent.flow)
        extent = Extent(
            event.start, _content_end(text, event.start, event.end, event.style), event.style, flow=flow
        )
        path: Path = ()
        if here:
            path = _step(here, extent)
            here.extent.end = max(here.extent.end, extent.end)
        found[path] = extent
        if event.kind != "scalar":
            if event.style != "flow":
                extent.end = extent.start
            stack.append(_Open(path, event.kind, extent))
    return found


def _step(here: _Open, extent: Extent) -> Path:
    """The path of the value that comes next in a collection."""
    if here.key is None:
        here.count += 1
        return (*here.path, here.count - 1)
    word, extent.key_start, extent.key_end = here.key
    here.key = None
    return (*here.path, word)


def _word(text: str, start: int, end: int) -> str:
    written = text[start:end]
    return written[1:-1] if written[:1] in ("'", '"') else written


def _content_end(text: str, start: int, end: int, style: str) -> int:
    """Where a value ends. The parser counts the empty lines below a block of text to it."""
    if style not in ("|", ">") or "+" in text[start : text.find("\n", start)]:
        return end
    return start + len(text[start:end].rstrip())
