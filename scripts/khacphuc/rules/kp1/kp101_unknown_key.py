"""A key that this kind of document does not have.

A mistyped key is worse than a missing one: the value is there for everyone to read, and the register does
not see it. Write the key as the message proposes, or move the text to the body of the document.
"""

from __future__ import annotations

from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import Said
from khacphuc.text.flaw import Flaw
from khacphuc.text.message import say

SEVERITY = Severity.ERROR


def explain(flaw: Flaw) -> Said:
    key, *nearest = flaw.details
    message = say("There is no key “{key}” here.", key=key)
    if nearest:
        return Said(message, say("Did you mean “{nearest}”?", nearest=nearest[0]))
    return Said(message, say("Remove it, or put what it says into the text below the front matter."))
