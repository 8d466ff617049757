"""A task is confirmed that nobody had reported done.

Verification looks at what the unit reports, with its evidence. A confirmation without a report skips the unit's own word,
and the day on which the task was done stays unknown.

Record the unit's update first; if the date of the verification is wrong, correct it.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.vocabulary import Declared, Severity, VerificationOutcome
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, Report, Said
from khacphuc.rules.knowledge import understood
from khacphuc.text.message import say
from khacphuc.timeline.timeline import Timeline, VerificationEntry, timeline

SEVERITY = Severity.ERROR


def check_case(case: Case, _context: Context) -> Iterator[Report]:
    entries = timeline(case)
    for items in entries.verifications.values():
        for item in items:
            if item.said.outcome is not VerificationOutcome.CONFIRMED or _reported(entries, item):
                continue
            if not understood(case, "update"):
                return
            later = [
                word.on
                for word in entries.progress.get(item.said.task, ())
                if word.said.state is Declared.REPORTED_DONE
            ]
            message = (
                say(
                    "Task {id} is confirmed on {day}, but was reported done only on {done}.",
                    id=item.said.task,
                    day=item.on,
                    done=min(later),
                )
                if later
                else say(
                    "Task {id} is confirmed on {day}, but was never reported done.",
                    id=item.said.task,
                    day=item.on,
                )
            )
            mend = say(
                "Record first the update that reports {id} done, with its evidence.", id=item.said.task
            )
            yield Report(item.document, ("tasks", item.at, "outcome"), Said(message, mend))


def _reported(entries: Timeline, item: VerificationEntry) -> bool:
    return any(
        word.said.state is Declared.REPORTED_DONE
        and word.on <= item.on
        and (item.said.unit is None or word.said.unit in (None, item.said.unit))
        for word in entries.progress.get(item.said.task, ())
    )
