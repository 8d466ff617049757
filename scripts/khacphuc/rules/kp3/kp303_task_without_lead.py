"""Nobody leads a task.

"The units concerned" do nothing, because each waits for the others. A task gets done when one unit has to answer for it
by name.

Name one unit or person under `lead`. What each of several units must do by itself is a task with `for_each`.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.completeness_common import has_owner, side, surely_missing
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import say

SEVERITY = Severity.ERROR
FIELD = "lead"
DOCUMENTS = (Plan,)


def check_document(document: Document[Plan], case: Case | None, _context: Context) -> Iterator[RuleReport]:
    plan: Plan = document.record
    for index, task in enumerate(plan.tasks):
        if task.lead or task.for_each or has_owner(plan) or not surely_missing(document, ("tasks", index)):
            continue
        likely = (
            side(task.accountable[0]) if task.accountable else plan.issued_by or (case.unit if case else "")
        )
        mend = say("Write who leads, for instance lead: {unit}", unit=likely)
        yield RuleReport(
            document, ("tasks", index, "id"), Said(say("Nobody leads task {id}.", id=task.id), mend)
        )
