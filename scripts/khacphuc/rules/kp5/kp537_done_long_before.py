"""A task is said to have been done long before it was reported and shown.

The day on which the work was done decides whether it was in time. One that lies far before the report and its evidence, that
stays the same after the follower sent the task back, or that is earlier than the unit itself had said, looks as if it had been
chosen for that.

The reviewer may ask for a paper of that day.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.vocabulary import Declared, Severity
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import Message, say, say_n
from khacphuc.timeline.timeline import ProgressEntry, Timeline, timeline

SEVERITY = Severity.QUESTION

_LONG = 45
"""Days: a report of what was done in the month before, with the time that a paper takes, is usual."""


def check_case(case: Case, _context: Context) -> Iterator[RuleReport]:
    entries = timeline(case)
    for words in entries.progress.values():
        before: dict[tuple[str, object], ProgressEntry] = {}
        for word in words:
            if word.said.state is not Declared.REPORTED_DONE or word.said.done_on is None:
                continue
            key = (word.said.unit or "", word.said.occurrence)
            message = _doubt(entries, word, before.get(key))
            before[key] = word
            if message is not None:
                mend = say(
                    "Name under evidence a paper of that day, or write the day on which it was really done."
                )
                yield RuleReport(word.document, ("tasks", word.at, "done_on"), Said(message, mend))


def _doubt(entries: Timeline, word: ProgressEntry, before: ProgressEntry | None) -> Message | None:
    done_on = word.said.done_on
    if done_on is None:
        return None
    if before is not None and before.said.done_on == done_on and entries.rejected_between(before, word):
        return say(
            "Task {id} was sent back, and is reported done on the same day as before, {day}: what was done since?",
            id=word.said.task,
            day=done_on,
        )
    if before is not None and before.said.done_on and done_on < before.said.done_on:
        return say(
            "Task {id} had been reported done on {before}; here it is {day}, which is earlier: which paper shows that day?",
            id=word.said.task,
            before=before.said.done_on,
            day=done_on,
        )
    shown = [paper.date for paper in word.said.evidence if paper.date]
    nearest = min(abs((day - done_on).days) for day in [word.on, *shown])
    if (word.on - done_on).days <= _LONG or nearest <= _LONG:
        return None
    return say_n(
        "Task {id} is said to have been done on {day}, {n} day before it was reported: which paper shows that day?",
        "Task {id} is said to have been done on {day}, {n} days before it was reported: which paper shows that day?",
        (word.on - done_on).days,
        id=word.said.task,
        day=done_on,
    )
