"""Tell the sides of a case apart, and the units whose word a document is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import Enum
from functools import cached_property
from types import MappingProxyType

from msgspec import Struct

from khacphuc.model import AnyRecord
from khacphuc.model.conclusion import Conclusion
from khacphuc.model.party import NOBODY, Party
from khacphuc.model.plan import Plan, Task
from khacphuc.model.records import (
    Extension,
    Meeting,
    Opinion,
    Update,
    Verification,
)
from khacphuc.model.vocabulary import Act, ExtensionOutcome
from khacphuc.register.case import Case
from khacphuc.register.loading import RegisterSettings
from khacphuc.timeline.deadlines import end_of
from khacphuc.timeline.demands import demands
from khacphuc.timeline.rights import CaseRole, Rights, Subject

ACTS: Mapping[str, tuple[Act, ...]] = MappingProxyType(
    {
        "conclusion": (Act.CONCLUDE,),
        "supplement": (Act.CONCLUDE,),
        "correction": (Act.CONCLUDE,),
        "plan": (Act.PLAN,),
        "update": (Act.UPDATE,),
        "extension": (Act.ASK_EXTENSION, Act.DECIDE_EXTENSION),
        "verification": (Act.VERIFY,),
        "opinion": (),
        "reply": (Act.REPLY,),
        "reminder": (Act.REMIND,),
        "notification": (Act.NOTIFY,),
        "meeting": (),
        "report": (Act.REPORT,),
        "closure": (Act.CLOSE,),
    }
)
"""The rights that a document of each type exercises, in the order in which a case comes to them; none: anybody may."""


class Side(Enum):
    """A side of a case."""

    OWING = "owing"
    INSPECTING = "inspecting"


_SIDES: Mapping[Act, Side] = MappingProxyType(
    {
        Act.CONCLUDE: Side.INSPECTING,
        Act.DECIDE_EXTENSION: Side.INSPECTING,
        Act.VERIFY: Side.INSPECTING,
        Act.CLOSE: Side.INSPECTING,
        Act.NOTIFY: Side.INSPECTING,
        Act.PLAN: Side.OWING,
        Act.UPDATE: Side.OWING,
        Act.REPORT: Side.OWING,
        Act.ASK_EXTENSION: Side.OWING,
    }
)
"""Whose act it is. Of what passes both ways, as reminders and replies, the side is that of whoever speaks in it."""

_OWING = (CaseRole.UNIT, CaseRole.OFFICE)
_INSPECTING = (CaseRole.ISSUER, CaseRole.COMMISSION, CaseRole.FOLLOWER, CaseRole.OBSERVER, CaseRole.TEAM)

Tasks = Mapping[str, tuple[Plan, Task]]
"""Tasks with the plans in which they stand, by id."""


class Standing(Enum):
    """What somebody who commits a document is to it."""

    OWN = "own"
    """One of those whose word it is."""
    OPPOSING = "opposing"
    """On the other side of the case."""
    OUTSIDE = "outside"
    """Without a part in it."""


class CaseSides(Struct, frozen=True, dict=True):
    """The sides of a case on a day. ``cases`` are its versions: the first that has a notice or a task counts."""

    conclusion: Conclusion
    cases: tuple[Case, ...]
    settings: RegisterSettings
    on: date

    def standing(self, people: Iterable[Party], record: AnyRecord) -> Standing:
        """Return what a human is to a document, known as one person or, in several units, as some."""
        units = {self._now(person) for person in people}
        act = self._act(record)
        own = _only(self._sides(self._now(self.speaker(record))))
        side = _SIDES.get(act, own) if act else own
        against = {unit for unit in units if self._against(unit, side)}
        speaking = self.speakers(record)
        # Who owes does not also verify: a second office elsewhere gives no right to that. Nor does a right to one line of it.
        if against - self._speakers_of_all(record) and (side is Side.INSPECTING or not units & speaking):
            return Standing.OPPOSING
        # Of what is no side's right, as an opinion, anybody may be the clerk who is not against whoever speaks in it.
        return Standing.OWN if units & speaking or act is None else Standing.OUTSIDE

    def speaks(self, people: Iterable[Party], record: AnyRecord) -> bool:
        """Return whether a document is somebody's own word: of what anybody may enter, it is only that of whoever speaks in it."""
        return not self.speakers(record).isdisjoint(map(self._now, people))

    def owes(self, people: Iterable[Party]) -> bool:
        """Return whether somebody is of those who owe."""
        return any(Side.OWING in self._sides(self._now(person)) for person in people)

    def speakers(self, record: AnyRecord) -> frozenset[str]:
        """Return the units whose word a document is: of those that have the right to it, and of whoever speaks in it."""
        return self._speaking(record).union(*self._holders(record))

    def _speakers_of_all(self, record: AnyRecord) -> frozenset[str]:
        """Return the units that have the right to all that a document says, and whoever speaks in it."""
        holders = self._holders(record)
        return self._speaking(record) | (frozenset.intersection(*holders) if holders else frozenset())

    def _speaking(self, record: AnyRecord) -> frozenset[str]:
        return frozenset(self._now(party) for party in (self.speaker(record),) if party)

    def _holders(self, record: AnyRecord) -> list[frozenset[str]]:
        """Return the units that have the right to each of the things of which a document speaks."""
        act = self._act(record)
        if act is None:
            return []
        return [
            frozenset(
                self._now(holder.party)
                for holder in self._rights.holders(act, self.on, subject)
                if holder.party
            )
            for subject in self._subjects(record)
        ]

    def speaker(self, record: AnyRecord) -> Party:
        """Return who speaks in a document. A revision that changes what was promised is the word of whoever approves it."""
        if isinstance(record, Plan) and self._changes_promises(record):
            return approver(record, self.conclusion.unit)
        return _speaker(record, self.conclusion)

    def _act(self, record: AnyRecord) -> Act | None:
        """Return the right of one side that a document exercises. An extension is its decision, once there is one."""
        if isinstance(record, Plan) and self._changes_promises(record):
            return Act.DECIDE_EXTENSION
        acts = ACTS.get(record.TYPE, ())
        decided = isinstance(record, Extension) and record.outcome is not ExtensionOutcome.ASKED
        return next((act for act in acts[int(decided) :] if act in _SIDES), None)

    def _changes_promises(self, plan: Plan) -> bool:
        """Return whether a plan is a revision that another one approves and that has tasks otherwise than before."""
        return bool(approver(plan, self.conclusion.unit)) and any(
            task.id in self._tasks and self._tasks[task.id][1] != task for task in plan.tasks
        )

    def _against(self, unit: str, side: Side | None) -> bool:
        """Return whether a unit is against a side. Who owes is always against whoever inspects, whatever else it is."""
        sides = self._sides(unit)
        return (
            Side.OWING in sides
            if side is Side.INSPECTING
            else side is not None and sides == {Side.INSPECTING}
        )

    def _sides(self, unit: str) -> frozenset[Side]:
        found = ((Side.OWING, self._owing), (Side.INSPECTING, self._inspecting))
        return frozenset(side for side, units in found if unit in units)

    @cached_property
    def _tasks(self) -> Tasks:
        found: dict[str, tuple[Plan, Task]] = {}
        for case in self.cases:
            for _, plan, _, task in case.tasks():
                found.setdefault(task.id, (plan, task))
        wanted = demands(self.conclusion)
        for task in wanted.tasks:
            found.setdefault(task.id, (wanted, task))
        return found

    @cached_property
    def _rights(self) -> Rights:
        return Rights(self.conclusion, self._tasks.values(), self.settings.units, self.settings.policy)

    @cached_property
    def _owing(self) -> frozenset[str]:
        rights, on = self._rights, self.on
        parties = [party for role in _OWING for party in rights.parties(role, on)]
        for plan, task in self._tasks.values():
            parties += [*rights.parties(CaseRole.PLANNER, on, Subject(plan)), *task.accountable]
            parties += map(Party, rights.led_by(plan, task, on))
        return frozenset(map(self._now, filter(None, parties)))

    @cached_property
    def _inspecting(self) -> frozenset[str]:
        parties = (party for role in _INSPECTING for party in self._rights.parties(role, self.on))
        return frozenset(map(self._now, filter(None, parties)))

    def _subjects(self, record: AnyRecord) -> Iterator[Subject]:
        """Yield what a document speaks of, one by one."""
        match record:
            case Plan() if self._changes_promises(record):
                yield from (self._of_task(task.id, None, end_of(task)) for task in record.tasks)
            case Plan():
                yield Subject(record)
            case Update() | Verification():
                yield from (self._of_task(said.task, said.unit) for said in record.tasks)
            case Extension():
                for move in record.tasks:
                    name = move.task or self._milestones.get(move.milestone or "", "")
                    yield self._of_task(name, move.unit, move.to)
            case _:
                yield Subject()

    def _of_task(self, name: str, unit: str | None, to: date | None = None) -> Subject:
        plan, task = self._tasks.get(name, (None, None))
        return Subject(plan, task, unit or "", to)

    @cached_property
    def _milestones(self) -> Mapping[str, str]:
        return {step.id: task.id for _, task in self._tasks.values() for step in task.milestones}

    def _now(self, party: str) -> str:
        return self.settings.units.current(Party(party).unit, self.on)


def approver(plan: Plan, unit: str) -> Party:
    """Return who stands behind a revision beside those whose plan it is: alone they take nothing away. ``unit`` is the case's."""
    own = (plan.for_ or Party(unit)).unit
    parties = (plan.approved_by, plan.issued_by) if plan.revises else ()
    return next((party for party in parties if party and party.unit != own), NOBODY)


def _speaker(record: AnyRecord, conclusion: Conclusion) -> Party:
    match record:
        case Conclusion():
            return Party(record.issuer or NOBODY)
        case Plan():
            return record.issued_by or record.for_ or Party(conclusion.unit)
        case Extension():
            decided = record.outcome is not ExtensionOutcome.ASKED
            return (record.decided_by if decided else record.by) or NOBODY
        case Opinion():
            return record.from_
        case Meeting():
            return Party(record.unit)
        case _:
            return Party(getattr(record, "by", NOBODY))


def _only(sides: frozenset[Side]) -> Side | None:
    return next(iter(sides)) if len(sides) == 1 else None
