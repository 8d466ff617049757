"""A task is due only after the result must be reported.

The report is to say that the shortcoming is gone. What is still to be done on that day cannot be in it.

Bring the deadline forward, or ask whoever issued the notice for a later report.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Duty, Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.case_state import due_in_force
from khacphuc.rules.completeness_common import owes_product
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import say

SEVERITY = Severity.WARNING
DOCUMENTS = (Plan,)


def check_document(document: Document[Plan], case: Case | None, context: Context) -> Iterator[RuleReport]:
    plan: Plan = document.record
    report = due_in_force(case, context, Duty.REPORT)
    if report is None:
        return
    for index, task in enumerate(plan.tasks):
        # What comes again and again may go on after the report, which tells of the occurrences until then.
        if task.due is not None and task.due > report and owes_product(task) and not task.recurrence:
            message = say(
                "Task {id} is due on {due}, after the result must be reported on {report}.",
                id=task.id,
                due=task.due,
                report=report,
            )
            mend = say(
                "Bring {id} forward to {report} at the latest, or ask whoever issued the notice for a later report.",
                id=task.id,
                report=report,
            )
            yield RuleReport(document, ("tasks", index, "due"), Said(message, mend))
