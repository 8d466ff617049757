"""A plan does not name the head who directs it.

To follow up a conclusion is first the duty of the committee and its head. A plan that names no head is one that the head
need not know of.

Name under `directed_by` the person who answers for the plan as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Level, Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.completeness_common import side, surely_missing
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import say

SEVERITY = Severity.ERROR
FIELD = "directed_by"
DOCUMENTS = (Plan,)


def check_document(document: Document[Plan], case: Case | None, context: Context) -> Iterator[RuleReport]:
    plan: Plan = document.record
    if plan.directed_by is not None or plan.level is Level.INDIVIDUAL or not surely_missing(document):
        return
    name = side(plan.for_) if plan.level is Level.COLLECTIVE else ""
    name = name or (case.unit if case else "")
    unit = context.settings.units.get(name)
    mend = (
        say(
            "The head of {unit} is {head}. Write: {line}",
            unit=name,
            head=unit.head,
            line=f"directed_by: {unit.head}",
        )
        if unit and unit.head
        else say("Write directed_by: unit/person, the head of {unit}.", unit=name)
    )
    yield RuleReport(document, ("level",), Said(say("The plan does not say which head directs it."), mend))
