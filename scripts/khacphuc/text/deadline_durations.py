"""Durations: so many days, working days, weeks, months or years from some event."""

from __future__ import annotations

import re
from datetime import date

from khacphuc.text.deadline_marks import Mark, Marked
from khacphuc.text.deadline_patterns import BASES, NUMBERS
from khacphuc.text.readings import Base, Duration, NotUnderstood, TimeUnit

_TAIL = 80
"""The event is looked for in this many characters after the number."""

# A week is seven days and a year twelve months: they end on the same day (Bộ luật Dân sự 2015 điều 148).
_UNITS = {
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
    tail = marked.plain[mark.end : min(mark.end + _TAIL, marked.segments[mark.segment][1])]
    hits = [(match.start(), base) for pattern, base in BASES if (match := re.search(pattern, tail))]
    return Duration(n * factor, kind, min(hits)[1] if hits else Base.UNSTATED, None, written)
