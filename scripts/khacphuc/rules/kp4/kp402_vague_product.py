"""A product is described so that nobody could tell whether it exists.

The product is what the follower asks to see: minutes, a regulation, a list of files, a receipt. “Positive change” or
“raised awareness” cannot be laid on a table. Name the paper or thing, and how many of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.contract import Context, Report
from khacphuc.rules.judging import found_vague, tasks_of
from khacphuc.text.specificity import names_product

SEVERITY = Severity.WARNING
DOCUMENTS = (Plan,)
KINDS = ("soft_action", "soft_time", "soft_result")


def check_document(document: Document[Plan], _case: Case | None, context: Context) -> Iterator[Report]:
    for at, task in tasks_of(document):
        if task.product and not names_product(task.product, context.frame.policy.words):
            yield from found_vague(document, (*at, "product"), task.product, KINDS, context)
