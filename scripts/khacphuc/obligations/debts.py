"""Hold what is owed in a case: slots, their deadlines and lives, and what has ended.

A task is owed in slots: one for each unit that owes it, and of a recurring task one for each occurrence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from msgspec import Struct

from khacphuc.model import Record
from khacphuc.model.amendments import Supplement
from khacphuc.model.conclusion import Conclusion, Requirement
from khacphuc.model.party import Party
from khacphuc.model.plan import Plan, Task
from khacphuc.model.records import (
    Closure,
    Extension,
    Move,
    Notification,
    Opinion,
    Reminder,
    Reply,
    Report,
    Update,
)
from khacphuc.model.vocabulary import (
    Act,
    Duty,
    FindingOutcome,
)
from khacphuc.obligations.context import FoldContext
from khacphuc.obligations.lives import EffectivenessCheck, Life, MoveKey, SetAside, TaskSlot
from khacphuc.obligations.series import dues, end_of_series, owners
from khacphuc.obligations.values import Unreported, Verified, Void, VoidReason
from khacphuc.register.case import NamedPlans, in_order
from khacphuc.register.document import AnyDocument, Document
from khacphuc.timeline.deadlines import (
    AppliedMove,
    Deadline,
    due_of,
    duty_key,
)
from khacphuc.timeline.demands import of_notice
from khacphuc.timeline.notice import AmendmentKind, Notice
from khacphuc.timeline.rights import Subject
from khacphuc.timeline.timeline import PlannedTask, ProgressEntry

_MOST_NAMED = 12


class Debts:
    """What is owed in a case, as its notice and its plans lay it out."""

    def __init__(self, context: FoldContext) -> None:  # noqa: PLR0915 - one line for each thing it holds
        self.context = context
        self.notice = Notice(context.conclusion)
        """The notice as the supplements and corrections of those who may issue them leave it."""
        self.supplements: list[Document[Supplement]] = []
        self.lives: dict[TaskSlot, Life] = {}
        self.words: dict[TaskSlot, list[ProgressEntry]] = {}
        """What updates say of each slot, and of a recurring task as a whole (no occurrence)."""
        self.moves: dict[MoveKey, list[tuple[AppliedMove, bool]]] = {}
        """Decisions on the deadline of each slot, series, milestone or duty, and whether they move it."""
        self.asked: dict[MoveKey, list[tuple[Document[Extension], Move]]] = {}
        """Extensions that were asked for and are not decided, by what they would move."""
        self.checks: dict[tuple[str, str], dict[date, EffectivenessCheck]] = {}
        """Checks of lasting effect, by task and unit, then by their days."""
        self._open_checks: dict[tuple[str, str], list[date]] = {}
        self.voids: list[Void] = []
        self.unreported: list[Unreported] = []
        """What was confirmed before anybody had reported it done."""
        self.covered: dict[str, Document[Report]] = {}
        """The result report that first covers each finding."""
        self.closure: Document[Closure] | None = None
        """The closure that holds."""
        self.reopened_on: date | None = None
        self.updates: list[Document[Update]] = []
        """The updates that count, in whole or in part."""
        self.reminders: list[Document[Reminder]] = []
        self.opinions: list[Document[Opinion]] = []
        self.replies: dict[str, Document[Reply]] = {}
        self.answered: dict[str, date] = {}
        """The days by which all tasks of a reminder had ended, by its id."""
        self.notifications: list[Document[Notification]] = []
        self.report: Document[Report] | None = None
        """The result report that completed the account of all findings."""
        self.outcomes: dict[str, tuple[FindingOutcome, Document[Report]]] = {}
        """What the unit last reported of each finding."""
        self.further: list[FurtherReport] = []
        """The reports that are owed since findings were reported as not corrected."""
        self._slots: dict[tuple[str, str], list[TaskSlot]] = {}
        self._owed: dict[tuple[str, str], dict[TaskSlot, None]] = {}
        self._waiting: dict[tuple[str, str], dict[TaskSlot, None]] = {}
        self._open: dict[tuple[str, str], dict[TaskSlot, None]] = {}
        """Of each task and unit: the slots still owed, those that await a verdict, and those that have not ended."""
        self._moved_to: dict[TaskSlot, list[TaskSlot]] = {}
        """The slots whose deadline was moved to that of a slot, by task, unit and day."""
        self._serving: dict[str, list[str]] = {}
        """The tasks that serve each finding."""
        self._parts = parts_of(context.conclusion)
        self._naming: dict[str, list[str]] = {}
        """The tasks that name each requirement."""
        self._reminded: dict[str, list[Document[Reminder]]] = {}
        """The reminders that name each task."""
        self._units: dict[str, tuple[str, ...]] = {}
        self._gone: dict[tuple[str, str], bool] = {}
        self.released: set[tuple[str, str]] = set()
        """The recurring tasks, and the units, that the follower has released from what remains."""
        self.planned: dict[str, PlannedTask] = {}
        """The tasks of the plans in force, as revisions have left them, and the demands of the notice, by id."""
        self.promised: dict[str, PlannedTask] = {}
        """The same as first promised."""
        self._stated: list[PlannedTask] = []
        self._revisions: list[PlannedTask] = []
        self._moved_words: dict[str, dict[str, str]] = {}
        """Under which other tasks each revision puts the words of tasks, by its path."""
        self._asked: dict[str, tuple[Party, date]] = {}
        self._aside: dict[str, SetAside] = {}
        """The tasks that serve nothing that is in force, by id, with how they stood before."""

    def _plan_all(self) -> None:
        """Lay out what the notice demands, then the tasks of the plans in force."""
        for planned in self.context.timeline.demands.values():
            if planned.document.path == self.context.conclusion_path:
                self._demand(planned)
        named = NamedPlans(self.context.timeline.plans)
        for document in in_order(self.context.plans):
            firsts = named.of(document.record)
            if firsts and not named.may_revise(document.record):
                self._void(document, None, Act.PLAN, VoidReason.BEFORE_ITS_PAPER)
                continue
            for at, task in enumerate(document.record.tasks):
                self._plan(PlannedTask(document, at, task), names_one=bool(firsts))
        self._revisions.reverse()  # the next one last
        for document in self.context.timeline.plans:
            if document not in self.context.plans:
                self._void(
                    document,
                    None,
                    Act.PLAN,
                    VoidReason.NO_RIGHT,
                    by=self.context.rights.signer(document.record),
                )

    def _demand(self, planned: PlannedTask) -> None:
        """Lay out a demand of the notice or of a supplement."""
        if planned.task.id not in self.planned:
            self.planned[planned.task.id] = self.promised[planned.task.id] = planned
            self._lay_out(planned.plan, planned.task)

    def _plan(self, planned: PlannedTask, *, names_one: bool) -> None:
        """Lay out a task; what a revision makes of one that is known, it makes on its day."""
        task = planned.task
        if task.id not in self.planned:
            self.planned[task.id] = self.promised[task.id] = planned
            self._serve(task)
            self._lay_out(planned.plan, task)
            self._stated.append(planned)
        elif planned.plan.revises and _same_plan(planned.plan, self.planned[task.id].plan):
            if not names_one:
                self._void(planned.document, planned.at, Act.PLAN, VoidReason.UNKNOWN_PLAN)
            elif self.context.complete(planned.plan):  # else it revises nothing: KP332 tells it
                self._revisions.append(planned)
        else:
            self._stated.append(planned)  # two of one id: KP207 tells it

    def tasks(self) -> Iterator[PlannedTask]:
        """Yield the tasks in the order of their plans, as revisions have left them."""
        for one in self._stated:
            yield self.planned[one.task.id] if self.promised[one.task.id] is one else one

    def _serve(self, task: Task, before: Task | None = None) -> None:
        for finding in before.findings if before else ():
            self._serving[finding].remove(task.id)
        for demand in before.requirements if before else ():
            self._naming[demand].remove(task.id)
        for finding in task.findings:
            self._serving.setdefault(finding, []).append(task.id)
        for demand in task.requirements:
            self._naming.setdefault(demand, []).append(task.id)

    def _lay_out(self, plan: Plan, task: Task) -> None:
        units = owners(self.context, plan, task)
        self._units[task.id] = units
        days = dues(self.context, plan, task, end_of_series(task)) or (None,)
        for unit in units:
            for day in days:
                self._begin(TaskSlot(task.id, unit, day))

    def _begin(self, slot: TaskSlot) -> None:
        self._slots.setdefault(slot[:2], []).append(slot)
        self._set(slot, Life())

    def _forget(self, slot: TaskSlot) -> None:
        self._slots[slot[:2]].remove(slot)
        del self.lives[slot]
        for lists in (self._owed, self._waiting, self._open):
            lists[slot[:2]].pop(slot, None)

    def _keep_one(self, series: TaskSlot) -> None:
        """Let a recurring task that has no day any more be owed by its end; one that has days is not."""
        slots = self._slots[series[:2]]
        if not slots:
            self._begin(series)
        elif len(slots) > 1 and self.lives.get(series) == Life():
            self._forget(series)

    def _set(self, slot: TaskSlot, life: Life) -> None:
        if slot.task in self._aside and slot in self.lives and not life.ended:
            return  # whatever is said of it, nothing is owed for what is withdrawn
        self.lives[slot] = life
        for lists, belongs in (
            (self._owed, not life.handed_in),
            (self._waiting, life.verified is Verified.PENDING),
            (self._open, not life.ended),
        ):
            held = lists.setdefault(slot[:2], {})
            if belongs:
                held[slot] = None
            else:
                held.pop(slot, None)

    def slots(self, task: str, unit: str) -> list[TaskSlot]:
        """The slots of a task for one unit, in order."""
        return self._slots.get((task, unit), [])

    @property
    def demands_in_force(self) -> dict[str, Requirement]:
        """The requirements that are owed by themselves and not withdrawn, by id."""
        return {
            item.id: item
            for item in self.notice.conclusion.requirements
            if (held := self.planned.get(item.id)) and of_notice(held.plan)
        }

    def added_on(self, part: str) -> date | None:
        """The day of the supplement that has added a finding or requirement; None where the notice itself has it."""
        added = (one.on for one in self.notice.of(part) if one.kind is AmendmentKind.ADDED)
        return next(added, None)

    def over_before(self, slot: TaskSlot, day: date | None) -> bool:
        """Whether a slot is handed in by a word older than a day: of what was demanded since, that says nothing."""
        life = self.lives[slot]
        word = life.reported or life.judged
        return day is not None and life.handed_in and word is not None and word.on < day

    def answers(self, task: str, part: str) -> bool:
        """Whether a task that names a finding or requirement is for it: it was not over before a supplement added that."""
        day = self.added_on(part)
        return day is None or not all(
            self.over_before(slot, day) for unit in self.units(task) for slot in self.slots(task, unit)
        )

    def spoken_of(self, slot: TaskSlot) -> bool:
        """Whether a report or verdict on a slot itself stands."""
        life = self.lives[slot]
        return life.reported is not None or life.judged is not None

    def owed_slots(self, task: str, unit: str) -> Iterator[TaskSlot]:
        """The slots of a task for one unit that are not handed in."""
        return iter(self._owed.get((task, unit), ()))

    def naming(self, demand: str) -> list[PlannedTask]:
        """The tasks of plans in force that name a requirement of the notice, and are not set aside."""
        return [self.planned[task] for task in self._naming.get(demand, ()) if task not in self._aside]

    def units(self, task: str) -> tuple[str, ...]:
        """The units that owe a task: ``("",)`` unless each of several does."""
        return self._units.get(task, ())

    def due(self, slot: TaskSlot) -> date | None:
        """The deadline of a slot in force."""
        moved = [move.after for move, counts in self.moves.get(slot, ()) if counts]
        if moved:
            return moved[-1]
        if slot.occurrence:
            return slot.occurrence
        # Where a recurrence has no day at all before its end, it is owed by its end.
        return end_of_series(self.planned[slot.task].task)

    def deadline(self, key: MoveKey, due: date | None, counted_from: date | None = None) -> Deadline:
        """A deadline whose paper says ``due``, or the policy by a period from some day on, as decisions have moved it.

        ``from`` of an extension is not compared where only one deadline can be meant: a wrong one is a problem for the
        author (KP513), the decided new deadline holds all the same.
        """
        decisions = self.moves.get(key, ())
        moved = tuple(move for move, counts in decisions if counts)
        refused = tuple(move for move, counts in decisions if not counts)
        original = due or (moved[0].before if moved else None)
        current = moved[-1].after if moved else due
        return Deadline(original, current, moved, refused, counted_from is not None, counted_from)

    def _void(
        self,
        document: AnyDocument,
        at: int | None,
        act: Act,
        why: VoidReason,
        *,
        by: str = "",
        meant: Iterable[str] = (),
    ) -> None:
        self.voids.append(Void(document.path, at, act, why, Party(by), tuple(meant)))

    def subject(self, task: str, unit: str = "", to: date | None = None) -> Subject:
        """A task, as far as rights depend on it; ``to`` is the day to which it is to be put off."""
        plan, owed = self.planned[task].plan, self.planned[task].task
        if to is None:
            return Subject(plan, owed, unit)
        dues = tuple(self._demand_dues(owed))
        return Subject(plan, owed, unit, to, report_due=self._report_due, demand_dues=dues)

    def _demand_dues(self, task: Task) -> Iterator[date]:
        """Yield the days in force of what a task carries out for the notice."""
        for name in task.requirements:
            held = self.planned.get(name)
            if held and of_notice(held.plan) and self.notice.holds(name):
                yield from (
                    day for unit in self.units(name) if (day := self.due(TaskSlot(name, unit))) is not None
                )

    @property
    def _report_due(self) -> date | None:
        """The day of the result report that the notice sets, as decisions have moved it."""
        stated = due_of(Duty.REPORT, self.notice.conclusion)
        return self.deadline((duty_key(Duty.REPORT), ""), stated).current

    def _which(self, document: Document[Record], at: int, act: Act, meant: Iterable[TaskSlot]) -> None:
        days = [slot.occurrence.isoformat() for slot in islice(meant, _MOST_NAMED) if slot.occurrence]
        self._void(document, at, act, VoidReason.WHICH_OCCURRENCE, meant=days)

    def open_findings(self) -> list[str]:
        """The findings that are neither remedied nor given up with the follower's agreement."""
        return [item.id for item in self.notice.conclusion.findings if not self.settled(item.id)]

    def _not_covered(self) -> list[str]:
        """The findings that no result report covers."""
        return [item.id for item in self.notice.conclusion.findings if item.id not in self.covered]

    @property
    def remaining(self) -> tuple[str, ...]:
        """The findings of which the unit's own last word is that something remains."""
        found = self.outcomes
        known = (item.id for item in self.notice.conclusion.findings)
        return tuple(one for one in known if one in found and found[one][0].remains)

    def settled(self, finding: str) -> bool:
        """Whether every task that serves a finding has ended, and there is one for each of its parts."""
        serving = [task for task in self._serving.get(finding, ()) if self.answers(task, finding)]
        if not serving and Duty.PLAN not in self.context.conclusion.asked_duties:
            return True  # what the notice demands stands in the place of tasks
        return bool(serving) and self._all_ended(serving) and not self._unserved(finding)

    def _unserved(self, finding: str) -> list[str]:
        """The parts of a finding that no task names."""
        parts = self._parts.get(finding, ())
        named = {part for task in self._serving.get(finding, ()) for part in self.planned[task].task.parts}
        return [part for part in parts if part not in named]

    def _all_ended(self, tasks: Iterable[str]) -> bool:
        """Whether tasks have ended. One that nobody knows has not."""
        return all(task in self.planned and self._ended(task) for task in tasks)

    def _ended(self, task: str) -> bool:
        """Whether all of a task has ended."""
        return all(self._over(task, unit) for unit in self._units.get(task, ()))

    def _note_answered(self, tasks: Iterable[str], day: date) -> None:
        """Note the reminders that the end of tasks has answered."""
        for task in dict.fromkeys(tasks):
            waiting = self._reminded.get(task, ())
            if waiting and self._all_ended((task,)):
                for reminder in waiting:
                    if self._all_ended(reminder.record.tasks):
                        self.answered.setdefault(reminder.record.id, day)

    def _over(self, task: str, unit: str) -> bool:
        """Whether nothing of a task is owed by a unit any more, or will be."""
        return not self._open[task, unit] and (not self.endless(task) or (task, unit) in self.released)

    def endless(self, task: str) -> bool:
        """Whether a task recurs without an end: it goes on until the follower releases the unit from it."""
        held = self.planned[task]
        return (
            held.task.recurrence is not None
            and not of_notice(held.plan)
            and self.deadline(TaskSlot(task, self._units[task][0]), end_of_series(held.task)).current is None
        )


class FurtherReport(Struct, frozen=True):
    """A report that is owed because an earlier one left findings not corrected."""

    since: Document[Report]
    findings: tuple[str, ...]
    answered: Document[Report] | None = None


def parts_of(conclusion: Conclusion) -> dict[str, list[str]]:
    """Return the parts of each finding that lists its parts."""
    return {item.id: [part.id for part in item.parts] for item in conclusion.findings if item.parts}


def _same_plan(one: Plan, other: Plan) -> bool:
    return (one.level, one.for_) == (other.level, other.for_)
