"""Lists and keys are nested too deeply.

No document of the register needs more than a few levels. What lies deeper was indented by mistake or is there
to overload the program, and no reader would find it again.

Take the part out of the lists and keys around it; compare with the template of this kind of document.
"""

from __future__ import annotations

from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import Said
from khacphuc.text.flaw import Flaw
from khacphuc.text.message import say

SEVERITY = Severity.ERROR


def explain(flaw: Flaw) -> Said:
    (levels,) = flaw.details
    return Said(
        say("Keys and lists are nested here more than {n} levels deep.", n=int(levels)),
        say("Indent this part less: compare with the template of this kind of document."),
    )
