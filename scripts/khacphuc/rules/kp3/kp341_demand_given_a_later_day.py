"""A task does what the notice demands later, less often or to a smaller amount.

Day and amount of the notice are the issuer's. A plan can be earlier; later it can be only by a decision. Until then the demand
stays owed by itself, as the notice has it.

Bring the task forward, or have the extension decided by the issuer, a committee above or the directing authority, and record it. Write the amount
of the notice, or name it under all the tasks that bring it about together.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from khacphuc.model.vocabulary import Severity
from khacphuc.obligations.values import DemandConflict, NotTakenOver
from khacphuc.register.case import Case
from khacphuc.rules.case_state import case_state
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.demanded_amounts import amount_of
from khacphuc.rules.left_demands import LeftDemand, left_demands
from khacphuc.rules.reference_common import understood
from khacphuc.text.message import say
from khacphuc.timeline.timeline import timeline

SEVERITY = Severity.ERROR


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    entries = timeline(case)
    if not entries.demands or not understood(case, "conclusion", "plan", "extension"):
        return
    state, told = case_state(case, context), set[tuple[str, str]]()
    for item in state.not_taken_over if state else ():
        planned = entries.tasks.get(item.task)
        if item.due is None or planned is None or (item.demand, item.task) in told:
            continue
        told.add((item.demand, item.task))
        key = "recurrence" if planned.task.recurrence else "due"
        yield RuleReport(planned.document, ("tasks", planned.at, key), _said(item, item.due))
    for one in left_demands(case, context, DemandConflict.SMALLER):
        yield RuleReport(one.document, one.at, _less(one))


def _less(one: LeftDemand) -> Said:
    message = say(
        "The notice demands {amount} under {demand}; task {task} is to bring about less.",
        amount=amount_of(one.target),
        demand=one.demand,
        task=one.task,
    )
    mend = say(
        "Write the amount of the notice as target:, or name {demand} under all tasks that bring it about together.",
        demand=one.demand,
    )
    return Said(message, mend)


def _said(item: NotTakenOver, due: date) -> Said:
    if item.why is DemandConflict.SELDOMER:
        message = say(
            "The notice demands {demand} again by {due}; task {task} does not come then.",
            demand=item.demand,
            task=item.task,
            due=due,
        )
        return Said(
            message, say("Give the task the rhythm of the notice, as cycle: of {id} has it.", id=item.demand)
        )
    message = say(
        "The notice demands {demand} by {due}; task {task} gives it a later day.",
        demand=item.demand,
        task=item.task,
        due=due,
    )
    mend = say(
        "Write a day until {due}, or record the extension of {demand} that the issuer has decided.",
        due=due,
        demand=item.demand,
    )
    return Said(message, mend)
