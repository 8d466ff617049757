"""A unit is named that had been replaced by another one by then.

The register passes the obligations of a unit that ended to its successor, so nothing is lost. But whoever
reads the paper looks for a unit that is no longer there, and the successor may not feel meant.

Name the successor. Leave the old name only where the paper itself has it.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.party import Party
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, Reference, Report, Said
from khacphuc.rules.knowledge import day_of
from khacphuc.text.message import say

SEVERITY = Severity.WARNING
REFERENCES = ("unit", "party", "person")


def check_reference(reference: Reference, case: Case | None, context: Context) -> Iterator[Report]:
    units = context.frame.units
    unit = units.get(Party(reference.text).unit)
    if case is None or unit is None or unit.valid_until is None or not unit.successor:
        return
    day = day_of(reference)
    if day and unit.valid_until < day:
        message = say(
            "“{unit}” existed until {end}; this document is dated {day}.",
            unit=unit.id,
            end=unit.valid_until,
            day=day,
        )
        mend = say("Name its successor: {unit}", unit=units.current(unit.id, day))
        yield Report(reference.document, reference.at, Said(message, mend))
