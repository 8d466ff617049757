"""A task has no deadline.

"Regularly", "in the coming time", "when conditions allow" are no deadlines: such a task is never late, so nobody will ever
ask for it.

Write the last day under `due`. What must be done again and again is a `recurrence` with how often, from when and until
when. Where the notice sets no day either, neither for its report nor for what the task answers, this is a warning: the
signed plan is recorded as it is, and the task stands in the list of those without a deadline.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.plan import Plan, Task
from khacphuc.model.vocabulary import Duty, Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.completeness_common import left_open_by_notice, owes_product, surely_missing
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.deadline_texts import said_by
from khacphuc.text.front_matter import quoted
from khacphuc.text.message import Message, say
from khacphuc.timeline.deadlines import due_of

SEVERITY = Severity.ERROR
FIELD = "due"
DOCUMENTS = (Plan,)


def check_document(document: Document[Plan], case: Case | None, context: Context) -> Iterator[RuleReport]:
    plan: Plan = document.record
    for index, task in enumerate(plan.tasks):
        if task.due is not None or task.recurrence is not None or not owes_product(task):
            continue
        if surely_missing(document, ("tasks", index)):
            key = "due_text" if task.due_text else "id"
            said = Said(_message(task), _mend(task, plan, case, context))
            milder = left_open_by_notice(case, task)
            yield RuleReport(document, ("tasks", index, key), said, milder=milder)


def _message(task: Task) -> Message:
    if task.due_text:
        return say("“{text}” sets no day by which task {id} is owed.", text=quoted(task.due_text), id=task.id)
    return say("Task {id} has no deadline.", id=task.id)


def _mend(task: Task, plan: Plan, case: Case | None, context: Context) -> Message:
    steps = [step.due for step in task.milestones if step.due]
    lines = said_by(task.due_text, plan, case, context).lines("due", "recurrence") if task.due_text else []
    if lines:
        return say("Write: {line}", line=lines[0])
    if steps:
        return say(
            "Write due: with the day by which all is done; the last milestone is on {day}.", day=max(steps)
        )
    report = due_of(Duty.REPORT, case.conclusion) if case and case.conclusion else None
    if report is not None:
        return say(
            "Write due: with a day before the report is due on {day}; what comes again and again is a recurrence "
            "(every, from, until).",
            day=report,
        )
    return say("Write due: with a day; what comes again and again is a recurrence (every, from, until).")
