"""A case is closed without a report on the result.

The committee must not only remedy but report. A closure without the report leaves it to the inspecting side to say what
was done.

Record the result report first, covering all findings.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.records import Closure
from khacphuc.model.records import Report as ResultReport
from khacphuc.model.vocabulary import ReportKind, Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.contract import Context, Report, Said
from khacphuc.rules.knowledge import understood
from khacphuc.text.message import say

SEVERITY = Severity.ERROR
DOCUMENTS = (Closure,)


def check_document(document: Document[Closure], case: Case | None, _context: Context) -> Iterator[Report]:
    closure: Closure = document.record
    if case is None or not understood(case, "report"):
        return
    days = [report.date for _, report in case.of(ResultReport) if report.kind is ReportKind.RESULT]
    if any(day <= closure.date for day in days):
        return
    message = (
        say(
            "The case is closed on {day}, before the result is reported on {report}.",
            day=closure.date,
            report=min(days),
        )
        if days
        else say("The case is closed on {day}, but its result was never reported.", day=closure.date)
    )
    mend = say("Record the result report ({name}) before the closure.", name="kind: result")
    yield Report(document, ("date",), Said(message, mend))
