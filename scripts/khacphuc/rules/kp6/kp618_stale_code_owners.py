"""The file CODEOWNERS says otherwise than the rights who owns the folders.

A forge asks those named there before a change may land. When people come and go, or a right is given, a file that was not
made anew asks the wrong ones.

Make it anew: `khacphuc codeowners --write`. A file that was not made so is left alone.
"""

from __future__ import annotations

from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import Said
from khacphuc.text.flaw import Flaw
from khacphuc.text.message import say

SEVERITY = Severity.WARNING


def explain(_flaw: Flaw) -> Said:
    return Said(
        say("This file does not name the accounts that the units, settings and rights name today."),
        say("Make it anew: khacphuc codeowners --write"),
    )
