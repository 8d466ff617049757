"""Say when a case is closed: all is remedied or given up, reported on, and the inspecting side says so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from khacphuc.model.conclusion import Requirement
from khacphuc.model.plan import Plan
from khacphuc.model.records import Closure, Update, Verification
from khacphuc.model.vocabulary import Act, DemandKind, Duty, Level
from khacphuc.obligations.answering_tasks import serving_tasks
from khacphuc.obligations.context import unread_amendment
from khacphuc.obligations.lives import TaskSlot
from khacphuc.obligations.revising import RevisedDebts
from khacphuc.obligations.series import end_of_series
from khacphuc.obligations.takeovers import left_undone
from khacphuc.obligations.values import VoidReason
from khacphuc.register.document import Document
from khacphuc.timeline.demands import carried


class ClosableDebts(RevisedDebts):
    """What is owed in a case, and what of it stands in the way of its closure."""

    def _closure(self, document: Document[Closure]) -> None:
        record = document.record
        if not self.context.rights.may(Act.CLOSE, record.by, record.date):
            self._void(document, None, Act.CLOSE, VoidReason.NO_RIGHT, by=record.by)
        elif unread := self.unread_by(record.date):
            self._void(document, None, Act.CLOSE, VoidReason.UNREAD, meant=unread)
        elif record.before_register and self._alone() and self._after_the_notice(record.date):
            began = self.context.settings.began_on
            if began is None or record.date < began:
                self.closure = document
            else:
                self._void(
                    document, None, Act.CLOSE, VoidReason.REGISTER_HAD_BEGUN, meant=[began.isoformat()]
                )
        elif open_ := self.open_findings():
            self._void(document, None, Act.CLOSE, VoidReason.FINDINGS_OPEN, meant=open_)
        elif Duty.REPORT in self.context.conclusion.asked_duties and (missing := self._not_covered()):
            self._void(document, None, Act.CLOSE, VoidReason.NOT_REPORTED, meant=missing)
        elif remaining := self.remaining:
            self._void(document, None, Act.CLOSE, VoidReason.NOT_CORRECTED, meant=remaining)
        elif owed := self.demands_owed(record.date):
            self._void(document, None, Act.CLOSE, VoidReason.DEMANDS_OPEN, meant=owed)
        else:
            self.closure = self.closure or document

    def _papers_owed(self, day: date) -> Iterator[str]:
        """Yield the demands that duties of the case carry, and that no plan or report has answered by a day."""
        plans = (one.record for one in self.context.plans if one.record.level is Level.MAIN)
        planned = any(
            self.context.complete(plan) and plan.issued_on and plan.issued_on <= day for plan in plans
        )
        for duty, item in carried(self.notice.with_own_requirements).items():
            done = planned if duty is Duty.PLAN else self.report is not None
            if not done and item.id not in self.notice.fallen:
                yield item.id

    def demands_owed(self, day: date) -> list[str]:
        """The demands of the notice that are to be reported done, or given up by agreement, before the case is closed on a day.

        What goes on until the case is closed ends with it: a cycle without an end, and following without a day.
        """
        return [*self._papers_owed(day), *self.demands_undone(day)]

    def demands_undone(self, day: date) -> list[str]:
        """Those of them that no duty of the case carries."""
        return [
            name
            for name, item in self.demands_in_force.items()
            if any(not self._ends_with_the_case(slot, item, day) for slot in left_undone(self, name))
        ]

    def _ended(self, task: str) -> bool:
        """Whether all of a task has ended; of a demand, each unit's share of it, or the tasks that do that."""
        return all(
            self._over(task, unit) or self._done_through_tasks(task, unit)
            for unit in self._units.get(task, ())
        )

    def _done_through_tasks(self, demand: str, unit: str) -> bool:
        if demand not in self.context.timeline.demands:
            return False
        led = serving_tasks(self, demand, unit).tasks
        return bool(led) and self._all_ended([one.planned.task.id for one in led])

    def _ends_with_the_case(self, slot: TaskSlot, demand: Requirement, day: date) -> bool:
        due = self.due(slot)
        if demand.cycle is None:
            return due is None and demand.kind is DemandKind.FOLLOW
        return due is not None and due > day and end_of_series(self.planned[slot.task].task) is None

    @property
    def may_be_open_again(self) -> bool:
        """Whether a paper that cannot be read may add to what is owed, or deny what seems done."""
        return any(self._unread_until(self.context.as_of, Verification.TYPE))

    def unread_by(self, day: date) -> list[str]:
        """The names of what cannot be read up to a day, and may be a task or a denial of what seems done.

        What bears a name of no document may be one under a wrong name.
        """
        unread = self._unread_until(day, Plan.TYPE, Update.TYPE, Verification.TYPE)
        misnamed = (path for path in self.context.timeline.case.unrecognised if path.endswith(".md"))
        return [path.rpartition("/")[2] for path in (*unread, *misnamed)]

    def _unread_until(self, day: date, *kinds: str) -> Iterator[str]:
        """Yield the paths of what cannot be read up to a day: of some kinds, and of papers that change the notice."""
        for document in self.context.timeline.case.documents:
            hidden = document.record is None and document.slot.type in kinds
            if (hidden or unread_amendment(document)) and (document.slot.date or day) <= day:
                yield document.path

    def _alone(self) -> bool:
        """Whether notice and closing paper are all that the register knows of the case."""
        return not self.context.timeline.tasks and len(self.context.timeline.records) == 1

    def _after_the_notice(self, day: date) -> bool:
        issued = self.context.conclusion.issued_on
        return issued is None or day >= issued
