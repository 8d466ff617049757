"""What each of several units is to owe names no unit.

It would be owed once, by nobody in particular, instead of by each of several.

Write under `for_each` the unit above them (`children_of`), or the units one by one (`units`), and compare with the units of the
register on the day of the paper.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.amendments import Supplement
from khacphuc.model.conclusion import Conclusion
from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.completeness_common import surely_missing
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.reference_common import each_named
from khacphuc.text.message import say

SEVERITY = Severity.ERROR
DOCUMENTS = (Plan, Conclusion, Supplement)


def check_document(
    document: Document[Plan | Conclusion | Supplement], _case: Case | None, context: Context
) -> Iterator[RuleReport]:
    record, units = document.record, context.settings.units
    issued = record.date if isinstance(record, Supplement) else record.issued_on
    on = issued or context.as_of
    for each, at in each_named(record):
        if units.unread or units.each(each, on) or not surely_missing(document, at[:2]):
            continue
        if each.units or (each.children_of and units.get(each.children_of) is None):
            continue  # KP201 tells it
        message = (
            say("No unit that is meant stands below {unit} on {day}.", unit=each.children_of, day=on)
            if each.children_of
            else say("This names no unit of those that each owe it.")
        )
        mend = say("Write children_of: with the unit above them, or units: […] with each of them.")
        yield RuleReport(document, at, Said(message, mend), on_key=True)
