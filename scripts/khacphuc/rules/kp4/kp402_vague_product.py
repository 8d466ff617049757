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
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.specificity_common import tasks_of
from khacphuc.rules.unchecked import PRODUCT_MEND, explained, quoted
from khacphuc.text.message import say
from khacphuc.text.promise.verdict import Answer, PromiseField, assess

SEVERITY = Severity.WARNING
DOCUMENTS = (Plan,)


def check_document(document: Document[Plan], _case: Case | None, context: Context) -> Iterator[RuleReport]:
    for at, task in tasks_of(document):
        if task.product:
            verdict = assess(task.product, PromiseField.PRODUCT, context.settings.policy.words)
            if verdict.answer is Answer.VAGUE:
                lead = say("{words}: this cannot be laid on a table.", words=quoted(verdict.soft))
                message = explained(lead, verdict, PromiseField.PRODUCT)
                yield RuleReport(document, (*at, "product"), Said(message, say(PRODUCT_MEND)))
