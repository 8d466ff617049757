"""A key, id or number holds a letter that only looks like the right one.

Cyrillic, Greek and full-width letters look like ours, and the Icelandic “Ð” looks like “Đ”. But a key spelled with one
of them is another key, and a number another number: the reader sees a deadline, and the register sees none.

Type the word again with a Vietnamese or Latin keyboard.
"""

from __future__ import annotations

import unicodedata

from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import Said
from khacphuc.text.flaw import Flaw
from khacphuc.text.front_matter import lookalike_in
from khacphuc.text.message import say

SEVERITY = Severity.ERROR
_OURS = str.maketrans(
    "ÐðƉɖаеорсухіѕјһԁԛԝАВЕКМНОРСТХІЅЈοναυικρτΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "ĐđĐđaeopcyxisjhdqwABEKMHOPCTXISJovauikptABEZHIKMNOPTYX",
)


def explain(flaw: Flaw) -> Said:
    text, character = flaw.details
    message = say(
        "“{text}” holds {character}, which is not the letter that it looks like.",
        text=text,
        character=character,
    )
    meant = unicodedata.normalize("NFKC", text).translate(_OURS)
    if lookalike_in(meant) is None:
        return Said(message, say("Type it again: {text}", text=meant))
    return Said(message, say("Type it again with a Vietnamese or Latin keyboard."))
