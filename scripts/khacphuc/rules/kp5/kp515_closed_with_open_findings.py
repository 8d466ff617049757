"""A closure although findings are still open: it closes nothing.

A case closes when every finding is remedied, or given up with the follower's agreement, by the last word on each task. Closed
earlier, the shortcoming would disappear from all lists without being gone.

Verify what is open first, or record that it is not pursued and let the follower agree; then record another closure.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.vocabulary import Severity
from khacphuc.obligations.values import VoidReason
from khacphuc.register.case import Case
from khacphuc.rules.case_state import case_state
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.reference_common import understood
from khacphuc.rules.void import voids
from khacphuc.text.message import listed, say

SEVERITY = Severity.ERROR


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    for document, void in voids(case, context, VoidReason.FINDINGS_OPEN):
        state = case_state(case, context)
        if state is None or not understood(case, "plan", "update", "verification"):
            return
        first = next((item for item in state.findings if item.finding.id in void.meant), None)
        message = say(
            "This closes nothing: not every finding is remedied, nor given up with the follower's agreement ({names}).",
            names=listed(list(void.meant)),
        )
        ended = {item.task.id for item in state.tasks if item.ended}
        serving = first.tasks if first else ()
        todo = [task for task in serving if task not in ended]
        named = {part for item in state.tasks for part in item.task.parts}
        left = [part.id for part in first.finding.parts if part.id not in named] if first else []
        mend = (
            say("Give {id} a task and have it verified before the case is closed.", id=listed(left))
            if left and serving and not todo
            else say(
                "Verify {tasks} first, or let the follower agree that it is not pursued; then close again.",
                tasks=listed(todo),
            )
            if todo
            else say(
                "On that day not all was verified: record another closure, dated after the last verification."
            )
            if serving or first is None
            else say("Give {id} a task and have it verified before the case is closed.", id=first.finding.id)
        )
        yield RuleReport(document, ("date",), Said(message, mend))
