"""Prepare one task for its card: the plan, and the state for each unit responsible."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from khacphuc.model.plan import Task
from khacphuc.model.policy import Policy
from khacphuc.model.shared import Milestone
from khacphuc.obligations.timeliness import is_open, rank, timeliness
from khacphuc.obligations.totals import part_done
from khacphuc.obligations.values import Obligation, ObligationKind, TaskState, Timeliness, Timing
from khacphuc.timeline.deadlines import Deadline


class MilestoneView(Struct, frozen=True):
    """A milestone and where it stands; ``found`` is None while the plan is a draft."""

    milestone: Milestone
    deadline: Deadline
    found: Timeliness | None


class OwnerView(Struct, frozen=True):
    """The state of a task for one responsible unit."""

    state: TaskState
    found: Timeliness
    due: date | None
    percent: int | None
    """Of the whole, 0 to 100; None when nobody said."""
    met: int
    occurrences: int
    effect: Timeliness | None
    effect_due: date | None
    effect_checked: date | None
    demanded: bool = False
    """Whether it is a demand of the notice, and no task of a plan."""


class TaskView(Struct, frozen=True):
    """A task of a plan with everything to show. ``owners`` is empty while the plan is a draft."""

    task: Task
    deadline: Deadline
    owners: tuple[OwnerView, ...]
    milestones: tuple[MilestoneView, ...]


def task_view(task: Task, owners: Sequence[OwnerView], as_of: date, policy: Policy) -> TaskView:
    """Return the view of one task from how it stands for each unit that owes it."""
    deadline = owners[0].state.deadline if owners else Deadline(task.due, task.due)
    return TaskView(task, deadline, tuple(owners), _milestones(task, owners, as_of, policy))


def owner_view(state: TaskState, as_of: date, policy: Policy) -> OwnerView:
    recurring = state.task.recurrence is not None
    occurrences = [
        item for item in state.obligations if recurring and item.kind is ObligationKind.MEET_OCCURRENCE
    ]
    met = sum(item.fulfilled for item in occurrences)
    leading = leading_obligation(state, as_of, policy)
    effects = [item for item in state.obligations if item.kind is ObligationKind.CHECK_EFFECTIVENESS]
    effects.sort(key=lambda item: item.deadline.current or date.min)
    return OwnerView(
        state=state,
        found=timeliness(leading, as_of, policy) if leading else Timeliness(Timing.NO_DEADLINE),
        due=leading.deadline.current if leading else None,
        percent=percent(state),
        met=met,
        occurrences=len(occurrences),
        effect=timeliness(effects[-1], as_of, policy) if effects else None,
        effect_due=effects[-1].deadline.current if effects else None,
        effect_checked=effects[-1].fulfilled_on if effects else None,
    )


def leading_obligation(state: TaskState, as_of: date, policy: Policy) -> Obligation | None:
    """Return the obligation that speaks for a task: itself, or of a recurring one the most pressing occurrence."""
    if state.task.recurrence is None:
        kinds = (ObligationKind.DO_TASK, ObligationKind.MEET_DEMAND)
        return next((item for item in state.obligations if item.kind in kinds), None)
    found = [item for item in state.obligations if item.kind is ObligationKind.MEET_OCCURRENCE]
    still = [item for item in found if is_open(item)]
    if still:
        return min(still, key=lambda item: rank(item, timeliness(item, as_of, policy)))
    return found[-1] if found else None


def percent(state: TaskState) -> int | None:
    """How much is done, rounded down so that 100 means all; None when nobody said."""
    part = part_done(state) if state.progress or state.percent or state.task.recurrence else None
    return None if part is None else int(100 * part)


def _milestones(
    task: Task, owners: Sequence[OwnerView], as_of: date, policy: Policy
) -> tuple[MilestoneView, ...]:
    """Return the state of a milestone: of several responsible units, the one furthest behind."""
    owed: dict[str, list[Obligation]] = {}
    if not task.milestones:
        return ()
    for owner in owners:
        for item in owner.state.obligations:
            if item.kind is ObligationKind.REACH_MILESTONE:
                owed.setdefault(item.key.partition("@")[0], []).append(item)
    views = []
    for milestone in task.milestones:
        items = owed.get(milestone.id, ())
        worst = min(items, key=lambda item: rank(item, timeliness(item, as_of, policy)), default=None)
        deadline = worst.deadline if worst else Deadline(milestone.due, milestone.due)
        views.append(MilestoneView(milestone, deadline, timeliness(worst, as_of, policy) if worst else None))
    return tuple(views)
