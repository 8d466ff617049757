"""A plan is issued or approved by the unit's own inspection commission ("khoán trắng").

The commission inspects, follows and verifies. If it also makes the plan, the committee has handed its own duty on, and the
commission will in the end verify itself.

The committee issues and approves its plan. The commission may be named among those who follow.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.completeness import inspecting_side, side
from khacphuc.rules.contract import Context, Report, Said
from khacphuc.text.message import N_, say

SEVERITY = Severity.ERROR
DOCUMENTS = (Plan,)

_BY = {
    "issued_by": N_("The plan is issued by {party}, on the side of the inspection commission."),
    "approved_by": N_("The plan is approved by {party}, on the side of the inspection commission."),
}


def check_document(document: Document[Plan], case: Case | None, context: Context) -> Iterator[Report]:
    plan: Plan = document.record
    if case is None:
        return
    for key, text in _BY.items():
        party = getattr(plan, key)
        # A collective or individual of the commission itself may be named in a notice, and makes its own plan.
        if party is None or side(party) in (case.unit, side(plan.for_)):
            continue
        if side(party) in inspecting_side(case, context):
            mend = say("Let the committee do it: {line}", line=f"{key}: {plan.for_ or case.unit}")
            yield Report(document, (key,), Said(say(text, party=party), mend))
