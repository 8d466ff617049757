"""Change what is owed by papers of the inspected side: revisions of a plan, on their days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from khacphuc.model.plan import Task
from khacphuc.model.vocabulary import Act
from khacphuc.obligations.amending import AmendedDebts
from khacphuc.obligations.lives import MoveKey, TaskSlot
from khacphuc.obligations.series import dues, end_of_series
from khacphuc.obligations.values import VoidReason
from khacphuc.timeline.deadlines import AppliedMove, end_of, milestone_key
from khacphuc.timeline.parties import doers
from khacphuc.timeline.revisions import latest_loosened, same_frame, taken_away, with_deadlines_of
from khacphuc.timeline.timeline import PlannedTask


class RevisedDebts(AmendedDebts):
    """What is owed in a case, as papers change its notice and its plans."""

    def _revise_until(self, day: date) -> None:
        while self._revisions and (self._revisions[-1].plan.issued_on or date.min) <= day:
            self._revise(self._revisions.pop())

    def _revise(self, planned: PlannedTask) -> None:
        """Put a revised task in the place of what it was. What it lets be owed later, in part or by another counts where its approver may decide that."""
        old, task, plan = self.planned[planned.task.id], planned.task, planned.plan
        on = plan.issued_on or self.context.as_of
        current = self.due(self.slots(task.id, self.units(task.id)[0])[-1])
        later = latest_loosened(old.task, task, current)
        by = plan.approved_by or self.context.rights.signer(plan)
        if not same_frame(old.task, task):
            self._void(planned.document, planned.at, Act.PLAN, VoidReason.ANOTHER_TASK)
            task = with_deadlines_of(old.task, task)
        elif later and not self._may_decide(by, on, old, later):
            self._void(planned.document, planned.at, Act.DECIDE_EXTENSION, VoidReason.NO_RIGHT, by=by)
            task = with_deadlines_of(old.task, task)
        lost = tuple(self._taken_away(old, planned))
        if lost and not self._may_decide(by, on, old):
            self._void(planned.document, planned.at, Act.PLAN, VoidReason.TAKES_AWAY, by=by, meant=lost)
            return  # the task stays as it was
        self.planned[task.id] = PlannedTask(planned.document, planned.at, task)
        self._serve(task, old.task)
        self._settle_withdrawn(task.id, self.notice.fallen)
        for unit in self.units(task.id):
            self._redate(TaskSlot(task.id, unit), old.task, planned, on)

    def _may_decide(self, by: str, on: date, old: PlannedTask, later: date | None = None) -> bool:
        subject = self.subject(old.task.id, to=later)
        return self.context.rights.may(Act.DECIDE_EXTENSION, by, on, subject)

    def _taken_away(self, old: PlannedTask, new: PlannedTask) -> Iterable[str]:
        """Yield what a revision makes less of, and who would owe it no more."""
        yield from taken_away(old.task, new.task)
        fallen = self.notice.fallen
        if self._serves_only(new.task, fallen) and not self._serves_only(old.task, fallen):
            yield from (name for name in (*old.task.findings, *old.task.requirements) if name not in fallen)
        yield from sorted(self._served_no_more(old, new))
        if old.task.for_each is None:
            unit, now = self.context.conclusion.unit, self.context.now
            leading = doers(old.task, old.plan, unit)[0]
            if all(now(one).unit != now(leading).unit for one in doers(new.task, new.plan, unit)):
                yield leading

    def _served_no_more(self, old: PlannedTask, new: PlannedTask) -> set[str]:
        """Return the findings in force, and parts of them, that a task leaves and no other task serves."""
        left = {*old.task.findings, *old.task.parts} - {*new.task.findings, *new.task.parts}
        if left:
            findings = [one for one in self.notice.conclusion.findings if self.notice.holds(one.id)]
            left &= {one.id for one in findings} | {part.id for one in findings for part in one.parts}
            planned = (held.task for name, held in self.planned.items() if name != new.task.id)
            for task in (*new.plan.tasks, *planned):
                left -= {*task.findings, *task.parts}
        return left

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
        self._keep_one(whole)
