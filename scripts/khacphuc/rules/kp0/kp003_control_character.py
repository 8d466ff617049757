"""A character stands in the text that nobody can see.

Zero-width spaces, direction marks and control codes can make a line read differently from what the register
takes it for, hide words from search, or hide them from the reader. They nearly always come along, unnoticed,
with text copied from a web page, a PDF file or a chat.

Delete the place that the message shows, together with the letters beside it, and type it again.
"""

from __future__ import annotations

from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import Said
from khacphuc.text.flaw import Flaw
from khacphuc.text.message import say

SEVERITY = Severity.ERROR


def explain(flaw: Flaw) -> Said:
    character, count = flaw.details
    if count == "1":
        message = say("An invisible character stands here: {character}.", character=character)
    else:
        message = say(
            "An invisible character stands here: {character}; {n} of them in this file.",
            character=character,
            n=int(count),
        )
    return Said(message, say("Delete it with the letters on both sides, and type these letters again."))
