"""A conclusion does not say until when the result must be reported.

Not done and not reported are two different things. Without a day for the report, a unit that says nothing has done nothing
wrong.

Write the day that the notice sets under `report_due`. If the notice sets none, ask whoever issued it; the register's own
period only reminds.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.conclusion import Conclusion
from khacphuc.model.vocabulary import Duty, Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.case_state import due_in_force
from khacphuc.rules.completeness_common import surely_missing
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.deadline_texts import said_by
from khacphuc.text.message import Message, say

SEVERITY = Severity.WARNING
FIELD = "report_due"
DOCUMENTS = (Conclusion,)


def check_document(
    document: Document[Conclusion], case: Case | None, context: Context
) -> Iterator[RuleReport]:
    conclusion: Conclusion = document.record
    asked = Duty.REPORT in conclusion.asked_duties
    if asked and due_in_force(case, context, Duty.REPORT) is None and surely_missing(document):
        key = "report_due_text" if conclusion.report_due_text else "id"
        message = say("{id} does not say until when the result must be reported.", id=conclusion.id)
        yield RuleReport(document, (key,), Said(message, _mend(document.record, case, context)))


def _mend(conclusion: Conclusion, case: Case | None, context: Context) -> Message:
    text = conclusion.report_due_text
    due = said_by(text, conclusion, case, context).due if text else None
    if due:
        return say("Write: {line}", line=f"report_due: {due.isoformat()}")
    days = context.settings.policy.days.send_report
    if days is None:
        return say(
            "Write report_due: with the day that the notice sets; if it sets none, ask whoever issued it."
        )
    return say(
        "Write report_due: with the day that the notice sets. Until then the register reminds {days} days after the "
        "last task is due, by its own setting.",
        days=days,
    )
