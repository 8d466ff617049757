"""Change what is owed by papers: supplements and corrections of the notice, revisions of a plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from khacphuc.model.amendments import Correction, Supplement
from khacphuc.model.plan import Task
from khacphuc.model.vocabulary import (
    Act,
)
from khacphuc.obligations.debts import Debts, parts_of
from khacphuc.obligations.lives import MoveKey, TaskSlot
from khacphuc.obligations.series import dues, end_of_series
from khacphuc.obligations.values import Verified, VoidReason
from khacphuc.register.document import Document
from khacphuc.timeline.deadlines import (
    AppliedMove,
    end_of,
    milestone_key,
)
from khacphuc.timeline.notice import Amendment
from khacphuc.timeline.revisions import latest_loosened, same_frame, with_deadlines_of
from khacphuc.timeline.rights import Subject
from khacphuc.timeline.timeline import PlannedTask


class AmendedDebts(Debts):
    """What is owed in a case, as papers change it."""

    def _supplement(self, document: Document[Supplement]) -> None:
        if not self._amend(document):
            return
        self.supplements.append(document)
        for planned in self.context.timeline.demands.values():
            if planned.document.path == document.path:
                self._demand(planned)
        if self._not_covered():
            self.report = None
        demanded = any(
            planned.document.path == document.path for planned in self.context.timeline.demands.values()
        )
        if self.closure is not None and (demanded or self.open_findings()):
            self.closure, self.reopened_on = None, document.record.date

    def _correction(self, document: Document[Correction]) -> None:
        """Withdraw parts of the notice: a task that serves nothing else is owed no longer."""
        if not self._amend(document):
            return
        for task in self._serving_nothing():
            for unit in self.units(task):
                for slot in list(self._open[task, unit]):
                    self._set(slot, replace(self.lives[slot], verified=Verified.WITHDRAWN))
                checks = self.checks.get((task, unit), {})
                for due in self._open_checks.pop((task, unit), ()):
                    del checks[due]
        if self.report is None and self.covered and not self._not_covered():
            self.report = max(self.covered.values(), key=lambda one: one.record.date)

    def _amend(self, document: Document[Amendment]) -> bool:
        """Change the notice by a paper; one of a party that may not issue it has no effect."""
        record = document.record
        if not self.context.rights.may(Act.CONCLUDE, record.by, record.date):
            self._void(document, None, Act.CONCLUDE, VoidReason.NO_RIGHT, by=record.by)
            return False
        self.notice = self.notice.after(document)
        self._parts = parts_of(self.notice.conclusion)
        return True

    def _serving_nothing(self) -> Iterator[str]:
        """The tasks that serve parts of the notice of which none is in force."""
        gone = {part.id for part in self.notice.withdrawn}
        gone |= {
            item.id
            for item in self.notice.conclusion.requirements
            if item.finding and gone.issuperset(item.finding)
        }
        alone = {item.id for item in self.notice.parts if not getattr(item, "finding", None)}
        for name, planned in self.planned.items():
            task = planned.task
            # A requirement that names findings stands or falls with those that the task serves.
            parts = (
                *task.findings,
                *(alone.intersection(task.requirements) if task.findings else task.requirements),
            )
            if parts and gone.issuperset(parts):
                yield name

    def _revise_until(self, day: date) -> None:
        while self._revisions and (self._revisions[-1].plan.issued_on or date.min) <= day:
            self._revise(self._revisions.pop())

    def _revise(self, planned: PlannedTask) -> None:
        """Put a revised task in the place of what it was. Later deadlines count where its approver may decide on them."""
        old, task, plan = self.planned[planned.task.id], planned.task, planned.plan
        on = plan.issued_on or self.context.as_of
        current = self.due(self.slots(task.id, self.units(task.id)[0])[-1])
        later = latest_loosened(old.task, task, current)
        by = plan.approved_by or self.context.rights.signer(plan)
        subject = Subject(old.plan, old.task, to=later)
        if not same_frame(old.task, task):
            self._void(planned.document, planned.at, Act.PLAN, VoidReason.ANOTHER_TASK)
            task = with_deadlines_of(old.task, task)
        elif later and not self.context.rights.may(Act.DECIDE_EXTENSION, by, on, subject):
            self._void(planned.document, planned.at, Act.DECIDE_EXTENSION, VoidReason.NO_RIGHT, by=by)
            task = with_deadlines_of(old.task, task)
        self.planned[task.id] = PlannedTask(planned.document, planned.at, task)
        self._serve(task, old.task)
        for unit in self.units(task.id):
            self._redate(TaskSlot(task.id, unit), old.task, planned, on)

    def _redate(self, whole: TaskSlot, old: Task, planned: PlannedTask, on: date) -> None:
        """Move what a revision moves, for one unit."""
        task = self.planned[whole.task].task
        ends = (end_of(old), end_of(task))
        if old.recurrence is not None:
            ends = (end_of_series(old), end_of_series(task))
        self._restate(whole, *ends, planned, on)
        was = {step.id: step.due for step in old.milestones}
        for step in task.milestones:
            self._restate((milestone_key(step.id), whole.unit), was.get(step.id), step.due, planned, on)
        if old.recurrence != task.recurrence:
            self._lay_out_anew(whole, task, on)

    def _restate(
        self, key: MoveKey, was: date | None, now: date | None, planned: PlannedTask, on: date
    ) -> None:
        if was is None or now is None or was == now:
            return
        current = self.deadline(key, was).current or was
        if current != now:
            applied = AppliedMove(current, now, on, planned.document.path)
            self.moves.setdefault(key, []).append((applied, True))

    def _lay_out_anew(self, whole: TaskSlot, task: Task, on: date) -> None:
        """Replace the occurrences that are still to come, of which nobody has spoken, by those of a revised cycle."""
        plan = self.promised[task.id].plan
        coming = [day for day in dues(self.context, plan, task, end_of_series(task)) if day > on]
        for slot in [one for one in self.slots(*whole[:2]) if one.occurrence and one.occurrence > on]:
            if slot.occurrence not in coming and slot not in self.words and not self.lives[slot].ended:
                self._forget(slot)
        for day in coming:
            slot = TaskSlot(*whole[:2], day)
            if slot not in self.lives:
                self._begin(slot)
