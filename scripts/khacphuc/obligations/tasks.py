"""Derive the state of each task and its obligations: the task, its milestones or occurrences, its verification."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from khacphuc.model.party import NOBODY, Party
from khacphuc.model.plan import Plan, Task
from khacphuc.model.shared import Milestone
from khacphuc.model.vocabulary import Declared, Effectiveness
from khacphuc.obligations.context import FoldContext
from khacphuc.obligations.ledger import Ledger
from khacphuc.obligations.lives import EffectivenessCheck, Life, TaskSlot
from khacphuc.obligations.series import end_of_series
from khacphuc.obligations.values import Obligation, ObligationKind, TaskState, Verified
from khacphuc.text.message import N_, Message, say
from khacphuc.timeline.deadlines import Deadline, end_of, milestone_key
from khacphuc.timeline.demands import of_notice
from khacphuc.timeline.parties import doers
from khacphuc.timeline.rights import Subject
from khacphuc.timeline.timeline import PlannedTask, ProgressEntry


def task_states(context: FoldContext, ledger: Ledger) -> Iterator[TaskState]:
    """Yield the state of every task of every plan in force, once for each unit that owes it."""
    for planned in ledger.tasks():
        plan, task = planned.plan, planned.task
        if task.id in context.timeline.demands:
            continue  # KP207 tells that the id is given twice
        for unit in ledger.units(task.id):
            owner = Party(unit) if unit else doers(task, plan, context.conclusion.unit)[0]
            work = _Work(context, ledger, plan, task, ledger.promised[task.id], unit, owner)
            yield _state(work, planned.document.path, planned.at)


def demand_states(context: FoldContext, ledger: Ledger) -> Iterator[TaskState]:
    """Yield the state of each demand of the notice that tasks have not taken over as a whole."""
    for demanded in context.timeline.demands.values():
        planned = ledger.planned.get(
            demanded.task.id, demanded
        )  # a correction may have given it its first day
        task, plan = planned.task, planned.plan
        for unit in ledger.units(task.id):
            owner = Party(unit) if unit else doers(task, plan, context.conclusion.unit)[0]
            work = _Work(context, ledger, plan, task, planned, unit, owner)
            if work.slots:
                yield _state(work, planned.document.path, planned.at)


class _Work(Struct, frozen=True):
    """One task as owed by one unit."""

    context: FoldContext
    ledger: Ledger
    plan: Plan
    task: Task
    promised: PlannedTask
    """The task as it was before any revision."""
    unit: str
    """Where each of several units owes the task: which; else ``""``."""
    owner: Party

    @property
    def slots(self) -> list[TaskSlot]:
        slots = self.ledger.slots(self.task.id, self.unit)
        return [slot for slot in slots if slot not in self.ledger.handed_over.taken]

    def life(self, slot: TaskSlot) -> Life:
        """How far a slot has come; of a demand, by the tasks that bring it about too late as well."""
        return self.ledger.handed_over.through_tasks.get(slot) or self.ledger.lives[slot]

    @property
    def through_tasks(self) -> bool:
        """Whether tasks bring all of a demand about, and are verified in its place."""
        return all(slot in self.ledger.handed_over.through_tasks for slot in self.slots)

    @property
    def whole(self) -> TaskSlot:
        """The slot of the task as a whole, or of its series."""
        return TaskSlot(self.task.id, self.unit)

    @property
    def owed_to(self) -> Party:
        """To whom it is owed: as the notice says, else the follower, or the issuer where the follower itself owes it."""
        demand = self.ledger.demands_in_force.get(self.task.id) if of_notice(self.plan) else None
        if demand and demand.to:
            return demand.to
        context = self.context
        own = context.now(self.owner).unit == context.follower.unit
        return Party(context.conclusion.issuer or "") or context.follower if own else context.follower

    @property
    def subject(self) -> Subject:
        """The task, as far as rights depend on it."""
        return Subject(self.plan, self.task, self.unit)

    @property
    def end(self) -> date | None:
        """The deadline that was promised first; of a recurring task, the end of its series."""
        first = self.promised.task if end_of(self.promised.task) else self.task
        return end_of_series(first) if first.recurrence else end_of(first)

    def step_due(self, milestone: Milestone) -> date | None:
        """The deadline of a step that was promised first."""
        steps = (step.due for step in self.promised.task.milestones if step.id == milestone.id)
        return next(steps, None) or milestone.due

    @property
    def key(self) -> str:
        return self.whole.key

    def words(self) -> list[ProgressEntry]:
        """Return everything that updates say of the task, in order."""
        found = [*self.ledger.words.get(self.whole, ())]
        if self.task.recurrence:
            found += [
                entry for slot in self.slots for entry in self.ledger.words.get(slot, ()) if slot.occurrence
            ]
            found.sort(key=lambda entry: (entry.on, entry.path, entry.at))
        return found


def _state(work: _Work, path: str, index: int) -> TaskState:
    task, words = work.task, work.words()
    lives = [work.life(slot) for slot in work.slots]
    goes_on = work.ledger.endless(task.id) and (task.id, work.unit) not in work.ledger.released
    life = _together(lives, words, goes_on=goes_on) if task.recurrence else lives[0]
    newest = _newest(words)
    accountable = task.accountable[0] if task.accountable else NOBODY
    state = TaskState(
        task=task,
        path=path,
        index=index,
        owner=work.context.now(work.owner),
        answerable=work.context.now(accountable),
        declared=life.declared,
        verified=life.verified,
        deadline=work.ledger.deadline(work.whole, work.end),
        obligations=(),
        reported_on=life.reported.on if life.reported else None,
        reported_path=life.reported.path if life.reported else "",
        verified_on=life.judged.on if life.judged else None,
        done_on=life.done_on if _done(life) else None,
        progress=newest.progress,
        percent="" if newest.percent is None else str(newest.percent),
        promise=newest.promise,
        reason=newest.reason,
        obstacles=newest.obstacles,
        updated_on=words[-1].on if words else None,
        effect=_last_effect(work),
    )
    return replace(state, obligations=tuple(_owed(work, state, life)))


def _done(life: Life) -> bool:
    """Whether a task is done, as far as is known: reported so, and not denied."""
    return life.declared is Declared.REPORTED_DONE and life.verified is not Verified.REJECTED


def _last_effect(work: _Work) -> Effectiveness | None:
    """Return what the last check of lasting effect has found."""
    checks = work.ledger.checks.get((work.task.id, work.unit))
    answer = checks[max(checks)].answered if checks else None
    return answer.said.effectiveness if answer else None


class _Newest(Struct, frozen=True):
    """The newest word on each thing; what an update leaves out stays as it was, as long as the task is not done."""

    progress: str = ""
    percent: Decimal | None = None
    promise: date | None = None
    reason: str = ""
    obstacles: str = ""


def _newest(words: list[ProgressEntry]) -> _Newest:
    newest = _Newest()
    for entry in words:
        said = entry.said
        if said.state is Declared.REPORTED_DONE:
            newest = _Newest(reason=newest.reason)
        newest = _Newest(
            said.progress or newest.progress,
            newest.percent if said.percent is None else said.percent,
            said.promise or newest.promise,
            said.reason or newest.reason,
            said.obstacles or newest.obstacles,
        )
    return newest


def _together(lives: list[Life], words: list[ProgressEntry], *, goes_on: bool) -> Life:
    """Return how far a recurring task has come: it ends when all its occurrences have ended, and no more are to come."""
    spoken = next((entry.said.state for entry in reversed(words) if entry.said.state), Declared.NOT_STARTED)
    met = [life for life in lives if life.handed_in]
    denied = next((life for life in lives if life.verified is Verified.REJECTED), None)
    if goes_on or len(met) < len(lives):
        declared = Declared.PAUSED if spoken is Declared.PAUSED else Declared.IN_PROGRESS
        begun = bool(met or words)
        return Life(
            declared if begun else Declared.NOT_STARTED,
            Verified.REJECTED if denied else Verified.NONE,
            judged=denied.judged if denied else None,
        )
    last = max(
        met, key=lambda life: (life.done_on or date.min, life.reported.on if life.reported else date.min)
    )
    if all(life.ended for life in lives):
        judged = max(lives, key=lambda life: life.judged.on if life.judged else date.min).judged
        kept = next((life for life in lives if not life.dropped), None)
        declared = Declared.REPORTED_DONE if kept else lives[0].declared
        verified = Verified.CONFIRMED if kept else lives[0].verified
        return Life(declared, verified, last.reported, judged, last.done_on)
    to_verify = any(life.verified is Verified.PENDING for life in lives)
    verified = Verified.PENDING if to_verify else Verified.NONE
    return Life(Declared.REPORTED_DONE, verified, last.reported, done_on=last.done_on)


# When something was fulfilled (if that is known), and the record that says so; None while it is owed.
_Fulfilled = tuple[date | None, str] | None


def _owed(work: _Work, state: TaskState, life: Life) -> Iterator[Obligation]:
    what = state.task.content or state.task.measure or state.task.id
    if any(slot.occurrence for slot in work.slots):
        for slot in work.slots:
            yield _slot(work, state, slot, ObligationKind.MEET_OCCURRENCE, what)
    elif state.task.recurrence is None or work.end is not None:
        kind = ObligationKind.MEET_DEMAND if of_notice(work.plan) else ObligationKind.DO_TASK
        yield _slot(work, state, work.whole, kind, what)
    for milestone in state.task.milestones:
        yield _milestone(work, state, life, milestone)
    if state.verified is Verified.WITHDRAWN or (of_notice(work.plan) and work.through_tasks):
        return
    asked = state.declared is Declared.NOT_PURSUED and not state.ended
    if (
        (state.declared is Declared.REPORTED_DONE and state.verified is not Verified.NONE)
        or asked
        or (state.ended and state.declared is Declared.NOT_PURSUED)
    ):
        yield _verify(work, state)
    for check in work.ledger.checks.get((state.task.id, work.unit), {}).values():
        yield _effect(work, state, check)


def _slot(work: _Work, state: TaskState, slot: TaskSlot, kind: ObligationKind, what: str) -> Obligation:
    life = work.life(slot)
    deadline = work.ledger.deadline(slot, slot.occurrence or work.end)
    met = life.handed_in and not life.dropped
    day = life.done_on or (life.reported.on if slot.occurrence and life.reported else None)
    return _obligation(
        work,
        state,
        kind,
        slot.key,
        what,
        deadline,
        (day, life.reported.path if life.reported else "") if met else None,
        dropped=life.dropped,
        waiting=life.verified is Verified.PENDING and life.declared is Declared.REPORTED_DONE,
    )


def _milestone(work: _Work, state: TaskState, life: Life, milestone: Milestone) -> Obligation:
    words = work.words() if state.task.recurrence else work.ledger.words.get(work.whole, [])
    reached = next((entry for entry in words if milestone.id in entry.said.milestones), None)
    fulfilled: _Fulfilled = (reached.said.done_on or reached.on, reached.path) if reached else None
    if fulfilled is None and life.handed_in and not life.dropped:
        fulfilled = (state.done_on, state.reported_path)
    return _obligation(
        work,
        state,
        ObligationKind.REACH_MILESTONE,
        f"{milestone.id}@{work.unit}" if work.unit else milestone.id,
        milestone.text,
        work.ledger.deadline((milestone_key(milestone.id), work.unit), work.step_due(milestone)),
        fulfilled,
        dropped=life.dropped and fulfilled is None,
        waiting=fulfilled is not None and life.verified is Verified.PENDING,
    )


def _obligation(  # noqa: PLR0913 - what differs between the obligations of one task
    work: _Work,
    state: TaskState,
    kind: ObligationKind,
    key: str,
    what: str,
    deadline: Deadline,
    fulfilled: _Fulfilled,
    *,
    dropped: bool,
    waiting: bool,
) -> Obligation:
    """Return something that the doer of a task owes the follower."""
    return Obligation(
        id=f"{work.context.conclusion.id}:{key}",
        key=key,
        kind=kind,
        what=what,
        owed_by=state.owner,
        owed_to=work.owed_to,
        answerable=state.answerable,
        since=state.task.start or work.promised.plan.issued_on,
        since_path=state.path,
        deadline=deadline,
        fulfilled=fulfilled is not None,
        fulfilled_on=fulfilled[0] if fulfilled else None,
        fulfilled_path=fulfilled[1] if fulfilled else "",
        dropped=dropped,
        taken_over_from=work.owner if work.owner.unit != state.owner.unit else NOBODY,
        waiting=waiting,
    )


def _verify(work: _Work, state: TaskState) -> Obligation:
    context = work.context
    judged = state.verified in (Verified.CONFIRMED, Verified.REJECTED, Verified.RELEASED)
    text: str | Message = (
        say(N_("Answer the request not to pursue task {task}"), task=state.task.id)
        if state.declared is Declared.NOT_PURSUED
        else say(N_("Verify what the notice demands under {id}, which was reported done"), id=state.task.id)
        if of_notice(work.plan)
        else say(N_("Verify task {task}, which was reported done"), task=state.task.id)
    )
    return Obligation(
        id=f"{context.conclusion.id}:{work.key}.verify",
        key=f"{work.key}.verify",
        kind=ObligationKind.VERIFY,
        what=text,
        owed_by=context.verifier(work.subject),
        owed_to=state.owner,
        since=state.reported_on,
        since_path=state.reported_path,
        deadline=context.by_policy(ObligationKind.VERIFY, state.reported_on),
        fulfilled=judged,
        fulfilled_on=state.verified_on if judged else None,
    )


def _effect(work: _Work, state: TaskState, check: EffectivenessCheck) -> Obligation:
    """Return a check of lasting effect that a verification has set."""
    answer = check.answered
    return Obligation(
        id=f"{work.context.conclusion.id}:{work.key}.effect.{check.due.isoformat()}",
        key=f"{work.key}.effect.{check.due.isoformat()}",
        kind=ObligationKind.CHECK_EFFECTIVENESS,
        what=say(N_("Check whether task {task} has had lasting effect"), task=state.task.id),
        owed_by=work.context.verifier(work.subject),
        owed_to=state.owner,
        since=check.set_by.on,
        since_path=check.set_by.path,
        deadline=Deadline(check.due, check.due),
        fulfilled=answer is not None,
        fulfilled_on=answer.on if answer else None,
        fulfilled_path=answer.path if answer else "",
    )
