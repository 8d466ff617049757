"""All tasks of a plan are due on one day.

A roadmap on which everything arrives together is none: nothing can be checked before the last day, and on that day it
is too late. Give each task the day on which it can be done; some can be done next week.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.contract import Context, Report, Said
from khacphuc.text.message import say

SEVERITY = Severity.WARNING
DOCUMENTS = (Plan,)
_LEAST_TASKS = 3


def check_document(document: Document[Plan], _case: Case | None, _context: Context) -> Iterator[Report]:
    tasks = document.record.tasks
    days = [task.due for task in tasks if task.due and not task.recurrence and not task.milestones]
    if len(days) >= _LEAST_TASKS and len(days) == len(tasks) and len(set(days)) == 1:
        message = say("All {n} tasks are due on {day}.", n=len(days), day=days[0])
        mend = say("Give each task the day on which it can be done, or milestones on the way.")
        yield Report(document, ("tasks",), Said(message, mend), on_key=True)
