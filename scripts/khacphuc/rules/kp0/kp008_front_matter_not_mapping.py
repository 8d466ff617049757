"""The front matter is not made of keys with values.

The register looks things up by key: “plan_due” is the day on which the plan is due. A list or a running text
has no keys, so nothing in it can be found again.

Write one “key: value” on each line. A space must follow the colon.
"""

from __future__ import annotations

from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import Said
from khacphuc.text.flaw import Flaw
from khacphuc.text.message import say

SEVERITY = Severity.ERROR


def explain(flaw: Flaw) -> Said:
    kind, shape = flaw.details
    if shape == "list":
        message = say("Keys with values are expected here; there is a list.")
    else:
        message = say("Keys with values are expected here; there is running text.")
    return Said(
        message,
        say(
            "Write one “key: value” on each line, beginning with “type: {type}”. A space follows the colon.",
            type=kind,
        ),
    )
