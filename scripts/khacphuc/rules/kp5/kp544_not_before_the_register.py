"""A closure calls itself older than the register, which had begun by its date.

With `before_register: true` an old case of which only the notice and the closing paper are known is closed without its tasks
and its result report. That is for papers from before the first case was committed. From then on a case is closed by what the
register itself shows, so this closure closes nothing.

Correct the date from the paper. If the case was closed later, enter its plan, its verifications and its result report, and leave
`before_register` out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from khacphuc.model.vocabulary import Severity
from khacphuc.obligations.values import VoidReason
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.void import voids
from khacphuc.text.message import say

SEVERITY = Severity.ERROR


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    for document, void in voids(case, context, VoidReason.REGISTER_HAD_BEGUN):
        message = say(
            "This closes nothing: the register began on {day}, before this closure.",
            day=date.fromisoformat(void.meant[0]),
        )
        mend = say(
            "Correct the date from the paper; or enter plan, verifications and result report, and leave before_register out."
        )
        yield RuleReport(document, ("before_register",), Said(message, mend))
