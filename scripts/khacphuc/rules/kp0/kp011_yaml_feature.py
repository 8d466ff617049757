"""A feature of YAML is used that documents of this register do without.

Anchors, aliases, merge keys, tags and several documents in one file let a line mean what stands elsewhere. A
person who checks a plan must see on the line itself what it says. Most often nobody meant to use it: a text
that starts with “*”, “&” or “!” is taken for it.

Put such a text between quotation marks. Where it was meant, write the value out.
"""

from __future__ import annotations

from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import Said
from khacphuc.text.flaw import Flaw
from khacphuc.text.message import say

SEVERITY = Severity.ERROR


def explain(flaw: Flaw) -> Said:
    (feature,) = flaw.details
    if feature == "---":
        return Said(
            say("A second document starts here; a file holds only one."),
            say("Delete this line, or put what follows it into a file of its own."),
        )
    if feature == "<<":
        return Said(
            say("The merge key “<<” is not used in this register."),
            say("Write the keys out where they belong."),
        )
    if feature[0] in "&*":
        message = say(
            "“{feature}” is taken for a reference inside the file, which is not used in this register.",
            feature=feature,
        )
    else:
        message = say(
            "“{feature}” is taken for a type tag, which is not used in this register.", feature=feature
        )
    return Said(
        message,
        say(
            "If it belongs to the text, put the whole text between quotation marks; otherwise write the value out."
        ),
    )
