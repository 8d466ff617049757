"""Judge who passes on what somebody answers for: a head, whoever stands above, an approver, or somebody who may not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum

from khacphuc.history.comparing.case_change import CaseChange
from khacphuc.history.comparing.people import persons
from khacphuc.history.trail import Signature
from khacphuc.model.party import Party
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
    relieved = relieved_in(old, new, units, on)
    if not relieved:
        return HandedOverBy.RIGHT
    people = next(
        (found for one in _bringing(change, document) if (found := persons(one, units, on, moment.departed))),
        None,
    )
    if people is None:
        return HandedOverBy.UNKNOWN
    if people & set(moment.base.policy.registrars):
        return HandedOverBy.RIGHT
    heads, above = _deciding(change, document.record, relieved)
    may = bool(people & heads) or any(units.current(person.unit, on) in above for person in people)
    return HandedOverBy.RIGHT if may and not people & relieved else HandedOverBy.OTHERS


def relieved_in(old: Task, new: Task, units: Units, on: date) -> frozenset[Party]:
    """Return who answered for a task and does no more. A person of a unit that has ended is one of its successor."""
    kept = {_now(person, units, on) for person in new.accountable}
    return frozenset(person for person in old.accountable if _now(person, units, on) not in kept)


def _now(person: Party, units: Units, on: date) -> tuple[str, str]:
    return units.current(person.unit, on), person.person


def _bringing(change: CaseChange, document: Document[Plan]) -> Iterator[Signature]:
    """Yield who may have brought a document, the most certain first: the actor; the committer; the author of the commit."""
    arrived = change.moment.of(document.path)
    if change.moment.actor:
        yield change.moment.actor
        return
    if arrived.committer:
        yield arrived.committer
    yield from arrived.authors[:1]


def _deciding(change: CaseChange, plan: Plan, relieved: frozenset[Party]) -> tuple[set[Party], set[str]]:
    """Return the persons who may decide it as heads, and the units all of whose people may."""
    units, on = change.moment.base.units, change.moment.on or date.max
    case = change.before or change.after
    unit = case.conclusion.unit if case and case.conclusion else ""
    own = {unit, *(person.unit for person in relieved)}
    heads = {held.head for name in own if (held := units.get(name)) and held.head}
    heads |= {plan.directed_by} if plan.directed_by else set()
    above = {over for name in own for over in units.above(name, on)}
    if (by := approver(plan, unit)) or (plan.approved_by and plan.approved_by.unit not in own):
        above.add(units.current((by or plan.approved_by or Party(unit)).unit, on))
    return heads - relieved, above - {units.current(name, on) for name in own}
