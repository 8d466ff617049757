"""A milestone has neither a date nor a target.

A step that has no day and no figure can be passed at any time; it shows nobody that the task is late.

Write the day under `due`, or under `target` how much must be reached.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.completeness_common import surely_missing
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import say

SEVERITY = Severity.WARNING
FIELD = "due"
DOCUMENTS = (Plan,)


def check_document(document: Document[Plan], _case: Case | None, _context: Context) -> Iterator[RuleReport]:
    plan: Plan = document.record
    for index, task in enumerate(plan.tasks):
        for number, step in enumerate(task.milestones):
            if step.due is None and step.target is None and surely_missing(document, ("tasks", index)):
                message = say("Milestone {id} has neither a day nor a target.", id=step.id)
                mend = (
                    say(
                        "Write due: with a day before task {task} is due on {due}.",
                        task=task.id,
                        due=task.due,
                    )
                    if task.due
                    else say("Write due: with a day, or target: with how much must be reached.")
                )
                yield RuleReport(document, ("tasks", index, "milestones", number, "id"), Said(message, mend))
