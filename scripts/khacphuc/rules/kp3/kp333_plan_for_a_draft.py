"""An issued plan answers a notice that is still a draft.

Nothing follows a paper that nobody has signed. Either the notice was issued and the register has not learned it, or the plan is
a draft itself.

Write the number and the day of the signed notice, and `status: issued`; or write `status: draft` in the plan.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.vocabulary import Severity, Status
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import say

SEVERITY = Severity.WARNING


def check_case(case: Case, _context: Context) -> Iterator[RuleReport]:
    if case.conclusion is None or case.conclusion.status is not Status.DRAFT:
        return
    for document, plan in case.plans():
        if plan.status is Status.ISSUED:
            message = say("This plan is issued, but the notice {id} is a draft.", id=case.conclusion.id)
            mend = say("If the notice was signed, write its number, its day and status: issued.")
            yield RuleReport(document, ("status",), Said(message, mend))
