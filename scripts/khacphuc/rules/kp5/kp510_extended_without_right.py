"""An extension decided, or asked for, by a party that has no right to it.

A deadline that its debtor can move is none. The issuer of the notice decides, a committee above it, or the authority that the
notice names as directing; the issuer or approver of a plan for units below it, never past the notice's own day. Without such a
decision the old deadline stands.

Ask the body that set the deadline to decide, and name it under `decided_by`.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.vocabulary import Act, Severity
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, RuleReport
from khacphuc.rules.void import without_right

SEVERITY = Severity.ERROR


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    return without_right(case, context, Act.DECIDE_EXTENSION, Act.ASK_EXTENSION)
