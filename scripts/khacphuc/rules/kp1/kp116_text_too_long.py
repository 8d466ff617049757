"""A text is longer than what stands under such a key.

A title of many lines fills every list in which the document is named; a text of many pages is the paper itself, which the
register does not keep.

Write title, name or role as on the paper; of a long text what matters, with number and date of the paper that holds the rest.
"""

from __future__ import annotations

from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import Said
from khacphuc.text.flaw import Flaw
from khacphuc.text.message import say

SEVERITY = Severity.ERROR


def explain(flaw: Flaw) -> Said:
    length, most = (int(detail) for detail in flaw.details)
    message = say("This text has {n} characters; {most} are the most here.", n=length, most=most)
    return Said(message, say("Shorten it, and name the paper that holds the rest."))
