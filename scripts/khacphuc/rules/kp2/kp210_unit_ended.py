"""A unit is named or still owes a task that has ended, and no unit took over from it.

Units merge, split and end. A task given to a unit that no longer exists is given to nobody, and so is what a unit
still owed when it ended, unless the register knows who took over its obligations.

Name the unit that does the work now, or write the successor into the file of the unit that ended.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from khacphuc.model.party import Party
from khacphuc.model.unit import Unit
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.rules.case_state import case_state
from khacphuc.rules.contract import Context, Reference, RuleReport, Said
from khacphuc.rules.reference_common import day_of
from khacphuc.text.message import say
from khacphuc.timeline.parties import doers

SEVERITY = Severity.ERROR
REFERENCES = ("unit", "party", "person")


def check_reference(reference: Reference, case: Case | None, context: Context) -> Iterator[RuleReport]:
    unit = context.settings.units.get(Party(reference.text).unit)
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
        yield RuleReport(reference.document, reference.at, Said(message, mend))


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    """Report each task still owed by a unit that has ended meanwhile."""
    units = context.settings.units
    if not any(_ended(units.get(unit), context.as_of) for unit in _units_of(case)):
        return
    state = case_state(case, context)
    documents = {document.path: document for document in case.documents}
    for item in state.tasks if state and state.open else ():
        unit = units.get(item.owner.unit)
        if item.handed_in or unit is None or unit.valid_until is None or not _ended(unit, context.as_of):
            continue
        message = say(
            "Task {id} is still owed, and “{unit}” existed until {end}: nobody has taken it over.",
            id=item.task.id,
            unit=unit.id,
            end=unit.valid_until,
        )
        mend = say(
            "Write its successor into units/{unit}.md; or let a revised plan name who leads the task now.",
            unit=unit.id,
        )
        yield RuleReport(documents[item.path], ("tasks", item.index), Said(message, mend))


def _units_of(case: Case) -> Iterator[str]:
    yield case.conclusion.unit if case.conclusion else case.unit
    for _, plan, _, task in case.tasks():
        yield from (party.unit for party in doers(task, plan, case.unit))


def _ended(unit: Unit | None, day: date) -> bool:
    """Return whether a unit has ended by a day and left its obligations to nobody."""
    return unit is not None and not unit.successor and bool(unit.valid_until and unit.valid_until < day)
