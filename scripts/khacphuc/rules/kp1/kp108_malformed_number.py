"""A document number is not written as on papers.

A paper is found again by its number and sign: 35-TB/ĐU, 76/KH-UBND. Spaces, the word “số” before it, or a
number without its sign make two papers of one.

Write number and sign as the paper has them, without spaces. A draft has no number: leave the key out.
"""

from __future__ import annotations

import re

from khacphuc.model.forms import PaperNumber
from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import Said
from khacphuc.rules.mends import keeps_figures
from khacphuc.text.flaw import Flaw
from khacphuc.text.message import sample_words, say

SEVERITY = Severity.ERROR
_PATTERN = re.compile(PaperNumber.__metadata__[0].pattern, re.ASCII)  # type: ignore[attr-defined]  # Annotated keeps its marks there


def explain(flaw: Flaw) -> Said:
    shown, _, example, *_ = flaw.details
    message = say("“{text}” is not a document number.", text=shown)
    meant = _meant(shown)
    if meant:
        return Said(message, say("Write: {number}", number=meant))
    return Said(
        message,
        say(
            "Write number and sign without spaces, such as {example}; leave the key out while there is none.",
            example=sample_words(example),
        ),
    )


def _meant(shown: str) -> str:
    """Return the same number without what people write around it."""
    bare = re.sub(r"^(?:số|so|no\.?)\s*[:.]?\s*", "", shown.strip(), flags=re.IGNORECASE)
    bare = re.sub(r"\s+", "", bare).replace("–", "-").replace("—", "-").replace("\\", "/")
    return bare if _PATTERN.fullmatch(bare) and keeps_figures(shown, bare) else ""
