"""A verification by a party that may not verify.

Those who follow the case verify: the following commission, the member in charge, the team, the issuer of the notice. Whoever
does a task, or belongs to the unit that does it, never does. A word of anybody else stays in sight, and the task stays owed.

Let a follower of the case verify it, and name who did under `by`.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.vocabulary import Act, Severity
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, RuleReport
from khacphuc.rules.void import without_right

SEVERITY = Severity.ERROR


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    return without_right(case, context, Act.VERIFY)
