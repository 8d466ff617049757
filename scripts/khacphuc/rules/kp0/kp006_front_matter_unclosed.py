"""The front matter has no end.

Without the second line “---” nothing tells the keys from the free text below them, and the register can read
neither.

Write a line of three hyphens, and nothing else on it, below the last key.
"""

from __future__ import annotations

from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import Said
from khacphuc.text.flaw import Flaw
from khacphuc.text.message import say

SEVERITY = Severity.ERROR


def explain(flaw: Flaw) -> Said:  # noqa: ARG001  # there is nothing to add to where it starts
    return Said(
        say("The front matter that starts here is not closed by a second line “---”."),
        say("Write “---” on a line of its own below the last key."),
    )
