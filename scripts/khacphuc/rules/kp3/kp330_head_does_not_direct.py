"""A plan is directed by somebody who is not the head of the unit.

The head is first answerable for following up. If a deputy directs the plan, that may be right; often it shows that the
head has handed the matter on.

The reviewer may ask whether the head has taken it on.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Level, Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.contract import Context, Report, Said
from khacphuc.text.message import say

SEVERITY = Severity.QUESTION
DOCUMENTS = (Plan,)


def check_document(document: Document[Plan], case: Case | None, context: Context) -> Iterator[Report]:
    plan: Plan = document.record
    if plan.level is not Level.MAIN or plan.directed_by is None or case is None:
        return
    unit = context.frame.units.get(case.conclusion.unit if case.conclusion else case.unit)
    # Heads change, and the file of the unit names today's: somebody who has left the role was perhaps the head then.
    person = context.frame.units.people.get(plan.directed_by)
    if unit and unit.head and person and person.until is None and plan.directed_by != unit.head:
        message = say(
            "{person} directs the plan; the head of {unit} is {head}: has the head taken it on?",
            person=plan.directed_by,
            unit=unit.id,
            head=unit.head,
        )
        mend = say("If the head directs the plan, write: {line}", line=f"directed_by: {unit.head}")
        yield Report(document, ("directed_by",), Said(message, mend))
