"""The inspection commission leads most tasks of a plan.

Whoever verifies the work cannot do it. A plan whose work lies with the commission is one that the committee has handed
over, even if the committee signed it.

Let the units in whose field the shortcomings arose lead the tasks; the commission follows and verifies.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Level, Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.completeness import inspecting_side, owes_product, side
from khacphuc.rules.contract import Context, Report, Said
from khacphuc.text.message import listed, say

SEVERITY = Severity.WARNING
DOCUMENTS = (Plan,)
_FEWEST = 3


def check_document(document: Document[Plan], case: Case | None, context: Context) -> Iterator[Report]:
    plan: Plan = document.record
    if case is None or plan.level is not Level.MAIN or len(plan.tasks) < _FEWEST:
        return
    work = [task for task in plan.tasks if owes_product(task)]
    inspecting = inspecting_side(case, context)
    led = [task.id for task in work if task.lead and side(task.lead[0]) in inspecting]
    if len(work) >= _FEWEST and 2 * len(led) > len(work):
        message = say(
            "The inspection commission leads {n} of {all} tasks: {names}.",
            n=len(led),
            all=len(work),
            names=listed(led),
        )
        mend = say(
            "Give {names} to units of {unit}; the commission follows and verifies.",
            names=listed(led),
            unit=case.unit,
        )
        yield Report(document, ("tasks",), Said(message, mend), on_key=True)
