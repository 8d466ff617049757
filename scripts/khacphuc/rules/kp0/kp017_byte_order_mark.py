"""The file starts with a byte order mark.

The mark is invisible and useless in UTF-8, but other programs take it for the first letter of the file, and
then do not find its front matter.

Save the file as “UTF-8”, not as “UTF-8 with BOM”.
"""

from __future__ import annotations

from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import Said
from khacphuc.text.flaw import Flaw
from khacphuc.text.message import say

SEVERITY = Severity.WARNING


def explain(flaw: Flaw) -> Said:  # noqa: ARG001  # there is only one such mark
    return Said(
        say("An invisible byte order mark (BOM) stands before the first letter of the file."),
        say("Save the file as “UTF-8”, not as “UTF-8 with BOM”."),
    )
