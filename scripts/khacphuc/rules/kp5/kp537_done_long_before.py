"""A task is said to have been done long before it was reported and shown.

The day on which the work was done decides whether it was in time. One that lies far before the report and its evidence, that
stays the same, or stays before that day, after the follower sent the task back, or that is earlier than the unit itself had said, looks as if it had been
chosen for that.

The reviewer may ask for a paper of that day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from khacphuc.model.records import TaskProgress, TaskVerification
from khacphuc.model.vocabulary import Declared, Severity
from khacphuc.obligations.lives import denies
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
            if word.said.done_on is None:
                continue
            key = (word.said.unit or "", word.said.occurrence)
            if word.said.state is Declared.REPORTED_DONE:
                message = _again(entries, word, before.get(key)) or _long_before(word)
                before[key] = word
            else:
                message = _long_before(word) if word.said.milestones else None
            if message is not None:
                mend = say(
                    "Name under evidence a paper of that day, or write the day on which it was really done."
                )
                yield RuleReport(word.document, ("tasks", word.at, "done_on"), Said(message, mend))


def _again(entries: Timeline, word: ProgressEntry, before: ProgressEntry | None) -> Message | None:
    """Return what is doubtful of a day on which a task is said to have been done that had been reported done before."""
    done_on = word.said.done_on
    if before is None or done_on is None:
        return None
    denied = _denied_between(entries, before, word)
    if denied and before.said.done_on == done_on:
        return say(
            "Task {id} was sent back, and is reported done on the same day as before, {day}: what was done since?",
            id=word.said.task,
            day=done_on,
        )
    if before.said.done_on and done_on < before.said.done_on:
        return say(
            "Task {id} had been reported done on {before}; here it is {day}, which is earlier: which paper shows that day?",
            id=word.said.task,
            before=before.said.done_on,
            day=done_on,
        )
    if denied and done_on < denied:
        return say(
            "Task {id} was sent back on {denied}, and is reported done on {day}, before that: what was done since?",
            id=word.said.task,
            denied=denied,
            day=done_on,
        )
    return None


def _denied_between(entries: Timeline, before: ProgressEntry, word: ProgressEntry) -> date | None:
    """Return the last day on which the follower sent the task back between two updates, or found it without effect."""
    return max(
        (
            item.on
            for item in entries.verifications.get(word.said.task, ())
            if denies(item.said) and before.on <= item.on <= word.on and _same(item.said, word.said)
        ),
        default=None,
    )


def _same(judged: TaskVerification, said: TaskProgress) -> bool:
    """Return whether a verification may be about what an update reports, as far as both say."""
    days = {*judged.occurrences, *filter(None, [judged.occurrence])}
    units = {judged.unit, said.unit} - {None}
    return (not days or said.occurrence is None or said.occurrence in days) and len(units) < 2


def _long_before(word: ProgressEntry) -> Message | None:
    """Return that a day lies far before the report and its evidence."""
    done_on = word.said.done_on
    if done_on is None:
        return None
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
