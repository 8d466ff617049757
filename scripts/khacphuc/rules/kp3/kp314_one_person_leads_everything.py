"""One person answers for all tasks of a plan.

A plan that leaves everything to one person is often one that nobody else has read. If that person is ill or leaves, all of
it stops.

Share the tasks out by field; the head directs the whole under `directed_by`.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Level, Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.completeness import owes_product, side
from khacphuc.rules.contract import Context, Report, Said
from khacphuc.text.message import Message, listed, say

SEVERITY = Severity.WARNING
DOCUMENTS = (Plan,)
_FEWEST = 3


def check_document(document: Document[Plan], _case: Case | None, context: Context) -> Iterator[Report]:
    plan: Plan = document.record
    if plan.level is Level.INDIVIDUAL or len(plan.tasks) < _FEWEST:
        return
    # Of a task that several units owe, the head of each answers, too.
    work = [task for task in plan.tasks if owes_product(task)]
    people = {task.accountable[0] if task.accountable and not task.for_each else "" for task in work}
    if len(work) >= _FEWEST and len(people) == 1 and "" not in people:
        (person,) = people
        message = say("{person} answers for all {n} tasks of the plan.", person=person, n=len(work))
        yield Report(document, ("tasks",), Said(message, _mend(person, context)), on_key=True)


def _mend(person: str, context: Context) -> Message:
    unit = context.frame.units.get(side(person))
    others = [f"{unit.id}/{other.id}" for other in unit.people if other.until is None] if unit else []
    others = [other for other in others if other != person][:4]
    if not others:
        return say("Share the tasks out by field among several people.")
    return say("Share the tasks out by field, for instance with {people}.", people=listed(others))
