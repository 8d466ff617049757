"""An extension moves what the notice demands, and not the task that has taken it over.

Once a task has taken a demand over, the unit is held to the task's own day. The extension lets that day be later; it does not move
it, and the task becomes overdue as before.

If the decision means the task as well, name the task in it, too.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.records import Extension, Move
from khacphuc.model.vocabulary import Severity
from khacphuc.obligations.values import CaseState, TaskState
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.case_state import case_state
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.reference_common import understood
from khacphuc.text.message import Message, listed, say
from khacphuc.timeline.deadlines import approving
from khacphuc.timeline.timeline import timeline

SEVERITY = Severity.WARNING


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    entries = timeline(case)
    if not (entries.demands and entries.extensions) or not understood(
        case, "conclusion", "plan", "extension"
    ):
        return
    state = case_state(case, context)
    if state is None:
        return
    void = {(one.path, one.at) for one in state.voids}
    for document in approving(entries.extensions):
        for at, move in enumerate(document.record.tasks):
            if (
                move.task not in entries.demands
                or (document.path, at) in void
                or _owed_by_itself(state, move)
            ):
                continue
            held = [task for task in _taking(state, move) if not _moved(task, document)]
            if held:
                yield RuleReport(document, ("tasks", at, "task"), _said(move, held))


def _owed_by_itself(state: CaseState, move: Move) -> bool:
    """Whether the demand, or the day of it that is meant, is not taken over."""
    day = move.occurrence or move.from_
    return any(
        demand.task.id == move.task
        and (
            demand.task.recurrence is None
            or any(f".{day}" in item.key or item.deadline.current == move.to for item in demand.obligations)
        )
        for demand in state.demands
    )


def _taking(state: CaseState, move: Move) -> Iterator[TaskState]:
    """Yield the tasks that name the demand, and are to be done before the new day."""
    for task in state.tasks:
        due = task.deadline.current
        if move.task in task.task.requirements and not task.handed_in and (due is None or due < move.to):
            yield task


def _moved(task: TaskState, document: Document[Extension]) -> bool:
    """Whether the same decision moves the task, or an occurrence of it."""
    deadlines = (task.deadline, *(item.deadline for item in task.obligations))
    return any(one.path == document.path for deadline in deadlines for one in deadline.moved)


def _said(move: Move, held: list[TaskState]) -> Said:
    ids = listed([task.task.id for task in held])
    message = say(
        "This moves {demand}, which {tasks} has taken over: that stays owed by its own day.",
        demand=move.task or "",
        tasks=ids,
    )
    return Said(message, _mend(move, held, ids))


def _mend(move: Move, held: list[TaskState], ids: Message) -> Message:
    due = held[0].deadline.current
    if len(held) == 1 and due and held[0].task.recurrence is None:
        task = held[0].task.id
        line = f"- {{task: {task}, from: {due.isoformat()}, to: {move.to.isoformat()}}}"
        return say("If the decision means {tasks}, too, add: {line}", tasks=task, line=line)
    return say("If the decision means {tasks}, too, name them with their own days.", tasks=ids)
