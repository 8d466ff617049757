"""A person is named who had left the role, or left it while answering for a task.

Somebody who is no longer in the role cannot be asked for the work. The duty must be with whoever has the role
on the day of the paper.

Name the person who has the role now; add that person to the unit's file first, if need be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache

from khacphuc.model.party import NOBODY, Party
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.units import Units
from khacphuc.rules.case_state import case_state
from khacphuc.rules.contract import Context, Reference, RuleReport, Said
from khacphuc.rules.reference_common import day_of
from khacphuc.text.message import Message, say

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


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    """Tell of each task still owed whose accountable person, or whose successor's head, has left the role meanwhile."""
    units, on = context.settings.units, context.as_of
    gone = _left(units, on)
    if not gone or not any(
        party in gone or units.current(party.unit, on) != party.unit
        for _, _, _, task in case.tasks()
        for party in task.accountable
    ):
        return
    state = case_state(case, context)
    documents = {document.path: document for document in case.documents}
    for item in state.tasks if state and state.open else ():
        named = item.task.accountable[0] if item.task.accountable else NOBODY
        person = item.answerable if item.answerable in gone else named
        end = gone.get(person)
        if not named or item.handed_in or end is None:
            continue
        message = say(
            "Task {id} is still owed, and “{person}”, who answers for it, had the role until {end}.",
            id=item.task.id,
            person=person,
            end=end,
        )
        mend = _mend(units, named, item.answerable, end)
        yield RuleReport(documents[item.path], ("tasks", item.index, "accountable"), Said(message, mend))


@lru_cache(maxsize=4)
def _left(units: Units, as_of: date) -> Mapping[Party, date]:
    """The people who have left their role by a day, with their last day."""
    return {
        Party(party): person.until
        for party, person in units.people.items()
        if person.until and person.until < as_of
    }


def _mend(units: Units, named: Party, answers: Party, end: date) -> Message:
    """Say who has the role now: in the plan, or in the file of the unit that has taken the task over."""
    head = answers.person and answers != named
    if head and (found := units.people.get(answers)) and found.until == end:
        now = _successor(units, answers, end)
        return (
            say(
                "Name in units/{unit}.md who heads it now, for instance head: {person}",
                unit=answers.unit,
                person=now,
            )
            if now
            else say("Name in units/{unit}.md under head: who heads it now.", unit=answers.unit)
        )
    now = answers if head else _successor(units, named, end)
    if now:
        return say("Name who answers for it now, for instance: {person}", person=now)
    return say("Name the person who has the role now.")


def _successor(units: Units, party: Party, end: date) -> str:
    """Who took the role over: the first who has it from then on; else the head of the unit."""
    unit = units.get(party.unit)
    if unit is None:
        return ""
    later = sorted((person.from_, person.id) for person in unit.people if person.from_ and person.from_ > end)
    head = unit.head if unit.head and unit.head != party else ""
    return f"{unit.id}/{later[0][1]}" if later else head
