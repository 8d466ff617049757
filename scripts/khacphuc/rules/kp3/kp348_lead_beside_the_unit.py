"""A task is led by a unit beside the inspected one, which its plan does not reach.

A notice binds the unit that it names, what is below it and the people in it; the unit's plan reaches no further. A task that a
neighbour is to lead will be nobody's, because the neighbour owes nothing to this plan.

Let a unit within reach lead it and the other support it. If the neighbour does have to act, let the authority above both
issue or approve the plan, or name in the notice who directs the remediation (`directing`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from khacphuc.model.conclusion import Conclusion
from khacphuc.model.party import NOBODY, Party
from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.register.units import Units
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import say
from khacphuc.timeline.parties import followers

SEVERITY = Severity.QUESTION
DOCUMENTS = (Plan,)


def check_document(document: Document[Plan], case: Case | None, context: Context) -> Iterator[RuleReport]:
    plan, conclusion = document.record, case.conclusion if case else None
    if conclusion is None or conclusion.directing:
        return
    units, on = context.settings.units, plan.issued_on or context.as_of
    if _ordered_by_another(plan, conclusion, units, on):
        return
    here = units.current(conclusion.unit, on)
    over = units.above(here, on)
    named = {units.current(party.unit, on) for party in _named(conclusion)}
    for index, task in enumerate(plan.tasks):
        for place, lead in enumerate(task.lead):
            unit = units.current(lead.unit, on)
            above = units.above(unit, on)
            if unit in (here, *over, *named) or here in above or not set(above) & set(over):
                continue  # within reach, or nothing is known of how the two stand to each other
            message = say(
                "Task {id} is led by {lead}, which is not below {unit}: the notice does not reach it.",
                id=task.id,
                lead=lead,
                unit=conclusion.unit,
            )
            mend = say(
                "Let it support a lead within {unit}; or let an authority above both issue or approve the plan.",
                unit=conclusion.unit,
            )
            yield RuleReport(document, ("tasks", index, "lead", place), Said(message, mend))


def _ordered_by_another(plan: Plan, conclusion: Conclusion, units: Units, on: date) -> bool:
    """Return whether somebody else than the case's unit issues or approves the plan: who may do so, other rules judge."""
    here = units.current(conclusion.unit, on)
    return any(units.current(party.unit, on) != here for party in (plan.issued_by, plan.approved_by) if party)


def _named(conclusion: Conclusion) -> Iterator[Party]:
    """Yield the parties of which the notice itself speaks."""
    yield Party(conclusion.issuer or NOBODY)
    yield from followers(conclusion)
    for finding in conclusion.findings:
        yield from finding.concerned
