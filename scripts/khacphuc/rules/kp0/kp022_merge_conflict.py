"""A merge has left both sides in the file, for somebody to choose.

Two people changed the same lines, and Git asks which is meant. Until somebody says so, the document says both and
neither; where that is in its front matter, none of it can be read.

Keep what is right between the marks, and delete the lines of the marks.
"""

from __future__ import annotations

from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import Said
from khacphuc.text.flaw import Flaw
from khacphuc.text.message import say

SEVERITY = Severity.ERROR


def explain(_flaw: Flaw) -> Said:
    return Said(
        say("Two people changed these lines, and a merge has left both versions here."),
        say("Keep what is right, and delete the lines that begin with “<<<<<<<”, “=======” and “>>>>>>>”."),
    )
