"""A task is named that no plan of the case has.

What an update reports, an extension moves or a verification confirms must be a task of a plan. Otherwise the
report counts for nothing, and the real task stays open and overdue.

Name the task by its id in plan.md or in a sub-plan of the same case.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, Reference, RuleReport
from khacphuc.rules.reference_common import understood, unknown
from khacphuc.text.message import say

SEVERITY = Severity.ERROR
REFERENCES = ("task",)


def check_reference(reference: Reference, case: Case | None, _context: Context) -> Iterator[RuleReport]:
    if case is None or reference.text in case.names.get("task", ()) or not understood(case, "plan"):
        return
    known = [task.id for _, _, _, task in case.tasks()]
    message = say("No plan of this case has a task “{name}”.", name=reference.text)
    yield unknown(reference, message, known, say("The case has no plan with tasks yet: add plan.md first."))
