"""A progress that does not say how much of how much.

“6/12” says how much is done and how much there is to do; both are needed to see whether a task gets on. It is read as
offices write it: 13.515/19.611, 1,2/3,4 ha, “50 triệu/120 triệu đồng”, and 68,9% where the whole cannot be counted.

Write the number done, a slash and the number in all, both in one unit.
"""

from __future__ import annotations

import re

from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import Said
from khacphuc.rules.mends import CUT, keeps_figures
from khacphuc.text.amounts import ambiguous_in, read_share
from khacphuc.text.flaw import Flaw
from khacphuc.text.message import say

SEVERITY = Severity.ERROR
_OF = re.compile(r"(.+?)(?:\s+(?:trên(?: tổng số)?|trong(?: tổng số)?|of|out of)\s+|\s*\\\s*)(.+)")


def explain(flaw: Flaw) -> Said:
    shown, _, example, *_ = flaw.details
    if CUT not in shown and (number := ambiguous_in(shown)):
        message = say("“{text}” may mean thousands or a decimal fraction.", text=number)
        whole, fraction = number.replace(",", ""), f"{number}0"
        return Said(
            message,
            say(
                "For thousands write {whole}; for a fraction write {fraction}", whole=whole, fraction=fraction
            ),
        )
    message = say("“{text}” does not say how many of how many.", text=shown)
    found = _OF.fullmatch(shown)
    proposed = f"{found[1]}/{found[2]}" if found else ""
    if proposed and read_share(proposed) and keeps_figures(shown, proposed):
        return Said(message, say("Write: {number}", number=proposed))
    return Said(
        message,
        say("Write the number done, a slash and the number in all, such as {example}", example=example),
    )
