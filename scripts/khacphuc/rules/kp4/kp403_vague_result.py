"""A result is reported in words that could be written of any task on any day.

“Has been put right”, “positive changes”, “is being carried out”: the follower learns nothing and has nothing to
verify. Say how many of how many, by which document, since which day.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.records import Report as ReportRecord
from khacphuc.model.records import Update
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.specificity_common import results_of
from khacphuc.rules.unchecked import RESULT_MEND, explained, quoted
from khacphuc.text.message import say
from khacphuc.text.promise.verdict import Answer, PromiseField, assess

SEVERITY = Severity.WARNING
DOCUMENTS = (Update, ReportRecord)


def check_document(
    document: Document[Update | ReportRecord], _case: Case | None, context: Context
) -> Iterator[RuleReport]:
    for at, text, evidenced in results_of(document):
        if evidenced:
            continue
        verdict = assess(text, PromiseField.RESULT, context.settings.policy.words)
        if verdict.answer is Answer.VAGUE:
            lead = say("{words}: nobody could look this up.", words=quoted(verdict.soft))
            yield RuleReport(
                document, at, Said(explained(lead, verdict, PromiseField.RESULT), say(RESULT_MEND))
            )
