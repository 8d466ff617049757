"""A table as a value, before it becomes a spreadsheet: named columns, typed cells, and how it is headed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import Enum

from msgspec import Struct

from khacphuc.text.message import MessageArgument

CellValue = str | int | Decimal | date | None


class ColumnKind(Enum):
    """How the cells of a column are written and aligned."""

    TEXT = "text"
    DAY = "day"
    NUMBER = "number"
    CODE = "code"
    """Text that Excel would take for a day or a number if it were let: 6/12."""
    ID = "id"
    """An id that never changes: small print, by which an edited row is found again."""


class Column(Struct, frozen=True):
    """A column. ``name`` is English, translated where it is written; ``width`` is in characters."""

    name: str
    width: int
    kind: ColumnKind = ColumnKind.TEXT


def day(name: str) -> Column:
    return Column(name, 10, ColumnKind.DAY)


def count(name: str) -> Column:
    return Column(name, 7, ColumnKind.NUMBER)


def identifier(name: str, width: int = 10) -> Column:
    return Column(name, width, ColumnKind.ID)


class SpreadSheet(Struct, frozen=True):
    """One sheet. ``tab`` is the short name on its tab; ``notes`` are lines below the title."""

    tab: MessageArgument
    title: MessageArgument
    columns: tuple[Column, ...]
    rows: tuple[tuple[CellValue, ...], ...]
    notes: tuple[MessageArgument, ...] = ()
    hidden: bool = False
    """Whether the sheet is for ``khacphuc import`` alone."""


class Book(Struct, frozen=True):
    """The sheets of one file, the day they speak of, and whose register they come from."""

    sheets: tuple[SpreadSheet, ...]
    as_of: date
    language: str
    owner: str = ""

    @property
    def first(self) -> SpreadSheet:
        """The sheet that stands for the file where a file has only one (CSV)."""
        return self.sheets[0]


def numbered(rows: Iterable[tuple[CellValue, ...]]) -> tuple[tuple[CellValue, ...], ...]:
    """Rows with their number in front."""
    return tuple((index, *row) for index, row in enumerate(rows, 1))
