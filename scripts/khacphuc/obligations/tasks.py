"""The state of each task, and what is owed because of it: the task, its milestones or occurrences, its checking."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from msgspec.structs import replace

from khacphuc.model.party import NOBODY
from khacphuc.model.plan import Plan, Task
from khacphuc.model.vocabulary import Declared, VerificationOutcome
from khacphuc.obligations.calendar import calendar_of
from khacphuc.obligations.context import FoldContext
from khacphuc.obligations.cycles import occurrences
from khacphuc.obligations.values import Obligation, ObligationKind, TaskState, Verified
from khacphuc.text.message import N_, say
from khacphuc.timeline.deadlines import Deadline, end_of, milestone_key, task_key
from khacphuc.timeline.parties import doers
from khacphuc.timeline.timeline import ProgressEntry, VerificationEntry


def task_states(context: FoldContext) -> Iterator[TaskState]:
    """The state of every task of every plan in force, once for each unit that owes it."""
    for document in context.timeline.plans:
        plan = document.record
        for index, task in enumerate(plan.tasks):
            for owner in _owners(context, plan, task):
                yield _state(context, document.path, plan, index, task, owner)


def _owners(context: FoldContext, plan: Plan, task: Task) -> tuple[str, ...]:
    if task.for_each is not None:
        on = plan.issued_on or context.as_of
        units = context.frame.units.children(task.for_each.children_of, task.for_each.kind, on)
        if units:
            return tuple(unit.id for unit in units)
    return doers(task, plan, context.conclusion.unit)[:1]


def _state(context: FoldContext, path: str, plan: Plan, index: int, task: Task, owner: str) -> TaskState:
    steps = [step for step in context.timeline.progress.get(task.id, ()) if step.said.unit in (None, owner)]
    judgements = [
        item for item in context.timeline.verifications.get(task.id, ()) if item.said.unit in (None, owner)
    ]
    whole = [step for step in steps if not (task.recurrence and step.said.occurrence)]
    declared, reported = _declared(whole, judgements)
    newest = _newest(steps)
    verified, judged = _verified(judgements, reported)
    deadline = context.timeline.deadline(task_key(task.id), end_of(task))
    state = TaskState(
        task=task,
        path=path,
        index=index,
        owner=context.now(owner),
        answerable=task.accountable[0] if task.accountable else NOBODY,
        declared=declared,
        verified=verified,
        deadline=deadline,
        obligations=(),
        reported_on=reported.on if reported else None,
        reported_path=reported.path if reported else "",
        verified_on=judged.on if judged else None,
        done_on=newest.get("done_on") if declared is Declared.REPORTED_DONE else None,
        progress=newest.get("progress", ""),
        percent=str(newest.get("percent", "")),
        promise=newest.get("promise"),
        reason=newest.get("reason", ""),
        obstacles=newest.get("obstacles", ""),
        updated_on=steps[-1].on if steps else None,
    )
    owed = tuple(_owed(context, plan, state, owner, steps, judgements))
    if task.recurrence:
        state = _recurring(state, owed)
    return replace(state, obligations=owed)


_LASTING = ("done_on", "progress", "percent", "promise", "reason", "obstacles")
_UNTIL_DONE = ("progress", "percent", "promise", "obstacles")


def _newest(steps: list[ProgressEntry]) -> dict[str, Any]:
    """The newest word on each thing; what an update leaves out stays as it was, as long as the task is not done."""
    newest: dict[str, Any] = {}
    for step in steps:
        if step.said.state is Declared.REPORTED_DONE:
            for name in _UNTIL_DONE:
                newest.pop(name, None)
        for name in _LASTING:
            value = getattr(step.said, name)
            if value is not None:
                newest[name] = value
    return newest


def _declared(
    steps: list[ProgressEntry], judgements: list[VerificationEntry]
) -> tuple[Declared, ProgressEntry | None]:
    """The unit's last word, and the update that first said so, when it hands the task in or gives it up.

    What is reported again after a rejection is a new report.
    """
    rejected = [item.on for item in judgements if item.said.outcome is VerificationOutcome.REJECTED]
    declared, since = Declared.NOT_STARTED, None
    for step in steps:
        state = step.said.state
        if state is None:
            declared = Declared.IN_PROGRESS if declared is Declared.NOT_STARTED else declared
        elif state is not declared or (since and any(since.on <= day < step.on for day in rejected)):
            declared, since = state, step
    return declared, since if declared in (Declared.REPORTED_DONE, Declared.NOT_PURSUED) else None


def _verified(
    judgements: list[VerificationEntry], reported: ProgressEntry | None
) -> tuple[Verified, VerificationEntry | None]:
    """The follower's last word on what is reported now; a report after it awaits a new one."""
    outcomes = [item for item in judgements if item.said.outcome is not None]
    last = outcomes[-1] if outcomes else None
    if last and last.said.outcome is VerificationOutcome.CONFIRMED:
        return Verified.CONFIRMED, last
    if last and (reported is None or last.on >= reported.on):
        return Verified.REJECTED, last
    if reported and reported.said.state is Declared.REPORTED_DONE:
        return Verified.PENDING, None
    return Verified.NONE, None


def _recurring(state: TaskState, owed: tuple[Obligation, ...]) -> TaskState:
    """A recurring task is reported done when every occurrence has been met and the last one is past."""
    met = [item for item in owed if item.kind is ObligationKind.MEET_OCCURRENCE]
    if state.declared in (Declared.PAUSED, Declared.NOT_PURSUED, Declared.REPORTED_DONE) or not met:
        return state
    fulfilled = [item for item in met if item.fulfilled]
    if len(fulfilled) == len(met):
        pending = Verified.PENDING if state.verified is Verified.NONE else state.verified
        last = max(fulfilled, key=lambda item: item.fulfilled_on or date.min)
        return replace(
            state,
            declared=Declared.REPORTED_DONE,
            verified=pending,
            reported_on=state.updated_on,
            reported_path=last.fulfilled_path,
            done_on=last.fulfilled_on,
        )
    return replace(state, declared=Declared.IN_PROGRESS) if fulfilled else state


def _owed(
    context: FoldContext,
    plan: Plan,
    state: TaskState,
    owner: str,
    steps: list[ProgressEntry],
    judgements: list[VerificationEntry],
) -> Iterator[Obligation]:
    key = state.task.id if state.task.for_each is None else f"{state.task.id}@{owner}"
    if state.task.recurrence:
        yield from _occurrences(context, plan, state, key, steps)
    else:
        yield _the_task(context, plan, state, key)
    for milestone in state.task.milestones:
        reached = next((step for step in steps if milestone.id in step.said.milestones), None)
        yield _obligation(
            context,
            plan,
            state,
            ObligationKind.REACH_MILESTONE,
            milestone.id if key == state.task.id else f"{milestone.id}@{owner}",
            milestone.text,
            context.timeline.deadline(milestone_key(milestone.id), milestone.due),
            _met_by(reached) or _handed_in(state),
        )
    if state.declared is Declared.REPORTED_DONE:
        yield _verify(context, state, key)
    yield from _effect(context, state, key, judgements)


# When something was fulfilled (if that is known), and the record that says so; None while it is owed.
_Fulfilled = tuple[date | None, str] | None


def _met_by(step: ProgressEntry | None) -> _Fulfilled:
    return (step.said.done_on or step.on, step.path) if step else None


def _handed_in(state: TaskState) -> _Fulfilled:
    given_up = state.declared is Declared.NOT_PURSUED and state.verified is not Verified.CONFIRMED
    return (state.done_on, state.reported_path) if state.handed_in and not given_up else None


def _the_task(context: FoldContext, plan: Plan, state: TaskState, key: str) -> Obligation:
    what = state.task.content or state.task.measure or state.task.id
    return _obligation(
        context, plan, state, ObligationKind.DO_TASK, key, what, state.deadline, _handed_in(state)
    )


def _obligation(
    context: FoldContext,
    plan: Plan,
    state: TaskState,
    kind: ObligationKind,
    key: str,
    what: str,
    deadline: Deadline,
    fulfilled: _Fulfilled,
) -> Obligation:
    """Something the doer of a task owes the follower."""
    return Obligation(
        id=f"{context.conclusion.id}:{key}",
        key=key,
        kind=kind,
        what=what,
        owed_by=state.owner,
        owed_to=context.follower,
        answerable=state.answerable,
        since=state.task.start or plan.issued_on,
        since_path=state.path,
        deadline=deadline,
        fulfilled=fulfilled is not None,
        fulfilled_on=fulfilled[0] if fulfilled else None,
        fulfilled_path=fulfilled[1] if fulfilled else "",
        dropped=state.declared is Declared.NOT_PURSUED and not fulfilled,
        waiting=fulfilled is not None and state.verified is Verified.PENDING,
    )


def _occurrences(
    context: FoldContext, plan: Plan, state: TaskState, key: str, steps: list[ProgressEntry]
) -> Iterator[Obligation]:
    """Each occurrence is owed by itself. An update meets the one it names, else the one whose period it falls in."""
    recurrence = state.task.recurrence
    start = (recurrence.from_ if recurrence else None) or state.task.start or plan.issued_on
    until = (recurrence.until if recurrence else None) or state.task.due
    if recurrence is None or start is None:
        return
    # A recurrence without an end is a problem of its own (KP3); what is owed of it so far can still be counted.
    dues = occurrences(recurrence, start, until or context.as_of, calendar_of(context.frame.policy))
    met: dict[date, ProgressEntry] = {}
    for step in steps:
        if step.said.state is Declared.REPORTED_DONE:
            day = step.said.done_on or step.on
            due = step.said.occurrence or next((due for due in dues if day <= due), None)
            if due is not None:
                met.setdefault(due, step)
    for due in dues:
        yield _obligation(
            context,
            plan,
            state,
            ObligationKind.MEET_OCCURRENCE,
            f"{key}.{due.isoformat()}",
            state.task.content or state.task.id,
            context.timeline.deadline(task_key(state.task.id), due, occurrence=due),
            _met_by(met.get(due)),
        )


def _verify(context: FoldContext, state: TaskState, key: str) -> Obligation:
    due = context.working_days(state.reported_on, context.frame.policy.days.verify)
    judged = state.verified in (Verified.CONFIRMED, Verified.REJECTED)
    return Obligation(
        id=f"{context.conclusion.id}:{key}.verify",
        key=f"{key}.verify",
        kind=ObligationKind.VERIFY,
        what=say(N_("Verify task {task}, which was reported done"), task=state.task.id),
        owed_by=context.follower,
        owed_to=state.owner,
        since=state.reported_on,
        since_path=state.reported_path,
        deadline=Deadline(due, due, by_policy=True),
        fulfilled=judged,
        fulfilled_on=state.verified_on if judged else None,
    )


def _effect(
    context: FoldContext, state: TaskState, key: str, judgements: list[VerificationEntry]
) -> Iterator[Obligation]:
    """Checks of lasting effect that verifications set; the next verification with an answer fulfils each."""
    for index, item in enumerate(judgements):
        due = item.said.effectiveness_due
        if due is None:
            continue
        later = (other for other in judgements[index + 1 :] if other.said.effectiveness is not None)
        answer = next(later, None)
        yield Obligation(
            id=f"{context.conclusion.id}:{key}.effect.{due.isoformat()}",
            key=f"{key}.effect.{due.isoformat()}",
            kind=ObligationKind.CHECK_EFFECTIVENESS,
            what=say(N_("Check whether task {task} has had lasting effect"), task=state.task.id),
            owed_by=context.follower,
            owed_to=state.owner,
            since=item.on,
            since_path=item.path,
            deadline=Deadline(due, due),
            fulfilled=answer is not None,
            fulfilled_on=answer.on if answer else None,
            fulfilled_path=answer.path if answer else "",
        )
