"""Texts made fit for cells of a spreadsheet, whatever a document holds."""

from __future__ import annotations

import re
from functools import lru_cache

CELL_MAX = 32_767
"""Characters of a cell in Excel."""
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
"""By how a text starts, a program that opens a CSV file takes it for a formula."""


def cell_text(text: str) -> str:
    """A text without what XML cannot hold, cut to what a cell holds."""
    clean = _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if _utf16(clean) <= CELL_MAX:
        return clean
    return clean[: CELL_MAX // 2 - 1 if not clean.isascii() and _astral(clean) else CELL_MAX - 1] + "…"


def _astral(text: str) -> bool:
    return max(text) > "\uffff"


def _utf16(text: str) -> int:
    """Excel counts UTF-16 units."""
    return len(text) if len(text) * 2 <= CELL_MAX else len(text.encode("utf-16-le")) // 2


@lru_cache(4_096)  # each table of a site has a file, and most of its cells stand in others, too
def csv_text(text: str) -> str:
    """A text that no program takes for a formula: an apostrophe stands before what could be one."""
    clean = cell_text(text)
    return f"'{clean}" if _FORMULA.match(clean.lstrip("'")) else clean


def without_guard(text: str) -> str:
    """The text as it was before ``csv_text`` put an apostrophe before it."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text.lstrip("'")) else text
