"""Durations: so many days, working days, weeks, months or years from some event."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from khacphuc.text.deadline.marks import Mark, Marked
from khacphuc.text.deadline.numbers import NUMBERS
from khacphuc.text.deadline.readings import Base, Duration, NotUnderstood, TimeUnit
from khacphuc.text.deadline.words import BASES

_TAIL: Final = 80
"""The event is looked for in this many characters after the number."""
_EVENT: Final = re.compile(
    r"(?: ?\([^()]{1,30}\))? ?,? ?(?:ke tu|tinh tu|sau khi|sau ngay|tu khi|tu ngay|tu|sau|after|from|of|following)(?: the)? (?=[a-z])"
)

# A week is seven days and a year twelve months: they end on the same day (Bộ luật Dân sự 2015 điều 148).
_UNITS: Final = {
    "tu": (7, TimeUnit.DAY),
    "we": (7, TimeUnit.DAY),
    "th": (1, TimeUnit.MONTH),
    "mo": (1, TimeUnit.MONTH),
    "na": (12, TimeUnit.MONTH),
    "ye": (12, TimeUnit.MONTH),
}


def duration(marked: Marked, mark: Mark, base_day: date | None) -> Duration | NotUnderstood:
    """Read a DURATION mark; ``base_day`` is the day from which it runs, if the text has it."""
    word, unit = mark.groups["n"], mark.groups["u"]
    n = int(word) if word.isdigit() else NUMBERS[word]
    factor, kind = _UNITS.get(unit[:2], (1, TimeUnit.DAY))
    if "w" in mark.groups or "ew" in mark.groups:
        kind = TimeUnit.WORKING_DAY
    if unit.startswith(("gio", "hour")):
        n, rest = divmod(n, 24)
        n = 0 if rest else n
    if n == 0:
        return NotUnderstood()
    written = marked.words[mark.start : mark.end]
    if base_day:
        return Duration(n * factor, kind, Base.DAY, base_day, written)
    base = base_in(marked, mark)
    return Duration(n * factor, kind, base[2] if base else _unnamed(marked, mark), None, written)


def base_in(marked: Marked, mark: Mark) -> tuple[int, int, Base] | None:
    """Return where the event of a duration stands in the text, and which it is; None when none that is known is named."""
    tail = _tail(marked, mark)
    hits = [
        (match.start(), match.end(), base) for pattern, base in BASES if (match := re.search(pattern, tail))
    ]
    if not hits:
        return None
    start, end, base = min(hits)
    return mark.end + start, mark.end + end, base


def _unnamed(marked: Marked, mark: Mark) -> Base:
    """Tell a duration that names no event from one whose event is not known."""
    return Base.UNKNOWN if _EVENT.match(_tail(marked, mark)) else Base.UNSTATED


def _tail(marked: Marked, mark: Mark) -> str:
    return marked.plain[mark.end : min(mark.end + _TAIL, marked.segments[mark.segment][1])]
