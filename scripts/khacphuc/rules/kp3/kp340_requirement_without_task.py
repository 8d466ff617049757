"""No task carries out a requirement of the notice.

What the notice requires of the unit is owed from the day of the notice. If the plan leaves it out, nobody in the unit knows that
it is his, and it becomes overdue in silence.

Name the requirement under `requirements` of the task that carries it out, or add a task. A requirement without a day of its own
is met as well when each finding behind it has a task.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.vocabulary import Level, Severity
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.reference_common import understood
from khacphuc.rules.unserved_requirements import unserved_requirements
from khacphuc.text.front_matter import quoted
from khacphuc.text.message import say

SEVERITY = Severity.WARNING


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    conclusion = case.conclusion
    main = next((document for document, plan in case.plans() if plan.level is Level.MAIN), None)
    if conclusion is None or main is None or not understood(case, "conclusion", "plan"):
        return
    for _, item in unserved_requirements(case, context, conclusion.requirements):
        message = say("No task carries out requirement {id}: “{text}”.", id=item.id, text=quoted(item.text))
        mend = say(
            "Name it under the task that is meant: {line}, or add a task.", line=f"requirements: [{item.id}]"
        )
        yield RuleReport(main, ("tasks",), Said(message, mend), on_key=True)
