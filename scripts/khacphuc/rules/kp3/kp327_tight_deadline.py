"""A task is due within days of its plan.

Little can be done between the signing of a plan and a deadline of the same week. Such a deadline was often copied from a
higher body's paper, or stands for work that had been done before.

If the day is right, leave it; otherwise give the task the time that it takes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.completeness_common import owes_product, restated
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import say, say_n

SEVERITY = Severity.QUESTION
DOCUMENTS = (Plan,)
_TIGHT = timedelta(days=5)


def check_document(document: Document[Plan], case: Case | None, _context: Context) -> Iterator[RuleReport]:
    plan: Plan = document.record
    if plan.issued_on is None:
        return
    for index, task in enumerate(plan.tasks):
        if restated(case, plan, task):
            continue
        # Below nothing, the day itself is wrong: KP326.
        if task.due is not None and timedelta() <= task.due - plan.issued_on < _TIGHT and owes_product(task):
            message = say_n(
                "Task {id} is due on {due}, {n} day after the plan was issued: can it be done in that time?",
                "Task {id} is due on {due}, {n} days after the plan was issued: can it be done in that time?",
                (task.due - plan.issued_on).days,
                id=task.id,
                due=task.due,
            )
            mend = say(
                "If the work was done before the plan, say so; otherwise give it the time that it takes."
            )
            yield RuleReport(document, ("tasks", index, "due"), Said(message, mend))
