"""A unit has a successor, but no last day: nothing ever passes to the successor.

What a unit owes passes on the day after its last one. Without that day the register takes the unit for one that still exists,
and goes on asking it.

Write the last day of the unit under `valid_until`, as the decision on merger or dissolution has it.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.unit import Unit
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.completeness_common import surely_missing
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import say

SEVERITY = Severity.WARNING
DOCUMENTS = (Unit,)


def check_document(document: Document[Unit], _case: Case | None, _context: Context) -> Iterator[RuleReport]:
    unit: Unit = document.record
    if unit.successor and unit.valid_until is None and surely_missing(document):
        message = say(
            "“{unit}” names its successor {successor}, but no last day: it goes on owing everything itself.",
            unit=unit.id,
            successor=unit.successor,
        )
        mend = say("Add valid_until: with its last day, as the decision has it.")
        yield RuleReport(document, ("successor",), Said(message, mend))
