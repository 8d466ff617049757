"""Find the requirements of a notice, or of its supplements, that no task of the plan carries out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khacphuc.model.conclusion import Conclusion, Requirement
from khacphuc.model.vocabulary import DemandKind
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context
from khacphuc.timeline.timeline import timeline

_ANSWERED_BY_A_PAPER = (DemandKind.PLAN, DemandKind.REPORT)


def unserved_requirements(
    case: Case, context: Context, requirements: Sequence[Requirement]
) -> Iterator[tuple[int, Requirement]]:
    """Yield those of some requirements that are for the plan, in force and in no task, with their places.

    One without a day of its own is served as well when each finding behind it has a task.
    """
    notice = timeline(case).notice
    if notice is None or case.conclusion is None:
        return
    named = {name for _, _, _, task in case.tasks() for name in task.requirements}
    served = {name for _, _, _, task in case.tasks() for name in task.findings}
    standing = {item.id for item in notice.conclusion.requirements}
    for index, item in enumerate(requirements):
        by_findings = not (item.due or item.cycle) and item.finding and served.issuperset(item.finding)
        if item.id in named or by_findings or item.id not in standing:
            continue  # carried out, or withdrawn by a correction
        if _of_the_plan(item, case.conclusion, context):
            yield index, item


def _of_the_plan(item: Requirement, conclusion: Conclusion, context: Context) -> bool:
    """Whether a requirement is for the plan: not answered by a paper of its own, nor owed by somebody outside the unit."""
    if item.kind in _ANSWERED_BY_A_PAPER:
        return False
    unit = item.for_each.children_of if item.for_each else item.lead.unit if item.lead else conclusion.unit
    on = conclusion.issued_on or context.as_of
    return unit == conclusion.unit or conclusion.unit in context.settings.units.above(unit, on)
