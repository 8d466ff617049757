"""Two revisions of one day say different things of one task.

Which of them holds, nobody can tell from their papers: the register takes the one whose file name comes later.

Let the later one name the other under `revises`, or say all of it in one paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from khacphuc.model.plan import Plan, Task
from khacphuc.model.vocabulary import Severity, Status
from khacphuc.register.case import Case, in_order
from khacphuc.register.document import Document
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import say

SEVERITY = Severity.QUESTION

_Key = tuple[str, date | None, object, object]


def check_case(case: Case, _context: Context) -> Iterator[RuleReport]:
    said: dict[_Key, tuple[Document[Plan], Task]] = {}
    for document in in_order(document for document, _ in case.plans()):
        plan = document.record
        if plan.revises is None or plan.status is not Status.ISSUED:
            continue
        for index, task in enumerate(plan.tasks):
            key = task.id, plan.issued_on, plan.level, plan.for_
            other, before = said.get(key, (document, task))
            said[key] = document, task
            if before == task or plan.revises.number == (other.record.number or ""):
                continue
            message = say(
                "{path} restates task {id} on the same day, and in another way.", path=other.path, id=task.id
            )
            mend = say("Let the later paper name the other under revises, or put both into one.")
            yield RuleReport(document, ("tasks", index, "id"), Said(message, mend))
