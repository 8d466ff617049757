"""A deadline is written in words that name no day.

“Regularly”, “soon”, “when conditions allow” can never be overdue, so nobody will ever be reminded. Give a day or a
period that ends; for work that comes again, a recurrence with its cycle, its first day and its last.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.plan import Milestone, Plan, Task
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.specificity_common import tasks_of
from khacphuc.text.message import say
from khacphuc.text.nodes import Path

SEVERITY = Severity.ERROR
DOCUMENTS = (Plan,)


def check_document(document: Document[Plan], _case: Case | None, _context: Context) -> Iterator[RuleReport]:
    for at, task in tasks_of(document):
        cycle = task.recurrence is not None and task.recurrence.until is not None
        if not cycle:
            yield from _check(document, at, task)
        for index, milestone in enumerate(task.milestones):
            yield from _check(document, (*at, "milestones", index), milestone)


def _check(document: Document[Plan], at: Path, dated: Task | Milestone) -> Iterator[RuleReport]:
    text = dated.due_text
    if not text or any(char.isdigit() for char in text):
        return
    # Imported here: a text with a digit in it, as nearly all have, needs none of it.
    from khacphuc.text.deadline import read_deadline
    from khacphuc.text.readings import NoDeadline, RecurringDeadline

    reading = read_deadline(text, issued=document.record.issued_on)
    if isinstance(reading, NoDeadline) or (isinstance(reading, RecurringDeadline) and reading.until is None):
        message = say("“{text}” names no day by which this is done.", text=text)
        mend = say("Give a last day (due: 2027-03-31), or a recurrence with every, from and until.")
        yield RuleReport(document, (*at, "due_text"), Said(message, mend))
