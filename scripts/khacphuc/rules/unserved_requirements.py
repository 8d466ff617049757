"""Find the requirements of a notice, or of its supplements, that no task of the plan carries out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khacphuc.model.conclusion import Conclusion, Requirement
from khacphuc.model.vocabulary import DemandKind
from khacphuc.register.case import Case
from khacphuc.rules.case_state import notice_of
from khacphuc.rules.contract import Context
from khacphuc.timeline.disputes import disputed
from khacphuc.timeline.timeline import timeline

_ANSWERED_BY_A_PAPER = (DemandKind.PLAN, DemandKind.REPORT)


def unserved_requirements(
    case: Case, context: Context, requirements: Sequence[Requirement]
) -> Iterator[tuple[int, Requirement]]:
    """Yield those of some requirements that are for the plan, in force and in no task, with their places.

    One without a day of its own is served as well when each finding behind it has a task.
    """
    notice, contested = notice_of(case, context), disputed(timeline(case))
    if notice is None or case.conclusion is None:
        return
    named = {name for _, _, _, task in case.tasks() for name in task.requirements}
    served = {name for _, _, _, task in case.tasks() for name in task.findings}
    standing = {item.id for item in notice.conclusion.requirements}
    for index, item in enumerate(requirements):
        by_findings = not (item.due or item.cycle) and item.finding and served.issuperset(item.finding)
        if item.id in named or by_findings or item.id not in standing or item.id in contested:
            continue  # carried out, withdrawn by a correction, or KP361 asks
        if of_the_plan(item, case.conclusion, context):
            yield index, item


def of_the_plan(item: Requirement, conclusion: Conclusion, context: Context) -> bool:
    """Whether a requirement is for the plan: not answered by a paper of its own, nor owed by somebody outside the unit."""
    if item.kind in _ANSWERED_BY_A_PAPER:
        return False
    units, on = context.settings.units, conclusion.issued_on or context.as_of
    owing = [unit.id for unit in units.each(item.for_each, on)] if item.for_each else []
    owing = owing or [item.lead.unit if item.lead else conclusion.unit]
    return all(unit == conclusion.unit or conclusion.unit in units.above(unit, on) for unit in owing)
