"""Whose word counts: which parties may do what in a case. One table, read by the fold, the rules, the pages and the form.

A record by a party without the right has no effect on what is owed. It stays in sight, marked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType

from msgspec import Struct

from khacphuc.model.conclusion import Conclusion
from khacphuc.model.party import NOBODY, Party, unit_of
from khacphuc.model.plan import Plan, Task
from khacphuc.model.policy import Policy
from khacphuc.model.schema import Vocabulary
from khacphuc.model.vocabulary import Act, DemandKind, Duty
from khacphuc.register.units import COMMISSION, OFFICE, Units
from khacphuc.text.message import N_
from khacphuc.timeline.deadlines import due_of
from khacphuc.timeline.demands import demands, of_notice, own_members, unit_owes
from khacphuc.timeline.parties import doers


class CaseRole(Vocabulary):
    """What a party is in a case."""

    ISSUER = "issuer", N_("issuer of the notice")
    COMMISSION = "commission", N_("the issuer's inspection commission")
    FOLLOWER = "follower", N_("follower of the case")
    OBSERVER = "observer", N_("named among others who follow")
    TEAM = "team", N_("inspection team")
    ABOVE_ISSUER = "above_issuer", N_("committee above the issuer")
    DIRECTING = "directing", N_("directing authority named in the notice")
    UNIT = "unit", N_("unit of the case")
    OFFICE = "office", N_("office of the unit of the case")
    ABOVE_UNIT = "above_unit", N_("committee above the unit")
    PLANNER = "planner", N_("collective or individual whose plan it is")
    PLAN_AUTHORITY = "plan_authority", N_("issuer or approver of the plan, for units below it")
    DOER = "doer", N_("lead of the task")
    SUPPORTER = "supporter", N_("supporting the task")
    ACCOUNTABLE = "accountable", N_("accountable for the task")
    ASKED = "asked", N_("who was asked")
    WIDENED = "widened", N_("by a setting of the register")


TABLE: Mapping[Act, tuple[CaseRole, ...]] = MappingProxyType(
    {
        Act.CONCLUDE: (CaseRole.ISSUER, CaseRole.COMMISSION, CaseRole.TEAM),
        Act.PLAN: (CaseRole.PLANNER, CaseRole.ABOVE_UNIT, CaseRole.DIRECTING),
        Act.UPDATE: (CaseRole.DOER, CaseRole.SUPPORTER, CaseRole.ACCOUNTABLE, CaseRole.UNIT, CaseRole.OFFICE),
        Act.REPORT: (CaseRole.UNIT,),
        Act.ASK_EXTENSION: (CaseRole.DOER, CaseRole.ACCOUNTABLE, CaseRole.UNIT, CaseRole.DIRECTING),
        Act.DECIDE_EXTENSION: (
            CaseRole.ISSUER,
            CaseRole.ABOVE_ISSUER,
            CaseRole.DIRECTING,
            CaseRole.PLAN_AUTHORITY,
        ),
        Act.VERIFY: (CaseRole.FOLLOWER, CaseRole.TEAM, CaseRole.ISSUER),
        Act.CLOSE: (CaseRole.ISSUER, CaseRole.COMMISSION),
        Act.REMIND: (
            CaseRole.FOLLOWER,
            CaseRole.OBSERVER,
            CaseRole.TEAM,
            CaseRole.ISSUER,
            CaseRole.ABOVE_UNIT,
            CaseRole.DIRECTING,
            CaseRole.UNIT,
        ),
        Act.NOTIFY: (CaseRole.FOLLOWER, CaseRole.TEAM, CaseRole.ISSUER),
        Act.REPLY: (CaseRole.ASKED,),
    }
)
"""Who may do what. A setting of the register may add parties, by name and with a reason."""

_NEVER_THE_DEBTOR = (Act.VERIFY, Act.CLOSE, Act.DECIDE_EXTENSION, Act.NOTIFY)
"""What nobody may do for what he owes himself, whatever else he is."""

_IN_PERSON = (CaseRole.FOLLOWER, CaseRole.OBSERVER, CaseRole.TEAM, CaseRole.WIDENED)
"""Roles that a person has alone. Of others, the whole unit of a person may speak."""

_OF_THE_UNIT = (CaseRole.UNIT, CaseRole.PLANNER, CaseRole.ASKED)
"""Roles of the unit that the notice names."""


class Subject(Struct, frozen=True):
    """What a record speaks of, as far as rights depend on it."""

    plan: Plan | None = None
    task: Task | None = None
    unit: str = ""
    """Of a task that each of several units owes: the one that is meant."""
    to: date | None = None
    """The new deadline, of an extension."""
    report_due: date | None = None
    """The day of the result report in force, where the notice sets one."""
    demand_dues: tuple[date, ...] | None = None
    """The days in force of what the task carries out for the notice; None where only the notice as issued is known."""
    asked: Party = NOBODY
    """To whom a reminder is addressed, or who was asked for a reply."""


_CASE = Subject()


class Holder(Struct, frozen=True):
    """A party that has a right, and what it is in the case."""

    party: Party
    role: CaseRole


class Rights:
    """The rights in one case, among the units and settings of its register."""

    def __init__(
        self,
        conclusion: Conclusion,
        tasks: Iterable[tuple[Plan, Task]],
        units: Units,
        policy: Policy,
        as_of: date = date.max,
    ) -> None:
        self._conclusion = conclusion
        self._units = units
        self._policy = policy
        self._as_of = as_of
        self._tasks = tuple(tasks)
        self._demands = demands(conclusion)
        self._unit_owes = unit_owes(conclusion)
        self._members = own_members(conclusion)

    def holders(self, act: Act, on: date, subject: Subject = _CASE) -> tuple[Holder, ...]:
        """The parties that may do something on a day, each with what it is. Nobody of those who owe it verifies it."""
        return tuple(dict.fromkeys(self._holding(act, on, subject)))

    def holds(self, act: Act, party: str, on: date, subject: Subject = _CASE) -> bool:
        """Whether a party is itself one of those who may do something on a day."""
        return any(one.party == party for one in self._holding(act, on, subject))

    def _holding(self, act: Act, on: date, subject: Subject) -> Iterator[Holder]:
        owing = free = False
        for role in TABLE[act]:
            for party in self.parties(role, on, subject):
                if not party or self._excluded(role, subject, on):
                    continue
                if act in _NEVER_THE_DEBTOR and self._owes(act, party, on, subject):
                    owing = True
                else:
                    free = True
                    yield Holder(party, role)
        if owing and not free and act is not Act.DECIDE_EXTENSION:
            # Follower, issuer and debtor have become one.
            for party in self.parties(CaseRole.ABOVE_ISSUER, on, subject):
                if not self._owes(act, party, on, subject):
                    yield Holder(party, CaseRole.ABOVE_ISSUER)
        for item in self._policy.rights:
            if item.act is act:
                yield Holder(item.party, CaseRole.WIDENED)

    def may(self, act: Act, party: str, on: date, subject: Subject = _CASE) -> bool:
        """Whether a party may do something on a day."""
        if not party or self._nobody(Party(party)):
            return False
        if act is Act.PLAN and self._inspects(party, on, subject):
            return False
        if act in _NEVER_THE_DEBTOR and self._owes(act, party, on, subject):
            return any(item.act is act and item.party == party for item in self._policy.rights)
        if any(
            self._speaks_for(party, Holder(holder, role), on)
            for role in TABLE[act]
            for holder in self.parties(role, on, subject)
            if holder and not self._excluded(role, subject, on)
        ):
            return True
        # Rarely: a right that a setting gives, or that passes to the committee above.
        return any(self._speaks_for(party, one, on) for one in self._holding(act, on, subject))

    def _nobody(self, party: Party) -> bool:
        """Whether a person is named whom the unit does not have, although it names its people."""
        unit = self._units.get(party.unit) if party.person else None
        named = unit is not None and unit.people and party.unit not in self._units.unread
        return bool(named) and party not in self._units.people

    def signer(self, plan: Plan) -> Party:
        """Return who issues a plan: as it says, else the collective or individual whose plan it is."""
        return plan.issued_by or plan.for_ or Party(self._conclusion.unit)

    def may_issue(self, plan: Plan, on: date) -> bool:
        """Whether a plan was issued by a party that may issue it."""
        return self.may(Act.PLAN, self.signer(plan), plan.issued_on or on, Subject(plan))

    def _owes(self, act: Act, party: str, on: date, subject: Subject) -> bool:
        """Whether a party, or what has succeeded it, owes the task, or the case as a whole."""
        unit, task = self._now(party, on), subject.task
        if party in self._members:
            return True
        if task is None:
            return self._unit_owes and unit == self._now(self._conclusion.unit, on)
        owing = (subject.unit,) if subject.unit else self._leads(subject)
        if any(unit == self._now(one, on) for one in owing if one not in self._members):
            return True
        if act is Act.VERIFY and not self._members.issuperset(task.accountable):
            return any(unit == self._now(one, on) for one in task.accountable)
        return party in task.accountable  # within a larger unit, only that person

    def _leads(self, subject: Subject) -> tuple[Party, ...]:
        task, plan = subject.task, subject.plan
        return doers(task, plan, self._conclusion.unit) if task and plan else ()

    def _doing(self, subject: Subject) -> tuple[Party, ...]:
        """Return who does a task: of one that each of several owes, that unit; and who leads a plan's."""
        own = (Party(subject.unit),) if subject.unit else ()
        return own if own and of_notice(subject.plan) else (*own, *self._leads(subject))

    def parties(  # noqa: C901, PLR0912 - a table
        self, role: CaseRole, on: date, subject: Subject = _CASE
    ) -> Iterator[Party]:
        """Yield the parties that are something in the case on a day; some may be nobody."""
        conclusion, task, plan = self._conclusion, subject.task, subject.plan
        team = conclusion.inspection.team if conclusion.inspection else None
        match role:
            case CaseRole.ISSUER:
                yield Party(conclusion.issuer or NOBODY)
            case CaseRole.COMMISSION:
                issuer = conclusion.issuer or ""
                units = dict.fromkeys((issuer, self._units.current(issuer, on)))
                yield from (Party(one) for unit in units for one in self._units.commissions(unit))
                following = conclusion.followers.commission if conclusion.followers else None
                known = self._units.get(following) if following else None
                over = (*units, *self._units.above(issuer, on))
                if known and known.kind == COMMISSION and (not known.parent or known.parent in over):
                    yield Party(known.id)
            case CaseRole.FOLLOWER if conclusion.followers:
                yield Party(conclusion.followers.commission or NOBODY)
                yield Party(conclusion.followers.member or NOBODY)
            case CaseRole.OBSERVER if conclusion.followers:
                yield from conclusion.followers.others
            case CaseRole.TEAM if team:
                yield Party(team.lead or NOBODY)
                yield from team.members
            case CaseRole.ABOVE_ISSUER:
                yield from map(Party, self._units.above(conclusion.issuer or "", on))
            case CaseRole.DIRECTING:
                yield Party(conclusion.directing or NOBODY)
            case CaseRole.UNIT:
                yield Party(conclusion.unit)
            case CaseRole.OFFICE:
                yield from (
                    Party(unit.id)
                    for unit in self._units.children(self._now(conclusion.unit, on), OFFICE, on)
                )
            case CaseRole.ABOVE_UNIT:
                yield from map(Party, self._units.above(self._planner(plan, on).unit, on))
            case CaseRole.PLANNER:
                yield self._planner(plan, on)
            case CaseRole.PLAN_AUTHORITY if plan and task:
                below = [
                    self._units.above(Party(lead).unit, on)
                    for lead in ((subject.unit,) if subject.unit else self._leads(subject))
                ]
                for party in (plan.issued_by or Party(conclusion.unit), plan.approved_by or NOBODY):
                    if party and below and all(self._now(party, on) in over for over in below):
                        yield party
            case CaseRole.DOER:
                yield from self._doing(subject)
            case CaseRole.SUPPORTER if task:
                yield from task.supporters
            case CaseRole.ACCOUNTABLE if task:
                yield from task.accountable
            case CaseRole.ASKED:
                yield subject.asked or Party(conclusion.unit)
            case _:
                return

    def _planner(self, plan: Plan | None, on: date) -> Party:
        """Return whose plan it is: a collective or individual that the notice reaches or names, else the unit of the case."""
        whose = plan.for_ if plan else None
        if whose is None:
            return Party(self._conclusion.unit)
        named = [party for finding in self._conclusion.findings for party in finding.concerned]
        named += [
            item.lead for item in self._conclusion.requirements if item.lead and item.kind is DemandKind.PLAN
        ]
        reached = self.within_reach(whose, on) or any(
            whose == party or self._now(whose, on) == self._now(party, on) for party in named
        )
        return whose if reached else Party(self._conclusion.unit)

    def may_remind(self, party: str, to: str, on: date) -> bool:
        """Whether a party may remind another. The unit of the case only reminds those who lead its tasks."""
        if not self.may(Act.REMIND, party, on):
            return False
        if any(
            one.role is not CaseRole.UNIT and self._speaks_for(party, one, on)
            for one in self.holders(Act.REMIND, on)
        ):
            return True
        asked = self._now(to, on)
        return any(
            self._now(lead, on) == asked
            for plan, task in (*self._tasks, *((self._demands, task) for task in self._demands.tasks))
            for lead in self.led_by(plan, task, on)
        )

    def led_by(self, plan: Plan, task: Task, on: date) -> Iterator[str]:
        """Yield the parties that do a task, each unit where each of several owes it."""
        yield from doers(task, plan, self._conclusion.unit)
        if task.for_each:
            yield from (unit.id for unit in self._units.each(task.for_each, on))

    def _excluded(self, role: CaseRole, subject: Subject, on: date) -> bool:
        """Whether a role gives no right over this task: past the notice's days, or over what the notice asks of others."""
        if role is CaseRole.PLAN_AUTHORITY:
            return self._past_the_notice(subject)
        if role not in (CaseRole.UNIT, CaseRole.OFFICE) or not of_notice(subject.plan):
            return False
        owing = (subject.unit,) if subject.unit else self._leads(subject)
        return not any(self.within_reach(one, on) for one in owing)

    def within_reach(self, party: str, on: date) -> bool:
        """Whether a party is the unit of the case, or below it."""
        unit, own = self._now(party, on), self._now(self._conclusion.unit, on)
        return unit == own or own in self._units.above(unit, on)

    def _past_the_notice(self, subject: Subject) -> bool:
        """Whether a new deadline would lie behind the day that the notice itself sets for the task, or for the result."""
        if subject.to is None:
            return False
        last = subject.report_due or due_of(Duty.REPORT, self._conclusion)
        named = subject.task.requirements if subject.task else ()
        served = [item for item in self._conclusion.requirements if item.id in named]
        stated = subject.demand_dues
        days = [last, *((item.due for item in served) if stated is None else stated)]
        return any(item.cycle for item in served) or any(day and subject.to > day for day in days)

    def _inspects(self, party: str, on: date, subject: Subject) -> bool:
        """Whether a party is the inspection commission of the unit that makes a plan, and not that unit itself."""
        owner = Party((subject.plan.for_ if subject.plan else None) or self._conclusion.unit).unit
        unit = self._now(party, on)
        return unit != self._now(owner, on) and any(
            self._now(one, on) == unit
            for over in (owner, *self._units.above(owner, on))
            for one in self._units.commissions(over)
        )

    def _now(self, party: str, on: date) -> str:
        return self._units.current(unit_of(party), on)

    def _speaks_for(self, party: str, holder: Holder, on: date) -> bool:
        """Whether a party is a holder of a right: of its unit, the person itself, or of what has succeeded them."""
        unit = self._now(holder.party, on)
        if holder.party.person and holder.role in _IN_PERSON and unit == holder.party.unit:
            return party == holder.party
        if self._now(party, on) == unit:
            return True
        # Where the notice was made to name the successor, what its predecessor wrote before stays the unit's word.
        line = self._units.line(Party(party).unit, self._as_of)
        return holder.role in _OF_THE_UNIT and holder.party.unit in line
