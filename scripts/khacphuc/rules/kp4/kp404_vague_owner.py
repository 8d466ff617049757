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
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.specificity_common import tasks_of
from khacphuc.rules.unchecked import quoted
from khacphuc.text.message import say
from khacphuc.text.promise.verdict import nobody

SEVERITY = Severity.WARNING
DOCUMENTS = (Plan,)


def check_document(document: Document[Plan], _case: Case | None, context: Context) -> Iterator[RuleReport]:
    for at, task in tasks_of(document):
        if task.for_each is not None:
            continue
        for key in ("measure", "content"):
            text = getattr(task, key)
            words = nobody(text, context.settings.policy.words) if text else ()
            # How many, by when or with whom can be asked of anybody; without it, each leaves the work to the others.
            if words:
                message = say("{words} are nobody in particular.", words=quoted(words))
                mend = say(
                    "Name the units or persons; if there are many, say how many and where the list is, or let each owe the task by itself (for_each)."
                )
                yield RuleReport(document, (*at, key), Said(message, mend))
