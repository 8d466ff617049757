"""A person is named whom the unit does not have.

The one who answers for a task must be found again on the list of what is open for each person. People stand
in the file of their unit, under `people`; they are named as unit/person.

Name the person by the id that the unit's file has, or add the person there first.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.party import Party
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, Reference, RuleReport, Said
from khacphuc.rules.mends import likely_name
from khacphuc.text.message import listed, say

SEVERITY = Severity.ERROR
REFERENCES = ("party", "person")


def check_reference(reference: Reference, _case: Case | None, context: Context) -> Iterator[RuleReport]:
    units = context.settings.units
    named = Party(reference.text)
    unit_id, person = named.unit, named.person
    unit = units.get(unit_id)
    if not person or unit is None or unit_id in units.unread or reference.text in units.people:
        return
    message = say("The unit “{unit}” has no person “{person}”.", unit=unit_id, person=person)
    people = [known.id for known in unit.people]
    likely = likely_name(person, people)
    if likely:
        mend = say("Did you mean “{nearest}”?", nearest=f"{unit_id}/{likely[0]}")
    elif people:
        roles = [say("{word} ({label})", word=known.id, label=known.role) for known in unit.people]
        mend = say(
            "People of this unit: {people}. Add others to units/{unit}.md.",
            people=listed(roles),
            unit=unit_id,
        )
    else:
        mend = say("Add the person under people in units/{unit}.md.", unit=unit_id)
    yield RuleReport(reference.document, reference.at, Said(message, mend))
