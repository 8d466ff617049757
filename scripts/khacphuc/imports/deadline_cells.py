"""The cell of a deadline: a day, several milestones, a cycle. What rests on a reading that could be another is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from msgspec import Struct

from khacphuc.imports import cell_words as read
from khacphuc.imports.cell_grid import GridValue, one_line
from khacphuc.imports.office_words import office_words
from khacphuc.model.policy import Policy
from khacphuc.obligations.resolving import Resolved, resolve
from khacphuc.text.deadline.read import read_deadline
from khacphuc.text.deadline.readings import (
    Doubtful,
    Duration,
    FixedDay,
    PeriodEnd,
    RecurringDeadline,
    YearFrom,
)
from khacphuc.text.folding import fold
from khacphuc.text.message import Message, say

_MOVES: Final = re.compile("|".join(rf"\b{re.escape(fold(word))}\b" for word in office_words().rows.moves))
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\d[/.-]\d{1,2}[/.-]\d\d(?!\d)")
_STEP: Final = re.compile(r"[-+*•\s]*([^:]{4,40}?)\s*:\s*(\S.*)")


class Step(Struct, frozen=True):
    """A milestone in the cell of a deadline."""

    text: str
    due: date


class DueCell(Struct, frozen=True):
    """What the cell says, and what a person has to look at."""

    due: date | None = None
    words: str = ""
    steps: tuple[Step, ...] = ()
    every: str = ""
    every_from: date | None = None
    every_until: date | None = None
    doubt: Message | None = None


def read_due(value: GridValue, issued: date, policy: Policy) -> DueCell:
    """Read the cell as in a paper of the day ``issued``. A day is given only where the words leave no other."""
    if value is None:
        return DueCell()
    if isinstance(value, date):
        return DueCell(value)
    words = one_line(str(value))
    if not read.known(value):
        return DueCell(words=words, doubt=say("no deadline is set: “{words}”", words=words))
    if _MOVES.search(fold(words)):
        text = say("a moved deadline needs the paper that moved it: “{words}” is not taken", words=words)
        return DueCell(words=words, doubt=text)
    if steps := tuple(_lines(str(value), issued, policy)):
        return DueCell(max(step.due for step in steps), words, steps, doubt=_yearless(words, steps[-1].due))
    return _read(words, resolve(read_deadline(words, issued=issued), issued, policy), issued)


def _read(words: str, found: Resolved, issued: date) -> DueCell:
    reading = found.reading
    if isinstance(reading, RecurringDeadline) and reading.every is not None:
        endless = say("the cycle has no end: “{words}”", words=words) if reading.until is None else None
        steps = tuple(Step(step.label, step.day) for step in found.milestones)
        return DueCell(
            None, words, steps, reading.every.value, reading.start or issued, reading.until, doubt=endless
        )
    if isinstance(reading, Duration):
        text = say("counted in days from an event: write the last day instead of “{words}”", words=words)
        return DueCell(words=words, doubt=text)
    if found.due is None or isinstance(reading, Doubtful):
        return DueCell(words=words, doubt=say("the deadline cannot be read: “{words}”", words=words))
    doubt = _yearless(words, found.due)
    if isinstance(reading, FixedDay | PeriodEnd) and reading.year_from is YearFrom.WRITTEN:
        doubt = None
    if found.doubtful:
        doubt = say("“{words}” was read as {day}", words=words, day=found.due)
    return DueCell(
        found.due, words, tuple(Step(step.label, step.day) for step in found.milestones), doubt=doubt
    )


def _yearless(words: str, day: date) -> Message | None:
    """The year of a day that has none in the cell is that of the paper: likely, and no more."""
    if _YEAR.search(words):
        return None
    return say("“{words}” has no year: it was read as {day}", words=words, day=day)


def _lines(text: str, issued: date, policy: Policy) -> Iterator[Step]:
    """Milestones as “30/9/2026: khởi công”, a line each; none where one of several lines is no such thing."""
    found: list[Step] = []
    for line in text.split("\n"):
        match = _STEP.fullmatch(line)
        due = resolve(read_deadline(match[1], issued=issued), issued, policy) if match else None
        if match is None or due is None or due.due is None or due.doubtful or due.milestones:
            return
        found.append(Step(match[2].rstrip(" ;."), due.due))
    if len(found) > 1:
        yield from found
