"""A measure hands the work to “the units concerned”, which are nobody.

What everyone is to do, each leaves to the others. Name the units or persons; if there are many, say how many and
where the list is, or let each owe the task by itself (`for_each`).
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.contract import Context, Report
from khacphuc.rules.judging import found_vague, tasks_of

SEVERITY = Severity.WARNING
DOCUMENTS = (Plan,)
KINDS = ("soft_owner",)


def check_document(document: Document[Plan], _case: Case | None, context: Context) -> Iterator[Report]:
    for at, task in tasks_of(document):
        if task.for_each is not None:
            continue
        for key in ("measure", "content"):
            if text := getattr(task, key):
                yield from found_vague(document, (*at, key), text, KINDS, context)
