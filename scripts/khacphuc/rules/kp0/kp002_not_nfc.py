"""Letters are put together from a base letter and separate marks.

Such letters look right, but they are others: an editor that looks for “kế hoạch” does not find one that is
spelled with loose marks, and a comparison with an older version shows changes where nobody changed a word.
They come with text from PDF files and from some Apple programs.

Type the words again, or convert the text to composed Unicode (“Unicode dựng sẵn” in Vietnamese keyboards).
"""

from __future__ import annotations

from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import Said
from khacphuc.text.flaw import Flaw
from khacphuc.text.message import say

SEVERITY = Severity.WARNING


def explain(flaw: Flaw) -> Said:
    (word,) = flaw.details
    return Said(
        say("“{word}” is written with its marks apart from the letters (decomposed Unicode).", word=word),
        say(
            "Type the word again with the keyboard set to composed Unicode. The rest of the text may have the same fault."
        ),
    )
