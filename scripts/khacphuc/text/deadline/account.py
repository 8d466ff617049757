"""Account for every word of a deadline: which part of the text was read as what, and what is left.

A reading holds only when nothing is left but words that say nothing. What is left makes it doubtful; beside a bare year,
or when it holds digits, it makes the text not understood: "trước mùa mưa năm 2026", "trước ngày 3O/9/2026".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from enum import StrEnum
from itertools import groupby
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from khacphuc.text.deadline.cycles import names_cycle
from khacphuc.text.deadline.dates import DATED
from khacphuc.text.deadline.durations import base_in
from khacphuc.text.deadline.marks import Mark, Marked, Role, beside, vietnamese
from khacphuc.text.deadline.patterns import Kind
from khacphuc.text.deadline.readings import (
    Base,
    Because,
    Definite,
    Doubtful,
    Duration,
    Fuzzy,
    ImpossibleDate,
    Milestones,
    NoDeadline,
    NotUnderstood,
    PeriodEnd,
    Reading,
    RecurringDeadline,
    Vague,
    Why,
    YearSpan,
)
from khacphuc.text.deadline.words import BASE_OBJECTS, LONGEST, SILENT, TRAPS
from khacphuc.text.folding import fold_aligned


class Sense(StrEnum):
    """What a part of a deadline text was read as."""

    DAY = "day"
    PERIOD = "period"
    CYCLE = "cycle"
    DURATION = "duration"
    WEEKDAY = "weekday"
    HOUR = "hour"
    PAPER = "paper"
    OCCASION = "occasion"
    SHARE = "share"
    MEETING = "meeting"
    VAGUE = "vague"
    STEP = "step"
    SILENT = "silent"
    LEFT = "left"


class TextPiece(Struct, frozen=True):
    """A part of the text and what it was read as."""

    words: str
    sense: Sense


_SENSES: Final = {
    Kind.DATE: Sense.DAY,
    Kind.DAY_OF_NAMED_MONTH: Sense.DAY,
    Kind.DAY_OF_WEEK: Sense.DAY,
    Kind.EVERY: Sense.CYCLE,
    Kind.EVERY_N: Sense.CYCLE,
    Kind.MONTH_OF_QUARTER: Sense.CYCLE,
    Kind.AFTER_CYCLE: Sense.CYCLE,
    Kind.DAYS: Sense.DAY,
    Kind.DURATION: Sense.DURATION,
    Kind.WEEKDAY: Sense.WEEKDAY,
    Kind.HOUR: Sense.HOUR,
    Kind.DOCUMENT: Sense.PAPER,
    Kind.OCCASION: Sense.OCCASION,
    Kind.PERCENT: Sense.SHARE,
    Kind.MEETING: Sense.MEETING,
    Kind.VAGUE: Sense.VAGUE,
    Kind.UNTIL_NOW: Sense.VAGUE,
    Kind.ONWARD: Sense.VAGUE,
    Kind.LUNAR: Sense.LEFT,
}
_WORD: Final = re.compile(r"[^\W_]+(?:[/.-][^\W_]+)*|[~?±≈<>]+|\+/-")
_ORDINAL: Final = frozenset("thu lan dot khoa so giai doan phase round no ky buoc vong nhom".split())
_LONG: Final = timedelta(days=300)

Stretch = tuple[int, int, Sense]


def pieces(marked: Marked, reading: Reading) -> tuple[TextPiece, ...]:
    """Return the text in parts, in order, each with what it was read as."""
    found: list[TextPiece] = []
    position = 0
    for start, end, sense in _taken(marked, reading):
        if start > position:
            found += _words(marked, position, start, _objects(reading))
        if end > position:
            found.append(TextPiece(marked.words[max(start, position) : end], sense))
        position = max(position, end)
    found += _words(marked, position, len(marked.words), _objects(reading))
    return tuple(_joined(found))


def _joined(found: list[TextPiece]) -> Iterator[TextPiece]:
    """Put what is left in one run of words into one piece."""
    for sense, run in groupby(found, key=lambda piece: piece.sense):
        if sense is Sense.LEFT:
            yield TextPiece(" ".join(piece.words for piece in run), sense)
        else:
            yield from run


def _objects(reading: Reading) -> frozenset[str]:
    known = isinstance(reading, Duration) and reading.base not in (Base.UNSTATED, Base.UNKNOWN)
    return BASE_OBJECTS if known else frozenset()


def _taken(marked: Marked, reading: Reading) -> list[Stretch]:
    """What marks and the names of steps take of the text."""
    stretches = [stretch for mark in marked.marks for stretch in _of_mark(marked, mark)]
    steps = reading.items if isinstance(reading, Milestones) else getattr(reading, "milestones", ())
    position = 0
    for step in steps:
        at = marked.words.find(step.label, position) if step.label else -1
        at = marked.words.find(step.label) if step.label and at < 0 else at
        if at >= 0 and not TRAPS & set(fold_aligned(step.label).split()):
            stretches.append((at, at + len(step.label), Sense.STEP))
            position = at + len(step.label)
    return sorted(stretches)


_CITED: Final = re.compile(
    r"(?:(?:theo|tai|cua|can cu|thuc hien|neu tai|of|under|per|in) )?(?:(?:yeu cau|ke hoach|noi dung|quy dinh) (?:tai|cua|theo) )?"
    r"(?:thong bao|ket luan|thong bao ket luan|ke hoach|quyet dinh|nghi quyet|cong van|chi thi|bao cao|van ban|to trinh|huong dan"
    r"|letter|report|decision|notice|plan|resolution)? ?(?:so|no\.?)? ?$"
)
_CITED_LENGTH: Final = 60


def _of_mark(marked: Marked, mark: Mark) -> Iterator[Stretch]:
    sense = _SENSES.get(mark.kind, Sense.PERIOD) if _used(marked, mark) else Sense.LEFT
    start, end = min(mark.lead, mark.start), mark.end
    if mark.kind is Kind.DOCUMENT:
        begin = max(0, mark.start - _CITED_LENGTH)
        if cited := _CITED.search(marked.plain[begin : mark.start]):
            start = begin + cited.start()
    elif mark.kind is Kind.DURATION and (base := base_in(marked, mark)):
        yield base[0], base[1], sense
    yield start, end, sense


def _runs_into(marked: Marked, duration: Mark, dated: Mark) -> bool:
    """Whether a duration and a date after or before it are one clause, and the date is not that from which it runs."""
    if dated.segment != duration.segment or (dated.start > duration.end and dated.role is Role.FROM):
        return False
    between = marked.plain[
        min(duration.end, dated.end) : max(duration.lead, dated.lead, min(duration.end, dated.end))
    ]
    return not any(sign in between for sign in ",;") and not _FINISHES.search(between)


_FINISHES: Final = re.compile(r"(?<![a-z])(?:cham nhat|nhung|va|but|and|no later)(?![a-z])")
_INSIDE_CYCLES: Final = frozenset({Kind.DAYS, Kind.WEEKDAY, Kind.LAST_WORKING_DAY})


def _used(marked: Marked, mark: Mark) -> bool:
    """Whether a mark adds to the reading.

    A bare day, or a weekday, does so in a cycle or beside a date alone; a duration beside a date only as a clause of its
    own ("trong 15 ngày, chậm nhất 30/6", but not "trước ngày 30/9 một tháng").
    """
    if mark.kind is Kind.NAMED:
        return mark.groups.get("rel") != "truoc"
    if mark.kind is Kind.DURATION:
        return not any(_runs_into(marked, mark, other) for other in marked.marks if other.kind in DATED)
    if mark.kind not in _INSIDE_CYCLES or any(map(names_cycle, marked.marks)):
        return True
    return mark.kind is Kind.WEEKDAY and any(
        other.kind is Kind.DATE and beside(marked, mark, other) for other in marked.marks
    )


def _words(marked: Marked, start: int, end: int, also: frozenset[str]) -> Iterator[TextPiece]:
    """Split a stretch that nothing took into words that say nothing and words that are left."""
    words = [
        (start + match.start(), start + match.end()) for match in _WORD.finditer(marked.words[start:end])
    ]
    position = 0
    while position < len(words):
        length = _silent_at(marked.plain, words, position, also)
        one, two = words[position][0], words[position + max(length, 1) - 1][1]
        yield TextPiece(marked.words[one:two], Sense.SILENT if length else Sense.LEFT)
        position += max(length, 1)


def _silent_at(plain: str, words: list[tuple[int, int]], position: int, also: frozenset[str]) -> int:
    """How many words from here on are one silent phrase; 0 for none."""
    for length in range(min(LONGEST, len(words) - position), 0, -1):
        phrase = " ".join(plain[one:two] for one, two in words[position : position + length])
        if phrase in SILENT or phrase in also:
            return length
    return 0


def accounted(reading: Reading, marked: Marked) -> Reading:
    """Return the reading if all words are accounted for, and what becomes of it if they are not."""
    if isinstance(reading, NoDeadline | ImpossibleDate | Doubtful):
        return reading
    left = tuple(piece.words for piece in pieces(marked, reading) if piece.sense is Sense.LEFT)
    if isinstance(reading, NotUnderstood):
        return replace(reading, left=left)
    if isinstance(reading, Duration) and reading.base is Base.UNKNOWN:
        return NotUnderstood(Why.UNKNOWN_BASE, left)
    if left and (_names_only_years(reading) or any(_garbled(words) for words in left)):
        return NotUnderstood(Why.WORDS_LEFT, left)
    return _doubted(reading, marked, left)


def _doubted(reading: Definite, marked: Marked, left: tuple[str, ...]) -> Definite | Doubtful:
    """Return the reading, with the reason to doubt it if there is one."""
    if left:
        return Doubtful(reading, Because.WORDS_LEFT, left)
    if _order_unsure(marked):
        return Doubtful(reading, Because.DAY_ORDER)
    conditions = tuple(
        marked.words[mark.start : mark.end] for mark in marked.marks if mark.vague is Vague.CONDITIONAL
    )
    return Doubtful(reading, Because.CONDITION, conditions) if conditions else reading


_NUMERIC: Final = re.compile(r"(?<![0-9/])([0-9]{1,2})/([0-9]{1,2})/[0-9]{2,4}(?![0-9/])")
_ENGLISH: Final = re.compile(r"[a-z]{2}")


def _order_unsure(marked: Marked) -> bool:
    """Whether day and month can be taken for each other: 04/05/2027 in English, 12/31/2026 without any words."""
    if vietnamese(marked):
        return False
    english = _ENGLISH.search(marked.plain) is not None
    for match in _NUMERIC.finditer(marked.plain):
        day, month = int(match[1]), int(match[2])
        if (english and day <= 12 and month <= 12 and day != month) or (not english and month > 12):
            return True
    return False


def _names_only_years(reading: Definite) -> bool:
    """A year, or several, says nothing of the day when words beside it do."""
    return isinstance(reading, PeriodEnd | Fuzzy | YearSpan) and reading.last - reading.first > _LONG


def _garbled(words: str) -> bool:
    """Tell "3O/9/2026", and a number that belongs to no word, from "đợt 2" and "30 hồ sơ"."""
    folded = fold_aligned(words).split()
    for before, word, after in zip(["", *folded], folded, [*folded[1:], ""], strict=False):
        if any(character.isdigit() for character in word) and not (
            word.isdigit() and (before in _ORDINAL or after.isalpha())
        ):
            return True
    return False


def recurrence_of(reading: Reading) -> RecurringDeadline | None:
    """The cycle that a reading names, be it that the register has no key for it."""
    if isinstance(reading, Doubtful):
        return recurrence_of(reading.reading)
    if isinstance(reading, NotUnderstood):
        return reading.recurrence
    return reading if isinstance(reading, RecurringDeadline) else None
