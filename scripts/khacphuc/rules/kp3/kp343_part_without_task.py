"""No task puts a part of a finding right.

A finding that holds several things is put right when each of them is. What no task names stays, however many tasks serve the
finding as a whole, and the case cannot be closed.

Name the part under `parts` of the task that puts it right, or add a task.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.vocabulary import Level, Severity
from khacphuc.register.case import Case
from khacphuc.rules.case_state import notice_of
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.reference_common import understood
from khacphuc.text.front_matter import quoted
from khacphuc.text.message import say

SEVERITY = Severity.ERROR


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    main = next((document for document, plan in case.plans() if plan.level is Level.MAIN), None)
    if main is None or not understood(case, "conclusion", "supplement", "correction", "plan"):
        return
    notice = notice_of(case, context)
    named = {(name, part) for _, _, _, task in case.tasks() for name in task.findings for part in task.parts}
    served = {name for name, _ in named}
    for finding in notice.conclusion.findings if notice else ():
        if notice and notice.of(finding.id) and finding.id not in served:
            continue  # of one that a supplement added, KP346 tells
        for part in finding.parts:
            if (finding.id, part.id) not in named:
                message = say("No task puts part {id} right: “{text}”.", id=part.id, text=quoted(part.text))
                mend = say(
                    "Name it under the task that is meant: {line}, or add a task.", line=f"parts: [{part.id}]"
                )
                yield RuleReport(main, ("tasks",), Said(message, mend), on_key=True)
