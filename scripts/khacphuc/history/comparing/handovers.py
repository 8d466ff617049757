"""Judge who passes on what somebody answers for: a head, whoever stands above, an approver, or somebody who may not."""

from __future__ import annotations

from datetime import date
from enum import Enum

from khacphuc.history.comparing.case_change import CaseChange
from khacphuc.history.comparing.directory import persons
from khacphuc.model.party import NOBODY, Party
from khacphuc.model.plan import Plan, Task
from khacphuc.register.document import Document
from khacphuc.register.units import Units
from khacphuc.timeline.sides import approver


class HandedOverBy(Enum):
    """What whoever brings a change of the accountable person is to it."""

    RIGHT = "right"
    """Somebody who may decide it."""
    OTHERS = "others"
    """Somebody known, who may not."""
    UNKNOWN = "unknown"


def handed_over_by(change: CaseChange, document: Document[Plan], old: Task, new: Task) -> HandedOverBy:
    """Return whether whoever brings the change may relieve those who answered for a task. Nobody relieves himself."""
    moment = change.moment
    units, on = moment.base.units, moment.on
    if on is None:
        return HandedOverBy.UNKNOWN
    relieved = _relieved(old, new, units, on)
    if not relieved:
        return HandedOverBy.RIGHT
    left = all(_has_left(person, units, on) for person in relieved)
    people = _bringing(change, document)
    if not people:
        return HandedOverBy.UNKNOWN
    may = any(
        not human & relieved and (left or _may_decide(change, document.record, human, relieved))
        for human in people
    )
    return HandedOverBy.RIGHT if may else HandedOverBy.OTHERS


def _relieved(old: Task, new: Task, units: Units, on: date) -> frozenset[Party]:
    """Return who answered for a task and does no more. A person of a unit that has ended is one of its successor."""
    kept = {_now(person, units, on) for person in new.accountable}
    return frozenset(person for person in old.accountable if _now(person, units, on) not in kept)


def _now(person: Party, units: Units, on: date) -> tuple[str, str]:
    return units.current(person.unit, on), person.person


def _has_left(person: Party, units: Units, on: date) -> bool:
    held = units.people.get(person)
    return held is not None and held.until is not None and held.until < on


def _bringing(change: CaseChange, document: Document[Plan]) -> list[frozenset[Party]]:
    """Return the humans known to have brought a document: the actor; whoever made its commits; else their first author.

    Of any time: who has left a unit does not choose, either, who comes after him.
    """
    moment, by = change.moment, change.moment.of(document.path).by
    some = [(moment.actor,)] if moment.actor else [by.committers, by.authors[:1]]
    known = (
        [human for one in signatures if (human := persons(one, moment.base.units, None, moment.departed))]
        for signatures in some
    )
    return next(filter(None, known), [])


def _may_decide(change: CaseChange, plan: Plan, human: frozenset[Party], relieved: frozenset[Party]) -> bool:
    """Return whether somebody is a registrar, a head, of a unit above, or of one that stands behind the plan."""
    units, on = change.moment.base.units, change.moment.on or date.max
    case = change.before or change.after
    unit = case.conclusion.unit if case and case.conclusion else ""
    own = {unit, *(person.unit for person in relieved)}
    heads = {held.head for name in own if (held := units.get(name)) and held.head}
    heads |= {plan.directed_by or NOBODY, *change.moment.base.policy.registrars}
    behind = (plan.approved_by, approver(plan, unit))
    above = {over for name in own for over in units.above(name, on)}
    above |= {units.current(party.unit, on) for party in behind if party}
    above -= {units.current(name, on) for name in own}
    return bool(human & heads) or any(units.current(person.unit, on) in above for person in human)
