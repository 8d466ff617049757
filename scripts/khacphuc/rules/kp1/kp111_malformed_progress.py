"""A progress that is not written as n/N.

“6/12” says how much is done and how much there is to do; both are needed to see whether a task gets on. A
share without its whole cannot be checked by anybody.

Write the number done, a slash and the number in all. A bare percentage belongs under the key “percent”.
"""

from __future__ import annotations

import re

from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import Said
from khacphuc.text.flaw import Flaw
from khacphuc.text.message import say

SEVERITY = Severity.ERROR
_PERCENT = re.compile(r"(\d{1,3})\s*%\Z")
_OF = re.compile(r"(\d{1,9})(?:\s*/\s*|\s+(?:trên|trong|of|out of)\s+|\s*\\\s*|-)([1-9]\d{0,8})\b")


def explain(flaw: Flaw) -> Said:
    shown, _, example = flaw.details
    message = say("“{text}” does not say how many of how many.", text=shown)
    if percent := _PERCENT.match(shown):
        return Said(
            message,
            say(
                "Write percent: {number} instead, or the count, such as {example}",
                number=percent[1],
                example=example,
            ),
        )
    if found := _OF.search(shown):
        return Said(message, say("Write: {number}", number=f"{found[1]}/{found[2]}"))
    return Said(
        message,
        say("Write the number done, a slash and the number in all, such as {example}", example=example),
    )
