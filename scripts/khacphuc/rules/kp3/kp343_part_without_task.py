"""No task carries out a part of a finding or requirement.

A finding that holds several things is put right when each of them is, and a requirement that demands several is met when each
is. What no task names stays, however many tasks serve the whole, and the case cannot be closed.

Name the part under `parts` of the task that puts it right, or add a task.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.vocabulary import Level, Severity
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.kp3.kp340_requirement_without_task import of_the_plan
from khacphuc.rules.reference_common import understood
from khacphuc.text.front_matter import quoted
from khacphuc.text.message import N_, say

SEVERITY = Severity.ERROR


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    conclusion = case.conclusion
    main = next((document for document, plan in case.plans() if plan.level is Level.MAIN), None)
    if conclusion is None or main is None or not understood(case, "conclusion", "plan"):
        return
    named = {(name, part) for _, _, _, task in case.tasks() for name in task.findings for part in task.parts}
    demanded = {
        (name, part) for *_, task in case.tasks() for name in task.requirements for part in task.parts
    }
    served = {name for name, _ in demanded}.union(*(task.requirements for *_, task in case.tasks()))
    missing = [
        (part, N_("No task puts part {id} right: “{text}”."))
        for finding in conclusion.findings
        for part in finding.parts
        if (finding.id, part.id) not in named
    ]
    missing += [
        (part, N_("No task carries out part {id}: “{text}”."))
        for item in conclusion.requirements
        if item.id in served and of_the_plan(item, conclusion, context)  # else KP340 tells it
        for part in item.parts
        if (item.id, part.id) not in demanded
    ]
    for part, text in missing:
        mend = say("Name it under the task that is meant: {line}, or add a task.", line=f"parts: [{part.id}]")
        message = say(text, id=part.id, text=quoted(part.text))
        yield RuleReport(main, ("tasks",), Said(message, mend), on_key=True)
