"""Find merge conflicts and oversized tables in a text."""

from __future__ import annotations

import re

from khacphuc.text.flaw import Flaw, Place
from khacphuc.text.front_matter import lines

MAX_CELLS = 20_000
"""Cells of all tables in one text. A renderer fills short rows up, so a few kilobytes can stand for gigabytes of cells."""
MAX_COLUMNS = 200

# The line below a table's head: dashes, colons and bars alone, inside quotes or lists.
_DELIMITER = re.compile(r"[ \t\v\f>*+0-9.)-]*[|:-][|: \t\v\f-]*")
_BLANK = re.compile(r"[ \t>]*")
_BEGINS, _PARTS, _ENDS = (re.compile(rf"{sign}{{7}}(?: .*)?") for sign in ("<", "=", ">"))
_MOST_TOLD = 20


def conflicts(text: str) -> list[Flaw]:
    """Return the places at which a merge has put both sides into a text and left the choice to a person."""
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return []
    found = []
    open_at, parted = 0, False
    for number, line in enumerate(lines(text), 1):
        if _BEGINS.fullmatch(line):
            open_at = number
            found.append(Flaw("merge-conflict", Place(number, 1, len(line))))
        elif _PARTS.fullmatch(line):
            parted = True
        elif _ENDS.fullmatch(line):
            if not open_at and parted:
                found.append(Flaw("merge-conflict", Place(number, 1, len(line))))
            open_at, parted = 0, False
    return found[:_MOST_TOLD]


def large_tables(text: str, first_line: int = 1) -> list[Flaw]:
    """Return the table by which a text has more cells, or columns, than are drawn; ``first_line`` is the line of its beginning.

    Counts at least what any parser of GitHub's tables would make: every row as wide as the head.
    """
    if "|" not in text or "-" not in text:
        return []
    cells = 0
    rows = lines(text)
    below = _rows_below(rows)
    for at, line in enumerate(rows):
        bars = line.count("|")
        if bars and _DELIMITER.fullmatch(line):
            columns = bars + 1
            cells += columns * (below[at] + 2)
            if cells > MAX_CELLS or columns > MAX_COLUMNS:
                place = Place(first_line + at, 1, min(len(line), 80))
                return [Flaw("table-too-large", place, (str(MAX_CELLS), str(MAX_COLUMNS)))]
    return []


def _rows_below(rows: list[str]) -> list[int]:
    """For each line how many follow it before the next blank one."""
    below, count = [0] * len(rows), 0
    for at in range(len(rows) - 1, -1, -1):
        below[at] = count
        count = 0 if _BLANK.fullmatch(rows[at]) else count + 1
    return below
