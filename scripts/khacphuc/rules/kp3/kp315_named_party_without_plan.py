"""A collective or individual that the notice names has no plan of its own.

Whoever is named in a notice must put right their own part, and say how. Without a plan of their own, or a recorded reason
for none, their part is nobody's. A plan of theirs without a single task is none.

Add the plan as plan-….md with `for`, or record under `without_subplan` in the main plan why there is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Level, Severity
from khacphuc.register.case import Case
from khacphuc.rules.case_state import notice_of
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.reference_common import understood
from khacphuc.text.message import say

SEVERITY = Severity.WARNING


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    conclusion, document = case.conclusion, case.conclusion_document
    if (
        conclusion is None
        or document is None
        or not any(finding.concerned for finding in conclusion.findings)
    ):
        return
    plans = [plan for _, plan in case.plans()]
    main = next((plan for plan in plans if plan.level is Level.MAIN), None)
    if main is None or _has_time(main, context) or not understood(case, "plan"):
        return
    settled = {conclusion.unit, *(plan.for_ for plan in plans if plan.tasks)}
    settled |= {item.party for plan in plans for item in plan.without_subplan}
    notice = notice_of(case, context)
    for index, finding in enumerate(conclusion.findings):
        if notice is None or not notice.holds(finding.id):
            continue
        for number, party in enumerate(finding.concerned):
            if party not in settled:
                settled.add(party)
                message = say(
                    "{party}, named in {finding}, has no plan of its own.", party=party, finding=finding.id
                )
                mend = say(
                    "Add {file} with {line}, or record in plan.md under without_subplan why there is none.",
                    file=f"plan-{party.rpartition('/')[2]}.md",
                    line=f"for: {party}",
                )
                yield RuleReport(document, ("findings", index, "concerned", number), Said(message, mend))


def _has_time(main: Plan, context: Context) -> bool:
    """Return whether the register's own period for making sub-plans still runs."""
    days = context.settings.policy.days.make_subplan
    return (
        days is not None
        and main.issued_on is not None
        and context.as_of <= main.issued_on + timedelta(days=days)
    )
