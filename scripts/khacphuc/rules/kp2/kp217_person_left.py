"""A person is named who had left the role by then.

Somebody who is no longer in the role cannot be asked for the work. The duty must be with whoever has the role
on the day of the paper.

Name the person who has the role now; add that person to the unit's file first, if need be.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, Reference, RuleReport, Said
from khacphuc.rules.reference_common import day_of
from khacphuc.text.message import say

SEVERITY = Severity.WARNING
REFERENCES = ("party", "person")


def check_reference(reference: Reference, case: Case | None, context: Context) -> Iterator[RuleReport]:
    person = context.settings.units.people.get(reference.text)
    if case is None or person is None or person.until is None:
        return
    day = day_of(reference)
    if day and person.until < day:
        message = say(
            "“{person}” had the role until {end}; this document is dated {day}.",
            person=reference.text,
            end=person.until,
            day=day,
        )
        yield RuleReport(
            reference.document, reference.at, Said(message, say("Name the person who has the role now."))
        )
