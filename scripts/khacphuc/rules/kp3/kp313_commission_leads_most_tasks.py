"""The inspection commission leads most tasks of a plan.

Whoever verifies the work cannot do it. A plan whose work lies with the commission is one that the committee has handed
over, even if the committee signed it.

Let the units in whose field the shortcomings arose lead the tasks; the commission follows and verifies.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.completeness_common import led_by_commission, owes_product
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import listed, say

SEVERITY = Severity.WARNING
DOCUMENTS = (Plan,)


def check_document(document: Document[Plan], case: Case | None, context: Context) -> Iterator[RuleReport]:
    plan: Plan = document.record
    led = led_by_commission(plan, case, context) if case else []
    if case and led:
        message = say(
            "The inspection commission leads {n} of {all} tasks: {names}.",
            n=len(led),
            all=sum(map(owes_product, plan.tasks)),
            names=listed(led),
        )
        mend = say(
            "Give {names} to units of {unit}; the commission follows and verifies.",
            names=listed(led),
            unit=case.unit,
        )
        yield RuleReport(document, ("tasks",), Said(message, mend), on_key=True)
