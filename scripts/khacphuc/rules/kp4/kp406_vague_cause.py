"""A cause is given that would explain any shortcoming anywhere.

“For objective reasons”, “because of the workload”: from such a cause no measure follows, and the same cause will be
given next time. Say what exactly failed: which step, whose, since when, and why nobody noticed.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.specificity_common import causes_of
from khacphuc.rules.unchecked import CAUSE_MEND, explained, quoted
from khacphuc.text.message import say
from khacphuc.text.promise.verdict import Answer, PromiseField, assess

SEVERITY = Severity.WARNING
DOCUMENTS = (Plan,)


def check_document(document: Document[Plan], _case: Case | None, context: Context) -> Iterator[RuleReport]:
    for at, text in causes_of(document):
        verdict = assess(text, PromiseField.CAUSE, context.settings.policy.words)
        if verdict.answer is Answer.VAGUE:
            lead = say("{words} would explain any shortcoming.", words=quoted(verdict.soft))
            yield RuleReport(
                document, at, Said(explained(lead, verdict, PromiseField.CAUSE), say(CAUSE_MEND))
            )
