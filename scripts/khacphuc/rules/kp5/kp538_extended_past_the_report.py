"""A deadline is moved behind the day on which the result report is due.

The report tells what was done. A task that may go on after it leaves the report open, or the report will come late.

Ask for the report's deadline to be moved as well, or keep the task before it.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.records import Extension
from khacphuc.model.vocabulary import Duty, ExtensionOutcome, Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.case_state import due_in_force
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import say
from khacphuc.timeline.deadlines import duty_key
from khacphuc.timeline.timeline import timeline

SEVERITY = Severity.WARNING
DOCUMENTS = (Extension,)


def check_document(
    document: Document[Extension], case: Case | None, context: Context
) -> Iterator[RuleReport]:
    extension: Extension = document.record
    last = due_in_force(case, context, Duty.REPORT)
    if case is None or last is None or extension.outcome is not ExtensionOutcome.APPROVED:
        return
    moved = timeline(case).moves.get(duty_key(Duty.REPORT), ())
    last = max([last, *(entry.said.to for entry in moved if entry.outcome is ExtensionOutcome.APPROVED)])
    for index, move in enumerate(extension.tasks):
        if move.duty is None and move.to > last:
            message = say(
                "{what} may now go on until {to}, but the result report is due on {report}.",
                what=move.milestone or move.task or "",
                to=move.to,
                report=last,
            )
            mend = say("Let the report's deadline be decided on as well ({line}).", line="duty: report")
            yield RuleReport(document, ("tasks", index, "to"), Said(message, mend))
