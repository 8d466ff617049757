"""A number can be read in two ways.

13.515 is thirteen thousand five hundred and fifteen in a Vietnamese paper, and thirteen and a half for a
program. In a sum of money to be recovered the difference is a thousandfold.

Write thousands without any sign (13515); give a decimal fraction one, two or four places (13.52).
"""

from __future__ import annotations

from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import Said
from khacphuc.text.flaw import Flaw
from khacphuc.text.message import say

SEVERITY = Severity.ERROR


def explain(flaw: Flaw) -> Said:
    (shown,) = flaw.details
    return Said(
        say("“{text}” may mean thousands or a decimal fraction.", text=shown),
        say(
            "For thousands write {whole}; for a fraction write {fraction}",
            whole=shown.replace(".", ""),
            fraction=f"{shown}0",
        ),
    )
