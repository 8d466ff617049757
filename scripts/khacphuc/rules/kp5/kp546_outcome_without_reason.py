"""A report calls a finding not corrected, or no longer valid, without a reason.

Whoever follows the case must learn what stands in the way and what is planned, or why the finding has lost its ground.
“Not corrected” alone answers nothing.

Write under `reason` why, and what will be done by when; of a finding that is no longer valid, what has changed.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.records import Report as ResultReport
from khacphuc.model.vocabulary import FindingOutcome, Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.completeness_common import surely_missing
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import say

SEVERITY = Severity.WARNING
DOCUMENTS = (ResultReport,)


def check_document(
    document: Document[ResultReport], _case: Case | None, _context: Context
) -> Iterator[RuleReport]:
    for index, result in enumerate(document.record.results):
        at = ("results", index)
        if result.outcome in (None, FindingOutcome.CORRECTED) or result.reason:
            continue
        if surely_missing(document, at):
            message = say(
                "Finding {id} is said to be “{outcome}”, without a reason.",
                id=result.finding,
                outcome=say(result.outcome.label),
            )
            mend = say("Write reason: with what stands in the way and what is planned, or what has changed.")
            yield RuleReport(document, (*at, "outcome"), Said(message, mend))
