"""The columns of an office's list, found by their names: folded, and by the words that offices use for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from khacphuc.imports.cell_grid import CellGrid, GridValue
from khacphuc.imports.column_values import fits
from khacphuc.imports.office_words import office_words
from khacphuc.text.folding import fold
from khacphuc.text.message import LANGUAGES, N_, Message, speaker

_FEWEST = 2
"""Columns that a row must name to be a head."""
HEAD_ROWS = 30
"""The head is looked for in so many rows from the top."""
_LOOKED_AT = 200
"""Cells below a head that say what a column of several meanings holds."""
_BLANKS = re.compile(r"[^\w%/]+")
_IN_BRACKETS = re.compile(r"\([^)]*\)")


class ColumnField(Struct, frozen=True):
    """What a column may hold: its key, and its name for people. ``office_words.toml`` has the names by offices."""

    key: str
    label: str


FIELDS = (
    ColumnField("number", N_("No.")),
    ColumnField("code", N_("Code")),
    ColumnField("notice", N_("Conclusion")),
    ColumnField("title", N_("Title")),
    ColumnField("issued_on", N_("Date issued")),
    ColumnField("unit", N_("Inspected unit")),
    ColumnField("finding", N_("Finding")),
    ColumnField("content", N_("Content")),
    ColumnField("measure", N_("Measure")),
    ColumnField("product", N_("Product")),
    ColumnField("lead", N_("Lead")),
    ColumnField("supporters", N_("Supporting")),
    ColumnField("accountable", N_("Accountable")),
    ColumnField("authority", N_("Decided by")),
    ColumnField("start", N_("Start")),
    ColumnField("due", N_("Deadline")),
    ColumnField("moved_due", N_("Moved deadline")),
    ColumnField("promise", N_("Expected by")),
    ColumnField("state", N_("State")),
    ColumnField("progress", N_("Progress")),
    ColumnField("total", N_("Total number")),
    ColumnField("result", N_("Result")),
    ColumnField("done_on", N_("Done on")),
    ColumnField("evidence", N_("Evidence")),
    ColumnField("obstacles", N_("Obstacles")),
    ColumnField("requests", N_("Requests")),
    ColumnField("grade", N_("Grade")),
    ColumnField("money", N_("Money")),
    ColumnField("area", N_("Area")),
    ColumnField("note", N_("Note")),
    ColumnField("percent", N_("Per cent")),
    ColumnField("task_id", N_("Task in the register")),
)
BY_KEY = {field.key: field for field in FIELDS}


def folded(text: str) -> str:
    """A head as it is compared: without marks, case and points."""
    return _BLANKS.sub(" ", fold(text)).strip()


def _names(field: ColumnField) -> Iterator[str]:
    """The names of a field: what offices call it, and what the register's own sheets do, in both languages."""
    yield from (speaker(language)(Message(field.label)) for language in LANGUAGES)
    yield from office_words().columns.get(field.key, ())


_SHARED = {folded(name): keys for name, keys in office_words().shared.items()}
_BY_NAME = {folded(name): field.key for field in reversed(FIELDS) for name in _names(field)}
_KEPT = "kept"
_WITHIN = {
    key: re.compile(rf"\b(?:{'|'.join(re.escape(folded(word)) for word in words)})\b")
    for key, words in office_words().within.items()
}
_OWN_NAME = {name: key for name, key in _BY_NAME.items() if name not in _SHARED}


class ColumnHead(Struct, frozen=True):
    """Where the head of a list stands, and which column holds what. ``unknown`` are columns that nobody claims."""

    row: int
    last: int
    """The last row of a head of several; data begin below."""
    columns: Mapping[str, int]
    titles: Mapping[int, str]
    likely: frozenset[str] = frozenset()
    """Keys of columns of which only a part of the title says what they are."""

    @property
    def certainty(self) -> tuple[int, int]:
        """How many columns are known by their whole names, and how many in all."""
        return len(self.columns) - len(self.likely), len(self.columns)

    @property
    def unknown(self) -> dict[int, str]:
        taken = set(self.columns.values())
        return {index: title for index, title in self.titles.items() if title and index not in taken}


def find_head(grid: CellGrid, given: Mapping[str, str]) -> ColumnHead | None:
    """The row, or two rows, that name most columns; ``given`` names columns by their titles and goes first."""
    best: ColumnHead | None = None
    for row in range(min(HEAD_ROWS, len(grid.rows))):
        for last in (row, row + 1):
            head = _head(grid, row, last, given)
            if head and (best is None or head.certainty > best.certainty):
                best = head
    if best is None or best.certainty[0] < _FEWEST:
        return None
    # Below a head of one row may stand what belongs to it: cells merged over two rows.
    taller = _head(grid, best.row, best.row + 1, given) if best.last == best.row else None
    return taller if taller and len(taller.columns) >= len(best.columns) else best


def _head(grid: CellGrid, row: int, last: int, given: Mapping[str, str]) -> ColumnHead | None:
    if last >= len(grid.rows):
        return None
    width = max(len(grid.rows[line]) for line in range(row, last + 1))
    upper = [grid.at(row, column) for column in range(width)]
    lower = [grid.at(last, column) for column in range(width)]
    if any(not isinstance(value, str) for value in (*upper, *lower) if value not in (None, "")):
        return None  # a number or a day stands among data, not in a head
    above, below = [value or "" for value in upper], [value or "" for value in lower]
    # One text over all columns is the title of the list, merged over its width.
    if len(set(filter(None, above))) < _FEWEST or (last > row and not _belongs(above, below)):
        return None
    parts = [tuple(dict.fromkeys((str(one), str(other)))) for one, other in zip(above, below, strict=True)]

    def values(column: int) -> list[GridValue]:
        rows = range(last + 1, min(last + 1 + _LOOKED_AT, len(grid.rows)))
        return [grid.at(line, column) for line in rows]

    titles = {column: _title(some) for column, some in enumerate(parts)}
    columns, likely = _claimed(parts, given, values)
    return ColumnHead(row, last, columns, titles, likely)


def _belongs(above: Sequence[GridValue], below: Sequence[GridValue]) -> bool:
    """Whether a second row goes on with a head: a heading of several columns stands above each cell that is new."""
    if not any(below):
        return False
    for column, (top, bottom) in enumerate(zip(above, below, strict=True)):
        beside = (above[column - 1] if column else "", above[column + 1] if column + 1 < len(above) else "")
        if bottom not in ("", top) and top not in ("", *beside):
            return False
    return True


def _title(parts: Sequence[str]) -> str:
    return " ".join(" ".join(parts).split())


class _Claims:
    """Which column holds what. Where two have the same name, the first."""

    def __init__(self, heads: Sequence[Sequence[str]], values: Callable[[int], list[GridValue]]) -> None:
        self._heads, self._values = heads, values
        self.columns: dict[str, int] = {}

    def by(self, keys_of: Callable[[Sequence[str]], Iterable[str]], *, shared: bool) -> None:
        """Let each column that is still free have the first free key that its cells fit."""
        for column, parts in enumerate(self._heads):
            if column not in self.columns.values():
                free = [
                    key for key in dict.fromkeys(keys_of(tuple(_read_as(parts)))) if key not in self.columns
                ]
                self._claim(column, free, shared=shared)

    def _claim(self, column: int, free: list[str], *, shared: bool) -> None:
        if "requests" in free and self.columns.get("obstacles") == column - 1:
            free = ["requests"]
        values = self._values(column)
        fitting = [key for key in free if fits(key, values, shared=shared)]
        if shared and not fitting:
            fitting = [key for key in free[-1:] if fits(key, values, shared=False)]
        if fitting:
            self.columns[fitting[0]] = column


def _claimed(
    heads: Sequence[Sequence[str]], given: Mapping[str, str], values: Callable[[int], list[GridValue]]
) -> tuple[dict[str, int], frozenset[str]]:
    """Each column that is known, by its key, and the keys that are only likely.

    A key that the person has given a title is claimed by that title alone. Names of one meaning go before those of
    several, and whole names before parts.
    """
    claims = _Claims(heads, values)
    wanted = {name: key for key, title in given.items() if (name := folded(title))}
    for column, parts in enumerate(heads):
        if key := next((wanted[name] for name in _read_as(parts) if name in wanted), None):
            claims.columns.setdefault(key, column)

    def but_given(keys: Iterable[str]) -> Iterable[str]:
        return (key for key in keys if key not in given)

    claims.by(lambda names: but_given(_meant(names)), shared=False)
    claims.by(lambda names: but_given(_of_several(names)), shared=True)
    whole = set(claims.columns)
    claims.by(lambda names: but_given(_by_part(names)), shared=True)
    return claims.columns, frozenset(claims.columns.keys() - whole)


def _meant(names: Iterable[str]) -> Iterator[str]:
    return (_OWN_NAME[name] for name in names if name in _OWN_NAME)


def _of_several(names: Iterable[str]) -> Iterator[str]:
    return (key for name in names for key in _SHARED.get(name, ()))


def _read_as(parts: Sequence[str]) -> Iterator[str]:
    """The names by which a head may be known, folded.

    What stands lowest says most: above it is what several columns have in common. What is bracketed may be left out, and
    “Finding / Phát hiện” says one thing twice.
    """
    for title in filter(None, (_title(parts), *reversed(parts))):
        yield folded(title)
        yield folded(_IN_BRACKETS.sub(" ", title))
        yield from (folded(half) for half in re.split(r"[/\n]", title) if half != title)


def _by_part(names: Sequence[str]) -> Iterable[str]:
    """What is likely meant by a title in which a word of a meaning stands, or that begins with a whole name."""
    for name in names:
        for key, words in _WITHIN.items():
            if words.search(name):
                return () if key == _KEPT else (key,)
    return [key for name in names for key in _by_beginning(name)]


def _by_beginning(title: str) -> Iterable[str]:
    """What is meant by the name of several words with which a title begins: “Nội dung kiến nghị xử lý”."""
    words = title.split()
    starts = (" ".join(words[:count]) for count in range(len(words) - 1, 1, -1))
    return next((keys for start in starts if (keys := (*_meant([start]), *_of_several([start])))), ())


def cells_of(grid: CellGrid, head: ColumnHead, row: int) -> dict[str, GridValue]:
    """What a row holds, by key; empty cells are left out."""
    found = {key: grid.at(row, column) for key, column in head.columns.items()}
    return {key: value for key, value in found.items() if value not in (None, "")}


def unclaimed_of(grid: CellGrid, head: ColumnHead, row: int) -> Sequence[tuple[str, GridValue]]:
    """What stands in columns that nobody claims, with their titles."""
    found = ((title, grid.at(row, column)) for column, title in head.unknown.items())
    return [(title, value) for title, value in found if value not in (None, "")]
