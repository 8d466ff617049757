"""A sheet as a grid of cells, whatever program wrote the file."""

from __future__ import annotations

import csv
import re
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from io import BytesIO, StringIO
from typing import Any
from zipfile import is_zipfile

from msgspec import Struct

from khacphuc.exports.cell_text import without_guard
from khacphuc.text.folding import nfc
from khacphuc.text.front_matter import without_controls
from khacphuc.text.message import Message, say

GridValue = str | int | Decimal | date | None
MOST_ROWS, MOST_COLUMNS = 20_000, 200
MOST_BYTES = 50_000_000
_A_TO_Z = 26
_NO_TEXT = say("its letters are not in Unicode: in Excel, save it as “CSV UTF-8”, or as .xlsx")
_LOST, _LOST_MIN = re.compile(r"[A-Za-z]\?[A-Za-z](?!\w*=)"), 3
"""What Excel makes of letters that its plain CSV cannot hold (“N?i dung”), and no address of a page (“?a=1”)."""
_DELIMITERS = ";\t,|"


class NoGrid(Exception):  # noqa: N818 - the file's fault, told to the person in one line
    """The file is no spreadsheet that can be read, with the reason."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


class OfficeMissing(Exception):  # noqa: N818 - not an error of ours: the extra is not installed
    """The library that reads Excel files is not installed."""


class CellGrid(Struct, frozen=True):
    """A sheet: its name, and rows of cells from its first row and column on. Merged cells all hold their value."""

    name: str
    rows: tuple[tuple[GridValue, ...], ...]

    def at(self, row: int, column: int) -> GridValue:
        cells = self.rows[row] if row < len(self.rows) else ()
        return cells[column] if column < len(cells) else None


def address(row: int, column: int) -> str:
    """The name of a cell as Excel shows it: ``C12``."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, _A_TO_Z)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def grids_in(data: bytes) -> list[CellGrid]:
    """The sheets of a file. Raises NoGrid for what is none, OfficeMissing without the library for Excel files."""
    if len(data) > MOST_BYTES:
        raise NoGrid(say("it is larger than {size}", size=f"{MOST_BYTES // 1_000_000} MB"))
    # A ZIP or a compound file is an office's workbook; all else is taken for text.
    if is_zipfile(BytesIO(data)) or data.startswith(b"\xd0\xcf\x11\xe0"):
        return _from_workbook(data)
    return [_from_text(data)]


def _from_workbook(data: bytes) -> list[CellGrid]:
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError:
        raise OfficeMissing from None
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        found = []
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            rows = [list(row[:MOST_COLUMNS]) for row in sheet.to_python(skip_empty_area=False)[:MOST_ROWS]]
            _fill_merged(rows, sheet.merged_cell_ranges or ())
            found.append(CellGrid(name, tuple(tuple(map(_value, row)) for row in rows)))
    except (CalamineError, ValueError, OSError, MemoryError) as error:
        raise NoGrid(say("the workbook is damaged, or locked by a password")) from error
    return found


def _fill_merged(rows: list[list[Any]], ranges: Any) -> None:
    """Give each cell of a merged range the value that Excel keeps in the first one."""
    for (top, left), (bottom, right) in ranges:
        if top >= len(rows) or left >= len(rows[top]):
            continue
        value = rows[top][left]
        for row in rows[top : min(bottom, MOST_ROWS) + 1]:
            for column in range(left, min(right, len(row) - 1) + 1):
                row[column] = value


def _value(cell: Any) -> GridValue:
    """A cell as text, whole number, decimal or day."""
    if isinstance(cell, bool) or cell is None:
        return "" if cell is None else str(cell).upper()
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, float | int):
        whole = int(cell) if cell == cell and abs(cell) < 1e15 else None  # noqa: PLR0124 - not a number
        if whole is None:
            return str(cell)
        return whole if whole == cell else _decimal(repr(cell))
    if isinstance(cell, timedelta):
        return str(cell)
    return cleaned(str(cell))


def _decimal(text: str) -> GridValue:
    try:
        return Decimal(text)
    except InvalidOperation:
        return text


def cleaned(text: str) -> str:
    """A text of a cell as a document may hold it: composed, without what nobody sees, each line trimmed."""
    plain = nfc(text.encode("utf-8", "ignore").decode()).replace("\r\n", "\n").replace("\r", "\n")
    plain = plain.replace("\xa0", " ").replace("\t", " ").replace("\u2028", "\n").replace("\u2029", "\n")
    kept = "\n".join(without_controls(line) for line in plain.split("\n"))
    lines = (" ".join(line.split()) for line in kept.split("\n"))
    return "\n".join(filter(None, lines))


def _from_text(data: bytes) -> CellGrid:
    text = _decoded(data)
    sample = text[:20_000]
    delimiter = max(_DELIMITERS, key=sample.count)
    try:
        rows = [
            tuple(cleaned(without_guard(cell)) for cell in row[:MOST_COLUMNS])
            for _, row in zip(range(MOST_ROWS), csv.reader(StringIO(text), delimiter=delimiter), strict=False)
        ]
    except csv.Error as error:
        raise NoGrid(say("a cell is too long, or a quotation mark does not end")) from error
    return CellGrid("CSV", tuple(rows))


def _decoded(data: bytes) -> str:
    """UTF-8, or UTF-16 as Excel's “Unicode text” is. Raises NoGrid for other encodings: letters would be wrong."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise NoGrid(_NO_TEXT) from error
    if "\0" in text or (text.isascii() and len(_LOST.findall(text)) >= _LOST_MIN):
        raise NoGrid(_NO_TEXT)
    return text


def shown(value: GridValue) -> str:
    """A cell in a message: as text, short."""
    text = value.isoformat() if isinstance(value, date) else "" if value is None else str(value)
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"


def one_line(text: str) -> str:
    """The lines of a cell as one. A line that goes on in small letters was only wrapped; others are parted."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    joined = "".join(lines[:1])
    for line in lines[1:]:
        wrapped = line[0].islower() or joined.endswith((".", ";", ",", ":", "?", "!"))
        joined += f" {line}" if wrapped else f"; {line}"
    return joined
