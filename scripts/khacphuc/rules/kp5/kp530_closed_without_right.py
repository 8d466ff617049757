"""A closure by a party that may not close the case.

Only the issuer of the notice or its inspection commission ends a case: it has seen the evidence and answers for its word. A
closure by the inspected unit, or by anybody else, closes nothing.

Let the issuer or its commission close it.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.vocabulary import Act, Severity
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, RuleReport
from khacphuc.rules.void import without_right

SEVERITY = Severity.ERROR


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    return without_right(case, context, Act.CLOSE)
