"""Laws 10 and 11 of the reference model: what the notice demands by itself, and the papers that change notice and plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Literal

from tests.ledger.rights import is_issued, lineage, may_conclude, may_decide, may_plan, unit_of
from tests.ledger.values import (
    ENDED,
    Addition,
    Case,
    Change,
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
    """Say whether a finding or demand is owed no more, or all that a task is for.

    A demand for findings that a task serves stands or falls with these, as far as the task is meant.
    """
    task = next((one for one in case.tasks if one.id == name), None)
    if task is None:
        return name in case.withdrawn
    own = {one.id for one in case.demands if set(one.findings) & set(task.findings)}
    named = {*task.findings, *(set(task.demands) - own)}
    return bool(named) and named <= case.withdrawn


def with_withdrawn(case: Case, name: str) -> Case:
    """The case without a finding or demand, and without the demands that were for withdrawn findings only."""
    gone = case.withdrawn | {name}
    fell = {one.id for one in case.demands if name in one.findings and set(one.findings) <= gone} - gone
    return replace(case, withdrawn=gone | fell, fallen=(case.fallen - {name}) | fell)


def with_restored(case: Case, name: str) -> Case:
    """The case with a finding or demand in force again, and with the demands that have fallen with it."""
    back = {one.id for one in case.demands if name in one.findings and one.id in case.fallen} | {name}
    return replace(case, withdrawn=case.withdrawn - back, fallen=case.fallen - back)


def left_of(case: Case) -> tuple[Finding | Demand, ...]:
    """What the notice asks, as far as it is in force."""
    things: tuple[Finding | Demand, ...] = (*case.findings, *case.demands)
    return tuple(one for one in things if one.id not in case.withdrawn)


def in_force(case: Case) -> tuple[str, ...]:
    return tuple(one.id for one in case.findings if one.id not in case.withdrawn)


def finding_of(
    case: Case, ledger: Ledger, finding: str, day: date
) -> Literal["open", "remedied", "given_up", "withdrawn"]:
    if finding in case.withdrawn:
        return "withdrawn"
    serving = {
        one.id
        for one in case.tasks
        if finding in one.findings
        and (one.since is None or one.since <= day)
        and not was_over(ledger, one, added_on(case, finding))
    }
    status = [state.status for slot, state in ledger.slots.items() if slot.task in serving]
    if not status or any(one not in ENDED for one in status):
        return "open"
    return "given_up" if all(one == "dropped" for one in status) else "remedied"


def added_on(case: Case, name: str) -> date | None:
    """The day of the supplement that has added a finding or demand."""
    return next((one.on for one in case.additions if name in one.added), None)


def over_before(state: State, day: date | None) -> bool:
    """Say whether a task was reported or ended by a word older than a day."""
    return bool(day and state.status in HANDED_IN and state.said_on and state.said_on < day)


def was_over(ledger: Ledger, task: Task, day: date | None) -> bool:
    states = [state for slot, state in ledger.slots.items() if slot.task == task.id]
    return bool(states) and all(over_before(one, day) for one in states)


def reaches(case: Case, task: Task) -> bool:
    """Say whether the plan may give whoever does a task what the notice asks of the case's unit."""
    day, plan = case.notice.on or date.min, task.stated or case.plan
    over = lineage(case, case.unit, day)
    given = {unit_of(one) for one in (plan.by, plan.approved_by) if one} & {*over} if plan else set[str]()
    return all(
        lead == case.unit
        or (
            lead not in {unit_of(one) for one in (*case.followers, *case.team)}
            and not {case.unit, *given}.isdisjoint((lead, *lineage(case, lead, day)))
        )
        for lead in task.for_each or (unit_of(task.lead),)
    )


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
    asked = slot.unit or unit_of(demand.lead) or case.unit
    found = list[State]()
    for task in case.tasks:
        leads = task.for_each or (unit_of(task.lead),)
        if demand.id not in task.demands or is_withdrawn(case, task.id) or asked not in (case.unit, *leads):
            continue
        if asked == case.unit and not reaches(case, task):
            continue
        since = added_on(case, demand.id) or case.notice.on
        for mine, state in ledger.slots.items():
            meets = not slot.occurrence or within(before, mine.occurrence or task.due, slot.occurrence)
            of_another = slot.unit in task.for_each and mine.unit != slot.unit
            if mine.task == task.id and meets and not of_another and not over_before(state, since):
                found.append(state)
    return found


def has_ended(case: Case, ledger: Ledger, slot: Slot) -> bool:
    """Say whether nothing is left of a task or demand: confirmed, given up, withdrawn, or so are the tasks that serve it."""
    if is_withdrawn(case, slot.task) or ledger.slots[slot].status in ENDED:
        return True
    states = takers(case, ledger, slot) if any(one.id == slot.task for one in case.demands) else []
    return bool(states) and all(one.status in ENDED for one in states)


def stands_by_itself(ledger: Ledger, slot: Slot) -> bool:
    return slot in ledger.denied or ledger.slots[slot].status == "asked"


def is_taken_over(case: Case, ledger: Ledger, slot: Slot) -> bool:
    """Say whether tasks carry out a demand: all that name it are due no later, or all reported or ended.

    What the follower has denied, or the unit asks not to pursue, is owed by itself.
    """
    if stands_by_itself(ledger, slot):
        return False
    due, states = ledger.slots[slot].due, takers(case, ledger, slot)
    in_time = [
        one for one in states if one.decided or due is None or (one.due is not None and one.due <= due)
    ]
    return bool(states) and (in_time == states or all(one.status in HANDED_IN for one in states))


def demands_settled(case: Case, ledger: Ledger, day: date) -> bool:
    """Say whether nothing of the notice's own demands is left to do; following without a day ends with the case."""
    lasting = {one.id for one in case.demands if one.kind == "follow" and not (one.due or one.occurrences)}
    own = {one.id for one in set_by_notice(case)} - case.withdrawn - lasting
    if duty_day(case, "plan")[1] and not plan_in_force(case, day):
        return False
    for slot, state in ledger.slots.items():
        if slot.task in own and state.status not in HANDED_IN:
            carried = plan_in_force(case, day) and not stands_by_itself(ledger, slot)
            states = takers(case, ledger, slot) if carried else []
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
    named = {one.id for one in record.findings} | {one.id for one in record.demands}
    added = frozenset(named - {one.id for one in case.findings} - {one.id for one in case.demands})
    case = replace(
        case,
        findings=(*case.findings, *record.findings),
        demands=(*case.demands, *record.demands),
        additions=(*case.additions, Addition(record.addition_due, things, record.day, added)),
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
        why = change_void(case, change)
        if why:
            ledger = void(ledger, record, why, index)
        else:
            case, ledger = changed(case, ledger, change)
    restores = any(one.restored for one in record.changes)
    still_open = any(finding_of(case, ledger, one, record.day) == "open" for one in in_force(case))
    if ledger.closed_by and restores and still_open:
        ledger = replace(ledger, closed_by="", reopened=True)
    return case, ledger


def changed(case: Case, ledger: Ledger, change: Change) -> tuple[Case, Ledger]:
    if change.withdrawn:
        return with_withdrawn(case, change.named), ledger
    if change.restored:
        return with_restored(case, change.named), ledger
    if change.duty == "plan":
        return replace(case, plan_due=change.due), ledger
    if change.duty == "report":
        return case, replace(ledger, report_due=change.due)
    if change.due:
        return case, replace(ledger, slots=redated_demand(case, ledger, change.demand, change.due))
    return case, ledger


def change_void(case: Case, change: Change) -> Why | None:
    """Why a change of a correction has no effect."""
    if change.duty:
        return None
    known = {one.id for one in (case.demands if change.demand else case.findings)}
    if change.named not in known or change.restored != (change.named in case.withdrawn - case.fallen):
        return Why.NOT_IN_FORCE
    recurs = any(one.id == change.demand and one.occurrences for one in case.demands)
    return Why.OCCURRENCE if change.due and recurs else None


def redated_demand(case: Case, ledger: Ledger, demand: str, due: date) -> dict[Slot, State]:
    """The slots after a demand got another day: a task that serves it by its very day moves along."""
    was = {slot.unit: state.due for slot, state in ledger.slots.items() if slot.task == demand}
    serving = {one.id for one in case.tasks if demand in one.demands and not sooner(ledger, one, demand, due)}
    slots = dict(ledger.slots)
    for slot, state in ledger.slots.items():
        along = state.status not in ENDED and state.due in (was.get(""), was.get(slot.unit))
        if slot.task == demand or (slot.task in serving and along and not slot.occurrence):
            slots[slot] = replace(state, due=due, decided=slot.task != demand)
    return slots


def sooner(ledger: Ledger, task: Task, demand: str, due: date) -> bool:
    """Say whether another demand that a task serves is due sooner than a day."""
    others = [state.due for slot, state in ledger.slots.items() if slot.task in {*task.demands} - {demand}]
    return any(one and one < due for one in others)


def addition_owed(case: Case, ledger: Ledger, addition: Addition) -> bool:
    """Say whether something of a supplement is in force that no task serves in a paper that is no older."""
    made = case.plan.on if case.plan else None
    served = {
        one
        for task in case.tasks
        for one in (*task.findings, *task.demands)
        if ((task.stated.on if task.stated else None) or made or addition.on) >= addition.on
        and not was_over(ledger, task, addition.on)
    }
    return any(one not in served for one in addition.things if not is_withdrawn(case, one))


# Papers that change the plan


def revised(case: Case, record: Revision) -> Paper | None:
    """The plan that a revision revises: the first, or an earlier revision."""
    several = (*((case.plan,) if case.plan and is_issued(case, case.plan) else ()), *case.revisions)
    return next((one for one in several if (one.number, one.on) == record.revises), None)


def revision_void(case: Case, record: Revision) -> Why | None:
    """Why a revision as a whole has no effect."""
    if not may_plan(case, record.by, record.day):
        return Why.NO_RIGHT
    paper = revised(case, record)
    return Why.TOO_EARLY if paper and paper.on and record.day < paper.on else None


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
        added = tuple(
            replace(one, since=record.day, stated=as_paper(record))
            for one in record.tasks
            if one.id not in known
        )
        case = replace(case, tasks=(*case.tasks, *added))
    return case


def after_revision(case: Case, ledger: Ledger, record: Revision) -> tuple[Case, Ledger]:
    """A revision that nobody has issued is no paper yet. One of an unknown plan only adds tasks."""
    if not is_issued(case, as_paper(record)):
        return case, ledger
    if why := revision_void(case, record):
        return case, void(ledger, record, why)
    known = revised(case, record)
    case = replace(case, revisions=(*case.revisions, as_paper(record)))
    for index, task in enumerate(record.tasks):
        old = next(one for one in case.tasks if one.id == task.id)
        if known:
            case, ledger = revise(case, ledger, record, index, old, task)
        elif old.since != record.day:
            ledger = void(ledger, record, Why.REVISES_NOTHING, index)
    return case, ledger


def revise(
    case: Case, ledger: Ledger, record: Revision, index: int, old: Task, task: Task
) -> tuple[Case, Ledger]:
    """Put a task in the place of what it was, as far as who stands behind the revision may."""
    mine = {slot: state for slot, state in ledger.slots.items() if slot.task == task.id}
    decided = may_revise(case, ledger, record, old, task)
    if not decided and any(is_later(old, task, state) for state in mine.values()):
        ledger, task = void(ledger, record, Why.NO_RIGHT, index), replace(task, due=old.due)
    if not decided and (takes_away(case, old, task) or leaves(case, ledger, record, old, task)):
        return case, void(ledger, record, Why.TAKES_AWAY, index)
    new = replace(task, since=old.since, stated=as_paper(record))
    case = replace(case, tasks=tuple(new if one.id == task.id else one for one in case.tasks))
    if task.due != old.due:
        mine = {slot: redated(state, task.due) for slot, state in mine.items()}
    return case, replace(ledger, slots={**ledger.slots, **mine})


def redated(state: State, due: date | None) -> State:
    """A state by another day. Whoever was let to put it off was so by decision."""
    put_off = state.due is None or due is None or due > state.due
    return replace(state, due=due, decided=state.decided or put_off)


def may_revise(case: Case, ledger: Ledger, record: Revision, old: Task, new: Task) -> bool:
    """Say whether who approved a revision, else who issued it, may let a task be owed less, later or by another."""
    approver, to = record.approved_by or record.by, new.due or date.max
    return may_decide(case, approver, limit(case, ledger, old), "", to, record.day)


def is_later(old: Task, new: Task, state: State) -> bool:
    """Say whether a task would be owed later. A day that only repeats the plan's moves nothing."""
    return new.due != old.due and (state.due is None or new.due is None or new.due > state.due)


def takes_away(case: Case, old: Task, new: Task) -> bool:
    """Say whether a task would be owed by another, or only be for what is withdrawn."""
    after = replace(case, tasks=tuple(new if one.id == old.id else one for one in case.tasks))
    falls = is_withdrawn(after, old.id) and not is_withdrawn(case, old.id)
    return falls or unit_of(new.lead) != unit_of(old.lead)


def leaves(case: Case, ledger: Ledger, record: Revision, old: Task, new: Task) -> bool:
    """Say whether an open task would not be for something any more that is in force.

    Tasks that the revision adds may do it instead, by the same day; and a demand that no task serves is owed by itself.
    """
    if all(state.status in ENDED for slot, state in ledger.slots.items() if slot.task == old.id):
        return False
    left = {one.id for one in left_of(case)} & {*old.findings, *old.demands} - {*new.findings, *new.demands}
    for demand in set_by_notice(case):
        if not any(demand.id in one.demands for one in case.tasks if one.id != old.id):
            left -= {demand.id}
    for task in record.tasks if new.findings or new.demands else ():
        known = next(one for one in case.tasks if one.id == task.id)
        in_time = old.due is None or (task.due is not None and task.due <= old.due)
        if known.since == record.day and in_time:
            left -= {*task.findings, *task.demands}
    return bool(left)


def plan_in_force(case: Case, day: date) -> bool:
    several = (*((case.plan,) if case.plan else ()), *case.revisions)
    return any(is_issued(case, one) and one.on is not None and one.on <= day for one in several)
