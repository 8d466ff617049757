"""A report may be for several things that the notice demands, and does not say for which.

A report answers what the notice demands of its party: on the very day for that, else for what is late or comes next, where only
one of them is open. Where several are, it answers none of them: to take all for done would wipe out what is owed.

Write under `requirements` what it answers, and `occurrence` with the deadline of the one that is meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.vocabulary import Severity
from khacphuc.obligations.values import VoidReason
from khacphuc.register.case import Case
from khacphuc.rules.completeness_common import surely_missing
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.void import voids
from khacphuc.text.message import listed, say

SEVERITY = Severity.WARNING


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    for document, void in voids(case, context, VoidReason.WHICH_DEMAND):
        if not surely_missing(document):
            continue
        if void.meant:
            message = say("This does not say which demand of the notice it answers, and answers none.")
            mend = say(
                "Write requirements: with its id, and occurrence: with its day. Open are: {demands}.",
                demands=listed(list(void.meant)),
            )
            yield RuleReport(document, ("by",), Said(message, mend))
        else:
            message = say("The notice demands nothing on that day.")
            mend = say(
                "Write occurrence: with the deadline of the report that is meant, by the cycle of the notice."
            )
            yield RuleReport(document, ("occurrence",), Said(message, mend))
