"""A date is not written as year-month-day.

5/6/2024 is 5 June in Vietnam and 6 May elsewhere; “trong quý III” is no day at all. The register reckons with
days, so each is written in the one form that everybody and every program reads alike.

Write 2024-06-05. Where the paper has words instead of a day, keep the words under the key that ends in _text.
"""

from __future__ import annotations

from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import Said
from khacphuc.text.flaw import Flaw
from khacphuc.text.message import say

SEVERITY = Severity.ERROR


_WITH_TEXT = ("due", "plan_due", "report_due")
_OF_OCCURRENCES = ("occurrence", "occurrences")


def explain(flaw: Flaw) -> Said:
    shown, iso, key = flaw.details
    message = say("“{text}” is not written as year-month-day.", text=shown)
    if iso:
        return Said(message, say("Write: {date}", date=iso))
    if key in _OF_OCCURRENCES:
        return Said(message, say("Write the deadline of the occurrence that is meant, such as 2024-05-31."))
    if key in _WITH_TEXT:
        return Said(
            message,
            say(
                "Write the last day that the words allow, such as 2024-06-05; keep the words themselves in {key}.",
                key=f"{key}_text",
            ),
        )
    return Said(
        message, say("Write the day that stands on the paper, as year-month-day, such as 2024-06-05.")
    )
