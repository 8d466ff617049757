"""No person answers for a task.

A unit cannot be asked why something is late; a person can. Clear responsibility is one of the six things that each task
must make clear.

Name under `accountable` the one person who answers for the task, by role.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.plan import Plan, Task
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.completeness_common import has_owner, side, surely_missing
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import Message, listed, say

SEVERITY = Severity.ERROR
FIELD = "accountable"
DOCUMENTS = (Plan,)
_MOST_NAMED = 4


def check_document(document: Document[Plan], _case: Case | None, context: Context) -> Iterator[RuleReport]:
    plan: Plan = document.record
    for index, task in enumerate(plan.tasks):
        # Of a task that several units owe, the head of each answers; of an individual's plan, that individual.
        if task.accountable or task.for_each or (has_owner(plan) and "/" in (plan.for_ or "")):
            continue
        if surely_missing(document, ("tasks", index)):
            message = say("No person answers for task {id}.", id=task.id)
            yield RuleReport(document, ("tasks", index, "id"), Said(message, _mend(task, plan, context)))


def _mend(task: Task, plan: Plan, context: Context) -> Message:
    lead = task.lead[0] if task.lead else plan.for_ or plan.issued_by or ""
    if "/" in lead:
        return say("Write: {line}", line=f"accountable: {lead}")
    unit = context.settings.units.get(side(lead))
    people = (
        [f"{lead}/{person.id}" for person in unit.people if person.until is None][:_MOST_NAMED]
        if unit
        else []
    )
    if not people:
        return say("Write accountable: unit/person, a person out of the file of the unit that leads.")
    return say(
        "Write accountable: with one person of {unit}, such as {people}.", unit=lead, people=listed(people)
    )
