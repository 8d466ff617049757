"""A deadline is written in words that name no day.

“Regularly”, “soon”, “when conditions allow”, “not before September” can never be overdue, so nobody will ever be
reminded, even when a date stands in the words: “from 9/2026 on”, “by the schedule of plan 12”. Give a day or a period
that ends; for work that comes again, a recurrence with its cycle and its first day, and the product of each time.

Following and urging may go on as long as the work does. Where the notice sets no day either, this is a warning: the
signed plan is recorded in its own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from khacphuc.model.plan import Plan, Task
from khacphuc.model.shared import Milestone
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.completeness_common import left_open_by_notice, owes_product
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.deadline_texts import read_text
from khacphuc.rules.specificity_common import tasks_of
from khacphuc.text.message import say
from khacphuc.text.nodes import Path

SEVERITY = Severity.ERROR
DOCUMENTS = (Plan,)

_PLAIN = re.compile(r"(?:trước |chậm nhất |đến hết |hết |đến )?(?:ngày )?\d{1,2}/\d{1,2}/\d{4}")


def check_document(document: Document[Plan], case: Case | None, context: Context) -> Iterator[RuleReport]:
    for at, task in tasks_of(document):
        if owes_product(task) and not _comes_again(task):
            for report in _check(document, at, task, case, context):
                yield replace(report, milder=left_open_by_notice(case, task))
        for index, milestone in enumerate(task.milestones):
            yield from _check(document, (*at, "milestones", index), milestone, case, context)


def _comes_again(task: Task) -> bool:
    """Whether a recurrence says what the words leave open: how often, and what shows each time that it was done."""
    return task.recurrence is not None and bool(task.product)


def _check(
    document: Document[Plan], at: Path, dated: Task | Milestone, case: Case | None, context: Context
) -> Iterator[RuleReport]:
    text = dated.due_text
    if not text or _PLAIN.fullmatch(text):
        return
    # Imported here: the common wordings of a day need none of it.
    from khacphuc.text.deadline.readings import NoDeadline, RecurringDeadline, Vague

    reading = read_text(text, document.record, case, context)
    if isinstance(reading, NoDeadline) and reading.vague is Vague.ELSEWHERE and dated.due:
        return  # the day stands in the paper that is named, and beside these words
    if isinstance(reading, NoDeadline) or (isinstance(reading, RecurringDeadline) and reading.until is None):
        message = say("“{text}” names no day by which this is done.", text=text)
        mend = say(
            "Give a last day (due: 2027-03-31), or a recurrence with every and from and the product of each time."
        )
        yield RuleReport(document, (*at, "due_text"), Said(message, mend))
