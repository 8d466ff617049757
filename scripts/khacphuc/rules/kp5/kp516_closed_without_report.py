"""A closure without a report on the result of every finding: it closes nothing.

The committee must not only remedy but report. A closure without the report leaves it to the inspecting side to say what was
done.

Record the result report first, covering all findings; then record another closure.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.vocabulary import Severity
from khacphuc.obligations.values import VoidReason
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.reference_common import understood
from khacphuc.rules.void import voids
from khacphuc.text.message import listed, say

SEVERITY = Severity.ERROR


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    for document, void in voids(case, context, VoidReason.NOT_REPORTED):
        if not understood(case, "report"):
            return
        message = say(
            "This closes nothing: until then no result report spoke of {names}.",
            names=listed(list(void.meant)),
        )
        mend = say("Record the result report ({name}) before the closure.", name="kind: result")
        yield RuleReport(document, ("date",), Said(message, mend))
