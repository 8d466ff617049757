"""A sheet as a CSV file that Excel opens right: UTF-8 with its mark, days as the office's Excel reads them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from io import StringIO

from khacphuc.exports.cell_text import csv_text
from khacphuc.exports.sheet import Book, CellValue
from khacphuc.text.message import Message, speaker

MARK = "\ufeff"


def csv_bytes(book: Book) -> bytes:
    """The first sheet of a book: its heads, then its rows. Days are ISO, which every program reads as days."""
    speak, sheet = speaker(book.language), book.first
    return csv_rows([[speak(Message(column.name)) for column in sheet.columns], *sheet.rows])


def csv_rows(rows: Iterable[Sequence[CellValue]]) -> bytes:
    """Rows as a file, each cell cleaned."""
    out = StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([_cell(value) for value in row] for row in rows)
    return f"{MARK}{out.getvalue()}".encode()


def _cell(value: CellValue) -> str:
    if isinstance(value, str):
        return csv_text(value)
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)
