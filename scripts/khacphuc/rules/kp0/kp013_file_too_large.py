"""The file is larger than a document may be.

A conclusion or plan of ordinary length takes a few kilobytes. A file of many times that size is an
attachment, a picture pasted as text, or an attempt to block the checks for everybody.

Keep to what has to be followed up; name the full paper by its number and the place where it is kept.
"""

from __future__ import annotations

from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import Said
from khacphuc.text.flaw import Flaw
from khacphuc.text.message import say

SEVERITY = Severity.ERROR


def explain(flaw: Flaw) -> Said:
    what, limit = flaw.details
    if what == "file":
        message = say("The file is larger than {n} KiB.", n=int(limit))
    elif what == "values":
        message = say("The front matter has signs of more than {n} values.", n=int(limit))
    else:
        message = say("The front matter is larger than {n} KiB.", n=int(limit))
    return Said(
        message, say("Shorten it; name long papers and annexes by number and place (number, kept_at, link).")
    )
