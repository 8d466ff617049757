"""Find the tasks that name a demand of the notice without taking it over, and where they name it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from khacphuc.model.plan import Plan
from khacphuc.model.shared import Target
from khacphuc.obligations.values import DemandConflict
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.case_state import case_state
from khacphuc.rules.contract import Context
from khacphuc.rules.reference_common import understood
from khacphuc.text.nodes import Path
from khacphuc.timeline.timeline import timeline


class LeftDemand(Struct, frozen=True):
    """A demand that a task names without taking it over, and the place where it names it."""

    demand: str
    task: str
    target: Target | None
    """How much is demanded."""
    document: Document[Plan]
    at: Path


def left_demands(case: Case, context: Context, why: DemandConflict) -> Iterator[LeftDemand]:
    """Yield the demands that tasks name and do not take over for one reason."""
    entries = timeline(case)
    if not entries.demands or not understood(case, "conclusion", "plan"):
        return
    state = case_state(case, context)
    for item in state.not_taken_over if state else ():
        planned, demanded = entries.tasks.get(item.task), entries.demands.get(item.demand)
        if item.why is why and planned and demanded and item.demand in planned.task.requirements:
            at = planned.task.requirements.index(item.demand)
            place = ("tasks", planned.at, "requirements", at)
            yield LeftDemand(item.demand, item.task, demanded.task.target, planned.document, place)
