"""A unit is named that had ended by then, and no unit took over from it.

Units merge, split and end. A task given to a unit that no longer exists is given to nobody, unless the
register knows who took over its obligations.

Name the unit that does the work now, or write the successor into the file of the unit that ended.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.party import Party
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, Reference, Report, Said
from khacphuc.rules.knowledge import day_of
from khacphuc.text.message import say

SEVERITY = Severity.ERROR
REFERENCES = ("unit", "party", "person")


def check_reference(reference: Reference, case: Case | None, context: Context) -> Iterator[Report]:
    unit = context.frame.units.get(Party(reference.text).unit)
    if case is None or unit is None or unit.valid_until is None or unit.successor:
        return
    day = day_of(reference)
    if day and unit.valid_until < day:
        message = say(
            "“{unit}” existed until {end}; this document is dated {day}.",
            unit=unit.id,
            end=unit.valid_until,
            day=day,
        )
        mend = say(
            "Name the unit that does its work now, or write its successor into units/{unit}.md.", unit=unit.id
        )
        yield Report(reference.document, reference.at, Said(message, mend))
