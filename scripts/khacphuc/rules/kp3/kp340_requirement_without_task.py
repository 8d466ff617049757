"""No task carries out a requirement of the notice.

What the notice requires of the unit is owed from the day of the notice. If the plan leaves it out, nobody in the unit knows that
it is his, and it becomes overdue in silence.

Name the requirement under `requirements` of the task that carries it out, or add a task. A requirement without a day of its own
is met as well when each finding behind it has a task.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.conclusion import Conclusion, Requirement
from khacphuc.model.vocabulary import DemandKind, Level, Severity
from khacphuc.register.case import Case
from khacphuc.rules.case_state import notice_of
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.reference_common import understood
from khacphuc.text.front_matter import quoted
from khacphuc.text.message import say
from khacphuc.timeline.disputes import disputed
from khacphuc.timeline.timeline import timeline

SEVERITY = Severity.WARNING
_ANSWERED_BY_A_PAPER = (DemandKind.PLAN, DemandKind.REPORT)


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    conclusion = case.conclusion
    main = next((document for document, plan in case.plans() if plan.level is Level.MAIN), None)
    if conclusion is None or main is None or not understood(case, "conclusion", "plan"):
        return
    named = {name for _, _, _, task in case.tasks() for name in task.requirements}
    served = {name for _, _, _, task in case.tasks() for name in task.findings}
    notice, contested = notice_of(case, context), disputed(timeline(case))
    standing = {item.id for item in notice.conclusion.requirements} if notice else set()
    for item in conclusion.requirements:
        if item.id not in standing or item.id in contested:
            continue  # a correction has withdrawn it, or KP361 asks
        by_findings = not (item.due or item.cycle) and item.finding and served.issuperset(item.finding)
        if item.id in named or by_findings or not of_the_plan(item, conclusion, context):
            continue
        message = say("No task carries out requirement {id}: “{text}”.", id=item.id, text=quoted(item.text))
        mend = say(
            "Name it under the task that is meant: {line}, or add a task.", line=f"requirements: [{item.id}]"
        )
        yield RuleReport(main, ("tasks",), Said(message, mend), on_key=True)


def of_the_plan(item: Requirement, conclusion: Conclusion, context: Context) -> bool:
    """Whether a requirement is for the plan: not answered by a paper of its own, nor owed by somebody outside the unit."""
    if item.kind in _ANSWERED_BY_A_PAPER:
        return False
    units, on = context.settings.units, conclusion.issued_on or context.as_of
    owing = [unit.id for unit in units.each(item.for_each, on)] if item.for_each else []
    owing = owing or [item.lead.unit if item.lead else conclusion.unit]
    return all(unit == conclusion.unit or conclusion.unit in units.above(unit, on) for unit in owing)
