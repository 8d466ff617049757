"""A task names what the notice demands of another.

The notice says who owes it: whom it names, else the inspected unit. A plan cannot take it off them. What is asked of the unit
itself, its own plan may give to its people and to units below it; not to a neighbour, nor to who follows the case, unless an
authority above both stands behind the plan. Until then the demand stays owed by whom the notice means.

Let the unit that the notice means lead the task; or leave the requirement out, and name it under `depends_on` where the
task waits for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.vocabulary import Severity
from khacphuc.obligations.values import DemandConflict
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.left_demands import left_demands
from khacphuc.text.message import say
from khacphuc.timeline.timeline import timeline

SEVERITY = Severity.WARNING


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    for one in left_demands(case, context, DemandConflict.LED_BY_ANOTHER):
        named = timeline(case).demands[one.demand].task.lead
        if named:
            lead = context.settings.units.called(named[0])
            message = say(
                "The notice demands {demand} of {lead}, not of the lead of task {task}.",
                demand=one.demand,
                lead=lead,
                task=one.task,
            )
            mend = say("Let {lead} lead the task, or leave {demand} out here.", lead=lead, demand=one.demand)
        else:
            unit = context.settings.units.called(case.conclusion.unit if case.conclusion else case.unit)
            message = say(
                "The notice demands {demand} of {unit}; task {task} takes nothing of that off it.",
                demand=one.demand,
                unit=unit,
                task=one.task,
            )
            mend = say(
                "Let {unit} give it, by its own plan, to itself or a unit below it; elsewhere by a plan that an authority above both has approved.",
                unit=unit,
            )
        yield RuleReport(one.document, one.at, Said(message, mend))
