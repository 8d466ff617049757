"""A task is reported done without the day on which it was done.

Without it nobody can say whether the task was done in time; it is counted as unknown, never as on time.

Write the day on which the work was finished under `done_on`, not that of the update.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.records import Update
from khacphuc.model.vocabulary import Declared, Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.completeness import surely_missing
from khacphuc.rules.contract import Context, Report, Said
from khacphuc.text.message import say

SEVERITY = Severity.WARNING
DOCUMENTS = (Update,)


def check_document(document: Document[Update], _case: Case | None, _context: Context) -> Iterator[Report]:
    update: Update = document.record
    for index, said in enumerate(update.tasks):
        if (
            said.state is Declared.REPORTED_DONE
            and said.done_on is None
            and surely_missing(document, ("tasks", index))
        ):
            message = say("Task {id} is reported done, but not on which day.", id=said.task)
            days = [paper.date for paper in said.evidence if paper.date]
            mend = (
                say(
                    "If it was finished with the evidence, write: {line}",
                    line=f"done_on: {max(days).isoformat()}",
                )
                if days
                else say("Write done_on: with the day on which the work was finished.")
            )
            yield Report(document, ("tasks", index, "state"), Said(message, mend))
