"""A task for an amount that the notice demands does not say how much it brings about.

Fifty million that the notice wants paid back are not put right by a task that says nothing of any sum: once it is done, nobody can
see how much of the demand is. So the demand stays owed by itself until the follower has confirmed the task.

Write the amount of the notice as `target` of the task, or of several tasks that bring it about together.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.vocabulary import Severity
from khacphuc.obligations.values import DemandConflict
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.demanded_amounts import amount_of
from khacphuc.rules.left_demands import left_demands
from khacphuc.text.message import say

SEVERITY = Severity.WARNING


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    for one in left_demands(case, context, DemandConflict.UNSAID):
        message = say(
            "The notice demands {amount} under {demand}; task {task} does not say how much it brings about.",
            amount=amount_of(one.target),
            demand=one.demand,
            task=one.task,
        )
        mend = say(
            "Write it as target: of the task; until then {demand} stays owed by itself.", demand=one.demand
        )
        yield RuleReport(one.document, one.at, Said(message, mend))
