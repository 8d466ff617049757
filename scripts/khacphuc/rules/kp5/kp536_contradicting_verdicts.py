"""Two records of one day say the opposite of one task, and nothing says which came first.

The last word counts. Where a report and a rejection bear one date and no time, a file name alone would decide whether the task
is done.

Write `time` in both, as on the papers.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from khacphuc.model.vocabulary import Declared, Severity, VerificationOutcome
from khacphuc.obligations.lives import denies
from khacphuc.register.case import Case
from khacphuc.register.document import AnyDocument
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import say
from khacphuc.timeline.timeline import ProgressEntry, Timeline, VerificationEntry, timeline

SEVERITY = Severity.WARNING

_About = tuple[str, str, date | None, date]
"""Task, unit, occurrence, day."""
_Word = tuple[AnyDocument, int, str, bool]
"""Where it stands; whether it says yes, no, or that the task is not pursued; whether the follower says it."""


def check_case(case: Case, _context: Context) -> Iterator[RuleReport]:
    first: dict[_About, list[_Word]] = {}
    for about, word in _words(timeline(case)):
        document, at, says, judges = word
        for other, _, said, judged in first.setdefault(about, []):
            asked = "drop" in (says, said) and (judges or judged)
            if says != said and not asked and other is not document:
                message = say(
                    "On {day} {other} and this say the opposite of task {id}: which came first?",
                    day=about[3],
                    other=other.path.rpartition("/")[2],
                    id=about[0],
                )
                mend = say("Write time: in both, as on the papers; until then the names of the files decide.")
                yield RuleReport(document, ("tasks", at, "task"), Said(message, mend))
                break
        first[about].append(word)


def _words(entries: Timeline) -> Iterator[tuple[_About, _Word]]:
    for progress in entries.progress.values():
        for one in progress:
            if one.said.state and not one.document.record.time:
                about = one.said.task, one.said.unit or "", one.said.occurrence, one.on
                yield about, (one.document, one.at, _says(one), False)
    for verdicts in entries.verifications.values():
        for verdict in verdicts:
            said = verdict.said
            if (said.outcome or denies(said)) and not verdict.document.record.time:
                about = said.task, said.unit or "", said.occurrence, verdict.on
                yield about, (verdict.document, verdict.at, _judges(verdict), True)


def _says(entry: ProgressEntry) -> str:
    state = entry.said.state
    return "yes" if state is Declared.REPORTED_DONE else "drop" if state is Declared.NOT_PURSUED else "no"


def _judges(entry: VerificationEntry) -> str:
    if denies(entry.said):
        return "no"
    return "drop" if entry.said.outcome is VerificationOutcome.RELEASED else "yes"
