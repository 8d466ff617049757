"""The lines of the file do not all end in the same way.

The text looks as it should, but the history shows whole pages as changed where one word was, and a reviewer
no longer sees what happened to a deadline.

Save the file with one kind of line end, best LF; every text editor has a setting for it.
"""

from __future__ import annotations

from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import Said
from khacphuc.text.flaw import Flaw
from khacphuc.text.message import say

SEVERITY = Severity.WARNING


def explain(flaw: Flaw) -> Said:
    first, other = flaw.details
    if other == "CR":
        message = say("This line ends with a carriage return alone (CR).")
    else:
        message = say(
            "This line ends with {other}, the lines before it with {first}.", other=other, first=first
        )
    return Said(message, say("Save the whole file with line ends of one kind: LF."))
