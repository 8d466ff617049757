"""Books of sheets as Excel files, ready to print on A4. Texts stay texts: no cell is a formula."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from khacphuc.exports.cell_text import cell_text
from khacphuc.exports.sheet import Book, CellValue, Column, ColumnKind, SpreadSheet
from khacphuc.text.message import Message, Speaker, say, speaker

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_FIRST_DAY = date(1900, 3, 1)
"""Excel counts days from 1900 and takes that for a leap year: earlier ones are written as text."""
_A4 = 9
_TAB_MAX = 31
_NOT_IN_TABS = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_FONT = {"font_name": "Times New Roman", "font_size": 10}
_LINE = 13.5
_HIGHEST = 409.0
"""Points; Excel knows no higher row."""
_BORDER = {"border": 1, "valign": "top"}
_FORMATS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14},
    "note": {"italic": True},
    "head": {
        "bold": True,
        "align": "center",
        "text_wrap": True,
        "bg_color": "#E7EEF3",
        **_BORDER,
        "valign": "vcenter",
    },
    "text": {"text_wrap": True, **_BORDER},
    "day": {"num_format": "dd/mm/yyyy", "align": "center", **_BORDER},
    "number": {"num_format": "#,##0", **_BORDER},
    "code": {"num_format": "@", "align": "center", **_BORDER},
    "decimal": {"num_format": "#,##0.##", **_BORDER},
    "id": {"font_size": 8, "font_color": "#595959", **_BORDER},
}


def xlsx_bytes(book: Book) -> bytes:
    """The file. The same book gives the same bytes."""
    from xlsxwriter import Workbook

    out = BytesIO()
    made = Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    made.set_properties(
        {
            "title": _said(book, book.first.title),
            "company": cell_text(book.owner),
            "created": _instant(book.as_of),
        }
    )
    formats = {name: made.add_format(_FONT | how) for name, how in _FORMATS.items()}
    taken: set[str] = set()
    for sheet in book.sheets:
        _write(made.add_worksheet(tab_name(_said(book, sheet.tab), taken)), book, sheet, formats)
    made.close()
    return out.getvalue()


def _said(book: Book, shown: Any) -> str:
    return cell_text(speaker(book.language)(shown))


def _instant(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - Excel's properties have no zone


def tab_name(name: str, taken: set[str]) -> str:
    """A name that Excel takes for a tab: short, without its special characters, once only."""
    plain = " ".join(name.translate(_NOT_IN_TABS).split())[:_TAB_MAX].strip() or "…"
    found, number = plain, 1
    while found.lower() in taken:
        number += 1
        end = f" {number}"
        found = f"{plain[: _TAB_MAX - len(end)]}{end}"
    taken.add(found.lower())
    return found


def _write(page: Worksheet, book: Book, sheet: SpreadSheet, formats: dict[str, Format]) -> None:
    speak = speaker(book.language)
    page.write_string(0, 0, _said(book, sheet.title), formats["title"])
    notes = (say("As of {day}", day=book.as_of), *sheet.notes)
    for row, note in enumerate(notes, 1):
        page.write_string(row, 0, _said(book, note), formats["note"])
    head = len(notes) + 2
    for index, column in enumerate(sheet.columns):
        page.set_column(index, index, column.width)
        page.write_string(head, index, speak(Message(column.name)), formats["head"])
    page.set_row(head, _height([speak(Message(column.name)) for column in sheet.columns], sheet.columns))
    for row, values in enumerate(sheet.rows, head + 1):
        page.set_row(row, _height(values, sheet.columns))
        for index, value in enumerate(values):
            _cell(page, row, index, value, sheet.columns[index], formats)
    last = head + max(len(sheet.rows), 1)
    page.autofilter(head, 0, last, len(sheet.columns) - 1)
    page.freeze_panes(head + 1, 0)
    if sheet.hidden:
        page.very_hidden()
    _print_setup(page, head, last, len(sheet.columns), book, speak)


def _height(values: Sequence[CellValue], columns: Sequence[Column]) -> float:
    """Points that a row needs, so that nothing is cut off where no program works that out by itself."""
    lines = 1
    for value, column in zip(values, columns, strict=True):
        if isinstance(value, str) and (len(value) >= column.width - 1 or "\n" in value):
            room = int(column.width * 1.15)  # Times is narrower than what Excel counts widths in
            lines = max(lines, sum(_lines(part, room) for part in value.split("\n")))
    return min(lines * _LINE + 1.5, _HIGHEST)


def _lines(text: str, room: int) -> int:
    """Lines that a text takes where so many letters have room; a longer word is broken. (textwrap takes 20 times as long.)"""
    lines, used = 1, 0
    for word in text.split():
        size = len(word)
        if used and used + 1 + size <= room:
            used += 1 + size
            continue
        lines += (1 if used else 0) + (size - 1) // room
        used = size - (size - 1) // room * room
    return lines


def _cell(  # where, what, and how it looks
    page: Worksheet, row: int, index: int, value: CellValue, column: Column, formats: dict[str, Format]
) -> None:
    if value is None or value == "":
        page.write_blank(row, index, None, formats[column.kind.value])
    elif isinstance(value, date):
        if value < _FIRST_DAY:
            page.write_string(row, index, value.isoformat(), formats["text"])
        else:
            page.write_datetime(row, index, _instant(value), formats["day"])
    elif isinstance(value, str):
        kind = column.kind.value if column.kind in (ColumnKind.ID, ColumnKind.CODE) else "text"
        page.write_string(row, index, cell_text(value), formats[kind])
    else:
        page.write_number(row, index, value, formats["number" if isinstance(value, int) else "decimal"])


def _print_setup(page: Worksheet, head: int, last: int, columns: int, book: Book, speak: Speaker) -> None:
    """A4 across, all columns on one page, the heads on each, and the page's number below."""
    page.set_landscape()
    page.set_paper(_A4)
    page.set_margins(left=0.5, right=0.4, top=0.6, bottom=0.6)
    page.fit_to_pages(1, 0)
    page.repeat_rows(head)
    page.print_area(0, 0, last, columns - 1)
    pages = speak(say("Page {page} of {pages}", page="&P", pages="&N"))
    owner = cell_text(book.owner)[:150].replace("&", "&&")
    page.set_footer(f"&L&9{owner}&R&9{pages}"[:255])
