"""A result is reported in which nothing could be looked up.

What a report states, somebody must be able to look up: how many, which document, of which day, which thing. “The unit
sees to it” is a claim, and the register keeps facts. The reviewer may ask for them.
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
from khacphuc.rules.unchecked import RESULT_MEND, explained
from khacphuc.text.message import say
from khacphuc.text.promise.verdict import Answer, PromiseField, assess

SEVERITY = Severity.QUESTION
DOCUMENTS = (Update, ReportRecord)


def check_document(
    document: Document[Update | ReportRecord], _case: Case | None, context: Context
) -> Iterator[RuleReport]:
    for at, text, evidenced in results_of(document):
        if evidenced:
            continue
        verdict = assess(text, PromiseField.RESULT, context.settings.policy.words)
        if verdict.answer is Answer.HOLLOW:  # a result in soft words is told of by KP403
            lead = say("What could somebody look up to see that this is so?")
            yield RuleReport(
                document, at, Said(explained(lead, verdict, PromiseField.RESULT), say(RESULT_MEND))
            )
