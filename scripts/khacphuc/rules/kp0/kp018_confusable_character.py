"""A key holds a letter that only looks like a Latin one.

Cyrillic, Greek and full-width letters look like ours, but a key spelled with one of them is another key: the
reader sees a deadline, and the register sees none.

Type the key again with a Latin keyboard.
"""

from __future__ import annotations

import unicodedata

from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import Said
from khacphuc.text.flaw import Flaw
from khacphuc.text.message import say

SEVERITY = Severity.ERROR
_LATIN = str.maketrans("аеорсухіѕјһԁԛԝіοναυικρτ", "aeopcyxisjhdqwiovauikpt")


def explain(flaw: Flaw) -> Said:
    key, character = flaw.details
    message = say(
        "The key “{key}” holds {character}, which is no Latin letter.", key=key, character=character
    )
    meant = unicodedata.normalize("NFKC", key).lower().translate(_LATIN)
    if meant.isascii():
        return Said(message, say("Type the key again: {key}", key=meant))
    return Said(message, say("Type the key again with Latin letters."))
