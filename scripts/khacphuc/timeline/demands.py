"""Read the requirements of a notice as what is owed: each by itself, or by a duty of the case that carries it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from khacphuc.model.amendments import Supplement
from khacphuc.model.conclusion import Conclusion, Requirement
from khacphuc.model.party import Party
from khacphuc.model.plan import Plan, Task
from khacphuc.model.vocabulary import DemandKind, Duty, Status
from khacphuc.timeline.parties import followers


def carried(conclusion: Conclusion) -> dict[Duty, Requirement]:
    """Return the requirements that the duties of the case carry, with their own days.

    The first plan that is demanded of the unit is the one that it owes anyway, and the last report that is demanded once is
    the result report, unless ``report_due`` names a later day: then it is an earlier report, owed by itself.
    """
    found: dict[Duty, Requirement] = {}
    if not conclusion.requirements:
        return found
    plans = [item for item in _once(conclusion, DemandKind.PLAN) if _of_unit(item, conclusion)]
    if plans and Duty.PLAN in conclusion.asked_duties:
        found[Duty.PLAN] = plans[0]
    reports = [item for item in _once(conclusion, DemandKind.REPORT) if _of_unit(item, conclusion)]
    last = max(reports, key=lambda item: item.due or date.max, default=None)
    if (
        last
        and Duty.REPORT in conclusion.asked_duties
        and not (last.due and conclusion.report_due and last.due < conclusion.report_due)
    ):
        found[Duty.REPORT] = last
    return found


def own_plans(conclusion: Conclusion) -> dict[Party, Requirement]:
    """Return the plans that are demanded of collectives and individuals named under the findings."""
    named = {party for finding in conclusion.findings for party in finding.concerned}
    return {
        item.lead: item
        for item in reversed(list(_once(conclusion, DemandKind.PLAN)))
        if item.lead in named and not _of_unit(item, conclusion)
    }


def demands(conclusion: Conclusion) -> Plan:
    """Return the requirements that are owed by themselves, as the tasks of a plan: that of the notice itself."""
    borne = {item.id for item in (*carried(conclusion).values(), *own_plans(conclusion).values())}
    own = [
        item
        for item in conclusion.requirements
        if item.demanded and item.id not in borne and not standing(item, conclusion)
    ]
    return Plan(
        type=Conclusion.TYPE,
        status=conclusion.status,
        issued_on=conclusion.received_on or conclusion.issued_on,
        issued_by=Party(conclusion.issuer) if conclusion.issuer else None,
        tasks=tuple(map(_as_task, own)),
    )


def added_demands(supplement: Supplement) -> Plan:
    """Return the requirements of a supplement that are owed by themselves. Its plan is owed as an addition to the plan."""
    own = [item for item in supplement.requirements if item.demanded and item.kind is not DemandKind.PLAN]
    return Plan(
        type=Conclusion.TYPE,
        status=Status.ISSUED,
        issued_on=supplement.date,
        issued_by=supplement.by,
        tasks=tuple(map(_as_task, own)),
    )


def addition_due(supplement: Supplement) -> date | None:
    """Return the day by which a supplement wants an addition to the plan."""
    wanted = (item.due for item in supplement.requirements if item.kind is DemandKind.PLAN and item.due)
    return supplement.addition_due or next(wanted, None)


def standing(item: Requirement, conclusion: Conclusion) -> bool:
    """Return whether a requirement only says what a follower does anyway, without a day: to follow and urge."""
    stated = item.due or item.due_text or item.cycle
    return item.kind is DemandKind.FOLLOW and not stated and item.lead in followers(conclusion)


def own_members(conclusion: Conclusion) -> frozenset[Party]:
    """Return the persons of whom a unit has inspected its own, each finding some: they owe, and it verifies."""
    named = {party for finding in conclusion.findings for party in finding.concerned}
    own = conclusion.issuer == conclusion.unit and all(finding.concerned for finding in conclusion.findings)
    return frozenset(
        named if own and all(one.person and one.unit == conclusion.unit for one in named) else ()
    )


def unit_owes(conclusion: Conclusion) -> bool:
    """Return whether the unit of a notice itself owes something under it, and not only units below it or its own members."""
    findings = conclusion.findings and not own_members(conclusion)
    return bool(conclusion.asked_duties or findings) or any(
        item.for_each is None and (item.lead or Party(conclusion.unit)) == conclusion.unit
        for item in conclusion.requirements
    )


def of_notice(plan: Plan | None) -> bool:
    """Whether the tasks of a plan are demands of the notice."""
    return plan is not None and plan.type == Conclusion.TYPE


def _as_task(item: Requirement) -> Task:
    return Task(
        id=item.id,
        requirements=(item.id,),
        content=item.text,
        lead=(item.lead,) if item.lead else (),
        for_each=item.for_each,
        supporters=item.supporters,
        due=item.due,
        due_text=item.due_text,
        recurrence=item.cycle,
        target=item.target,
        depends_on=item.depends_on,
    )


def _once(conclusion: Conclusion, kind: DemandKind) -> Iterator[Requirement]:
    """Yield the requirements of a kind that are owed once."""
    return (item for item in conclusion.requirements if item.kind is kind and item.cycle is None)


def _of_unit(item: Requirement, conclusion: Conclusion) -> bool:
    return item.for_each is None and (item.lead is None or item.lead.unit == conclusion.unit)
