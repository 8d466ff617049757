"""A task names what the notice demands of another.

The notice says who owes it. A plan of the unit cannot take it off them: the demand stays owed by whom the notice names.

Let the unit that the notice names lead the task; or leave the requirement out, and name it under `depends_on` where the
task waits for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.vocabulary import Severity
from khacphuc.obligations.values import DemandConflict
from khacphuc.register.case import Case
from khacphuc.rules.case_state import case_state
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.reference_common import understood
from khacphuc.text.message import say
from khacphuc.timeline.timeline import timeline

SEVERITY = Severity.WARNING


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    entries = timeline(case)
    if not entries.demands or not understood(case, "conclusion", "plan"):
        return
    state = case_state(case, context)
    for item in state.not_taken_over if state else ():
        planned = entries.tasks.get(item.task)
        if item.why is not DemandConflict.LED_BY_ANOTHER or planned is None:
            continue
        lead = context.settings.units.called(entries.demands[item.demand].task.lead[0])
        message = say(
            "The notice demands {demand} of {lead}, not of the lead of task {task}.",
            demand=item.demand,
            lead=lead,
            task=item.task,
        )
        at = planned.task.requirements.index(item.demand)
        mend = say("Let {lead} lead the task, or leave {demand} out here.", lead=lead, demand=item.demand)
        yield RuleReport(planned.document, ("tasks", planned.at, "requirements", at), Said(message, mend))
