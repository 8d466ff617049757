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
from khacphuc.rules.completeness_common import surely_missing
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import Message, say
from khacphuc.timeline.deadlines import due_of

SEVERITY = Severity.WARNING
FIELD = "report_due"
DOCUMENTS = (Conclusion,)


def check_document(
    document: Document[Conclusion], _case: Case | None, context: Context
) -> Iterator[RuleReport]:
    conclusion: Conclusion = document.record
    if due_of(Duty.REPORT, conclusion) is None and surely_missing(document):
        key = "report_due_text" if conclusion.report_due_text else "id"
        message = say("{id} does not say until when the result must be reported.", id=conclusion.id)
        yield RuleReport(document, (key,), Said(message, _mend(context)))


def _mend(context: Context) -> Message:
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
