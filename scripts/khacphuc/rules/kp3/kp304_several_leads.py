"""Several units lead one task.

Where five lead, none does: each reports its own part, and nobody can say whether the task as a whole is done. One of them
late makes all of them late.

Keep one lead and put the others under `supporters`. If each of them owes a result of its own, write one task for each.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.contract import Context, Report, Said
from khacphuc.text.message import listed, say

SEVERITY = Severity.ERROR
DOCUMENTS = (Plan,)


def check_document(document: Document[Plan], _case: Case | None, _context: Context) -> Iterator[Report]:
    plan: Plan = document.record
    for index, task in enumerate(plan.tasks):
        if len(task.lead) > 1:
            first, *others = task.lead
            message = say(
                "Task {id} has {n} leads: {names}.", id=task.id, n=len(task.lead), names=listed(task.lead)
            )
            mend = say(
                "If {first} answers for the whole, keep lead: {first} and move {others} to supporters. If each owes a "
                "result of its own, split {id} into {n} tasks.",
                first=first,
                others=listed(others),
                id=task.id,
                n=len(task.lead),
            )
            yield Report(document, ("tasks", index, "lead"), Said(message, mend))
