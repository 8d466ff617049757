"""The file or folder cannot be opened.

What cannot be read cannot be checked: the document may be in order, and the register still does not know what
it says. Usually the rights of the file are wrong, the disk fails, or another program holds it.

Give the reading account the right to open it, or fetch the file again.
"""

from __future__ import annotations

from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import Said
from khacphuc.text.flaw import Flaw
from khacphuc.text.message import say

SEVERITY = Severity.ERROR


def explain(flaw: Flaw) -> Said:
    (reason,) = flaw.details
    if reason:
        message = say("This cannot be opened; the system says: {reason}.", reason=reason)
    else:
        message = say("This cannot be opened.")
    return Said(
        message, say("Check the rights of the file and the folder above it, or fetch them again from Git.")
    )
