"""A paper is older than the conclusion that it follows.

Nothing can follow a notice that was not yet there. Either a date is wrong, or the paper belongs to another case.

Compare with the paper; correct the date, or move the document to the case that it belongs to.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model import date_of
from khacphuc.model.conclusion import Conclusion
from khacphuc.model.records import Closure, Extension, Verification
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import say

SEVERITY = Severity.ERROR
_DECISIONS = (Extension, Verification, Closure)


def check_case(case: Case, _context: Context) -> Iterator[RuleReport]:
    notice = case.conclusion.issued_on if case.conclusion else None
    if notice is None or case.conclusion is None:
        return
    for document in case.documents:
        record = document.record
        if record is None or isinstance(record, Conclusion):
            continue
        key, day = "issued_on" if document.slot.date is None else "date", date_of(record)
        if day is not None and day < notice:
            message = say(
                "This paper is dated {day}, before the conclusion {id} was issued on {notice}.",
                day=day,
                id=case.conclusion.id,
                notice=notice,
            )
            mend = say(
                "Correct the date that is wrong; if both are right, the paper belongs to another case."
            )
            yield RuleReport(document, (key,), Said(message, mend))
        elif (
            isinstance(record, _DECISIONS)
            and record.paper
            and (signed := record.paper.date)
            and signed < notice
        ):
            message = say(
                "The paper behind this is dated {day}, before the conclusion {id} was issued on {notice}.",
                day=signed,
                id=case.conclusion.id,
                notice=notice,
            )
            mend = say("Correct the date of the paper; if it is right, another paper stands behind this.")
            yield RuleReport(document, ("paper", "date"), Said(message, mend))
