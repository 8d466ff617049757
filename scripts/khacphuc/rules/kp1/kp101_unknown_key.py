"""A key that this kind of document does not have.

A mistyped key is worse than a missing one: the value is there for everyone to read, and the register does not
see it. Write the key as the message proposes, or move the text to the body of the document.
"""

from __future__ import annotations

from khacphuc.model.schema import fields
from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import Said
from khacphuc.rules.key_labels import CLOSE, keys, likeness, names_of, part_of
from khacphuc.text.flaw import Flaw
from khacphuc.text.message import Message, listed, say

SEVERITY = Severity.ERROR


def explain(flaw: Flaw) -> Said:
    key, owner, *nearest = flaw.details
    message = say("There is no key “{key}” here.", key=key)
    if nearest:
        return Said(message, say("Did you mean “{nearest}”?", nearest=nearest[0]))
    return Said(message, _elsewhere(key, owner) or _by_label(key, owner) or _cut(key) or _remove(owner))


def _by_label(key: str, owner: str) -> Message | None:
    """Return the key that people call so: “số” for ``number``."""
    known = [(likeness(key, names_of(field.key, field.about.label)), field.key) for field in keys(owner)]
    best, word = max(known, default=(0.0, ""))
    return say("Did you mean “{nearest}”?", nearest=word) if best >= CLOSE else None


def _elsewhere(key: str, owner: str) -> Message | None:
    for field in keys(owner):
        part = part_of(field)
        if part and any(inner.key == key for inner in fields(part)):
            return say(
                "“{key}” belongs below “{holder}”: move it there, and indent it.", key=key, holder=field.key
            )
    return None


def _cut(key: str) -> Message | None:
    """Return the rest of a sentence: in braces a comma ends a value, and what follows looks like a key."""
    if key.isascii() and " " not in key:
        return None
    return say(
        "If this goes on after a comma within {braces}, put the whole text between quotation marks: {example}.",
        braces="{…}",
        example='text: "…, …"',
    )


def _remove(owner: str) -> Message:
    return say(
        "Remove it, or put what it says into the text below the front matter. Keys that may stand here: {keys}.",
        keys=listed([field.key for field in keys(owner)]),
    )
