"""Find deadlines of plans in whose place the day of an extension was written."""

from __future__ import annotations

from datetime import date

from khacphuc.model.records import Move
from khacphuc.register.case import Case
from khacphuc.timeline.deadlines import approving, due_of, end_of, key_of
from khacphuc.timeline.timeline import Timeline


def paper_day(entries: Timeline, case: Case, move: Move) -> date | None:
    """Return the deadline that an extension moves as its paper sets it; None where it is not known."""
    if move.milestone:
        held = entries.tasks.get(case.milestones.get(move.milestone, ""))
        steps = held.task.milestones if held else ()
        return next((step.due for step in steps if step.id == move.milestone), None)
    if move.task:
        held = entries.planned(move.task)
        return end_of(held.task) if held else None
    conclusion = case.conclusion
    if conclusion is None or move.duty is None:
        return None
    return due_of(move.duty, conclusion)


def written_over(case: Case, move: Move, day: date | None) -> bool:
    """Return whether a plan gives the day to which approved extensions lead from where one of them begins."""
    reach = move.from_
    if day is None or move.duty is not None or day <= reach:
        return False
    moves = [
        one
        for found in approving(case.documents)
        for one in found.record.tasks
        if key_of(one) == key_of(move)
    ]
    for one in sorted(moves, key=lambda one: (one.from_, one.to)):
        if one.from_ <= reach:
            reach = max(reach, one.to)
        if reach == day:
            return True
    return False
