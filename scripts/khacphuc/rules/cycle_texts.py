"""A recurrence and the words beside it: how often, on which days, until when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from khacphuc.model.shared import Recurrence
from khacphuc.register.document import AnyDocument
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.deadline_texts import CycleText
from khacphuc.text.message import Message, say

if TYPE_CHECKING:
    from khacphuc.text.deadline.readings import RecurringDeadline


def against_recurrence(
    document: AnyDocument, written: CycleText, reading: RecurringDeadline, context: Context
) -> Iterator[RuleReport]:
    """Compare what was read in ``due_text`` with the recurrence beside it."""
    from khacphuc.obligations.calendar import calendar_of
    from khacphuc.obligations.cycle_words import cycle
    from khacphuc.obligations.reading_cycles import as_recurrence, differing_days, same_rhythm

    own, text, start = written.recurrence, written.text, written.start
    words = as_recurrence(reading)
    if words is None or start is None:
        return
    eve = timedelta(days=1 if reading.before and context.settings.policy.strict_before else 0)
    place = written.path
    if not words.day and not words.month:
        if not same_rhythm(words, own):
            message = say(
                "“{text}” does not mean {every}, as the recurrence here says.", text=text, every=cycle(own)
            )
            yield RuleReport(
                document, (*place, "every"), Said(message, _mend(words, own, eve, str(place[-1])))
            )
            return
    elif parting := differing_days(words, own, start, calendar_of(context.settings.policy), eve):
        message = say(
            "By “{text}” it is owed on {day}; by the recurrence here, on {other}.",
            text=text,
            day=parting[0],
            other=parting[1],
        )
        yield RuleReport(
            document,
            (*place, "day" if own.day else "every"),
            Said(message, _mend(words, own, eve, str(place[-1]))),
        )
        return
    if words.until and own.until and words.until != own.until:
        message = say(
            "“{text}” ends on {last}; the recurrence here ends on {until}.",
            text=text,
            last=words.until,
            until=own.until,
        )
        mend = say("Compare with the paper, and correct the one that is wrong.")
        yield RuleReport(document, (*place, "until"), Said(message, mend))


def _mend(words: Recurrence, own: Recurrence, eve: timedelta, key: str) -> Message:
    """The recurrence of the words, where it says all of them; it keeps the plan's own days of beginning and end."""
    from khacphuc.obligations.cycle_words import as_written

    if eve:
        return say("Compare with the paper, and correct the one that is wrong.")
    line = as_written(replace(words, from_=own.from_, until=own.until), key)
    return say("Compare with the paper. If its words are right, write: {line}", line=line)
