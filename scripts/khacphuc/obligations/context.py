"""Hold the context of one fold."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from khacphuc.model.amendments import Correction, Supplement
from khacphuc.model.conclusion import Conclusion
from khacphuc.model.party import Party
from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Act, Level
from khacphuc.obligations.calendar import Calendar
from khacphuc.obligations.policy_periods import due_by_policy
from khacphuc.obligations.values import ObligationKind
from khacphuc.register.document import AnyDocument, Document
from khacphuc.register.loading import RegisterSettings
from khacphuc.timeline.deadlines import Deadline
from khacphuc.timeline.disputes import disputed
from khacphuc.timeline.rights import Rights, Subject
from khacphuc.timeline.timeline import Timeline

AMENDMENTS = (Supplement.TYPE, Correction.TYPE)


class FoldContext(Struct, frozen=True):
    """One case as of a day, among the units and settings of its register."""

    timeline: Timeline
    conclusion: Conclusion
    conclusion_path: str
    settings: RegisterSettings
    calendar: Calendar
    as_of: date
    follower: Party
    rights: Rights
    plans: tuple[Document[Plan], ...]
    """The plans in force that were issued by a party that may."""

    @property
    def main_plan(self) -> Document[Plan] | None:
        """The committee's plan, whether or not it answers the duty to plan."""
        return next((one for one in self.plans if one.record.level is Level.MAIN), None)

    @property
    def answering_plan(self) -> Document[Plan] | None:
        """The committee's plan that answers the duty to plan: issued by whoever may, with number, day and issuer."""
        main = (one for one in self.plans if one.record.level is Level.MAIN and self.complete(one.record))
        return next(main, None)

    def complete(self, plan: Plan) -> bool:
        """Whether a plan is issued as it claims.

        An individual's plan, and those of unit kinds that issue papers without numbers, need day and signer only.
        """
        unit = self.settings.units.get(self.rights.signer(plan).unit)
        if plan.issued_on is None:
            return False
        return bool(plan.number) or (
            bool(plan.issued_by or plan.for_)
            and (plan.level is Level.INDIVIDUAL or (unit is not None and unit.kind in self.unnumbered))
        )

    @property
    def contested(self) -> frozenset[str]:
        """The findings and requirements that a unit disputes, and that nobody has answered for."""
        return disputed(self.timeline) if any(one.record.views for one in self.plans) else frozenset()

    @property
    def unnumbered(self) -> frozenset[str]:
        """The kinds of unit whose papers bear no number."""
        return frozenset(kind.id for kind in self.settings.policy.unit_kinds if kind.unnumbered)

    def verifier(self, subject: Subject) -> Party:
        """Return who verifies a task today: the follower, or whom the rights name in its place."""
        return self._first(Act.VERIFY, subject)

    @property
    def closer(self) -> Party:
        """Who closes the case today: the follower where it may, else the first whom the rights name."""
        return self._first(Act.CLOSE, Subject())

    @property
    def notifier(self) -> Party:
        """Who sends notifications today: the follower where it may, else the first whom the rights name."""
        return self._first(Act.NOTIFY, Subject())

    def _first(self, act: Act, subject: Subject) -> Party:
        if self.rights.holds(act, self.follower, self.as_of, subject):
            return self.now(self.follower)
        holders = self.rights.holders(act, self.as_of, subject)
        return self.now(holders[0].party if holders else self.follower)

    def now(self, party: str) -> Party:
        """Return the party that answers today for what ``party`` owed: itself, or the successor of its unit."""
        whose = Party(party)
        current = self.settings.units.current(whose.unit, self.as_of)
        if current == whose.unit:
            return whose
        successor = self.settings.units.get(current) if whose.person else None
        return Party((successor.head if successor else None) or current)

    def by_policy(self, kind: ObligationKind, since: date | None) -> Deadline:
        """Return a deadline of the register's own, which no paper sets."""
        due = due_by_policy(kind, since, self.settings.policy, self.calendar)
        return Deadline(due, due, by_policy=True, counted_from=since)


def unread_amendment(document: AnyDocument) -> bool:
    """Return whether a paper may add to the notice, or take from it, what nobody can read."""
    return document.slot.type in AMENDMENTS and not document.understood


def unread(context: FoldContext, whose: str | None = None) -> bool:
    """Whether a plan cannot be read (``""``: the committee's own): nothing is claimed that rests on its absence."""
    return any(
        document.record is None and document.slot.type == Plan.TYPE and whose in (None, document.slot.slug)
        for document in context.timeline.case.documents
    )
