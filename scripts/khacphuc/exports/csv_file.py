"""A sheet as a CSV file that Excel opens right: UTF-8 with its mark, days as the office's Excel reads them."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from io import StringIO

from khacphuc.exports.cell_text import csv_text
from khacphuc.exports.sheet import Book, CellValue
from khacphuc.text.message import Message, speaker

MARK = "\ufeff"


def csv_bytes(book: Book) -> bytes:
    """The first sheet of a book: its heads, then its rows. Days are ISO, which every program reads as days."""
    speak, sheet = speaker(book.language), book.first
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([speak(Message(column.name)) for column in sheet.columns])
    writer.writerows(_cells(row) for row in sheet.rows)
    return f"{MARK}{out.getvalue()}".encode()


def _cells(row: Sequence[CellValue]) -> list[str]:
    return [_cell(value) for value in row]


def _cell(value: CellValue) -> str:
    if isinstance(value, str):
        return csv_text(value)
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)
