"""Whose word counts: section B of the laws, as plain questions about a case, a party and a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tests.ledger.values import COMMISSION, COMMITTEES, OFFICE, Case, Paper, Reminder, Task


def unit_of(party: str) -> str:
    return party.partition("/")[0]


def current(case: Case, party: str, day: date) -> str:
    """The unit of a party, or what has succeeded it by the day."""
    unit = unit_of(party)
    for _ in case.units:
        known = case.units.get(unit)
        if known is None or known.until is None or known.until >= day or not known.successor:
            break
        unit = known.successor
    return unit


def lineage(case: Case, unit: str, day: date) -> tuple[str, ...]:
    """The units above one, nearest first."""
    above: list[str] = []
    here = current(case, unit, day)
    while (known := case.units.get(here)) and known.parent:
        here = current(case, known.parent, day)
        if here in above or here not in case.units:
            break
        above.append(here)
    return tuple(above)


def committees_above(case: Case, unit: str, day: date) -> tuple[str, ...]:
    return tuple(one for one in lineage(case, unit, day) if case.units[one].kind in COMMITTEES)


def speaks_for(case: Case, party: str, named: Iterable[str], day: date) -> bool:
    """Say whether a party is one of those named: of the unit, or the person; or of what succeeded them."""
    for one in named:
        unit = current(case, one, day)
        alone = "/" in one and unit == unit_of(one)
        if one and (party == one if alone else current(case, party, day) == unit):
            return True
    return False


def commissions(case: Case, unit: str, day: date) -> tuple[str, ...]:
    """The inspection commission of a unit: the one it names, and those directly below it."""
    both = (unit, current(case, unit, day))
    named = [case.units[one].commission for one in both if one in case.units]
    below = [one.id for one in case.units.values() if one.kind == COMMISSION and one.parent in both]
    return tuple(one for one in (*named, *below) if one)


def head(case: Case, day: date) -> tuple[str, ...]:
    """The case's unit and its head."""
    unit = current(case, case.unit, day)
    return (unit, case.units[unit].head) if unit in case.units else (unit,)


def inspecting(case: Case, day: date) -> tuple[str, ...]:
    return (case.notice.by, *commissions(case, case.notice.by, day))


def debtors(case: Case, task: Task, unit: str, day: date) -> tuple[str, ...]:
    """The units that owe a task, whoever leads it first."""
    return (current(case, unit or task.lead, day), current(case, task.accountable, day))


def free_of(case: Case, named: Iterable[str], owing: Iterable[str], day: date) -> tuple[str, ...]:
    """Those named who do not owe; where none is left, the committee above and whom it names."""
    named = tuple(one for one in named if one)
    free = tuple(one for one in named if current(case, one, day) not in owing)
    above = (*committees_above(case, case.notice.by, day), case.named)
    return free or tuple(one for one in above if one and current(case, one, day) not in owing)


def verifiers(case: Case, task: Task, unit: str, day: date) -> tuple[str, ...]:
    named = (*case.followers, *case.team, case.notice.by)
    return free_of(case, named, debtors(case, task, unit, day), day)


def closers(case: Case, day: date) -> tuple[str, ...]:
    return free_of(case, inspecting(case, day), (current(case, case.unit, day),), day)


def may_conclude(case: Case, party: str, day: date) -> bool:
    return speaks_for(case, party, (*inspecting(case, day), *case.team), day)


def may_plan(case: Case, party: str, day: date) -> bool:
    if speaks_for(case, party, commissions(case, case.unit, day), day):
        return False
    return speaks_for(case, party, (*head(case, day), *committees_above(case, case.unit, day)), day)


def may_update(case: Case, party: str, task: Task, unit: str, day: date) -> bool:
    owner = current(case, unit or task.lead, day)
    if task.set_by_notice and owner != current(case, case.unit, day):
        return current(case, party, day) == owner
    mine = case.units.get(current(case, party, day))
    office = mine is not None and mine.kind == OFFICE and current(case, mine.parent, day)
    named = (unit, task.lead, *task.supporters, task.accountable, case.unit)
    units = {current(case, one, day) for one in named if one}
    return current(case, party, day) in units or office == current(case, case.unit, day)


def may_decide(case: Case, party: str, task: Task | None, unit: str, to: date, day: date) -> bool:
    owing = debtors(case, task, unit, day) if task else (current(case, case.unit, day),)
    if current(case, party, day) in owing:
        return False
    if speaks_for(
        case, party, (case.notice.by, case.directing, *committees_above(case, case.notice.by, day)), day
    ):
        return True
    if task is None or task.set_by_notice or case.plan is None or (task.notice_due and to > task.notice_due):
        return False
    over = lineage(case, unit or task.lead, day)
    return any(
        speaks_for(case, party, (one,), day) and current(case, one, day) in over
        for one in (case.plan.by, case.plan.approved_by)
    )


def may_ask(case: Case, party: str, task: Task | None, unit: str, day: date) -> bool:
    owing = debtors(case, task, unit, day) if task else ()
    return current(case, party, day) in (*owing, current(case, case.unit, day))


def may_remind(case: Case, record: Reminder) -> bool:
    day = record.day
    above = committees_above(case, case.unit, day)
    if speaks_for(case, record.by, (*case.followers, *case.team, case.notice.by, *above), day):
        return True
    named = [one for task in case.tasks for one in (task.lead, *task.for_each)]
    named += [one for demand in case.demands for one in (demand.lead or case.unit, *demand.for_each)]
    leads = {current(case, one, day) for one in named}
    return (
        speaks_for(case, record.by, head(case, day), day)
        and current(case, record.to or case.unit, day) in leads
    )


def is_issued(case: Case, paper: Paper | None) -> bool:
    """Say whether a paper answers a duty: number, day and issuer; of some, day and signer."""
    if paper is None or paper.status != "issued" or not paper.on or not paper.by:
        return False
    known = case.units.get(unit_of(paper.by))
    return bool(paper.number or paper.individual or (known and known.kind in case.unnumbered))
