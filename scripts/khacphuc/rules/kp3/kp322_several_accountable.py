"""Several people answer for one task.

Responsibility that is shared by several can be passed on from one to the next. Exactly one person answers for each task.

Keep one person under `accountable`; the others are supporters.
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
        if len(task.accountable) > 1:
            first, *others = task.accountable
            message = say(
                "{n} people answer for task {id}: {names}.",
                n=len(task.accountable),
                id=task.id,
                names=listed(task.accountable),
            )
            mend = say(
                "Keep one, such as {first}, and move {others} to supporters.",
                first=first,
                others=listed(others),
            )
            yield Report(document, ("tasks", index, "accountable"), Said(message, mend))
