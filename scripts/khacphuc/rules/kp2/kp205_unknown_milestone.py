"""A milestone is named that the task does not have.

A milestone is reached or moved for its own task. Named under another one, or with an id that no task has, it
is counted nowhere: the step stays overdue although it was reported.

Name the milestone by its id under its own task.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.records import Extension, Update
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, Reference, Report, Said
from khacphuc.rules.knowledge import understood, unknown
from khacphuc.text.message import say

SEVERITY = Severity.ERROR
REFERENCES = ("milestone",)


def check_reference(reference: Reference, case: Case | None, _context: Context) -> Iterator[Report]:
    if case is None or not understood(case, "plan"):
        return
    holder = case.milestones.get(reference.text)
    named = _task_of(reference)
    if holder is None:
        milestones = case.milestones
        known = [milestone for milestone, task in milestones.items() if task == named] or list(milestones)
        message = say("No task of this case has a milestone “{name}”.", name=reference.text)
        yield unknown(reference, message, known, say("Add the milestone to its task in the plan first."))
    elif named not in (None, holder) and named in case.names.get("task", ()):
        message = say(
            "The milestone “{name}” belongs to task {holder}, not to {task}.",
            name=reference.text,
            holder=holder,
            task=named,
        )
        yield Report(
            reference.document,
            reference.at,
            Said(message, say("Name it under task {holder}.", holder=holder)),
        )


def _task_of(reference: Reference) -> str | None:
    """The task beside which the milestone is named: both stand in one item of ``tasks``."""
    record, index = reference.document.record, reference.at[1]
    if isinstance(record, Update | Extension) and isinstance(index, int):
        return record.tasks[index].task
    return None
