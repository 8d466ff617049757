"""A copy of a list with what is unclear marked in it, and listed on a sheet of its own."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

from khacphuc.exports.cell_text import cell_text
from khacphuc.exports.xlsx import tab_name
from khacphuc.imports.import_plan import ImportPlan
from khacphuc.text.message import N_, Message, Speaker

_EXCEL_BEGINS = date(1900, 3, 1)
_COMMENT_MAX = 2_000


def marked_copy(plan: ImportPlan, speak: Speaker, as_of: date) -> bytes:
    """An Excel file: the list with unclear cells in yellow and a comment, then all that is unclear."""
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
    made.set_properties({"created": _instant(as_of), "comments": ""})
    marked = made.add_format({"bg_color": "#FFF2A8", "text_wrap": True, "valign": "top"})
    plain = made.add_format({"text_wrap": True, "valign": "top"})
    days = made.add_format({"num_format": "dd/mm/yyyy", "valign": "top"})
    marked_days = made.add_format({"num_format": "dd/mm/yyyy", "bg_color": "#FFF2A8", "valign": "top"})
    tabs: set[str] = set()
    page = made.add_worksheet(tab_name(plan.grid.name, tabs))
    page.set_column(0, 30, 18)
    said: dict[tuple[int, int], list[str]] = {}
    for remark in plan.remarks:
        said.setdefault((remark.row, remark.column), []).append(speak(remark.text))
    for row, cells in enumerate(plan.grid.rows):
        for column, value in enumerate(cells):
            unclear = (row, column) in said
            if isinstance(value, date) and value >= _EXCEL_BEGINS:
                page.write_datetime(row, column, _instant(value), marked_days if unclear else days)
            elif isinstance(value, int | Decimal):
                page.write_number(row, column, value, marked if unclear else plain)
            elif value not in (None, "") or unclear:
                text = cell_text("" if value is None else str(value))
                page.write_string(row, column, text, marked if unclear else plain)
    for (row, column), texts in said.items():
        page.write_comment(row, column, cell_text("\n".join(texts))[:_COMMENT_MAX])
    listed = made.add_worksheet(tab_name(speak(Message(N_("What is unclear"))), tabs))
    listed.set_column(0, 0, 10)
    listed.set_column(1, 1, 100)
    listed.write_string(0, 0, speak(Message(N_("Cell"))))
    listed.write_string(0, 1, speak(Message(N_("What is unclear"))))
    lines = [("", speak(note)) for note in plan.notes]
    lines += [(remark.cell, speak(remark.text)) for remark in plan.remarks]
    for index, (cell, text) in enumerate(lines, 1):
        listed.write_string(index, 0, cell)
        listed.write_string(index, 1, cell_text(text), plain)
    made.close()
    return out.getvalue()


def _instant(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - Excel's properties have no zone
