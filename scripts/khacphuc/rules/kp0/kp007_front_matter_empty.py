"""There is not a single key in the front matter.

A document without keys has no kind, no unit and no date: nobody owes anything by it.

Fill in the keys of this kind of document; its template has all of them with an explanation.
"""

from __future__ import annotations

from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import Said
from khacphuc.text.flaw import Flaw
from khacphuc.text.message import say

SEVERITY = Severity.ERROR


def explain(flaw: Flaw) -> Said:  # noqa: ARG001  # nothing is nothing
    return Said(
        say("Keys are expected here, and there is none."),
        say("Fill in the keys of this kind of document, one on each line, as its template shows."),
    )
