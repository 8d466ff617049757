"""A finding that a supplement added has no task yet.

A supplement changes the notice after the plan was made. The unit owes an addition to its plan, by the day that the supplement
sets; until then the finding is nobody's work. That is for the unit to do, and no mistake of the supplement.

Let the unit issue a revision of its plan with a task for the finding.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.amendments import Supplement
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.rules.case_state import case_state
from khacphuc.rules.completeness_common import findings_served
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.reference_common import understood
from khacphuc.text.front_matter import quoted
from khacphuc.text.message import say

SEVERITY = Severity.WARNING


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    found = list(case.of(Supplement))
    state = case_state(case, context) if found and any(case.plans()) else None
    if state is None or state.notice is None or not understood(case, "plan", "correction"):
        return
    served = findings_served(case)
    for document, supplement in found:
        for index, finding in enumerate(supplement.findings):
            if finding.id in served or not state.notice.holds(finding.id):
                continue
            message = say(
                "No task puts finding {id} right, which this supplement added: “{text}”.",
                id=finding.id,
                text=quoted(finding.text),
            )
            mend = (
                say(
                    "The unit adds a task to its plan by {day}, with a revision.", day=supplement.addition_due
                )
                if supplement.addition_due
                else say("The unit adds a task to its plan, with a revision.")
            )
            yield RuleReport(document, ("findings", index, "id"), Said(message, mend))
