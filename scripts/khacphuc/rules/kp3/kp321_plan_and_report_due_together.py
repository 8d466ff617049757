"""The plan and the report on its result are due on the same day.

Between a plan and its result lies the work. When both are due together, one of the days was probably copied from the
other.

Compare both days with the notice. If it really says so, leave them.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.conclusion import Conclusion
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.contract import Context, Report, Said
from khacphuc.text.message import say

SEVERITY = Severity.QUESTION
DOCUMENTS = (Conclusion,)


def check_document(document: Document[Conclusion], _case: Case | None, _context: Context) -> Iterator[Report]:
    conclusion: Conclusion = document.record
    if conclusion.plan_due is not None and conclusion.plan_due == conclusion.report_due:
        message = say(
            "Plan and result report are both due on {day}: is there really no time between them?",
            day=conclusion.plan_due,
        )
        yield Report(document, ("report_due",), Said(message, say("Compare both days with the notice.")))
