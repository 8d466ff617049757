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
from khacphuc.rules.contract import Context, Report
from khacphuc.rules.judging import found_vague, results_of

SEVERITY = Severity.WARNING
DOCUMENTS = (Update, ReportRecord)
KINDS = ("soft_action", "soft_time", "soft_result")


def check_document(
    document: Document[Update | ReportRecord], _case: Case | None, context: Context
) -> Iterator[Report]:
    for at, text, evidenced in results_of(document):
        if not evidenced:
            yield from found_vague(document, at, text, KINDS, context)
