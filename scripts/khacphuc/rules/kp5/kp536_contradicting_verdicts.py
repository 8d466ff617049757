"""Two statements of one day say the opposite of one task, and nothing says which came first.

The last word counts. Where a report and a rejection bear one date and no time, or the same time, a file name alone would decide
whether the task is done; and so would the place in the list where one record says both. A task that is given up on the day on
which its shortcoming is confirmed gone is asked about too: which of the two did the follower confirm?

Write `time` in both, as on the papers. Of two statements in one record, keep the one that the paper has.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from khacphuc.model.vocabulary import Declared, Severity, VerificationOutcome
from khacphuc.obligations.lives import denies
from khacphuc.register.case import Case
from khacphuc.register.document import AnyDocument
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import say
from khacphuc.timeline.timeline import ProgressEntry, Timeline, VerificationEntry, timeline

SEVERITY = Severity.WARNING

_About = tuple[str, str, date | None, date, str]
"""Task, unit, occurrence, day, time."""


class _Word(NamedTuple):
    """A statement on a task: whether it says yes, no, or that the task is not pursued; who says it."""

    document: AnyDocument
    at: int
    says: str
    judges: bool
    gone: bool = False


def check_case(case: Case, _context: Context) -> Iterator[RuleReport]:
    earlier: dict[_About, list[_Word]] = {}
    for about, word in _words(timeline(case)):
        before = earlier.setdefault(about, [])
        other = next((one for one in before if _opposite(one, word)), None)
        if other is not None:
            yield RuleReport(word.document, ("tasks", word.at, "task"), _said(about, word, other))
        before.append(word)


def _opposite(one: _Word, other: _Word) -> bool:
    """Whether two statements cannot both hold. A request to give a task up, and the follower's answer, can."""
    if "drop" in (one.says, other.says) and (one.judges or other.judges):
        asked, answer = (other, one) if one.judges else (one, other)
        return not asked.judges and answer.gone and answer.says == "yes"
    return one.says != other.says


def _said(about: _About, word: _Word, other: _Word) -> Said:
    task, day, time = about[0], about[3], about[4]
    if "drop" in (word.says, other.says) and word.judges != other.judges:
        message = say(
            "On {day} task {id} is given up, and its shortcoming is confirmed to be gone: which of the two was confirmed?",
            day=day,
            id=task,
        )
        return Said(
            message,
            say(
                "Who only agrees that it is given up leaves gone: out; who found it done says so in the text."
            ),
        )
    if other.document is word.document:
        message = say("This record says the opposite of task {id} in two places.", id=task)
        return Said(
            message,
            say("Keep what the paper has. Of two papers of one day make two records, each with its time:."),
        )
    message = say(
        "On {day} {other} and this say the opposite of task {id}: which came first?",
        day=day,
        other=other.document.path.rpartition("/")[2],
        id=task,
    )
    mend = (
        say("Both bear {time}: compare with the papers; until then the names of the files decide.", time=time)
        if time
        else say("Write time: in both, as on the papers; until then the names of the files decide.")
    )
    return Said(message, mend)


def _words(entries: Timeline) -> Iterator[tuple[_About, _Word]]:
    for progress in entries.progress.values():
        for one in progress:
            if one.said.state:
                time = one.document.record.time or ""
                about = one.said.task, one.said.unit or "", one.said.occurrence, one.on, time
                yield about, _Word(one.document, one.at, _says(one), judges=False)
    for verdicts in entries.verifications.values():
        for verdict in verdicts:
            said, time = verdict.said, verdict.document.record.time or ""
            if said.outcome or denies(said):
                word = _Word(
                    verdict.document, verdict.at, _judges(verdict), judges=True, gone=bool(said.gone)
                )
                for occurrence in said.occurrences or (said.occurrence,):
                    yield (said.task, said.unit or "", occurrence, verdict.on, time), word


def _says(entry: ProgressEntry) -> str:
    state = entry.said.state
    return "yes" if state is Declared.REPORTED_DONE else "drop" if state is Declared.NOT_PURSUED else "no"


def _judges(entry: VerificationEntry) -> str:
    if denies(entry.said):
        return "no"
    return "drop" if entry.said.outcome is VerificationOutcome.RELEASED else "yes"
