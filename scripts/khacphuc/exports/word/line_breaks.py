"""Where the lines of a name or a title break, so that none is left with one word."""

from __future__ import annotations

import re
from textwrap import wrap

from khacphuc.exports.word.wordml import POINT_MM, Type

_WIDTHS = {(True, True): 0.63, (True, False): 0.6, (False, True): 0.48, (False, False): 0.44}
"""Widths of letters of Times New Roman, spaces between words included, in parts of their size: capital, bold."""
_PLACE = re.compile(r" (?=(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|XÃ|PHƯỜNG|THỊ TRẤN|THỊ XÃ|ĐẶC KHU) )")
"""A name breaks before that of its place: ỦY BAN NHÂN DÂN / TỈNH SÔNG LAM."""


_TIED = re.compile(r"(?<=\b[Nn]gày) (?=\d)|(?<=\b[Ss]ố) (?=\d)")


def balanced(text: str, how: Type, room: float) -> str:
    """A text with breaks that make its lines about as long as each other. ``room`` is in millimetres."""
    letter = how.size * POINT_MM * _WIDTHS[text.isupper(), how.bold]
    most = max(int(room / letter), 1)
    return "\n".join(_broken(line, most) for line in _TIED.sub("\N{NO-BREAK SPACE}", text).split("\n"))


def _broken(line: str, most: int) -> str:
    if len(line) <= most:
        return line
    parts = _PLACE.split(line, 1)
    if len(parts) > 1 and max(map(len, parts)) <= most:
        return "\n".join(parts)
    count = len(_lines(line, most))
    fitting = (width for width in range(len(line) // count, most) if len(_lines(line, width)) <= count)
    return "\n".join(_lines(line, next(fitting, most)))


def _lines(line: str, width: int) -> list[str]:
    return wrap(line, width, break_long_words=False, break_on_hyphens=False)
