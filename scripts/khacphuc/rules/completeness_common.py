"""Share checks between the rules about completeness: missing keys, leads, commissions."""

from __future__ import annotations

from functools import lru_cache

from khacphuc.model.party import Party
from khacphuc.model.plan import Plan, Task
from khacphuc.model.vocabulary import Duty, Level, TaskKind
from khacphuc.register.case import Case
from khacphuc.register.document import AnyDocument
from khacphuc.register.units import Units
from khacphuc.rules.contract import Context
from khacphuc.text.nodes import Path
from khacphuc.timeline.deadlines import due_of
from khacphuc.timeline.timeline import timeline

_FEWEST = 3
"""Tasks of a plan, below which none are called most of them."""


def surely_missing(document: AnyDocument, item: Path = ()) -> bool:
    """Return whether nothing that could not be read hides what a document, or one item of a list in it, seems to lack."""
    if document.whole:
        return True
    *before, index = item or ("", "")
    if not isinstance(index, int):
        return False
    first = document.place(item).line
    after = document.place((*before, index + 1)).line
    # Past the last item the nearest thing is the list itself, which stands before.
    return not any(
        first <= flaw.place.line and not first < after <= flaw.place.line for flaw in document.flaws
    )


def owes_product(task: Task) -> bool:
    """Return whether a task must bring about something by a day. Following and urging goes on as long as the work does."""
    return task.kind is not TaskKind.FOLLOW_UP


def findings_served(case: Case) -> set[str]:
    """Return the findings for which a task of a case does more than follow up."""
    return {
        name for _, _, _, task in case.tasks() if task.product or owes_product(task) for name in task.findings
    }


def left_open_by_notice(case: Case | None, task: Task) -> bool:
    """Return whether the notice, too, sets no day by which a task could be owed: then the plan repeats what was asked.

    A day that the notice sets stays owed by itself whatever the plan says.
    """
    notice = timeline(case).notice if case else None
    if notice is None or due_of(Duty.REPORT, notice.conclusion):
        return False
    served = (item for item in notice.conclusion.requirements if item.id in task.requirements)
    return not any(item.due or item.due_text or item.cycle for item in served)


def restated(case: Case | None, plan: Plan, task: Task) -> bool:
    """Return whether a revision only repeats the deadline that the plan gave a task."""
    first = timeline(case).promised.get(task.id) if case and plan.revises else None
    return first is not None and first.task.due == task.due


def has_owner(plan: Plan) -> bool:
    """Return whether all tasks of a plan are those of the collective or individual whose plan it is."""
    return plan.level is not Level.MAIN and plan.for_ is not None


@lru_cache(maxsize=1024)
def commissions(units: Units, unit: str) -> frozenset[str]:
    """Return the inspection commissions of a unit and of the units above it; never the unit itself."""
    found: set[str] = set()
    above: str | None = unit
    seen: set[str] = set()
    while above and above not in seen and (holder := units.get(above)):
        seen.add(above)
        found.update(units.commissions(above))
        above = holder.parent
    return frozenset(found - {unit})


def inspecting_side(case: Case, context: Context) -> frozenset[str]:
    """Return the commissions that inspect or follow the unit of a case, and so can neither plan nor work for it."""
    conclusion = case.conclusion
    unit = conclusion.unit if conclusion else case.unit
    found = commissions(context.settings.units, unit)
    following = conclusion.followers.commission if conclusion and conclusion.followers else None
    return found | {following} - {unit} if following else found


def led_by_commission(plan: Plan, case: Case, context: Context) -> list[str]:
    """Return the tasks of a committee's plan that the inspecting side leads, where they are most of its work."""
    work = [task for task in plan.tasks if owes_product(task)]
    if plan.level is not Level.MAIN or len(work) < _FEWEST:
        return []
    inspecting = inspecting_side(case, context)
    led = [task.id for task in work if task.lead and side(task.lead[0]) in inspecting]
    return led if 2 * len(led) > len(work) else []


def side(party: str | None) -> str:
    """Return the unit of a party."""
    return Party(party).unit if party else ""
