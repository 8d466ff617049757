"""A table of a finished page as CSV: what the page shows, cell by cell, with days as programs read them."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

from khacphuc.exports.csv_file import csv_rows

_ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
_CELL = re.compile(r"<(t[hd])\b([^>]*)>(.*?)</\1>", re.DOTALL)
_SPAN = re.compile(r'\bcolspan="(\d{1,2})"')
_DAY = re.compile(r'<time datetime="(\d{4}-\d\d-\d\d)"[^>]*>.*?</time>', re.DOTALL)
_DROPPED = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_BREAK = re.compile(r'<(?:br|p|li|div)\b[^>]*>|<span class="kp-sub"[^>]*>')
_TAG = re.compile(r"<[^>]*>")


def table_csv(table: str) -> bytes:
    """The rows of a table in HTML that this program made, all as wide as the widest."""
    rows = [_cells(row) for row in _ROW.findall(table)]
    width = max(map(len, rows), default=0)
    return csv_rows([*row, *[""] * (width - len(row))] for row in rows)


def _cells(row: str) -> list[str]:
    found = []
    for _, given, inside in _CELL.findall(row):
        span = _SPAN.search(given)
        found += [_text(inside), *[""] * (int(span[1]) - 1 if span else 0)]
    return found


@lru_cache(4_096)  # names of units, states and days stand in many rows
def _text(inside: str) -> str:
    plain = inside
    if "<" in inside:
        plain = _TAG.sub("", _BREAK.sub("\n", _DAY.sub(r"\1", _DROPPED.sub("", inside))))
    lines = (" ".join(line.split()) for line in unescape(plain).split("\n"))
    return "\n".join(filter(None, lines))
