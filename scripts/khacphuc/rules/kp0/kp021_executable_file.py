"""A document is marked as a program.

It is read like any other. But the mark says that somebody may run it, and it comes and goes unseen with the stick or
share that a file was copied from, as a change of which nobody can say what it changed.

Take the mark away in Git; nothing in the text changes.
"""

from __future__ import annotations

from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import Said
from khacphuc.text.flaw import Flaw
from khacphuc.text.message import say

SEVERITY = Severity.WARNING


def explain(flaw: Flaw) -> Said:
    (path,) = flaw.details
    return Said(
        say("This document is marked as a program (executable)."),
        say("Take the mark away: git update-index --chmod=-x {path}", path=path),
    )
