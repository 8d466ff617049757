"""What a supplement added has no task yet.

A supplement changes the notice after the plan was made. The unit owes an addition to its plan, by the day that the supplement
sets; until then the finding or requirement is nobody's work. That is for the unit to do, and no mistake of the supplement. A task
that is written into the plan of before does not answer it: that paper was issued without it.

Let the unit issue a revision of its plan with a task for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.amendments import Supplement
from khacphuc.model.vocabulary import Severity
from khacphuc.obligations.duties import parts_to_plan
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.case_state import case_state, notice_of
from khacphuc.rules.completeness_common import findings_served
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.reference_common import understood
from khacphuc.rules.unserved_requirements import unserved_requirements
from khacphuc.text.front_matter import quoted
from khacphuc.text.message import Message, say

SEVERITY = Severity.WARNING


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    found = list(case.of(Supplement))
    state = case_state(case, context) if found and any(case.plans()) else None
    if state is None or state.notice is None or not understood(case, "plan", "correction"):
        return
    served = findings_served(case)
    for document, supplement in found:
        yield from _in_an_older_plan(case, document, context)
        told: set[str] = set()
        for index, finding in enumerate(supplement.findings):
            if finding.id in served or not state.notice.holds(finding.id):
                continue
            told.add(finding.id)
            message = say(
                "No task puts finding {id} right, which this supplement added: “{text}”.",
                id=finding.id,
                text=quoted(finding.text),
            )
            yield RuleReport(document, ("findings", index, "id"), Said(message, _mend(supplement)))
        for index, item in unserved_requirements(case, context, supplement.requirements):
            if not told.isdisjoint(item.finding):
                continue
            message = say(
                "No task carries out requirement {id}, which this supplement added: “{text}”.",
                id=item.id,
                text=quoted(item.text),
            )
            yield RuleReport(document, ("requirements", index, "id"), Said(message, _mend(supplement)))


def _in_an_older_plan(case: Case, document: Document[Supplement], context: Context) -> Iterator[RuleReport]:
    """Yield what a supplement added for which only plans have tasks that were issued before it."""
    supplement, notice = document.record, notice_of(case, context)
    unit = case.conclusion.unit if case.conclusion else case.unit
    key = "findings" if supplement.findings else "requirements"
    for name in parts_to_plan(supplement, unit):
        serving = [
            (task.id, plan.issued_on)
            for _, plan, _, task in case.tasks()
            if name in (*task.findings, *task.requirements)
        ]
        older = [(task, day) for task, day in serving if day and day < supplement.date]
        if notice and notice.holds(name) and older and older == serving:
            message = say(
                "Task {task} for {id} stands in a plan of {day}; this supplement of {later} is not answered by it.",
                task=older[0][0],
                id=name,
                day=older[0][1],
                later=supplement.date,
            )
            at = [part.id for part in getattr(supplement, key)].index(name)
            yield RuleReport(document, (key, at, "id"), Said(message, _mend(supplement)))


def _mend(supplement: Supplement) -> Message:
    if supplement.addition_due:
        return say("The unit adds a task to its plan by {day}, with a revision.", day=supplement.addition_due)
    return say("The unit adds a task to its plan, with a revision.")
