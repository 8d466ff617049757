"""A plan, update, report, reminder or reply by a party whose word does not count here.

Who reports on a task leads it, supports it, answers for it, or is the unit of the case; who replies was asked; who reminds
follows the case or stands above the unit; the unit itself makes its plan and reports the result; the issuer, its inspection
commission and the team change the notice. Anybody else's record stays in
sight and changes nothing.

Name under `by` who really did it. If the paper is of another body, let the one that has the right record it.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.vocabulary import Act, Severity
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, RuleReport
from khacphuc.rules.void import without_right

SEVERITY = Severity.ERROR


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    acts = (Act.PLAN, Act.UPDATE, Act.REPORT, Act.REMIND, Act.NOTIFY, Act.REPLY, Act.CONCLUDE)
    return without_right(case, context, *acts)
