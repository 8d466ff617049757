"""Escape untrusted text for terminals and CI logs.

Whatever nobody sees (controls, zero-width and bidirectional characters, odd blanks) is escaped, and what a runner would
take for a command is broken up: GitHub's and Forgejo's read ``::word`` at the start of a line, GitHub's also ``##[`` and
Azure's ``##vso[`` anywhere.
"""

from __future__ import annotations

import re
from unicodedata import category, east_asian_width

from msgspec import Struct

from khacphuc.text.front_matter import control_in

TAB = 4
_COMMAND = re.compile(r"##(?:vso)?\[")


class Cell(Struct, frozen=True):
    """One character as shown, and the columns that it takes on a terminal."""

    shown: str
    width: int


def cells(text: str) -> list[Cell]:
    """Return each character of one line as it is shown."""
    found: list[Cell] = []
    column = 0
    breaks = {match.end() - 1 for match in _COMMAND.finditer(text)} if "##" in text else set()
    for index, char in enumerate(text):
        cell = _tab(column) if char == "\t" else _cell(char)
        if index in breaks:
            cell = Cell("\\[", 2)
        found.append(cell)
        column += cell.width
    return found


def _tab(column: int) -> Cell:
    width = TAB - column % TAB
    return Cell(" " * width, width)


def _cell(char: str) -> Cell:
    if " " <= char <= "~":
        return Cell(char, 1)
    if not char.isprintable() or control_in(char):
        shown = char.encode("unicode_escape").decode("ascii")
        return Cell(shown, len(shown))
    # Marks, and the vowels and finals that join a Korean consonant, stand on the character before them.
    if category(char) in ("Mn", "Me") or "\u1160" <= char <= "\u11ff":
        return Cell(char, 0)
    return Cell(char, 2 if east_asian_width(char) in "WF" else 1)


def visible(text: str) -> str:
    """Return a text on one line, with nothing invisible in it and nothing that a runner obeys."""
    if not text.isprintable() or "##" in text or not text.isascii():
        text = "".join(cell.shown for cell in cells(" ".join(text.replace("\xa0", " ").split("\n"))))
    return text


def harmless(line: str) -> str:
    """Return a finished line that no runner takes for a command, whatever it starts with."""
    return f"\\{line}" if line.lstrip().startswith("::") else line


def columns(text: str) -> int:
    """Return the width of a text in terminal columns."""
    return len(text) if text.isascii() else sum(cell.width for cell in cells(text))


def encodable(text: str) -> str:
    """Return the text without lone surrogates, which come out of file names that are no UTF-8 and fit into no output."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")
