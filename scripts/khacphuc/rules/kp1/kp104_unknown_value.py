"""A word that is not on the list of words for this key.

States, grades and kinds are counted and compared, so each has one word that stands for it in the files.
People read its label, in their language, on the site.

Choose one of the words that the message lists; the label stands beside each.
"""

from __future__ import annotations

from khacphuc.model.schema import vocabulary
from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import Said
from khacphuc.rules.key_labels import CLOSE, labelled, likeness, names_of
from khacphuc.text.flaw import Flaw
from khacphuc.text.message import listed, say

SEVERITY = Severity.ERROR


def explain(flaw: Flaw) -> Said:
    shown, name = flaw.details
    message = say("“{text}” is not one of the words that may stand here.", text=shown)
    ranked = sorted(
        (
            (-likeness(shown, names_of(word.value, word.label)), index, word)
            for index, word in enumerate(vocabulary(name) or ())
        ),
    )
    words = [labelled(word) for _, _, word in ranked]
    if len(words) > 1 and -ranked[0][0] >= CLOSE:
        return Said(
            message,
            say(
                "Did you mean {nearest}? The other words: {words}.", nearest=words[0], words=listed(words[1:])
            ),
        )
    return Said(message, say("Choose one of: {words}.", words=listed(words)))
