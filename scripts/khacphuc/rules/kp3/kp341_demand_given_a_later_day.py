"""A task gives what the notice demands a later day, or does it less often.

The day of the notice is the issuer's. A plan can be earlier; later it can be only by a decision. Until then the demand stays
owed by itself, by the day of the notice.

Bring the task forward, or have the extension decided by the issuer, a committee above or the directing authority, and record it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from khacphuc.model.vocabulary import Severity
from khacphuc.obligations.values import DemandConflict, NotTakenOver
from khacphuc.register.case import Case
from khacphuc.rules.case_state import case_state
from khacphuc.rules.contract import Context, RuleReport, Said
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
