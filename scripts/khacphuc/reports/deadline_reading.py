"""How a written deadline is read, for a person and for a program."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from khacphuc.obligations.cycle_words import as_written, cycle
from khacphuc.obligations.reading_cycles import as_recurrence
from khacphuc.obligations.resolving import Resolved
from khacphuc.text.deadline.account import TextPiece, recurrence_of
from khacphuc.text.deadline.readings import (
    CellMeeting,
    Doubtful,
    Fuzzy,
    ImpossibleDate,
    NoDeadline,
    NotUnderstood,
    Reading,
    RecurringDeadline,
    YearFrom,
    YearSpan,
)
from khacphuc.text.deadline.reasons import SENSES, why_doubtful, why_not_understood
from khacphuc.text.message import Message, listed, say, speaker


def in_words(
    found: Resolved, parts: Sequence[TextPiece], cyclic: RecurringDeadline | None, language: str
) -> str:
    """A line for each thing that the words say, then one for each part of the text and what it was read as."""
    speak = speaker(language)
    width = max((len(piece.words) for piece in parts), default=0)
    read = [f"  {piece.words.ljust(width)}  {speak(say(SENSES[piece.sense]))}" for piece in parts]
    return "".join(
        f"{line}\n" for line in [*map(speak, _lines(found, cyclic)), *([""] if read else []), *read]
    )


def _lines(found: Resolved, cyclic: RecurringDeadline | None) -> Iterator[Message]:
    reading = found.reading
    if isinstance(reading, Doubtful):
        yield say("Not certain: {why}", why=why_doubtful(reading))
        reading = reading.reading
    if isinstance(reading, RecurringDeadline):
        yield from _recurring(found, reading)
    elif found.due is not None:
        yield say("Due on {day}.", day=found.due)
        recurrence = as_recurrence(cyclic) if cyclic else None
        if recurrence:
            yield say("If it comes again and again: {cycle}.", cycle=cycle(recurrence))
            yield say("In a plan: {line}", line=as_written(recurrence))
    else:
        yield _why_not(reading)
    for step in found.milestones:
        yield say("Milestone: {label} {day}", label=step.label, day=step.day)
    if isinstance(reading, Fuzzy | CellMeeting) and reading.first and reading.last:
        yield say(
            "The words allow any day from {first} to {last}: better write the day itself.",
            first=reading.first,
            last=reading.last,
        )
    if isinstance(reading, YearSpan):
        yield say("More than one year: the task needs milestones on the way.")
    if getattr(reading, "year_from", YearFrom.WRITTEN) is not YearFrom.WRITTEN:
        yield say("No year is written; it was taken from the date of the paper.")


def _recurring(found: Resolved, reading: RecurringDeadline) -> Iterator[Message]:
    if reading.every is None:
        yield say("It goes on, but no cycle is named: say how often (every: month).")
    else:
        found_cycle = as_recurrence(reading)
        shown = cycle(found_cycle) if found_cycle else Message(reading.every.value)
        yield say("Owed again and again: {cycle}.", cycle=shown)
        if found_cycle:
            yield say("In a plan: {line}", line=as_written(found_cycle))
    if reading.interval > 1 and reading.start is None:
        yield say("The words do not say with which period it begins: write from: with its first day.")
    if found.days:
        yield say("First deadlines: {days}.", days=listed(found.days))
    if reading.until is None:
        yield say("It has no end: add one (until: …).")
    else:
        yield say("Last day: {day}.", day=reading.until)


def _why_not(reading: Reading) -> Message:
    if isinstance(reading, NoDeadline):
        return say("No deadline: these words name no day. Give a last day, or a cycle with an end.")
    if isinstance(reading, ImpossibleDate):
        return say("The calendar has no such day: {written}.", written=reading.written)
    if isinstance(reading, NotUnderstood):
        return say(
            "Not understood: {why} Write the day as 31/12/2026, or the period as Q3/2026.",
            why=why_not_understood(reading),
        )
    return say("The words name no day by themselves.")


def as_json(
    found: Resolved, parts: Sequence[TextPiece], cyclic: RecurringDeadline | None, _language: str
) -> str:
    """The same for programs. ``left`` are the words that were not read."""
    cycle = cyclic or recurrence_of(found.reading)
    data = {
        "reading": type(found.reading).__name__,
        "due": found.due,
        "days": found.days,
        "milestones": [{"label": step.label, "due": step.day} for step in found.milestones],
        "definite": found.definite,
        "doubtful": found.doubtful,
        "cycle": {"every": cycle.every, "interval": cycle.interval} if cycle else None,
        "left": list(getattr(found.reading, "left", ())),
        "words": [{"words": piece.words, "read_as": piece.sense.value} for piece in parts],
    }
    return json.dumps(data, ensure_ascii=False, indent=2, default=str) + "\n"
