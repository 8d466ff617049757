"""A link, another repository, or something else that is no file, lies among the documents.

A symbolic link can point out of the register and would publish what it points to. On Windows it turns into a
small text with a path in it. Of a repository within the repository, Git keeps a number and none of the files. A
document is always a file of its own.

Delete it and put the document itself in its place.
"""

from __future__ import annotations

from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import Said
from khacphuc.text.flaw import Flaw
from khacphuc.text.message import say

SEVERITY = Severity.ERROR


def explain(flaw: Flaw) -> Said:
    (kind,) = flaw.details
    if kind == "link":
        message = say("This is a symbolic link; a document must be a file.")
    elif kind == "repository":
        message = say("This is a repository of its own: nothing in it belongs to the register.")
    else:
        message = say("This is neither a file nor a folder.")
    return Said(message, say("Delete it, and put the document itself here."))
