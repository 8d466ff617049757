"""A task was due before its plan was issued.

A deadline that had passed when the plan was signed was never meant: the task starts overdue, and the list of what is late
is no longer believed.

Compare both days with the paper. If the work was done before, record it in the plan as done, not as a task.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.completeness_common import restated
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import say

SEVERITY = Severity.WARNING
DOCUMENTS = (Plan,)


def check_document(document: Document[Plan], case: Case | None, _context: Context) -> Iterator[RuleReport]:
    plan: Plan = document.record
    if plan.issued_on is None:
        return
    for index, task in enumerate(plan.tasks):
        if restated(case, plan, task):
            continue
        if task.due is not None and task.due < plan.issued_on:
            message = say(
                "Task {id} was due on {due}; the plan was issued only on {issued}.",
                id=task.id,
                due=task.due,
                issued=plan.issued_on,
            )
            mend = say("Compare both days with the paper, and correct the one that is wrong.")
            yield RuleReport(document, ("tasks", index, "due"), Said(message, mend))
