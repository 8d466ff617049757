"""A notice sets a day for a plan or report that it does not ask for.

Under `asks` the notice says that no plan, or no report, is owed. A day for one says the opposite, and it would remind nobody.

Compare with the paper: take the day out, or correct `asks`.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.conclusion import Conclusion
from khacphuc.model.vocabulary import Duty, Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import say

SEVERITY = Severity.WARNING
DOCUMENTS = (Conclusion,)


def check_document(
    document: Document[Conclusion], _case: Case | None, _context: Context
) -> Iterator[RuleReport]:
    notice: Conclusion = document.record
    for duty, key, due in (
        (Duty.PLAN, "plan_due", notice.plan_due),
        (Duty.REPORT, "report_due", notice.report_due),
    ):
        if due and duty not in notice.asked_duties:
            message = say("{key} sets a day, but asks: leaves {duty} out.", key=key, duty=duty.value)
            mend = say("Compare with the paper: take {key} out, or correct asks:.", key=key)
            yield RuleReport(document, (key,), Said(message, mend))
