"""A recurrence and the words beside it: how often, on which days, until when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from khacphuc.model.plan import Plan, Recurrence, Task
from khacphuc.register.document import AnyDocument, holds
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import Message, say
from khacphuc.text.nodes import Path

if TYPE_CHECKING:
    from khacphuc.text.deadline.readings import Reading


def against_recurrence(
    document: AnyDocument, at: Path, task: Task, reading: Reading, context: Context
) -> Iterator[RuleReport]:
    """Compare what was read in ``due_text`` of a task with its recurrence."""
    from khacphuc.obligations.calendar import calendar_of
    from khacphuc.obligations.cycle_words import cycle
    from khacphuc.obligations.cycles import first_day
    from khacphuc.obligations.reading_cycles import as_recurrence, differing_days, same_rhythm
    from khacphuc.text.deadline.readings import RecurringDeadline as Cyclic

    own, text = task.recurrence, task.due_text or ""
    if own is None or not isinstance(reading, Cyclic) or not holds(document, Plan):
        return
    words, start = as_recurrence(reading), first_day(own, task.start, document.record.issued_on)
    if words is None or start is None:
        return
    eve = timedelta(days=1 if reading.before and context.settings.policy.strict_before else 0)
    place = (*at, "recurrence")
    if not words.day and not words.month:
        if not same_rhythm(words, own):
            message = say(
                "“{text}” does not mean {every}, as the recurrence here says.", text=text, every=cycle(own)
            )
            yield RuleReport(document, (*place, "every"), Said(message, _mend(words, own, eve)))
            return
    elif parting := differing_days(words, own, start, calendar_of(context.settings.policy), eve):
        message = say(
            "By “{text}” it is owed on {day}; by the recurrence here, on {other}.",
            text=text,
            day=parting[0],
            other=parting[1],
        )
        yield RuleReport(
            document, (*place, "day" if own.day else "every"), Said(message, _mend(words, own, eve))
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


def _mend(words: Recurrence, own: Recurrence, eve: timedelta) -> Message:
    """The recurrence of the words, where it says all of them; it keeps the plan's own days of beginning and end."""
    from khacphuc.obligations.cycle_words import as_written

    if eve:
        return say("Compare with the paper, and correct the one that is wrong.")
    line = as_written(replace(words, from_=own.from_, until=own.until))
    return say("Compare with the paper. If its words are right, write: {line}", line=line)
