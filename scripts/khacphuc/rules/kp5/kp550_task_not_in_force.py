"""A record speaks of a task whose plan is not in force.

A draft binds nobody, and neither does a plan of a party that may not issue it. What is reported done, verified or extended
of its tasks changes nothing that is owed.

Issue the plan first: number, day and `status: issued`, by the unit whose plan it is. A record that was really made on such a
task counts from then on.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.records import Extension, Update, Verification
from khacphuc.model.vocabulary import Act, Severity, Status
from khacphuc.register.case import Case
from khacphuc.register.document import AnyDocument
from khacphuc.rules.case_state import case_state
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import say
from khacphuc.timeline.timeline import PlannedTask, timeline

SEVERITY = Severity.WARNING


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    entries, conclusion = timeline(case), case.conclusion
    if conclusion is None or conclusion.status is Status.DRAFT:
        return
    state = case_state(case, context)
    if state is None:
        return
    void = {one.path for one in state.voids if one.act is Act.PLAN and one.at is None}
    known = {item.task.id for item in state.tasks} | set(entries.demands)
    for document in case.documents:
        for at, task in _spoken_of(document, case):
            planned = entries.tasks.get(task)
            if planned is None or task in known:
                continue
            if planned.plan.status is Status.DRAFT or planned.document.path in void:
                yield RuleReport(document, ("tasks", at), _said(task, planned))


def _spoken_of(document: AnyDocument, case: Case) -> Iterator[tuple[int, str]]:
    record = document.record
    if isinstance(record, Update):
        yield from ((at, item.task) for at, item in enumerate(record.tasks))
    elif isinstance(record, Verification):
        yield from ((at, verdict.task) for at, verdict in enumerate(record.tasks))
    elif isinstance(record, Extension):
        for at, move in enumerate(record.tasks):
            yield at, move.task or case.milestones.get(move.milestone or "", "")


def _said(task: str, planned: PlannedTask) -> Said:
    name = planned.document.path.rpartition("/")[2]
    if planned.plan.status is Status.DRAFT:
        message = say(
            "Task {id} stands in {name} only, which is a draft: this has no effect.", id=task, name=name
        )
        return Said(
            message,
            say("Issue the plan first: number, issued_on and status: issued, as on the signed paper."),
        )
    message = say(
        "Task {id} stands in {name} only, which is not in force: this has no effect.", id=task, name=name
    )
    return Said(message, say("Mend first what is told of {name}.", name=name))
