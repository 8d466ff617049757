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
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import Message, say

SEVERITY = Severity.ERROR


def check_settings(context: Context) -> Iterator[RuleReport]:
    document = context.settings.policy_document
    codes = [rule.code for rule in rules()]
    for name in context.settings.policy.rules:
        if document is None or name in codes:
            continue
        message = say("There is no rule “{name}”.", name=name)
        yield RuleReport(document, ("rules", name), Said(message, _mend(name)), on_key=True)


def _mend(name: str) -> Message:
    meant = find(name) or next((rule for rule in rules() if name.upper().startswith(rule.code)), None)
    if meant:
        return say("Did you mean “{nearest}”?", nearest=meant.code)
    likely = nearest(name, [rule.name for rule in rules()])
    found = find(likely[0]) if likely else None
    return (
        say("Did you mean “{nearest}”?", nearest=found.code)
        if found
        else say("khacphuc explain lists all rules.")
    )
