"""The policy speaks of a rule that does not exist.

A setting for an unknown rule changes nothing: a rule that the committee has decided to switch off goes on
blocking, or one that it relies on is not as strict as it believes.

Name the rule by its code, such as KP107; `khacphuc explain` lists them all.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.schema import nearest
from khacphuc.model.vocabulary import Severity
from khacphuc.rules.catalogue import find, rules
from khacphuc.rules.contract import Context, Report, Said
from khacphuc.text.message import say

SEVERITY = Severity.ERROR


def check_frame(context: Context) -> Iterator[Report]:
    document = context.frame.policy_document
    codes = [rule.code for rule in rules()]
    for name in context.frame.policy.rules:
        if document is None or name in codes:
            continue
        message = say("There is no rule “{name}”.", name=name)
        same = find(name)
        likely = (same.code,) if same else nearest(name, codes)
        mend = (
            say("Did you mean “{nearest}”?", nearest=likely[0])
            if likely
            else say("khacphuc explain lists all rules.")
        )
        yield Report(document, ("rules", name), Said(message, mend), on_key=True)
