"""A finding is served only by tasks that plan, report or follow up.

A plan about the plan, a report about the report: when all of that is done, the shortcoming is still there. It is another
matter where the finding is about that very paper: a programme that was never issued, a report that was never sent.

Add the task that puts the thing itself right: what is then different, and where can it be seen?
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.plan import Plan, Task
from khacphuc.model.vocabulary import Severity, TaskKind
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.case_state import notice_of
from khacphuc.rules.completeness_common import owes_product
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.reference_common import understood
from khacphuc.text.message import listed, say
from khacphuc.text.promise.procedure import Procedure, is_paper_of, mentioned, procedure

SEVERITY = Severity.WARNING


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    notice = notice_of(case, context)
    if notice is None or not understood(case, "plan"):
        return
    serving: dict[str, list[tuple[Document[Plan], int, Task]]] = {}
    for document, _plan, index, task in case.tasks():
        if task.product or owes_product(task):  # of others alone, KP301 tells
            for name in task.findings:
                serving.setdefault(name, []).append((document, index, task))
    for finding in notice.conclusion.findings:
        tasks = serving.get(finding.id, [])
        kinds = [_procedure(task) for _, _, task in tasks]
        about = mentioned(finding.text)
        if tasks and all(kind is not None and kind not in about for kind in kinds):
            message = say(
                "Finding {id} is served only by planning, reporting or following up ({tasks}).",
                id=finding.id,
                tasks=listed([task.id for _, _, task in tasks]),
            )
            mend = say(
                "Add the task after which the finding is no longer so: what is done, and what shows it?"
            )
            document, index, _ = tasks[0]
            yield RuleReport(document, ("tasks", index, "findings"), Said(message, mend))


def _procedure(task: Task) -> Procedure | None:
    if task.kind is TaskKind.FOLLOW_UP and is_paper_of(Procedure.FOLLOW, task.product or ""):
        return Procedure.FOLLOW
    return procedure(task.content or task.measure or "", task.product or "")
