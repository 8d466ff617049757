"""A task does not say what will be done.

The content is what people see in lists, reminders and calendars. A task that has a number and a deadline but no content
is an empty line in the plan.

Write under `content` what will be done, in one sentence; how it will be done goes under `measure`.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.completeness_common import surely_missing
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.front_matter import quoted
from khacphuc.text.message import listed, say

SEVERITY = Severity.ERROR
FIELD = "content"
DOCUMENTS = (Plan,)


def check_document(document: Document[Plan], _case: Case | None, _context: Context) -> Iterator[RuleReport]:
    plan: Plan = document.record
    for index, task in enumerate(plan.tasks):
        if task.content is not None or not surely_missing(document, ("tasks", index)):
            continue
        if task.product:
            mend = say("Write content: with what brings about “{product}”.", product=quoted(task.product))
        elif task.findings:
            mend = say("Write content: with what will be done about {names}.", names=listed(task.findings))
        else:
            mend = say("Write content: with what will be done.")
        message = say("Task {id} does not say what will be done.", id=task.id)
        yield RuleReport(document, ("tasks", index, "id"), Said(message, mend))
