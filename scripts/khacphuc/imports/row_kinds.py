"""Which rows of a sheet are rows of its list, and which are headings, sums, or stand below the table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from khacphuc.imports.cell_grid import CellGrid, GridValue
from khacphuc.imports.column_names import ColumnHead, cells_of, folded
from khacphuc.imports.office_words import office_words
from khacphuc.text.folding import fold

_SUM_WORDS = "|".join(sorted(map(folded, office_words().rows.sums), key=len, reverse=True))
_SUM = re.compile(rf"(?:{_SUM_WORDS})(?: (?:\d|[ivxlc]+\b).*)?")
_BELOW_WORDS = "|".join(map(folded, office_words().rows.below))
_BELOW = re.compile(rf"(?:{_BELOW_WORDS})\b.*|(?:.{{0,40}} )?ngay (?:\d+ )?thang (?:\d+ )?nam(?: \d+)?")
_DITTO = frozenset(map(fold, office_words().rows.ditto))
_GROUP = re.compile(r"[IVXLC]+|[A-ZĐ]")
_COUNTING = frozenset([*map(str, range(1, 40)), *(f"({number})" for number in range(1, 40))])
OF_NOTICE = ("notice", "title", "issued_on", "unit")
"""Keys of what a row says of its conclusion, and not of itself."""
_MERGED = 3
"""So many columns with one text are one cell, merged over them."""


class SheetRow(Struct, frozen=True):
    """A row that says something: what, by key; whether it is passed over, and the heading that it stands under."""

    index: int
    cells: dict[str, GridValue]
    passed_over: bool = False
    heading: str = ""


def sheet_rows(grid: CellGrid, head: ColumnHead) -> Iterator[SheetRow]:
    """All rows below a head that say something, in order."""
    heading, gap = "", False
    above: dict[str, GridValue] = {}
    numbered = _last_numbered(grid, head)
    for index in range(head.last + 1, len(grid.rows)):
        cells, texts = cells_of(grid, head, index), _texts(grid, index)
        if not texts:
            gap = True
        elif "task_id" in head.columns:  # a sheet of the register has no headings
            yield SheetRow(index, cells)
        elif gap and index > numbered and _BELOW.fullmatch(folded(texts[0])):
            yield from _rest(grid, head, index)
            return
        elif _is_sum(texts):
            gap = True
            yield SheetRow(index, cells, passed_over=True)
        elif _is_title(cells, texts):
            heading = max(texts, key=len) if set(texts) - _COUNTING else heading
            yield SheetRow(index, cells, passed_over=True)
        elif cells:
            above, gap = _with_above(cells, above, numbered="number" in head.columns), False
            yield SheetRow(index, above, heading=heading)


def _with_above(
    cells: dict[str, GridValue], above: dict[str, GridValue], *, numbered: bool
) -> dict[str, GridValue]:
    """The cells of a row with what they only point to in the row above: “nt”, or nothing.

    In a list with running numbers, a row without one goes on with the conclusion of the row above it.
    """
    said = {key: above.get(key, value) if _is_ditto(value) else value for key, value in cells.items()}
    if numbered and "number" not in said:
        said |= {key: above[key] for key in OF_NOTICE if key in above and key not in said}
    return said


def _is_ditto(value: GridValue) -> bool:
    return isinstance(value, str) and fold(value).strip(" .") in _DITTO


def _rest(grid: CellGrid, head: ColumnHead, first: int) -> Iterator[SheetRow]:
    """What stands below the table: who made the list, who signs it."""
    for index in range(first, len(grid.rows)):
        if _texts(grid, index):
            yield SheetRow(index, cells_of(grid, head, index), passed_over=True)


def _texts(grid: CellGrid, row: int) -> list[str]:
    return [str(value) for value in grid.rows[row] if value not in (None, "")]


def _last_numbered(grid: CellGrid, head: ColumnHead) -> int:
    """The last row with a running number; -1 in a list without any."""
    column = head.columns.get("number")
    if column is None:
        return -1
    rows = range(len(grid.rows) - 1, head.last, -1)
    return next((row for row in rows if re.match(r"\(?\d", str(grid.at(row, column) or ""))), -1)


def _is_sum(texts: list[str]) -> bool:
    """A row that begins with a word for a sum, alone or before a number: “Cộng II”, “Tổng cộng: 05 nội dung”."""
    return bool(_SUM.fullmatch(folded(texts[0])))


def _is_title(cells: dict[str, GridValue], texts: list[str]) -> bool:
    """A heading within the list, or numbers of columns below the head."""
    if len(texts) > 1 and set(texts) <= _COUNTING:
        return True
    said = {key: str(value) for key, value in cells.items() if key not in ("number", "code")}
    if len(set(texts)) == 1 or not said:
        return True
    if len(said) >= _MERGED and len(set(said.values())) == 1:
        return True
    group = _GROUP.fullmatch(str(cells.get("number", "")).strip(" ."))
    return said.keys() <= {"finding", "content"} and bool(group)
