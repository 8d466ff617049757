"""A key is missing that this kind of document cannot do without.

A conclusion without a unit binds nobody; a record without a date has no place in the course of events. What
has no value counts as missing too.

Add the key with its value, as it stands on the paper.
"""

from __future__ import annotations

from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import Said
from khacphuc.rules.key_labels import keys
from khacphuc.text.flaw import Flaw
from khacphuc.text.message import sample_words, say

SEVERITY = Severity.ERROR


def explain(flaw: Flaw) -> Said:
    key, owner = flaw.details
    field = next((field for field in keys(owner) if field.key == key), None)
    if field is None:
        return Said(say("The key “{key}” is missing here.", key=key), say("Add the key with its value."))
    message = say("The key “{key}” ({label}) is missing here.", key=key, label=say(field.about.label))
    if field.about.example:
        line = say("{key}: {example}", key=key, example=sample_words(field.about.example))
        return Said(message, say("Add it, for example: {line}", line=line))
    return Said(message, say("Add the key with its value."))
