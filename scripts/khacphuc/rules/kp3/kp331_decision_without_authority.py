"""A task whose product is a decision does not say who may take it.

A regulation must be issued, a handling decided by somebody with the authority to do so. If nobody knows who, the draft lies
there when the deadline comes. Clear authority is one of the six things that each task must make clear.

Name under `authority` who decides on the product.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Severity, TaskKind
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.completeness_common import surely_missing
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import say

SEVERITY = Severity.WARNING
FIELD = "authority"
DOCUMENTS = (Plan,)
_DECIDED = (TaskKind.REGULATION, TaskKind.HANDLING)


def check_document(document: Document[Plan], case: Case | None, _context: Context) -> Iterator[RuleReport]:
    plan: Plan = document.record
    for index, task in enumerate(plan.tasks):
        if task.kind in _DECIDED and task.authority is None and surely_missing(document, ("tasks", index)):
            message = say("Task {id} does not say who decides on its product.", id=task.id)
            likely = plan.directed_by or plan.issued_by or (case.unit if case else "")
            mend = say("Write who decides, for instance authority: {party}", party=likely)
            yield RuleReport(document, ("tasks", index, "id"), Said(message, mend))
