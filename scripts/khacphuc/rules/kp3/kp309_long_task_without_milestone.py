"""A long task has no dated milestone.

Of a task that lasts for half a year, nobody knows before its last day whether it gets on. A milestone shows in time that
it does not.

Add one or more `milestones`, each with a step that can be shown and its own day. From how many days on a task is long is a
setting of the register.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.completeness import owes_product, surely_missing
from khacphuc.rules.contract import Context, Report, Said
from khacphuc.text.message import say

SEVERITY = Severity.WARNING
DOCUMENTS = (Plan,)


def check_document(document: Document[Plan], _case: Case | None, context: Context) -> Iterator[Report]:
    plan: Plan = document.record
    longest = timedelta(days=context.frame.policy.days.long_task)
    for index, task in enumerate(plan.tasks):
        start = task.start or plan.issued_on
        if task.due is None or start is None or task.due - start <= longest or task.recurrence:
            continue
        if any(step.due for step in task.milestones) or not owes_product(task):
            continue
        if surely_missing(document, ("tasks", index)):
            message = say(
                "Task {id} lasts {n} days and has no dated milestone; here more than {limit} days is long.",
                id=task.id,
                n=(task.due - start).days,
                limit=longest.days,
            )
            half = date.fromordinal((start.toordinal() + task.due.toordinal()) // 2)
            mend = say("Add a milestone with what can be shown half-way, about {day}.", day=half)
            yield Report(document, ("tasks", index, "due"), Said(message, mend))
