"""The text is in an old Vietnamese font encoding, or a conversion has spoiled it.

Text typed for fonts such as .VnTime (TCVN3) or VNI-Times is readable only with that font. On the site, in
search and in every list it is a row of foreign signs, so a shortcoming or a task in it is lost for whoever
follows up.

Convert the text to Unicode, for example with the conversion tool of the Vietnamese keyboard, and paste it
again.
"""

from __future__ import annotations

from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import Said
from khacphuc.text.flaw import Flaw
from khacphuc.text.message import say

SEVERITY = Severity.ERROR


def explain(flaw: Flaw) -> Said:
    (text,) = flaw.details
    return Said(
        say("“{text}” looks like an old font encoding (TCVN3, VNI) or a spoiled conversion.", text=text),
        say("Convert the whole text to Unicode (in UniKey: Ctrl+Shift+F6) and paste it again."),
    )
