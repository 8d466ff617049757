"""A task that was over already is to answer what was demanded only later.

What was reported done, or given up, before the notice or its supplement demanded something cannot have been done for it. The
demand stays owed by itself, and a finding that was added stays open.

Let a task of its own carry it out, or report on the demand itself where it has been met all the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.vocabulary import Severity
from khacphuc.obligations.values import CaseState, DemandConflict
from khacphuc.register.case import Case
from khacphuc.rules.case_state import case_state
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.left_demands import left_demands
from khacphuc.rules.reference_common import understood
from khacphuc.text.message import say
from khacphuc.timeline.timeline import timeline

SEVERITY = Severity.WARNING


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    for one in left_demands(case, context, DemandConflict.OVER):
        yield RuleReport(one.document, one.at, _said(one.task, one.demand))
    state = case_state(case, context)
    if state is None or state.notice is None or not understood(case, "conclusion", "plan", "update"):
        return
    for task, finding in _not_for(state):
        planned = timeline(case).tasks.get(task)
        if planned and finding in planned.task.findings:
            at = planned.task.findings.index(finding)
            yield RuleReport(planned.document, ("tasks", planned.at, "findings", at), _said(task, finding))


def _not_for(state: CaseState) -> Iterator[tuple[str, str]]:
    """Yield the tasks that name a finding without being for it."""
    served = {one.finding.id: one.tasks for one in state.findings}
    named = ((task.task.id, finding) for task in state.tasks for finding in task.task.findings)
    yield from (
        (task, finding) for task, finding in dict.fromkeys(named) if task not in served.get(finding, (task,))
    )


def _said(task: str, part: str) -> Said:
    message = say(
        "Task {task} was over before {part} was demanded, and answers nothing of it.", task=task, part=part
    )
    return Said(
        message, say("Add a task for {part}; if it has been done since, report on {part} itself.", part=part)
    )
