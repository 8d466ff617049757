"""Change what is owed by papers of the inspected side: revisions of a plan, on their days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from khacphuc.model.plan import Task
from khacphuc.model.vocabulary import Act
from khacphuc.obligations.amending import AmendedDebts
from khacphuc.obligations.lives import MoveKey, TaskSlot
from khacphuc.obligations.series import dues, end_of_series
from khacphuc.obligations.values import VoidReason
from khacphuc.timeline.amount_owed import of_milestone, of_task
from khacphuc.timeline.deadlines import AppliedMove, end_of, is_later, milestone_key
from khacphuc.timeline.exchanges import words_under_others
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
        lost = tuple(dict.fromkeys(self._taken_away(old, planned)))
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
        yield from self._under_others(old, new)
        if old.task.for_each is None:
            unit, now = self.context.conclusion.unit, self.context.now
            leading = doers(old.task, old.plan, unit)[0]
            if all(now(one).unit != now(leading).unit for one in doers(new.task, new.plan, unit)):
                yield leading

    def _served_no_more(self, old: PlannedTask, new: PlannedTask) -> frozenset[str]:
        """Return what a task leaves of what it was promised for, unless tasks that the revision adds are to do it, and no later.

        A requirement that no task names any more is owed by itself, if it is to be.
        """
        task = new.task
        left = _purposes(old.task) - _purposes(task)
        if not left or self._ended(task.id):
            return frozenset()
        left &= self._parts_in_force()
        left -= {name for name in self.demands_in_force if set(self._naming.get(name, ())) <= {task.id}}
        if _purposes(task):
            for other in new.plan.tasks:
                added = self.promised[other.id].document is new.document
                if added and not is_later(end_of(old.task), end_of(other)):
                    left -= _purposes(other)
        return left

    def _parts_in_force(self) -> set[str]:
        """Return the ids of the findings and requirements in force, and of their parts."""
        held = [one for one in self.notice.parts if one.id not in self.notice.fallen]
        return {name for one in held for name in (one.id, *(part.id for part in one.parts))}

    def _under_others(self, old: PlannedTask, new: PlannedTask) -> Iterator[str]:
        """Yield the words that a revision puts under the id of another task or step, where less is owed of them."""
        yield from self._steps_under_others(old.task, new.task)
        other = self._exchanged(new).get(old.task.id)
        if other is not None and self._owed_less_as(other, old.task, new):
            words = of_task(old.task).texts, of_task(new.task).texts
            yield next(text for text, now in zip(*words, strict=True) if text and text != now)

    def _steps_under_others(self, old: Task, new: Task) -> Iterator[str]:
        before, after = ({step.id: step for step in task.milestones} for task in (old, new))
        texts = (
            {name: of_milestone(step).texts for name, step in steps.items()} for steps in (before, after)
        )
        for name, other in words_under_others(*texts).items():
            for unit in self.units(old.id):
                was = self.deadline((milestone_key(name), unit), before[name].due).current
                stated = before[other].due if other in before else None
                kept = after[other].due == stated  # and with it what was decided on that day
                there = (
                    self.deadline((milestone_key(other), unit), stated).current if kept else after[other].due
                )
                if is_later(was, there):
                    yield before[name].text
                    break

    def _exchanged(self, new: PlannedTask) -> dict[str, str]:
        """Return under which other tasks a revision puts the words of tasks."""
        path = new.document.path
        if path not in self._moved_words:
            known = [task for task in new.plan.tasks if self.promised[task.id].document is not new.document]
            before = {task.id: of_task(self.planned[task.id].task).texts for task in known}
            after = {task.id: of_task(task).texts for task in new.plan.tasks}
            self._moved_words[path] = words_under_others(before, after)
        return self._moved_words[path]

    def _owed_less_as(self, other: str, old: Task, new: PlannedTask) -> bool:
        """Return whether what is still owed as one task would be done, owed later or for something else as another."""
        there = next(task for task in new.plan.tasks if task.id == other)
        if not _purposes(old) <= _purposes(there):
            return True
        moved = end_of(there) != end_of(self.planned[other].task)
        for slot in (slot for unit in self.units(old.id) for slot in self.owed_slots(old.id, unit)):
            found = TaskSlot(other, slot.unit, slot.occurrence)
            life = self.lives.get(found)
            if life is None or life.handed_in:
                return True
            if is_later(self.due(slot), end_of(there) if moved and not slot.occurrence else self.due(found)):
                return True
        return False

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


def _purposes(task: Task) -> frozenset[str]:
    """Return what a task is for: findings and their parts, and requirements."""
    return frozenset((*task.findings, *task.parts, *task.requirements))
