"""Show the line of a document at fault, with the stretch marked below it."""

from __future__ import annotations

from msgspec import Struct

from khacphuc.register.layout import slot_of
from khacphuc.register.source import Entry, Source
from khacphuc.reports.terminal_text import Cell, cells
from khacphuc.rules.contract import Problem
from khacphuc.text.flaw import Flaw, Place
from khacphuc.text.front_matter import lines

LONGEST = 100
"""Columns of a source line that are shown; of a longer one, the part around the mark."""

_MARGIN = 30
_NEAR = 3 * LONGEST
_ELLIPSIS = Cell("…", 1)
# What these speak of is no text that could be shown: a link is never followed, and a huge file never read.
_WITHOUT = frozenset({"not-a-regular-file", "file-too-large", "unreadable-file"})


class Excerpt(Struct, frozen=True):
    """``before``, ``meant`` and ``after`` make up the line; ``indent`` and ``width`` are columns of the mark."""

    line: int
    before: str
    meant: str
    after: str
    indent: int
    width: int


# What these rules find must not be told again by the log of the check.
_CONFIDENTIAL = "KP7"


def _masked(line: str, place: Place) -> str:
    """Return a line without its digits and without what is meant, each character still in its place."""
    start, end = place.column - 1, place.column - 1 + place.width
    return "".join(
        "•" if char.isdigit() or (start <= index < end and not char.isspace()) else char
        for index, char in enumerate(line)
    )


class Excerpts:
    """Reads the lines of problems. Keeps one file at a time, as problems come sorted by file."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._path = ""
        self._lines: list[str] = []

    def of(self, problem: Problem) -> Excerpt | None:
        """Return the excerpt of a problem; None when there is no such line to show."""
        if problem.name in _WITHOUT:
            return None
        if problem.path != self._path:
            self._path, self._lines = problem.path, self._read(problem.path)
        number = problem.place.line
        if not 0 < number <= len(self._lines):
            return None
        line, place = self._lines[number - 1], problem.place
        return excerpt(_masked(line, place) if problem.code.startswith(_CONFIDENTIAL) else line, place)

    def line(self, problem: Problem) -> str:
        """Return the whole line as it stands in the file; ``""`` when there is none."""
        self.of(problem)
        number = problem.place.line
        known = problem.path == self._path and 0 < number <= len(self._lines)
        return self._lines[number - 1] if known else ""

    def _read(self, path: str) -> list[str]:
        if isinstance(slot_of(Entry(path)), Flaw):
            return []
        try:
            return lines(self._source.read(path).decode("utf-8", "backslashreplace"))
        except OSError:
            return []


def excerpt(line: str, place: Place) -> Excerpt:
    """Cut a line around a place and measure it."""
    start = min(place.column - 1, len(line))
    end = min(start + max(place.width, 1), len(line))
    # Only what is near can be shown, however long the line is.
    low, high = (
        (0, len(line))
        if len(line) <= _NEAR
        else (max(start - LONGEST, 0), min(end, start + LONGEST) + LONGEST)
    )
    shown = cells(line[low:high])
    first, last = _window(shown, start - low, cut=low > 0 or high < len(line))
    start, end = start - low, min(end - low, last)
    before = [_ELLIPSIS, *shown[first:start]] if first or low else shown[:start]
    after = [*shown[end:last], _ELLIPSIS] if last < len(shown) or high < len(line) else shown[end:]
    meant = shown[start:end]
    return Excerpt(
        place.line, _text(before), _text(meant), _text(after), _columns(before), max(_columns(meant), 1)
    )


def _window(shown: list[Cell], start: int, *, cut: bool) -> tuple[int, int]:
    """Return first and last (exclusive) of the cells that fit, with some of what stands before ``start``."""
    if not cut and _columns(shown) <= LONGEST:
        return 0, len(shown)
    first = start
    room = _MARGIN
    while first > 0 and room >= shown[first - 1].width:
        first -= 1
        room -= shown[first].width
    while 0 < first < start and shown[first].width == 0:  # a mark belongs to the character before it
        first += 1
    last = first
    room = LONGEST
    while last < len(shown) and room >= shown[last].width:
        room -= shown[last].width
        last += 1
    return first, last


def _text(some: list[Cell]) -> str:
    return "".join(cell.shown for cell in some)


def _columns(some: list[Cell]) -> int:
    return sum(cell.width for cell in some)
