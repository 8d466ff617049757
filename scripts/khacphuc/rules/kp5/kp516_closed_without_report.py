"""A closure without a report on the result of every finding: it closes nothing.

The committee must not only remedy but report. A closure without the report leaves it to the inspecting side to say what was
done.

Record the result report first, covering all findings; then record another closure.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.records import Report
from khacphuc.model.vocabulary import Severity
from khacphuc.obligations.values import VoidReason
from khacphuc.register.case import Case
from khacphuc.register.document import AnyDocument
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.void import voids
from khacphuc.text.message import listed, say

SEVERITY = Severity.ERROR


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    for document, void in voids(case, context, VoidReason.NOT_REPORTED):
        unread = _unread_reports(case, document)
        if unread:
            message = say("This closes nothing: {names} cannot be read.", names=listed(unread))
            yield RuleReport(
                document, ("date",), Said(message, say("Correct {names} first.", names=listed(unread)))
            )
            continue
        message = say(
            "This closes nothing: until then no result report spoke of {names}.",
            names=listed(list(void.meant)),
        )
        mend = say("Record the result report ({name}) before the closure.", name="kind: result")
        yield RuleReport(document, ("date",), Said(message, mend))


def _unread_reports(case: Case, closure: AnyDocument) -> list[str]:
    """The names of reports up to a closure of which something cannot be read."""
    until = closure.slot.date
    return [
        one.path.rpartition("/")[2]
        for one in case.documents
        if one.slot.type == Report.TYPE
        and not one.whole
        and one.slot.date
        and until
        and one.slot.date <= until
    ]
