"""A reply or a release rests on something that is not there.

A reply answers an opinion or reminder that was there before it, from a party that may ask. A follower releases the rest of a
recurring task once it is verified that the shortcoming is gone. Otherwise the record changes nothing.

Correct the date or the id; or verify first, with `gone: true`, that the shortcoming is gone.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.records import Reply
from khacphuc.model.vocabulary import Severity
from khacphuc.obligations.values import VoidReason
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.void import voids
from khacphuc.text.message import say

SEVERITY = Severity.ERROR


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    for document, void in voids(case, context, VoidReason.ANSWERS_NOTHING, VoidReason.NOT_GONE):
        if isinstance(document.record, Reply):
            message = say(
                "{id} does not count or is later than this reply, which answers nothing.",
                id=document.record.to,
            )
            yield RuleReport(
                document, ("to",), Said(message, say("Compare the id and both dates with the papers."))
            )
        else:
            message = say("The rest is released, but nobody has verified that the shortcoming is gone.")
            mend = say("Only of a recurring task something remains: verify with gone: true, then release it.")
            yield RuleReport(document, ("tasks", void.at or 0, "outcome"), Said(message, mend))
