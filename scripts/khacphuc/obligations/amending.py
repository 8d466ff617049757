"""Change what is owed by papers of the inspecting side: supplements and corrections of the notice."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from khacphuc.model.amendments import Correction, NoticeChange, Supplement
from khacphuc.model.plan import Task
from khacphuc.model.vocabulary import Act, Duty
from khacphuc.obligations.debts import Debts, parts_of
from khacphuc.obligations.lives import EffectivenessCheck, MoveKey, SetAside, TaskSlot
from khacphuc.obligations.values import Verified, VoidReason
from khacphuc.register.document import Document
from khacphuc.timeline.deadlines import AppliedMove, due_of, duty_key, task_key
from khacphuc.timeline.demands import added_demands, carried, own_plans
from khacphuc.timeline.notice import Amendment, Notice
from khacphuc.timeline.timeline import PlannedTask, placed


class AmendedDebts(Debts):
    """What is owed in a case, as papers change its notice."""

    def _supplement(self, document: Document[Supplement]) -> None:
        if not self._may_amend(document):
            return
        self._hold(self.notice.after(document))
        self.supplements.append(document)
        demanded = self._lay_out_demands(document)
        self._go_on(document.record.date, reopens=demanded or bool(self.open_findings()))

    def _correction(self, document: Document[Correction]) -> None:
        """Withdraw parts of the notice, or put them in force again; word them anew; move their days."""
        if not self._may_amend(document):
            return
        record = document.record
        for at, change in enumerate(record.changes):
            if change.clear:  # else KP545 tells it
                self._change(document, at, change)
        self._lay_out_demands(document)
        fallen = self.notice.fallen
        for task in self.planned:
            self._settle_withdrawn(task, fallen)
        self._note_answered(self._aside, record.date)
        restored = [change for change in record.changes if change.restored]
        demanded = [change.requirement for change in restored if change.requirement]
        reopens = bool(restored and self.open_findings()) or any(map(self._is_undone, demanded))
        self._go_on(record.date, reopens=reopens)

    def _is_undone(self, demand: str) -> bool:
        """Whether something of a demand in force is open; of one that a duty of the case carries, the report."""
        if demand in self.planned:
            return any(self._open[demand, unit] for unit in self.units(demand))
        return self.notice.holds(demand) and self.report is None

    def _may_amend(self, document: Document[Amendment]) -> bool:
        """Whether a paper may change the notice: issued by a party that may, and not before the notice."""
        record = document.record
        if not self.context.rights.may(Act.CONCLUDE, record.by, record.date):
            self._void(document, None, Act.CONCLUDE, VoidReason.NO_RIGHT, by=record.by)
            return False
        if not self.notice.precedes(record):
            self._void(document, None, Act.CONCLUDE, VoidReason.BEFORE_ITS_PAPER)
            return False
        return True

    def _hold(self, notice: Notice) -> None:
        self.notice = notice
        self._parts = parts_of(notice.conclusion)

    def _lay_out_demands(self, document: Document[Amendment]) -> bool:
        """Lay out what a paper demands, and return whether there is any."""
        record = document.record
        stated = (
            placed(document, added_demands(record), record.requirements)
            if isinstance(record, Supplement)
            else self.context.timeline.demands.items()  # one to which a correction has given its first day
        )
        found = [
            planned
            for name, planned in stated
            if planned.document.path == document.path and self.notice.holds(name) and name not in self.planned
        ]
        for planned in found:
            self._demand(planned)
        return bool(found)

    def _go_on(self, day: date, *, reopens: bool) -> None:
        """Say what the notice as it stands now makes of report and closure."""
        if self._not_covered():
            self.report = None
        elif self.report is None and self.covered:
            self.report = max(self.covered.values(), key=lambda one: one.record.date)
        if self.closure is not None and reopens:
            self.closure, self.reopened_on = None, day

    def _change(self, document: Document[Correction], at: int, change: NoticeChange) -> None:
        after = self.notice.corrected(document, document.record, change)
        recurring = (
            item.cycle for item in self.notice.conclusion.requirements if item.id == change.requirement
        )
        if after is self.notice:
            part = change.finding or change.requirement or ""
            self._void(document, at, Act.CONCLUDE, VoidReason.NOT_IN_FORCE, meant=[part])
        elif change.due and any(recurring):
            self._void(document, at, Act.CONCLUDE, VoidReason.ANOTHER_TASK)
        else:
            stated = list(self._days_stated(change)) if change.due else []
            self._hold(after)
            for key, day in stated:
                self._redate_stated(document, key, day, change)

    # ------------------------------------------------------------------------------------------------ days

    def _days_stated(self, change: NoticeChange) -> Iterator[tuple[MoveKey, date | None]]:
        """Yield the deadlines that a new day of a requirement or duty moves, with the days that the notice stated first."""
        own, name = self.notice.with_own_requirements, change.requirement
        if change.duty:
            yield (duty_key(change.duty), ""), due_of(change.duty, own)
        elif name in self.planned:
            for unit in self.units(name):
                yield TaskSlot(name, unit), self.promised[name].task.due
        elif name is not None:
            duty = next((duty for duty, item in carried(own).items() if item.id == name), None)
            party = next((party for party, item in own_plans(own).items() if item.id == name), None)
            day = next((item.due for item in self.notice.conclusion.requirements if item.id == name), None)
            if duty or party:
                yield (duty_key(duty or Duty.PLAN), party or ""), day
            else:
                yield (task_key(name), ""), day  # the addition that a supplement demands

    def _redate_stated(
        self, document: Document[Correction], key: MoveKey, stated: date | None, change: NoticeChange
    ) -> None:
        """Move a deadline to the day that a correction gives it; one that had none has that day from the first."""
        was, now = self.deadline(key, stated).current, change.due
        if now is None or was == now:
            return
        if was is not None:
            self._move_to(key, was, now, document)
            if isinstance(key, TaskSlot):
                self._move_along(key, was, now, document)
        elif isinstance(key, TaskSlot):
            first = self.planned[key.task]
            self.planned[key.task] = PlannedTask(first.document, first.at, replace(first.task, due=now))

    def _move_to(self, key: MoveKey, was: date, now: date, document: Document[Correction]) -> None:
        applied = AppliedMove(was, now, document.record.date, document.path)
        self.moves.setdefault(key, []).append((applied, True))

    def _move_along(self, demand: TaskSlot, was: date, now: date, document: Document[Correction]) -> None:
        """Move the tasks that carry out a demand by its very day. What a plan promises for another day stays promised."""
        for planned in self.naming(demand.task):
            task = planned.task
            others = [
                self.due(TaskSlot(name, unit))
                for name in task.requirements
                if name != demand.task and name in self.planned
                for unit in self.units(name)
            ]
            sooner = any(day is not None and day < now for day in others)
            made_later = planned.plan.issued_on is not None and planned.plan.issued_on > document.record.date
            if sooner or made_later:
                continue
            for unit in self.units(task.id):
                slot = TaskSlot(task.id, unit)
                if slot in self._open[slot[:2]] and demand.unit in ("", unit) and self.due(slot) == was:
                    self._move_to(slot, was, now, document)

    # ------------------------------------------------------------------------------------------ what is withdrawn

    def _settle_withdrawn(self, name: str, fallen: frozenset[str]) -> None:
        """Set a task aside that serves nothing in force any more, or take it up again where it does."""
        idle = self._serves_only(self.planned[name].task, fallen)
        if idle and name not in self._aside:
            self._set_aside(name)
        elif not idle and name in self._aside:
            self._take_up(self._aside.pop(name))

    def _serves_only(self, task: Task, fallen: frozenset[str]) -> bool:
        """Whether all that a task serves has fallen. A requirement that names findings stands or falls with those that the task serves."""
        parts: tuple[str, ...] = (*task.findings, *task.requirements)
        if task.findings:
            requirements = self.notice.all_requirements
            own = set(task.findings)
            alone = {
                item.id for item in requirements if own.isdisjoint(item.finding) and item.id not in fallen
            }
            parts = (*task.findings, *alone.intersection(task.requirements))
        return bool(parts) and fallen.issuperset(parts)

    def _set_aside(self, name: str) -> None:
        lives = {slot: self.lives[slot] for unit in self.units(name) for slot in self._open[name, unit]}
        checks: dict[tuple[str, str], dict[date, EffectivenessCheck]] = {}
        for unit in self.units(name):
            open_ = self._open_checks.pop((name, unit), ())
            checks[name, unit] = {day: self.checks[name, unit].pop(day) for day in open_}
        freed = frozenset((name, unit) for unit in self.units(name)) - self.released
        self._aside[name] = SetAside(lives, checks, freed)
        self.released |= freed
        for slot, life in lives.items():
            self._set(slot, replace(life, verified=Verified.WITHDRAWN))

    def _take_up(self, held: SetAside) -> None:
        self.released -= held.released
        for slot, life in held.lives.items():
            if slot in self.lives:
                self._set(slot, life)
        for key, checks in held.checks.items():
            for day, check in checks.items():
                self.checks.setdefault(key, {})[day] = check
                insort(self._open_checks.setdefault(key, []), day)
