"""A file or folder has a name that not every system can keep.

Names with capital letters, spaces or Vietnamese letters are spelled differently by Windows, macOS and Linux:
two files fall together, or one is there twice. Some names cannot exist on Windows at all. Whoever fetches the
register then gets other documents than the rest.

Name it with lower-case letters without marks, digits and dashes; the message proposes one.
"""

from __future__ import annotations

from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import Said
from khacphuc.text.flaw import Flaw
from khacphuc.text.folding import slug
from khacphuc.text.message import say

SEVERITY = Severity.ERROR


def explain(flaw: Flaw) -> Said:
    part, why = flaw.details
    if why == "too-long":
        return Said(
            say("The name “{part}” is too long for some systems.", part=part),
            say("Shorten it to 80 characters at most."),
        )
    if why == "path-too-long":
        return Said(
            say("The path “{part}” is too long for some systems.", part=part),
            say("Shorten the names of the folder and the file."),
        )
    if why == "forbidden":
        return Said(
            say("Windows cannot store the name “{part}”.", part=part),
            say('Rename it without these: < > : " \\ | ? * and without a space or full stop at the end.'),
        )
    if why == "reserved":
        return Said(
            say("Windows keeps the name “{part}” for a device.", part=part),
            say("Add a word to the name, for example “{name}”.", name=_proposed(part, "-1")),
        )
    message = say(
        "The name “{part}” has other characters than lower-case letters without marks, digits and dashes.",
        part=part,
    )
    proposed = _proposed(part)
    if proposed in ("", part):
        return Said(message, say("Rename it, or delete it if it is no document."))
    return Said(
        message, say("Rename it, for example to “{name}”; delete it if it is no document.", name=proposed)
    )


def _proposed(part: str, suffix: str = "") -> str:
    """Return the same name in the characters that every system keeps."""
    stem, dot, ending = part.rpartition(".")
    if stem.lower().endswith(".md"):  # a program added its own ending: 2025-06-20-update.md.txt
        stem, dot, ending = stem.rpartition(".")
    if not stem:
        return slug(part) + suffix if not dot else ""
    name, ending = slug(stem), slug(ending)
    return f"{name}{suffix}.{ending}" if name and ending else ""
