"""A closure while the unit itself reports findings as not corrected: it closes nothing.

What a unit itself reports as not corrected, or corrected only in part, is not put right, whatever its tasks say. It owes a
further report, and the case stays open until that says that the finding is corrected, or no longer valid.

Record the further report, with the `outcome` of each finding that it names; then record another closure.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.vocabulary import Severity
from khacphuc.obligations.values import VoidReason
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.void import voids
from khacphuc.text.message import listed, say

SEVERITY = Severity.ERROR


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    for document, void in voids(case, context, VoidReason.NOT_CORRECTED):
        message = say(
            "This closes nothing: by the unit's own last report, {names} is not corrected, or only in part.",
            names=listed(list(void.meant)),
        )
        mend = say("Have the unit report again on {names} first.", names=listed(list(void.meant)))
        yield RuleReport(document, ("date",), Said(message, mend))
