"""One key stands twice in the same place.

Only one of two values can count, and which one is not for the register to choose: a plan with two deadlines
has none.

Keep the value that is right and delete the other. Where both say something, bring them together under one
key.
"""

from __future__ import annotations

from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import Said
from khacphuc.text.flaw import Flaw
from khacphuc.text.message import say

SEVERITY = Severity.ERROR


def explain(flaw: Flaw) -> Said:
    key, line = flaw.details
    return Said(
        say(
            "The key “{key}” stands here for the second time; the first is on line {line}.",
            key=key,
            line=line,
        ),
        say("Keep one of the two lines. If both say something, write it under one key."),
    )
