"""Find the demands of the notice that a paper answers by itself: a plan the demand to plan, a report the demand to report.

What is demanded otherwise (to put right, to guide, to follow) is answered by the tasks that take it over, or by an update of
whoever owes it, as every demand can be.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from khacphuc.model.conclusion import Requirement
from khacphuc.model.party import Party
from khacphuc.model.plan import Plan
from khacphuc.model.records import Report
from khacphuc.model.vocabulary import DemandKind, ReportKind
from khacphuc.obligations.answering_tasks import serving_tasks
from khacphuc.register.document import Document

if TYPE_CHECKING:
    from khacphuc.obligations.ledger import Ledger
    from khacphuc.obligations.lives import TaskSlot

_ENOUGH = 12
"""Days that are late, of which a message names no more."""


def answering_plans(ledger: Ledger) -> Iterator[tuple[date, TaskSlot, Document[Plan]]]:
    """Yield the days on which demands to plan of others than the unit are answered, and the plans that do it.

    The unit's own plan, and those of whom the findings name, answer duties of the case.
    """
    context = ledger.context
    unit = context.now(context.conclusion.unit).unit
    issued = [plan for plan in context.plans if context.complete(plan.record)]
    for name in _of_kind(ledger, DemandKind.PLAN):
        for slot in (slot for each in ledger.units(name) for slot in ledger.slots(name, each)):
            party = Party(slot.unit) if slot.unit else next(iter(ledger.planned[name].task.lead), None)
            if party is None or context.now(party).unit == unit:
                continue
            for plan in issued:
                whose = {plan.record.for_, context.rights.signer(plan.record)}
                if plan.record.issued_on and (party in whose or Party(party.unit) in whose):
                    yield plan.record.issued_on, slot, plan
                    break


def meant_by(ledger: Ledger, report: Report) -> list[list[TaskSlot]]:
    """Return the days of demands to report that a report may answer: one list for each that it names, else one of all.

    A list with one entry is answered. A report that names nothing is for the day on which it is dated, else for one that is past or
    the next one, where only one of them is open; a result report for what is demanded once.
    """
    own = [
        (name, unit)
        for name, item in _of_kind(ledger, DemandKind.REPORT).items()
        if name in report.requirements
        or not (report.requirements or (item.cycle and report.kind is ReportKind.RESULT))
        for unit in ledger.reporting_units(name, report)
        if not serving_tasks(ledger, name, unit).tasks
    ]
    if not report.requirements:
        return [_fitting(ledger, own, report)]
    return [_fitting(ledger, [one for one in own if one[0] == name], report) for name in report.requirements]


def _of_kind(ledger: Ledger, kind: DemandKind) -> dict[str, Requirement]:
    return {name: item for name, item in ledger.demands_in_force.items() if item.kind is kind}


def _fitting(ledger: Ledger, demands: list[tuple[str, str]], report: Report) -> list[TaskSlot]:
    """Return what is open of some demands and may be meant: of the day itself, else what is past, and what is next."""
    if report.occurrence:
        named = (
            slot for one in demands for slot in ledger.slots(*one) if slot.occurrence == report.occurrence
        )
        return [slot for slot in named if not ledger.lives[slot].handed_in]
    past: list[TaskSlot] = []
    coming: list[tuple[date, TaskSlot]] = []
    for name, unit in demands:
        slots = ledger.slots(name, unit)
        at = bisect_left(slots, report.date, key=lambda slot: ledger.due(slot) or date.max)
        coming += [(ledger.due(slot) or date.max, slot) for slot in slots[at : at + 1]]
        left = (
            slot for slot in ledger.owed_slots(name, unit) if (ledger.due(slot) or date.max) < report.date
        )
        past += islice(left, _ENOUGH)
    first = min((due for due, _ in coming), default=None)
    coming_open = [slot for due, slot in coming if due == first and not ledger.lives[slot].handed_in]
    return coming_open if first == report.date else [*past, *coming_open]
