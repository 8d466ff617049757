"""Laws 10 and 11 of the reference model: what the notice demands by itself, and the papers that change notice and plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from tests.ledger.rights import is_issued, may_conclude, may_decide, may_plan, unit_of
from tests.ledger.values import (
    ENDED,
    Addition,
    Case,
    Correction,
    Demand,
    Finding,
    Ledger,
    Paper,
    Record,
    Revision,
    Slot,
    State,
    Supplement,
    Task,
    Void,
    Why,
)

HANDED_IN = (*ENDED, "reported")


def void(ledger: Ledger, record: Record, why: Why, entry: int = 0) -> Ledger:
    return replace(ledger, voids=ledger.voids | {Void(record.name, entry, why)})


def fresh(tasks: Iterable[Task]) -> dict[Slot, State]:
    """What is owed of tasks before anybody has said a word about them."""
    return {
        Slot(task.id, unit, at): State(due=at or task.due)
        for task in tasks
        for unit in task.for_each or ("",)
        for at in task.occurrences or (None,)
    }


def task_of(case: Case, name: str) -> Task | None:
    """A task of the plan or, by its id, a demand of the notice."""
    return next((task for task in (*case.tasks, *set_by_notice(case)) if task.id == name), None)


# Demands


def procedural(demand: Demand) -> bool:
    return demand.kind not in ("", "remedy")


def is_own(case: Case, demand: Demand) -> bool:
    """Say whether the case's unit owes a demand."""
    return not demand.for_each and unit_of(demand.lead) in ("", case.unit)


def duty_day(case: Case, kind: str) -> tuple[date | None, str]:
    """The day of the duty to plan or to report, and the demand that carries it."""
    given = case.plan_due if kind == "plan" else case.report_due
    mine = [
        one
        for one in case.demands
        if one.kind == kind and is_own(case, one) and one.due and one.id not in case.withdrawn
    ]
    latest = max(mine, key=lambda one: one.due or date.min, default=None)
    if latest is None or (kind == "report" and given and latest.due and latest.due < given):
        return given, ""
    return latest.due, latest.id


def set_by_notice(case: Case) -> tuple[Task, ...]:
    """The demands as tasks that the notice itself sets, without those that a duty of the case carries."""
    carried = {duty_day(case, kind)[1] for kind in ("plan", "report")}
    return tuple(
        Task(
            one.id,
            one.findings,
            one.lead or case.unit,
            one.lead or case.unit,
            one.due,
            occurrences=one.occurrences,
            for_each=one.for_each,
            set_by_notice=True,
        )
        for one in case.demands
        if one.id not in carried
        and (one.due or one.occurrences or one.lead or one.for_each or procedural(one))
    )


def is_withdrawn(case: Case, name: str) -> bool:
    """Say whether a finding or demand is owed no more, or all that a task is for."""
    task = next((one for one in case.tasks if one.id == name), None)
    named = {*task.findings, *task.demands} if task else {name}
    return bool(named) and named <= case.withdrawn


def with_withdrawn(case: Case, name: str) -> Case:
    """The case without a finding or demand, and without the demands that were for withdrawn findings only."""
    gone = case.withdrawn | {name}
    alone = {one.id for one in case.demands if one.findings and set(one.findings) <= gone}
    return replace(case, withdrawn=gone | alone)


def left_of(case: Case) -> tuple[Finding | Demand, ...]:
    """What the notice asks, as far as it is in force."""
    things: tuple[Finding | Demand, ...] = (*case.findings, *case.demands)
    return tuple(one for one in things if one.id not in case.withdrawn)


def asks_for(case: Case, kind: str) -> bool:
    """Say whether the duty to plan, or to report, stands: something is left to put right, or it is demanded."""
    return not case.withdrawn or any(
        isinstance(one, Finding) or not procedural(one) or one.kind == kind for one in left_of(case)
    )


def limit(case: Case, ledger: Ledger, task: Task) -> Task:
    """A task with the notice's own day: the earliest of the demands that it serves, as decisions have moved them."""
    own = [state.due for slot, state in ledger.slots.items() if slot.task in task.demands]
    days = [one for one in (task.notice_due, *own) if one]
    return replace(task, notice_due=min(days, default=None))


def takers(case: Case, ledger: Ledger, slot: Slot) -> list[State]:
    """What tasks owe that carry out a demand: not what the notice asks of another than who leads the task."""
    demand = next(one for one in case.demands if one.id == slot.task)
    before = max(
        (one for one in demand.occurrences if slot.occurrence and one < slot.occurrence), default=None
    )
    found = list[State]()
    for task in case.tasks:
        if demand.id not in task.demands:
            continue
        for mine, state in ledger.slots.items():
            leads = mine.unit or unit_of(task.lead)
            may = is_own(case, demand) or leads == (slot.unit or unit_of(demand.lead))
            day = mine.occurrence or state.due
            meets = not slot.occurrence or within(before, day, slot.occurrence)
            if mine.task == task.id and may and meets:
                found.append(state)
    return found


def has_ended(case: Case, ledger: Ledger, slot: Slot) -> bool:
    """Say whether nothing is left of a task or demand: confirmed, given up, withdrawn, or so are the tasks that serve it."""
    if is_withdrawn(case, slot.task) or ledger.slots[slot].status in ENDED:
        return True
    states = takers(case, ledger, slot) if any(one.id == slot.task for one in case.demands) else []
    return bool(states) and slot not in ledger.denied and all(one.status in ENDED for one in states)


def is_taken_over(case: Case, ledger: Ledger, slot: Slot) -> bool:
    """Say whether tasks carry out a demand: each that names it is reported or ended, or due no later."""
    due, states = ledger.slots[slot].due, takers(case, ledger, slot)
    in_time = [
        one for one in states if one.decided or due is None or (one.due is not None and one.due <= due)
    ]
    return bool(states) and all(one in in_time or one.status in HANDED_IN for one in states)


def demands_settled(case: Case, ledger: Ledger, day: date) -> bool:
    """Say whether nothing of the notice's own demands is left to do; following without a day ends with the case."""
    lasting = {one.id for one in case.demands if one.kind == "follow" and not (one.due or one.occurrences)}
    own = {one.id for one in set_by_notice(case)} - case.withdrawn - lasting
    if duty_day(case, "plan")[1] and not plan_in_force(case, day):
        return False
    for slot, state in ledger.slots.items():
        if slot.task in own and state.status not in HANDED_IN:
            states = (
                takers(case, ledger, slot) if plan_in_force(case, day) and slot not in ledger.denied else []
            )
            if not states or any(one.status not in HANDED_IN for one in states):
                return False
    return True


def within(after: date | None, day: date | None, until: date) -> bool:
    return day is not None and (after is None or after < day) and day <= until


# Papers that change the notice


def after_supplement(case: Case, ledger: Ledger, record: Supplement) -> tuple[Case, Ledger]:
    if not may_conclude(case, record.by, record.day):
        return case, void(ledger, record, Why.NO_RIGHT)
    if case.notice.on and record.day < case.notice.on:
        return case, void(ledger, record, Why.TOO_EARLY)
    things = tuple(one.id for one in record.findings) + tuple(
        one.id for one in record.demands if is_own(case, one)
    )
    case = replace(
        case,
        findings=(*case.findings, *record.findings),
        demands=(*case.demands, *record.demands),
        additions=(*case.additions, Addition(record.addition_due, things)),
    )
    slots = {**fresh(set_by_notice(case)), **ledger.slots}
    reopens = bool(ledger.closed_by)
    return case, replace(ledger, slots=slots, closed_by="", reopened=ledger.reopened or reopens)


def after_correction(case: Case, ledger: Ledger, record: Correction) -> tuple[Case, Ledger]:
    if not may_conclude(case, record.by, record.day):
        return case, void(ledger, record, Why.NO_RIGHT)
    if case.notice.on and record.day < case.notice.on:
        return case, void(ledger, record, Why.TOO_EARLY)
    for index, change in enumerate(record.changes):
        known = {one.id for one in (case.demands if change.demand else case.findings)}
        named = change.demand or change.finding
        if named not in known:
            ledger = void(ledger, record, Why.UNKNOWN, index)
        elif change.withdrawn:
            case = with_withdrawn(case, named)
    return case, ledger


def addition_owed(case: Case, addition: Addition) -> bool:
    """Say whether something of a supplement is in force that no task serves."""
    served = {one for task in case.tasks for one in (*task.findings, *task.demands)}
    return any(one not in served for one in addition.things if not is_withdrawn(case, one))


# Papers that change the plan


def revised(case: Case, record: Revision) -> Paper | None:
    """The plan that a revision revises: the first, or an earlier revision."""
    several = (*((case.plan,) if case.plan and is_issued(case, case.plan) else ()), *case.revisions)
    return next((one for one in several if (one.number, one.on) == record.revises), None)


def revision_void(case: Case, record: Revision) -> Why | None:
    """Why a revision has no effect. One that nobody has issued is no paper yet, and so no error."""
    if not may_plan(case, record.by, record.day):
        return Why.NO_RIGHT
    paper = revised(case, record)
    if paper is None:
        return Why.REVISES_NOTHING
    return Why.TOO_EARLY if paper.on and record.day < paper.on else None


def as_paper(record: Revision) -> Paper:
    return Paper(record.number, record.day, record.by, record.approved_by, record.status)


def with_added_tasks(case: Case, revisions: Iterable[Revision]) -> Case:
    """The case with the tasks that its revisions add, each in force from the day of its revision."""
    plain = case
    for record in revisions:
        if not is_issued(case, as_paper(record)) or revision_void(plain, record):
            continue
        plain = replace(plain, revisions=(*plain.revisions, as_paper(record)))
        known = {one.id for one in case.tasks}
        added = tuple(replace(one, since=record.day) for one in record.tasks if one.id not in known)
        case = replace(case, tasks=(*case.tasks, *added))
    return case


def after_revision(case: Case, ledger: Ledger, record: Revision) -> tuple[Case, Ledger]:
    if not is_issued(case, as_paper(record)):
        return case, ledger
    if why := revision_void(case, record):
        return case, void(ledger, record, why)
    case = replace(case, revisions=(*case.revisions, as_paper(record)))
    for index, task in enumerate(record.tasks):
        old = next(one for one in case.tasks if one.id == task.id)
        mine = {slot: state for slot, state in ledger.slots.items() if slot.task == task.id}
        decided = may_revise(case, ledger, record, old, task)
        if not decided and any(takes_away(case, old, task, state) for state in mine.values()):
            ledger = void(ledger, record, Why.TAKES_AWAY, index)
            continue
        new = replace(task, since=old.since)
        case = replace(case, tasks=tuple(new if one.id == task.id else one for one in case.tasks))
        if task.due != old.due:
            mine = {slot: replace(state, due=task.due, decided=decided) for slot, state in mine.items()}
        ledger = replace(ledger, slots={**ledger.slots, **mine})
    return case, ledger


def may_revise(case: Case, ledger: Ledger, record: Revision, old: Task, new: Task) -> bool:
    """Say whether who approved a revision, else who issued it, may let a task be owed less, later or by another."""
    approver, to = record.approved_by or record.by, new.due or date.max
    return may_decide(case, approver, limit(case, ledger, old), "", to, record.day)


def takes_away(case: Case, old: Task, new: Task, state: State) -> bool:
    """Say whether a task would be owed less, later or by another. A day that only repeats the plan's moves nothing."""
    left = {one.id for one in left_of(case)}
    less = (left & {*old.findings, *old.demands}) - {*new.findings, *new.demands}
    later = new.due != old.due and (state.due is None or new.due is None or new.due > state.due)
    return bool(less) or later or (old.lead, old.accountable) != (new.lead, new.accountable)


def plan_in_force(case: Case, day: date) -> bool:
    plan = case.plan
    return plan is not None and is_issued(case, plan) and plan.on is not None and plan.on <= day
