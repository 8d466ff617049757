"""The file does not start with its front matter.

The register knows a document by the keys at its top, between two lines “---”: what kind it is, whose, of
which date. Without them the file is a text that no list, no deadline and no reminder knows of.

Put a line of three hyphens first, the keys below it, and a second line of three hyphens before the free text.
"""

from __future__ import annotations

from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import Said
from khacphuc.text.flaw import Flaw
from khacphuc.text.message import say

SEVERITY = Severity.ERROR


def explain(flaw: Flaw) -> Said:
    (found,) = flaw.details
    if found == "nothing":
        return Said(
            say("The file is empty."),
            say("Start from the template of this kind of document, or delete the file."),
        )
    if found == "dashes":
        return Said(
            say("The first line must be “---”, three hyphens; these are other dashes."),
            say("Type three hyphens again. Word processors turn hyphens into long dashes."),
        )
    if found == "blank":
        return Said(
            say("Empty lines or spaces stand before the line “---”, which must be the first of the file."),
            say("Delete the empty lines and spaces before it."),
        )
    return Said(
        say("The first line must be “---”; here the text starts at once."),
        say("Put the keys (type, …) at the top of the file, between two lines “---”."),
    )
