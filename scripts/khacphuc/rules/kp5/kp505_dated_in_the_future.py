"""A paper is dated in the future.

What has not happened yet cannot be recorded. A wrong year is the usual reason, and every count of days goes wrong with it.

Compare with the paper, and correct the date in the document and in its file name.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model import RECORDS, Record, date_of
from khacphuc.model.conclusion import Conclusion
from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Severity, Status
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.contract import Context, Report, Said
from khacphuc.text.message import say

SEVERITY = Severity.ERROR
DOCUMENTS = (Conclusion, Plan, *RECORDS.values())


def check_document(
    document: Document[Conclusion | Plan | Record], _case: Case | None, context: Context
) -> Iterator[Report]:
    record = document.record
    paper = isinstance(record, Conclusion | Plan)
    # A draft may bear the day on which it is to be signed.
    draft = isinstance(record, Conclusion | Plan) and record.status is Status.DRAFT
    key, day = "issued_on" if paper else "date", None if draft else date_of(record)
    if day is not None and day > context.as_of:
        message = say("This paper is dated {day}; today is {today}.", day=day, today=context.as_of)
        yield Report(
            document, (key,), Said(message, say("Compare with the paper; most often the year is wrong."))
        )
