"""A task puts no finding right and answers no requirement.

A plan that follows a notice is measured by its findings. A task that names none cannot be counted for any of them, and the
finding it was meant for seems forgotten.

Name the findings under `findings`, or the requirement under `requirements`. What has nothing to do with the notice belongs
in another plan.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.completeness_common import owes_product, surely_missing
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import listed, say

SEVERITY = Severity.WARNING
FIELD = "findings"
DOCUMENTS = (Plan,)


def check_document(document: Document[Plan], case: Case | None, _context: Context) -> Iterator[RuleReport]:
    plan: Plan = document.record
    known = case.conclusion.findings if case and case.conclusion else ()
    for index, task in enumerate(plan.tasks):
        if task.findings or task.requirements or not known or not owes_product(task):
            continue
        if surely_missing(document, ("tasks", index)):
            message = say("Task {id} names no finding that it puts right.", id=task.id)
            names = listed([finding.id for finding in known[:12]])
            mend = say("Write findings: […] with ids out of {names}.", names=names)
            yield RuleReport(document, ("tasks", index, "id"), Said(message, mend))
