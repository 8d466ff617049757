"""A unit is named that is not in the register.

A task led by a unit nobody knows is led by nobody. Name the unit by its id, which is the name of its file in
`units/`; a unit that has none yet gets one first.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.party import Party
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, Reference, RuleReport, Said
from khacphuc.rules.mends import likely_name
from khacphuc.text.message import say

SEVERITY = Severity.ERROR
REFERENCES = ("unit", "party", "person")


def check_reference(reference: Reference, _case: Case | None, context: Context) -> Iterator[RuleReport]:
    units = context.settings.units
    unit = Party(reference.text).unit
    if unit in units.by_id or unit in units.unread:
        return
    message = say("The unit “{unit}” is not in the register.", unit=unit)
    likely = likely_name(unit, units.by_id)
    if likely:
        mend = say("Did you mean “{nearest}”?", nearest=likely[0])
    else:
        mend = say("Add the file units/{unit}.md, or name a unit that is there.", unit=unit)
    yield RuleReport(reference.document, reference.at, Said(message, mend))
