"""The unit disputes a finding or requirement, and makes no task for it.

What a unit does not accept needs no task as long as the inspecting side has not answered. It stays in sight as disputed, and the
case cannot be closed over it.

Answer: withdraw or reword it by a correction; or uphold it, in a reminder that names the requirement. From then on the plan needs
a task for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.vocabulary import Level, Severity
from khacphuc.register.case import Case
from khacphuc.rules.completeness_common import findings_served
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.reference_common import understood
from khacphuc.text.message import say
from khacphuc.timeline.disputes import disputed
from khacphuc.timeline.timeline import timeline

SEVERITY = Severity.QUESTION


def check_case(case: Case, _context: Context) -> Iterator[RuleReport]:
    main = next((document for document, plan in case.plans() if plan.level is Level.MAIN), None)
    if main is None or not understood(case, "conclusion", "plan", "correction"):
        return
    notice = timeline(case).notice
    stated = {
        part
        for _, plan in case.plans()
        for view in plan.views
        for part in (*view.findings, *view.requirements)
    }
    served = findings_served(case).union(*(task.requirements for *_, task in case.tasks()))
    for part in sorted(stated & disputed(timeline(case)) - served):
        if notice is None or not notice.holds(part):
            continue
        message = say("The unit disputes {id}, and nobody has answered; no task carries it out.", id=part)
        mend = say(
            "Answer with a correction that withdraws or rewords {id}, or urge it in a reminder.", id=part
        )
        yield RuleReport(main, ("views",), Said(message, mend), on_key=True)
