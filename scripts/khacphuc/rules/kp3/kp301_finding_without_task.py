"""No task puts a finding right.

A shortcoming for which nobody has anything to do stays. Whoever reads the plan believes that it answers the whole
notice, and the gap shows only when the result is reported.

Add a task for the finding, or name the finding under the task that puts it right. Following and urging alone puts
nothing right.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.vocabulary import Level, Severity
from khacphuc.register.case import Case
from khacphuc.rules.case_state import notice_of
from khacphuc.rules.completeness_common import findings_served
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.reference_common import understood
from khacphuc.text.front_matter import quoted
from khacphuc.text.message import say
from khacphuc.timeline.disputes import disputed
from khacphuc.timeline.timeline import timeline

SEVERITY = Severity.ERROR


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    conclusion = case.conclusion
    if conclusion is None:
        return
    served = findings_served(case)
    missed = [finding for finding in conclusion.findings if finding.id not in served]
    main = next((document for document, plan in case.plans() if plan.level is Level.MAIN), None)
    if not missed or main is None or not understood(case, "plan", "correction"):
        return
    notice = notice_of(case, context)
    contested = disputed(timeline(case))  # KP361 asks about these
    for finding in missed:
        if notice is None or not notice.holds(finding.id) or finding.id in contested:
            continue
        message = say("No task puts finding {id} right: “{text}”.", id=finding.id, text=quoted(finding.text))
        mend = say(
            "Add a task with findings: [{id}], or name {id} under the task that is meant.", id=finding.id
        )
        yield RuleReport(main, ("tasks",), Said(message, mend), on_key=True)
