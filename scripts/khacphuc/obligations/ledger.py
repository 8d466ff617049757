"""The ledger of a case: what each record does to what is owed, in the order in which the records stand.

A task is owed in slots: one for each unit that owes it, and of a recurring task one for each occurrence. Each slot lives
by the last word on it: reported, verified, owed again. A case is closed when all its findings are remedied or given up,
all are reported on, and the inspecting side says so. What a record says without the right to say it, or without its
being certain of which slot it speaks, has no effect and is kept as void.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice
from typing import NamedTuple, assert_never

from msgspec import Struct
from msgspec.structs import replace

from khacphuc.model import Record
from khacphuc.model.amendments import Correction, Supplement
from khacphuc.model.conclusion import Conclusion
from khacphuc.model.party import NOBODY, Party
from khacphuc.model.plan import Plan, Task
from khacphuc.model.records import (
    Closure,
    Extension,
    Meeting,
    Move,
    Notification,
    Opinion,
    Reminder,
    Reply,
    Report,
    TaskProgress,
    TaskVerification,
    Update,
    Verification,
)
from khacphuc.model.shared import Recurrence
from khacphuc.model.vocabulary import (
    Act,
    Declared,
    Duty,
    Effectiveness,
    ExtensionOutcome,
    ReportKind,
    VerificationOutcome,
)
from khacphuc.obligations.context import FoldContext
from khacphuc.obligations.cycles import interval, months_in, occurrences
from khacphuc.obligations.takeovers import hand_over
from khacphuc.obligations.values import ENDED, Unreported, Verified, Void, VoidReason
from khacphuc.register.document import AnyDocument, Document, typed
from khacphuc.timeline.deadlines import (
    AppliedMove,
    Deadline,
    DeadlineKey,
    decided_on,
    due_of,
    duty_key,
    end_of,
    key_of,
    milestone_key,
)
from khacphuc.timeline.demands import of_notice
from khacphuc.timeline.notice import Amendment, Notice
from khacphuc.timeline.revisions import latest_loosened, same_frame, with_deadlines_of
from khacphuc.timeline.rights import Subject
from khacphuc.timeline.timeline import PlannedTask, ProgressEntry, VerificationEntry

_MOST_NAMED = 12


class TaskSlot(NamedTuple):
    """What is owed once: a task, by one unit where each of several owes it, in one occurrence where it recurs."""

    task: str
    unit: str = ""
    occurrence: date | None = None


MoveKey = TaskSlot | tuple[DeadlineKey, str]
"""A slot, or a milestone or duty and the unit that is meant where each of several owes it."""


class Life(Struct, frozen=True):
    """How far a slot has come, by the last word on it."""

    declared: Declared = Declared.NOT_STARTED
    verified: Verified = Verified.NONE
    reported: ProgressEntry | None = None
    """The update that handed it in, or asked not to pursue it."""
    judged: VerificationEntry | None = None
    """The verification by which it stands."""
    done_on: date | None = None

    @property
    def ended(self) -> bool:
        """Whether the follower has confirmed it, agreed not to pursue it, or released it, or it is withdrawn."""
        return self.verified in ENDED

    @property
    def dropped(self) -> bool:
        """Whether it has ended without being done."""
        return self.verified in (Verified.RELEASED, Verified.WITHDRAWN) or (
            self.verified is Verified.CONFIRMED and self.declared is Declared.NOT_PURSUED
        )

    @property
    def handed_in(self) -> bool:
        """Whether the doer has nothing left to do, as far as is known."""
        return self.ended or (
            self.declared is Declared.REPORTED_DONE and self.verified is not Verified.REJECTED
        )

    def after_report(self, entry: ProgressEntry) -> Life:
        """Return the life after a word of the unit. Evidence alone changes nothing; "done" taken back owes it again."""
        state = entry.said.state
        if self.verified in (Verified.RELEASED, Verified.WITHDRAWN):
            return self
        if state is None:
            begun = self.declared is Declared.NOT_STARTED and not self.ended
            return replace(self, declared=Declared.IN_PROGRESS) if begun else self
        if state is Declared.REPORTED_DONE:
            return self._after_done(entry)
        if state is Declared.NOT_PURSUED:
            if self.declared is state and self.verified is not Verified.REJECTED:
                return self
            return Life(state, Verified.PENDING, entry)
        denied = self.verified is Verified.REJECTED
        return Life(
            state, Verified.REJECTED if denied else Verified.NONE, judged=self.judged if denied else None
        )

    def _after_done(self, entry: ProgressEntry) -> Life:
        said, day = entry.said, entry.said.done_on
        if self.declared is Declared.REPORTED_DONE and self.verified is not Verified.REJECTED:
            if day is None or self.done_on is None or day == self.done_on:
                return replace(self, done_on=self.done_on or day)  # more evidence of the same
            if self.verified is Verified.PENDING:
                return replace(self, done_on=day)
        elif self.verified is Verified.CONFIRMED and not self.dropped:
            return replace(self, declared=Declared.REPORTED_DONE, reported=entry, done_on=said.done_on)
        return Life(Declared.REPORTED_DONE, Verified.PENDING, entry, done_on=day)

    def after_verdict(self, entry: VerificationEntry) -> Life:
        """Return the life after a word of the follower. What is denied is owed again."""
        said = entry.said
        if self.verified is Verified.WITHDRAWN:
            return self
        if denies(said):
            return replace(self, verified=Verified.REJECTED, judged=entry)
        if said.outcome is VerificationOutcome.RELEASED:
            return replace(self, verified=Verified.RELEASED, judged=entry)
        if said.outcome is VerificationOutcome.CONFIRMED:
            return replace(self, verified=Verified.CONFIRMED, judged=entry)
        return self


def denies(said: TaskVerification) -> bool:
    """Whether a verification denies that a task is done, or has had its effect."""
    return (
        said.outcome is VerificationOutcome.REJECTED
        or said.gone is False
        or said.effectiveness is Effectiveness.NOT_EFFECTIVE
    )


class EffectivenessCheck(Struct, frozen=True):
    """A check of lasting effect that a verification has set, and the verification that answers it."""

    due: date
    set_by: VerificationEntry
    answered: VerificationEntry | None = None


class Ledger:
    """What a case's records have done by a day."""

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
        self._slots: dict[tuple[str, str], list[TaskSlot]] = {}
        self._owed: dict[tuple[str, str], dict[TaskSlot, None]] = {}
        self._waiting: dict[tuple[str, str], dict[TaskSlot, None]] = {}
        self._open: dict[tuple[str, str], dict[TaskSlot, None]] = {}
        """Of each task and unit: the slots still owed, those that await a verdict, and those that have not ended."""
        self._moved_to: dict[TaskSlot, list[TaskSlot]] = {}
        """The slots whose deadline was moved to that of a slot, by task, unit and day."""
        self._serving: dict[str, list[str]] = {}
        """The tasks that serve each finding."""
        self._parts = _parts_of(context.conclusion)
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
        self._asked: dict[str, tuple[Party, date]] = {}
        self._plan_all()
        self._read()
        self.handed_over, self.not_taken_over = hand_over(self)
        """What the notice demands and tasks have taken over; and what tasks name without taking it over."""

    def _plan_all(self) -> None:
        """Lay out what the notice demands, then the tasks of the plans in force."""
        for planned in self.context.timeline.demands.values():
            if planned.document.path == self.context.conclusion_path:
                self._demand(planned)
        for document in sorted(self.context.plans, key=lambda one: one.record.revises is not None):
            for at, task in enumerate(document.record.tasks):
                self._plan(PlannedTask(document, at, task))
        self._revisions.sort(key=lambda one: one.plan.issued_on or date.min, reverse=True)
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

    # ------------------------------------------------------------------------------------------ slots

    def _plan(self, planned: PlannedTask) -> None:
        """Lay out a task; what a revision makes of one that is known, it makes on its day."""
        task = planned.task
        if task.id not in self.planned:
            self.planned[task.id] = self.promised[task.id] = planned
            self._serve(task)
            self._lay_out(planned.plan, task)
            self._stated.append(planned)
        elif (
            planned.plan.revises
            and _same_plan(planned.plan, self.planned[task.id].plan)
            and self.context.complete(planned.plan)
        ):
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

    def _set(self, slot: TaskSlot, life: Life) -> None:
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

    def naming(self, demand: str) -> list[PlannedTask]:
        """The tasks of plans in force that name a requirement of the notice."""
        return [self.planned[task] for task in self._naming.get(demand, ())]

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

    def deadline(self, key: MoveKey, due: date | None, *, by_policy: bool = False) -> Deadline:
        """A deadline whose paper says ``due``, as decisions have moved it.

        ``from`` of an extension is not compared where only one deadline can be meant: a wrong one is a problem for the
        author (KP513), the decided new deadline holds all the same.
        """
        decisions = self.moves.get(key, ())
        moved = tuple(move for move, counts in decisions if counts)
        refused = tuple(move for move, counts in decisions if not counts)
        original = due or (moved[0].before if moved else None)
        return Deadline(original, moved[-1].after if moved else due, moved, refused, by_policy)

    # ------------------------------------------------------------------------------------------ records

    def _read(self) -> None:  # noqa: C901, PLR0912 - one arm for each kind of record
        self._note_questions()
        for document in self.context.timeline.records:
            record = document.record
            self._revise_until(record.date)
            match record:
                case Supplement():
                    self._supplement(typed(document, record))
                case Correction():
                    self._correction(typed(document, record))
                case Update():
                    self._update(typed(document, record))
                case Verification():
                    self._verification(typed(document, record))
                case Extension():
                    self._extension(typed(document, record))
                case Report():
                    self._report(typed(document, record))
                case Closure():
                    self._closure(typed(document, record))
                case Reminder():
                    self._reminder(typed(document, record))
                case Opinion():
                    self.opinions.append(typed(document, record))
                case Reply():
                    self._reply(typed(document, record))
                case Notification():
                    self._notification(typed(document, record))
                case Meeting():
                    pass  # a meeting changes nothing that is owed
                case _:
                    assert_never(record)
        self._revise_until(self.context.as_of)

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

    def _subject(self, task: str, unit: str = "", to: date | None = None) -> Subject:
        planned = self.planned[task]
        return Subject(planned.plan, planned.task, unit, to, report_due=self._report_due if to else None)

    @property
    def _report_due(self) -> date | None:
        """The day of the result report that the notice sets, as decisions have moved it."""
        stated = due_of(Duty.REPORT, self.notice.conclusion)
        return self.deadline((duty_key(Duty.REPORT), ""), stated).current

    def _unit(self, task: str, named: str | None, by: str, on: date) -> str | None:
        """The unit whose slot a record means; None where several can be meant."""
        units = self._units[task]
        if units == ("",):
            return ""
        if named in units:
            return named
        now = self.context.settings.units.current(named or Party(by).unit, on)
        hits = [unit for unit in units if self.context.settings.units.current(unit, on) == now]
        if not hits and not named:
            hits = list(units)
        return hits[0] if len(hits) == 1 else None

    def _update(self, document: Document[Update]) -> None:
        record, rights = document.record, self.context.rights
        before = len(self.voids)
        for at, said in enumerate(record.tasks):
            if said.task not in self.planned:
                continue  # KP204 tells it
            unit = self._unit(said.task, said.unit, record.by, record.date)
            if not rights.may(Act.UPDATE, record.by, record.date, self._subject(said.task, unit or "")):
                self._void(document, at, Act.UPDATE, VoidReason.NO_RIGHT, by=record.by)
            elif unit is None:
                self._void(document, at, Act.UPDATE, VoidReason.WHICH_UNIT, meant=self._units[said.task])
            else:
                self._progress(document, at, said, unit)
        counts = len(self.voids) - before < len(record.tasks)
        if counts or (not record.tasks and rights.may(Act.UPDATE, record.by, record.date)):
            self.updates.append(document)

    def _progress(self, document: Document[Update], at: int, said: TaskProgress, unit: str) -> None:
        entry = ProgressEntry(document.record.date, document.record.by, document, at, said)
        own = self.slots(said.task, unit)
        if len(own) == 1 and own[0].occurrence is None:
            meant = own
        elif said.occurrence:
            meant = [TaskSlot(said.task, unit, said.occurrence)]
            if meant[0] not in self.lives:
                return  # KP523 tells it
        elif said.state is None or (
            said.state in (Declared.NOT_STARTED, Declared.IN_PROGRESS, Declared.PAUSED)
            and self._owed[own[0][:2]]
        ):
            self.words.setdefault(TaskSlot(said.task, unit), []).append(entry)  # of the task as a whole
            return
        else:
            meant = own if len(own) == 1 else list(self._owed[own[0][:2]]) or own
            if len(meant) != 1:
                self._which(document, at, Act.UPDATE, meant)
                return
        slot = meant[0]
        self.words.setdefault(slot, []).append(entry)
        self._set(slot, self.lives[slot].after_report(entry))

    def _which(self, document: Document[Record], at: int, act: Act, meant: Iterable[TaskSlot]) -> None:
        days = [slot.occurrence.isoformat() for slot in islice(meant, _MOST_NAMED) if slot.occurrence]
        self._void(document, at, act, VoidReason.WHICH_OCCURRENCE, meant=days)

    def _verification(self, document: Document[Verification]) -> None:
        record, rights = document.record, self.context.rights
        for at, said in enumerate(record.tasks):
            if said.task not in self.planned:
                continue
            unit = self._unit(said.task, said.unit, record.by, record.date)
            subject = self._subject(said.task, unit or "")
            if not rights.may(Act.VERIFY, record.by, record.date, subject) and not (
                # Whom the debtor's plan makes answerable for a task may no longer confirm it, but deny that it is done.
                denies(said) and rights.may(Act.VERIFY, record.by, record.date)
            ):
                self._void(document, at, Act.VERIFY, VoidReason.NO_RIGHT, by=record.by)
            elif unit is None:
                self._void(document, at, Act.VERIFY, VoidReason.WHICH_UNIT, meant=self._units[said.task])
            else:
                self._verdict(document, at, said, unit)
        for task in dict.fromkeys(said.task for said in record.tasks):
            waiting = self._reminded.get(task, ())
            if waiting and self._all_ended((task,)):
                for reminder in waiting:
                    if self._all_ended(reminder.record.tasks):
                        self.answered.setdefault(reminder.record.id, record.date)

    def _verdict(self, document: Document[Verification], at: int, said: TaskVerification, unit: str) -> None:
        entry = VerificationEntry(document.record.date, document.record.by, document, at, said)
        released = said.outcome is VerificationOutcome.RELEASED
        if (
            said.outcome in (VerificationOutcome.CONFIRMED, VerificationOutcome.RELEASED)
            and not document.understood
        ):
            self._void(document, at, Act.VERIFY, VoidReason.UNREAD)
            return
        if released and not self._may_release(said, unit):
            self._void(document, at, Act.VERIFY, VoidReason.NOT_GONE)
            return
        looked_back = said.effectiveness is not None and said.outcome is None and said.gone is None
        judges = said.outcome is not None or denies(said) or looked_back
        meant = self._judged(said, unit) if judges else []
        if meant is None:
            return
        if judges and not meant and not looked_back and not released:
            self._which(document, at, Act.VERIFY, self.slots(said.task, unit))
            return
        if len(meant) > 1 and not (said.occurrences or said.all_reported or released):
            self._which(document, at, Act.VERIFY, meant)
            return
        self._note_unreported(entry, meant)
        for slot in meant:
            self._set(slot, self.lives[slot].after_verdict(entry))
        if released:
            self.released.add((said.task, unit))
        if said.gone is not None or denies(said):
            self._gone[said.task, unit] = not denies(said) and bool(said.gone)
        self._check_effect(entry, unit)
        if said.effectiveness is Effectiveness.NOT_EFFECTIVE and self.closure is not None:
            self.closure, self.reopened_on = None, entry.on

    def _note_unreported(self, entry: VerificationEntry, meant: list[TaskSlot]) -> None:
        """Note what is confirmed although nobody had reported it done."""
        if entry.said.outcome is VerificationOutcome.CONFIRMED:
            self.unreported += [
                Unreported(entry.path, entry.at, slot.task, slot.occurrence)
                for slot in meant
                if self.lives[slot].declared not in (Declared.REPORTED_DONE, Declared.NOT_PURSUED)
            ]

    def _judged(self, said: TaskVerification, unit: str) -> list[TaskSlot] | None:
        """The slots of which a verification speaks: several where that cannot be told; None where one does not exist."""
        own = self.slots(said.task, unit)
        named = [*said.occurrences, *((said.occurrence,) if said.occurrence else ())]
        if named:
            meant = [TaskSlot(said.task, unit, day) for day in named]
            return meant if all(slot in self.lives for slot in meant) else None
        open_ = list(self._open[said.task, unit])
        if said.outcome is VerificationOutcome.RELEASED:
            return open_
        waiting = list(self._waiting[said.task, unit])
        if said.all_reported:
            return [slot for slot in waiting if self.lives[slot].declared is Declared.REPORTED_DONE]
        if len(own) == 1:
            return own
        if said.outcome is None and said.gone is None:
            return [slot for slot in own if self.lives[slot].ended][-1:]
        if denies(said):
            return waiting or [slot for slot in own if self.lives[slot].ended] or own
        return waiting or open_ or own

    def _may_release(self, said: TaskVerification, unit: str) -> bool:
        """Whether each finding that a recurring task serves is gone, by the follower's last word on it."""
        planned = self.planned[said.task]
        if planned.task.recurrence is None:
            return False
        own = {(said.task, unit): said.gone} if said.gone is not None else {}
        words = self._gone | own
        if not planned.task.findings:
            return bool(words.get((said.task, unit)))
        for finding in planned.task.findings:
            told = [
                words[name, which]
                for name in self._serving.get(finding, ())
                for which in ((unit,) if name == said.task else self._units[name])
                if (name, which) in words
            ]
            if not told or not all(told):
                return False
        return True

    def _check_effect(self, entry: VerificationEntry, unit: str) -> None:
        """Answer the earliest check of lasting effect that is open, and set the next one."""
        said = entry.said
        checks = self.checks.setdefault((said.task, unit), {})
        waiting = self._open_checks.setdefault((said.task, unit), [])
        if said.effectiveness is not None and waiting:
            due = waiting.pop(0)
            checks[due] = replace(checks[due], answered=entry)
        due_next = said.effectiveness_due
        if due_next is not None and due_next not in waiting:
            checks[due_next] = EffectivenessCheck(due_next, entry)
            insort(waiting, due_next)

    def _extension(self, document: Document[Extension]) -> None:
        record = document.record
        for at, move in enumerate(record.tasks):
            task = move.task or (
                self.context.timeline.case.milestones.get(move.milestone) if move.milestone else None
            )
            if task is not None and task not in self.planned:
                continue
            self._move(document, at, move, task)

    def _move(self, document: Document[Extension], at: int, move: Move, task: str | None) -> None:
        record, rights = document.record, self.context.rights
        by, on = record.by or NOBODY, record.date
        unit = self._unit(task, move.unit, by, on) if task else ""
        subject = self._subject(task, unit or "", move.to) if task else Subject(to=move.to)
        # A decision that bears a later day is not there yet.
        decided = record.outcome is not ExtensionOutcome.ASKED and decided_on(record) <= self.context.as_of
        if not decided:
            if by and not self._may_ask(by, on, subject):
                self._void(document, at, Act.ASK_EXTENSION, VoidReason.NO_RIGHT, by=by)
                return
        elif not rights.may(Act.DECIDE_EXTENSION, record.decided_by or "", decided_on(record), subject):
            self._void(document, at, Act.DECIDE_EXTENSION, VoidReason.NO_RIGHT, by=record.decided_by or "")
            return
        if unit is None:
            self._void(
                document, at, Act.DECIDE_EXTENSION, VoidReason.WHICH_UNIT, meant=self._units[task or ""]
            )
            return
        key: MoveKey | None = (
            (key_of(move), unit)
            if task is None or move.milestone
            else self._moved(document, at, move, task, unit)
        )
        if key is None:
            return
        if not decided:
            self.asked.setdefault(key, []).append((document, move))
            return
        self.asked.pop(key, None)  # whether it is granted or not, in whole or in part
        applied = AppliedMove(move.from_, move.to, decided_on(record), document.path)
        decision = (applied, record.outcome is ExtensionOutcome.APPROVED)
        insort(self.moves.setdefault(key, []), decision, key=lambda one: one[0].decided)
        if isinstance(key, TaskSlot) and record.outcome is ExtensionOutcome.APPROVED:
            if key.occurrence is None:
                self._lengthen(key)
            else:
                self._moved_to.setdefault(TaskSlot(key.task, key.unit, move.to), []).append(key)

    def _may_ask(self, by: str, on: date, subject: Subject) -> bool:
        acts = (Act.ASK_EXTENSION, Act.DECIDE_EXTENSION)
        return any(self.context.rights.may(act, by, on, subject) for act in acts)

    def _moved(
        self, document: Document[Extension], at: int, move: Move, task: str, unit: str
    ) -> TaskSlot | None:
        """The slot whose deadline a decision moves, or the series (no occurrence); None where that cannot be told."""
        own, series = self.slots(task, unit), TaskSlot(task, unit)
        if own == [series]:
            return series
        if move.occurrence:
            found = TaskSlot(task, unit, move.occurrence)
            return found if found in self.lives else None  # KP523 tells it
        open_ = self._open[task, unit]
        named = TaskSlot(task, unit, move.from_)
        fitting: list[TaskSlot] = [
            slot
            for slot in dict.fromkeys((named, *self._moved_to.get(named, ())))
            if slot in open_ and self.due(slot) == move.from_
        ]
        end = self.deadline(series, end_of_series(self.planned[task].task)).current
        if move.series or (not fitting and move.from_ == end):
            return series
        if len(fitting) == 1 and move.from_ != end:
            return fitting[0]
        self._which(document, at, Act.DECIDE_EXTENSION, fitting or open_)
        return None

    def _lengthen(self, series: TaskSlot) -> None:
        """Add the occurrences of the time by which a recurring task was lengthened."""
        planned = self.planned[series.task]
        if planned.task.recurrence is None:
            return
        end = self.moves[series][-1][0].after
        own = dues(self.context, planned.plan, planned.task, end_of_series(planned.task))
        for slot in [one for one in self._slots[series[:2]] if one.occurrence and one.occurrence > end]:
            if (
                slot.occurrence not in own and slot not in self.words
            ):  # added by a decision that is taken back
                self._forget(slot)
        for day in dues(self.context, planned.plan, planned.task, end):
            slot = TaskSlot(series.task, series.unit, day)
            if slot not in self.lives:
                self._begin(slot)

    def _report(self, document: Document[Report]) -> None:
        record = document.record
        if not self.context.rights.may(Act.REPORT, record.by, record.date):
            self._void(document, None, Act.REPORT, VoidReason.NO_RIGHT, by=record.by)
        elif record.kind is ReportKind.RESULT:
            known = [finding.id for finding in self.notice.conclusion.findings]
            covers = record.covers or tuple(item.finding for item in record.results) or known
            for finding in covers:
                self.covered.setdefault(finding, document)
            if self.report is None and not self._not_covered():
                self.report = document

    def _closure(self, document: Document[Closure]) -> None:
        record = document.record
        if not self.context.rights.may(Act.CLOSE, record.by, record.date):
            self._void(document, None, Act.CLOSE, VoidReason.NO_RIGHT, by=record.by)
        elif unread := self._unread_by(record.date):
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
        elif missing := self._not_covered():
            self._void(document, None, Act.CLOSE, VoidReason.NOT_REPORTED, meant=missing)
        else:
            self.closure = self.closure or document

    # ---------------------------------------------------------------------------------------- papers that change

    def _supplement(self, document: Document[Supplement]) -> None:
        if not self._amend(document):
            return
        self.supplements.append(document)
        for planned in self.context.timeline.demands.values():
            if planned.document.path == document.path:
                self._demand(planned)
        if self._not_covered():
            self.report = None
        if self.closure is not None and self.open_findings():
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
        self._parts = _parts_of(self.notice.conclusion)
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

    def _unread_by(self, day: date) -> list[str]:
        """The names of what cannot be read up to a day, and may be a task or a denial of what seems done.

        What bears a name of no document may be one under a wrong name.
        """
        case = self.context.timeline.case
        unread = (
            document.path
            for document in case.documents
            if document.record is None
            and document.slot.type in (Plan.TYPE, Update.TYPE, Verification.TYPE, Supplement.TYPE)
            and (document.slot.date is None or document.slot.date <= day)
        )
        misnamed = (path for path in case.unrecognised if path.endswith(".md"))
        return [path.rpartition("/")[2] for path in (*unread, *misnamed)]

    def _alone(self) -> bool:
        """Whether notice and closing paper are all that the register knows of the case."""
        return not self.context.timeline.tasks and len(self.context.timeline.records) == 1

    def _after_the_notice(self, day: date) -> bool:
        issued = self.context.conclusion.issued_on
        return issued is None or day >= issued

    def open_findings(self) -> list[str]:
        """The findings that are neither remedied nor given up with the follower's agreement."""
        return [item.id for item in self.notice.conclusion.findings if not self.settled(item.id)]

    def _not_covered(self) -> list[str]:
        """The findings that no result report covers."""
        return [item.id for item in self.notice.conclusion.findings if item.id not in self.covered]

    def settled(self, finding: str) -> bool:
        """Whether every task that serves a finding has ended, and there is one for each of its parts."""
        serving = self._serving.get(finding, [])
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
        """Whether all of a task has ended; of a demand, it or every task that names it."""
        naming = self._naming.get(task, ()) if task in self.context.timeline.demands else ()
        return all(self._over(task, unit) for unit in self._units.get(task, ())) or (
            bool(naming) and self._all_ended(naming)
        )

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

    def _note_questions(self) -> None:
        """Note to whom each opinion and reminder is addressed: a reply of the same day may stand before it."""
        for document in self.context.timeline.opinions:
            self._asked.setdefault(document.record.id, (NOBODY, document.record.date))
        for asked in self.context.timeline.reminders:
            if self._reminds(asked.record):
                self._asked.setdefault(asked.record.id, (asked.record.to or NOBODY, asked.record.date))

    def _reminds(self, record: Reminder) -> bool:
        to = record.to or Party(self.context.conclusion.unit)
        return self.context.rights.may_remind(record.by, to, record.date)

    def _reminder(self, document: Document[Reminder]) -> None:
        record = document.record
        if not self._reminds(record):
            self._void(document, None, Act.REMIND, VoidReason.NO_RIGHT, by=record.by)
            return
        self.reminders.append(document)
        demands = self.context.timeline.demands
        for task in record.tasks:
            for name in (task, *(self._naming.get(task, ()) if task in demands else ())):
                self._reminded.setdefault(name, []).append(document)
        if record.tasks and self._all_ended(record.tasks):
            self.answered.setdefault(record.id, record.date)

    def _notification(self, document: Document[Notification]) -> None:
        record = document.record
        if self.context.rights.may(Act.NOTIFY, record.by, record.date):
            self.notifications.append(document)
        else:
            self._void(document, None, Act.NOTIFY, VoidReason.NO_RIGHT, by=record.by)

    def _reply(self, document: Document[Reply]) -> None:
        record = document.record
        asked = self._asked.get(record.to)
        if asked is None or record.date < asked[1]:
            if record.to in self.context.timeline.case.names.get("record", ()):
                self._void(document, None, Act.REPLY, VoidReason.ANSWERS_NOTHING)
        elif not self.context.rights.may(Act.REPLY, record.by, record.date, Subject(asked=asked[0])):
            self._void(document, None, Act.REPLY, VoidReason.NO_RIGHT, by=record.by)
        else:
            self.replies.setdefault(record.to, document)


def _parts_of(conclusion: Conclusion) -> dict[str, list[str]]:
    """Return the parts of each finding that lists its parts."""
    return {item.id: [part.id for part in item.parts] for item in conclusion.findings if item.parts}


def _same_plan(one: Plan, other: Plan) -> bool:
    return (one.level, one.for_) == (other.level, other.for_)


def end_of_series(task: Task) -> date | None:
    """The day until which a recurring task goes on; the deadline of another task."""
    return (task.recurrence.until if task.recurrence else None) or task.due


def owners(context: FoldContext, plan: Plan, task: Task) -> tuple[str, ...]:
    """The units that each owe a task; ``("",)`` where it is owed once."""
    if task.for_each is not None:
        on = plan.issued_on or context.as_of
        units = context.settings.units.children(task.for_each.children_of, task.for_each.kind, on)
        if units:
            return tuple(unit.id for unit in units)
    return ("",)


def dues(context: FoldContext, plan: Plan, task: Task, until: date | None) -> tuple[date, ...]:
    """The deadlines of the occurrences of a recurring task, until its end or, where it has none, until today."""
    recurrence = task.recurrence
    start = (recurrence.from_ if recurrence else None) or task.start or plan.issued_on
    if recurrence is None or start is None:
        return ()
    if until is None and of_notice(plan):
        return _to_the_next(context, recurrence, start)
    return occurrences(recurrence, start, until or context.as_of, context.calendar)


def _to_the_next(context: FoldContext, recurrence: Recurrence, start: date) -> tuple[date, ...]:
    """The deadlines until today and the next one: what a notice demands without an end goes on until the case is closed."""
    period = timedelta(days=31 * months_in(recurrence) or 7 * interval(recurrence))
    ahead = date.fromordinal(min(context.as_of.toordinal() + 2 * period.days, date.max.toordinal()))
    days = occurrences(recurrence, start, ahead, context.calendar)
    return days[: bisect_right(days, context.as_of) + 1]
