"""A reference model of the ledger, written from its laws (6-ledger.md) by one who has not read the fold.

Everything is a frozen value and a plain function. No Git, no YAML, no rules' wording: what is owed, and whose word
moved it. Where the laws leave a choice, this is what was chosen:

| # | Question | Chosen | Reason |
|---|---|---|---|
| 1 | One day, one record has a time, one has none | the one without comes first | the first is already filed and cannot be edited; the second can say that it is later |
| 2 | A closure without time, on the day of other records | stands at the end of its day | "closure" sorts before "verification" only by the accident of English; one sitting may verify and close |
| 3 | A confirmation of what was never reported | ends the task | the follower's word outweighs the unit's; law 3 asks for a verification only |
| 4 | `confirmed` on a task whose last report is `not_pursued` | the follower agrees: given up | the guides reject with `rejected`; so `confirmed` is the agreement |
| 5 | The same with `gone: false` | owed | law 1 says so without exception |
| 6 | `not_pursued` after "done" or a confirmation | takes it back: owed, with a request | the last verdict counts, and it no longer says done |
| 7 | While a request not to pursue waits | the task is owed, and an answer by the follower | a request moves nothing, as an undecided extension |
| 8 | A unit's report on what was given up, on what was released | reopens the first (but not a second request), not the second | the request is withdrawn; whom a follower has released cannot fall back into debt by zeal |
| 9 | `done` without `done_on`, or giving the day for the first time, after a confirmation | adds evidence | no *other* day is named |
| 10 | Which occurrence "can be meant" | update: those still owed; verdict: those reported or asked for; if none, those it would change; extension: those not ended whose day in force is `from` | the least that gives the right answers 04, 16, 59, 59b |
| 11 | `from` of an extension of which only one slot can be meant is wrong | it moves | the decision on the paper counts; the slip is told by a rule |
| 12 | "Not effective" on a recurring task, no occurrence named | its last ended occurrence is owed again | the follower's denial must not be without effect |
| 13 | An effectiveness verdict with several checks open | answers the earliest | right answer 91 |
| 14 | Releasing | recurring tasks only; needs `gone: true` in it, or said before and not denied, for each finding served; releases all that has not ended | "once the finding is gone", "what remains" |
| 15 | Records after a closure | move tasks, but nothing is owed while the closure holds; only "not effective" lifts it | "any other recurrence is a new case" |
| 16 | A closure refused for its conditions, met later | never closes | "closes nothing": another is needed |
| 17 | Does a person speak for a unit? | yes, for their own; a right given to a named person is theirs alone | deputies sign; `member: u/p` names one |
| 18 | "A committee above" | extension, succession: above the issuer; plan, reminder: above the case's unit | else the limit on the plan's approver would be empty |
| 19 | "Never past the notice's own days" | binds the plan's issuer and approver: the day in force of the demands that a task serves, and never the report's day | honest story 3 moves a notice's day by `directing` |
| 20 | Who may ask for an extension | whoever owes; the case's unit for its plan; whoever may decide it; once decided, only the decider counts | the unit answers for its plan; a decider may act unasked, or for others |
| 21 | May a debtor decide its own extension? | never, whatever its other titles | the doer does not extend the doer's own deadline |
| 22 | The committee's office (honest story 1) | a unit of kind `office` directly below the case's unit updates for it | else the story would not pass |
| 23 | Who owes and so may not verify | the units of the lead (or the one of `for_each`) and of the accountable person; not supporters | the guides |
| 24 | "Follower, issuer and debtor have become one" | nobody entitled is left but the debtor | a free follower needs no substitute |
| 25 | Day of a verification, extension, closure | the day on the paper if given; also for "as of" | law 7: what was decided, the day on the paper |
| 26 | A reminder answered by confirmation | each task that it names has ended at some moment since; it stays answered | law 3 |
| 27 | `before_register` | only without a plan or any other record | "only notice and closing paper are known" |
| 28 | A plan that is not issued | its tasks are not owed; the plan is | law 9: it answers no duty |
| 29 | A record whose right party no longer exists | counts as the successor's | rights pass |
| 30 | When a task has taken a demand over | all that name it are due no later, or are later by decision; or all are handed in. Of a cycle: what is due since the day before | "cannot give it a later day without an extension", and a demand ends with its tasks |
| 31 | A demand denied by the follower, or asked by the unit not to be pursued | is owed by itself until the next report or verdict on it | the task no longer answers for it |
| 32 | What the notice asks of another than the case's unit | is taken over only by a task that this one leads; of each, by its own | nobody hands a debt of another over |
| 32a | What the notice asks of the case's unit | is taken over by its own plan alone, for itself and what is below it; elsewhere where an authority above both stands behind the plan; never for who follows | "nobody owes it less by giving it away" |
| 32b | A task reported or ended by a word older than the paper that demands or adds something | is nothing for that | it cannot have been done for it |
| 33 | Demands of the unit to plan, to report (the last, not before the report's day) | are those duties, with their days | nothing is owed twice |
| 34 | A case whose findings are settled, with demands not handed in | does not close; following without a day ends with it | they are obligations themselves |
| 35 | No finding is left, but demands | the report is owed if one of them is no mere procedure | else there is nothing to report on |
| 36 | A demand for findings that are all withdrawn | falls with them, unless a later paper demands it, or puts it in force | "nothing is owed for it"; the last paper counts |
| 37 | A task for findings withdrawn, and for demands | is owed for demands in force that do not name these findings | the others fall, as far as the task is meant |
| 38 | What is said of a task while it is withdrawn | counts for nothing, also when it is in force again | nothing was owed; it is owed as before |
| 39 | An addition to the plan | is owed beside a plan in force, until each thing in force that came has a task in a paper that is no older, else the plan itself is owed | "an addition to its plan", and papers have days |
| 40 | A unit's own revision: later, another lead, all that is left of a task given up | the day stands; the task stays as it was | it cannot make smaller, later or another's |
| 41 | A day in a revision that only repeats the plan's | moves nothing | an extension in between has not been taken back |
| 42 | A revision of a plan that nobody knows | changes no task; what it adds is owed | a promise on an issued paper |
| 43 | A supplement to a closed case | opens it | something is owed again |
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from tests.ledger.amending import (
    addition_owed,
    after_correction,
    after_revision,
    after_supplement,
    asks_for,
    demands_settled,
    duty_day,
    finding_of,
    fresh,
    has_ended,
    in_force,
    is_taken_over,
    is_withdrawn,
    left_of,
    limit,
    plan_in_force,
    set_by_notice,
    task_of,
    void,
    with_added_tasks,
)
from tests.ledger.rights import (
    closers,
    current,
    debtors,
    head,
    is_issued,
    may_ask,
    may_decide,
    may_remind,
    may_update,
    speaks_for,
    verifiers,
)
from tests.ledger.values import (
    ENDED,
    MASS,
    Case,
    Closure,
    Correction,
    Debt,
    Entry,
    Extension,
    Ledger,
    Move,
    Opinion,
    Record,
    Reminder,
    Reply,
    Report,
    Revision,
    Slot,
    State,
    Supplement,
    Task,
    Update,
    Verdict,
    Verification,
    Void,
    Why,
)

# Order


def day_of(record: Record) -> date:
    decided = isinstance(record, Extension | Verification | Closure)
    return record.paper if decided and record.paper else record.day


def place(record: Record) -> tuple[date, bool, bool, str, list[str | int]]:
    """Where a record stands: day, closures without time last, time, name as a person counts."""
    parts = re.split(r"(\d+)", record.name)
    name = [int(part) if part.isdecimal() else part for part in parts]
    late = isinstance(record, Closure) and not record.time
    return (day_of(record), late, bool(record.time), record.time, name)


# Which slot is meant


def unit_meant(case: Case, task: Task, named: str, by: str, day: date) -> str | Why:
    if not task.for_each:
        return ""
    if named in task.for_each:
        return named
    meant = current(case, named or by, day)
    hits = [one for one in task.for_each if current(case, one, day) == meant]
    if named and not hits:
        return Why.UNKNOWN
    hits = hits or list(task.for_each)
    return hits[0] if len(hits) == 1 else Why.UNIT


def own_slots(ledger: Ledger, task: Task, unit: str) -> tuple[Slot, ...]:
    return tuple(slot for slot in ledger.slots if (slot.task, slot.unit) == (task.id, unit))


def named_slots(ledger: Ledger, task: Task, unit: str, named: tuple[date, ...]) -> tuple[Slot, ...] | Why:
    slots = tuple(Slot(task.id, unit, one) for one in named)
    return slots if all(slot in ledger.slots for slot in slots) else Why.UNKNOWN


def only(slots: Iterable[Slot]) -> tuple[Slot, ...] | Why:
    slots = tuple(slots)
    return slots if len(slots) == 1 else Why.OCCURRENCE


def reported_slots(ledger: Ledger, task: Task, unit: str, entry: Entry) -> tuple[Slot, ...] | Why:
    """The slot of which an update speaks."""
    if entry.occurrence:
        return named_slots(ledger, task, unit, (entry.occurrence,))
    own = own_slots(ledger, task, unit)
    owed = [slot for slot in own if ledger.slots[slot].status in ("owed", "asked")]
    return only(own if len(own) == 1 else owed or own)


def judged_slots(ledger: Ledger, task: Task, unit: str, verdict: Verdict) -> tuple[Slot, ...] | Why:
    """The slots of which a verification speaks."""
    own = own_slots(ledger, task, unit)
    status = {slot: ledger.slots[slot].status for slot in own}
    if verdict.occurrences:
        return named_slots(ledger, task, unit, verdict.occurrences)
    if verdict.outcome == "released":
        return tuple(slot for slot in own if status[slot] not in ENDED) or Why.OCCURRENCE
    if verdict.all_reported:
        return tuple(slot for slot in own if status[slot] == "reported") or Why.OCCURRENCE
    if len(own) == 1:
        return own
    ended = [slot for slot in own if status[slot] in ENDED]
    if verdict.effectiveness and not verdict.outcome and verdict.gone is None:
        return tuple(ended[-1:])
    waiting = [slot for slot in own if status[slot] in ("reported", "asked")]
    return only(waiting or (ended if denies(verdict) else [slot for slot in own if status[slot] == "owed"]))


def moved_slots(ledger: Ledger, task: Task, unit: str, move: Move) -> tuple[Slot, ...] | Why:
    """The slot whose deadline an extension moves."""
    if move.occurrence:
        return named_slots(ledger, task, unit, (move.occurrence,))
    own = own_slots(ledger, task, unit)
    if len(own) == 1:
        return own
    still = [slot for slot in own if ledger.slots[slot].status not in ENDED]
    return only(slot for slot in still if move.old in (None, ledger.slots[slot].due))


# What a record does to a slot


def denies(verdict: Verdict) -> bool:
    return verdict.outcome == "rejected" or verdict.gone is False or verdict.effectiveness == "not_effective"


def after_entry(state: State, entry: Entry, day: date) -> State:
    """Apply the unit's word on one slot."""
    if not entry.state or state.status == "released":
        return state
    if entry.state == "not_pursued":
        if state.status == "dropped":
            return state
        said_on = state.said_on if state.status == "asked" else day
        return replace(state, status="asked", declared=entry.state, done_on=None, said_on=said_on)
    if entry.state != "done":
        return replace(state, status="owed", declared=entry.state, done_on=None, said_on=None)
    other = None not in (entry.done_on, state.done_on) and entry.done_on != state.done_on
    if state.status == "verified" and not other:
        said_on = state.said_on if state.declared == "done" else day
        return replace(state, declared="done", done_on=state.done_on or entry.done_on, said_on=said_on)
    kept = state.done_on if state.status in ("reported", "verified") else None
    said_on = state.said_on if state.status == "reported" else day
    return replace(state, status="reported", declared="done", done_on=entry.done_on or kept, said_on=said_on)


def after_verdict(state: State, verdict: Verdict, day: date) -> State:
    """Apply the follower's word on one slot."""
    if denies(verdict):
        return replace(state, status="owed")
    state = replace(state, said_on=state.said_on or day) if verdict.outcome else state
    if verdict.outcome == "released":
        return replace(state, status="released")
    if verdict.outcome == "confirmed":
        return replace(state, status="dropped" if state.declared == "not_pursued" else "verified")
    return state


# What a record does to the ledger


def after_update(case: Case, ledger: Ledger, record: Update) -> Ledger:
    for index, entry in enumerate(record.entries):
        task = task_of(case, entry.task)
        unit = unit_meant(case, task, entry.unit, record.by, record.day) if task else Why.UNKNOWN
        if task is None or isinstance(unit, Why):
            ledger = void(ledger, record, unit if isinstance(unit, Why) else Why.UNKNOWN, index)
            continue
        right = may_update(case, record.by, task, unit, record.day)
        slots = reported_slots(ledger, task, unit, entry) if right else Why.NO_RIGHT
        if isinstance(slots, Why):
            ledger = void(ledger, record, slots, index)
        else:
            left = () if is_withdrawn(case, task.id) else slots
            new = {slot: after_entry(ledger.slots[slot], entry, record.day) for slot in left}
            answered = {slot for slot in left if entry.state in ("done", "not_pursued")}
            ledger = replace(ledger, slots={**ledger.slots, **new}, denied=ledger.denied - answered)
    return ledger


def may_release(case: Case, ledger: Ledger, task: Task, verdict: Verdict) -> bool:
    if not task.occurrences:
        return False
    words = {**ledger.gone, **({task.id: verdict.gone} if verdict.gone is not None else {})}
    for finding in task.findings:
        said = [words[one.id] for one in case.tasks if finding in one.findings and one.id in words]
        if not said or not all(said):
            return False
    return True


def judged(
    case: Case, ledger: Ledger, record: Verification, verdict: Verdict
) -> tuple[str, tuple[Slot, ...]] | Why:
    """The unit and the slots that a verdict judges with right."""
    task, day = task_of(case, verdict.task), day_of(record)
    if task is None:
        return Why.UNKNOWN
    unit = unit_meant(case, task, verdict.unit, record.by, day)
    if isinstance(unit, Why):
        return unit
    owing = debtors(case, task, unit, day)
    named = verifiers(case, task, unit, day)
    followers = (*case.followers, *case.team, case.notice.by)
    may_confirm = current(case, record.by, day) not in owing and speaks_for(case, record.by, named, day)
    if not may_confirm and not (denies(verdict) and speaks_for(case, record.by, followers, day)):
        return Why.NO_RIGHT
    if verdict.outcome == "released" and not may_release(case, ledger, task, verdict):
        return Why.NOT_GONE
    if not verdict.outcome and verdict.gone is None and not verdict.effectiveness:
        return unit, ()
    slots = judged_slots(ledger, task, unit, verdict)
    return slots if isinstance(slots, Why) else (unit, slots)


def denied(ledger: Ledger, verdict: Verdict, slots: tuple[Slot, ...]) -> frozenset[Slot]:
    """What the follower denies after a verdict, until the next one on it."""
    return ledger.denied | set(slots) if denies(verdict) else ledger.denied - set(slots)


def after_verification(case: Case, ledger: Ledger, record: Verification) -> Ledger:
    for index, verdict in enumerate(record.entries):
        meant = judged(case, ledger, record, verdict)
        if isinstance(meant, Why):
            ledger = void(ledger, record, meant, index)
            continue
        if is_withdrawn(case, verdict.task):
            continue
        unit, slots = meant
        new = {slot: after_verdict(ledger.slots[slot], verdict, record.day) for slot in slots}
        mine = sorted(check for check in ledger.checks if check[1:] == (verdict.task, unit))
        answered = set(mine[:1]) if verdict.effectiveness else set()
        due = verdict.effectiveness_due
        gone = False if denies(verdict) else verdict.gone
        again = verdict.effectiveness == "not_effective" and bool(ledger.closed_by)
        ledger = replace(
            ledger,
            slots={**ledger.slots, **new},
            denied=denied(ledger, verdict, slots),
            gone={**ledger.gone, verdict.task: gone} if gone is not None else ledger.gone,
            checks=(ledger.checks - answered) | ({(due, verdict.task, unit)} if due else set()),
            closed_by="" if again else ledger.closed_by,
            reopened=ledger.reopened or again,
        )
    return ledger


def moved(case: Case, ledger: Ledger, record: Extension, move: Move) -> tuple[Slot, ...] | Why:
    """The slots that an extension may move; none for the report and a series."""
    task, day = task_of(case, move.task), day_of(record)
    if move.task and task is None:
        return Why.UNKNOWN
    task = limit(case, ledger, task) if task else None
    unit = unit_meant(case, task, move.unit, record.by, day) if task else ""
    if isinstance(unit, Why):
        return unit
    asks = may_ask(case, record.by, task, unit, day) or may_decide(case, record.by, task, unit, move.to, day)
    if not record.outcome and not asks:
        return Why.NO_RIGHT
    if record.outcome and not may_decide(case, record.decided_by, task, unit, move.to, day):
        return Why.NO_RIGHT
    if task is None or move.series:
        return ()
    return moved_slots(ledger, task, unit, move)


def after_extension(case: Case, ledger: Ledger, record: Extension) -> Ledger:
    for index, move in enumerate(record.moves):
        slots = moved(case, ledger, record, move)
        if isinstance(slots, Why):
            ledger = void(ledger, record, slots, index)
            continue
        approved, task = record.outcome == "approved", task_of(case, move.task)
        new = {slot: replace(ledger.slots[slot], extension_asked=not record.outcome) for slot in slots}
        if approved:
            put_off = {slot: one.decided or not one.due or one.due < move.to for slot, one in new.items()}
            new = {slot: replace(one, due=move.to, decided=put_off[slot]) for slot, one in new.items()}
        if approved and task and move.series:
            added = [one for one in task.later if one <= move.to]
            units = [move.unit] if move.unit else task.for_each or [""]
            fresh = {Slot(task.id, unit, one): State(due=one) for unit in units for one in added}
            new = {slot: state for slot, state in fresh.items() if slot not in ledger.slots}
        due = move.to if approved and task is None else ledger.report_due
        ledger = replace(ledger, slots={**ledger.slots, **new}, report_due=due)
    return ledger


def after_report(case: Case, ledger: Ledger, record: Report) -> Ledger:
    if not speaks_for(case, record.by, head(case, record.day), record.day):
        return void(ledger, record, Why.NO_RIGHT)
    every = in_force(case)
    covers = () if record.periodic else every if record.covers is None else record.covers
    reported = ledger.reported or not record.periodic
    return replace(ledger, covered=ledger.covered | frozenset(covers), reported=reported)


def after_closure(case: Case, ledger: Ledger, record: Closure, *, alone: bool) -> Ledger:
    day = day_of(record)
    if not speaks_for(case, record.by, closers(case, day), day):
        return void(ledger, record, Why.NO_RIGHT)
    began = case.register_began
    if record.before_register and alone and not case.tasks and began and record.day < began:
        return replace(ledger, closed_by=record.name, checked_here=False)
    if not is_closable(case, ledger, day):
        return void(ledger, record, Why.CLOSES_NOTHING)
    return replace(ledger, closed_by=ledger.closed_by or record.name)


def asked_by(records: Iterable[Record], reply: Reply) -> Reminder | Opinion | None:
    """What a reply answers: dated no later than itself."""
    asked = [one for one in records if isinstance(one, Reminder | Opinion) and one.id == reply.to]
    return next((one for one in asked if one.day <= reply.day), None)


def other_void(case: Case, records: tuple[Record, ...], record: Record) -> Why | None:
    """Why a reminder, an opinion or a reply has no effect."""
    if isinstance(record, Reminder) and not may_remind(case, record):
        return Why.NO_RIGHT
    mine = case.units.get(current(case, record.by, record.day))
    if isinstance(record, Opinion) and (mine is None or mine.kind != MASS):
        return Why.NO_RIGHT
    if isinstance(record, Reply):
        asked = asked_by(records, record)
        if asked is None or other_void(case, records, asked):
            return Why.ANSWERS_NOTHING
        whom = current(case, asked.to or case.unit, record.day)
        return None if current(case, record.by, record.day) == whom else Why.NO_RIGHT
    return None


def amended(case: Case, records: Iterable[Record], day: date = date.max) -> tuple[Case, Ledger]:
    """The case and its ledger on a day, from the records that count by then."""
    counted = tuple(sorted((one for one in records if day_of(one) <= day), key=place))
    case = with_added_tasks(case, (one for one in counted if isinstance(one, Revision)))
    ledger = Ledger(fresh((*case.tasks, *set_by_notice(case))), duty_day(case, "report")[0])
    for record in counted:
        match record:
            case Update():
                ledger = after_update(case, ledger, record)
            case Verification():
                ledger = after_verification(case, ledger, record)
            case Extension():
                ledger = after_extension(case, ledger, record)
            case Report():
                ledger = after_report(case, ledger, record)
            case Closure():
                ledger = after_closure(case, ledger, record, alone=len(counted) == 1)
            case Supplement():
                case, ledger = after_supplement(case, ledger, record)
            case Correction():
                case, ledger = after_correction(case, ledger, record)
            case Revision():
                case, ledger = after_revision(case, ledger, record)
            case _:
                why = other_void(case, counted, record)
                ledger = void(ledger, record, why) if why else ledger
    return case, ledger


def fold(case: Case, records: Iterable[Record], day: date = date.max) -> Ledger:
    return amended(case, records, day)[1]


# Answers


def is_reported(case: Case, ledger: Ledger) -> bool:
    return not asks_for(case, "report") or (ledger.reported and set(in_force(case)) <= ledger.covered)


def is_closable(case: Case, ledger: Ledger, day: date) -> bool:
    """Say whether a closure would close: findings and demands, as far as they are in force, are settled and reported."""
    still_open = [one for one in in_force(case) if finding_of(case, ledger, one, day) == "open"]
    covered = set(in_force(case)) <= ledger.covered
    return covered and not still_open and demands_settled(case, ledger, day)


def state_of_task(
    case: Case, records: Iterable[Record], task: str, day: date = date.max
) -> dict[Slot, State]:
    """Each slot of a task: its status, its deadline in force, the day it was reached."""
    return {slot: state for slot, state in fold(case, records, day).slots.items() if slot.task == task}


def finding_state(case: Case, records: Iterable[Record], finding: str, day: date = date.max) -> str:
    case, ledger = amended(case, records, day)
    return finding_of(case, ledger, finding, day)


def case_state(case: Case, records: Iterable[Record], day: date = date.max) -> tuple[str, frozenset[str]]:
    """``open``, ``closed``, ``not checked here`` or ``reopened``, and the closures that close nothing."""
    records = tuple(records)
    ledger = fold(case, records, day)
    closures = {one.name for one in records if isinstance(one, Closure)}
    failed = frozenset(one.record for one in ledger.voids if one.record in closures)
    if not ledger.closed_by:
        return ("reopened" if ledger.reopened else "open"), failed
    return ("closed" if ledger.checked_here else "not checked here"), failed


def void_records(case: Case, records: Iterable[Record], day: date = date.max) -> frozenset[Void]:
    return fold(case, records, day).voids


def unanswered(case: Case, records: Iterable[Record], day: date) -> Iterator[Reminder | Opinion]:
    """Reminders and opinions that wait for an answer."""
    records = tuple(sorted((one for one in records if day_of(one) <= day), key=place))
    known = amended(case, records)[0]
    replies = [one for one in records if isinstance(one, Reply) and not other_void(known, records, one)]
    for asked in records:
        if not isinstance(asked, Reminder | Opinion) or other_void(known, records, asked):
            continue
        replied = any(asked_by(records, reply) == asked for reply in replies)
        named = asked.tasks if isinstance(asked, Reminder) else ()
        ended = bool(named) and any(
            have_ended(*amended(case, records[: at + 1]), named)
            for at in range(records.index(asked), len(records))
        )
        if not replied and not ended:
            yield asked


def have_ended(case: Case, ledger: Ledger, named: tuple[str, ...]) -> bool:
    """Say whether all of some tasks has ended. One that nobody knows has not."""
    slots = [slot for slot in ledger.slots if slot.task in named]
    return {slot.task for slot in slots} == set(named) and all(
        has_ended(case, ledger, slot) for slot in slots
    )


def slot_debts(case: Case, ledger: Ledger, tasks: Iterable[Task], day: date) -> Iterator[Debt]:
    """What is owed of tasks of the plan, or of demands."""
    left = {task.id: task for task in tasks if not is_withdrawn(case, task.id)}
    for slot, state in ledger.slots.items():
        task = left.get(slot.task)
        if task and state.status in ("owed", "asked"):
            yield Debt("task", debtors(case, task, slot.unit, day)[0], slot, state.due)
        if task and state.status in ("reported", "asked"):
            yield Debt("verify", (*verifiers(case, task, slot.unit, day), "")[0], slot)


def demand_debts(case: Case, ledger: Ledger, day: date) -> Iterator[Debt]:
    """What is owed of demands that no task of a plan in force has taken over."""
    for debt in slot_debts(case, ledger, set_by_notice(case), day):
        taken = isinstance(debt.what, Slot) and is_taken_over(case, ledger, debt.what)
        if not (taken and plan_in_force(case, day)):
            yield debt


def debts(case: Case, records: Iterable[Record], day: date) -> frozenset[Debt]:
    """Everything owed on a day, by whom and until when."""
    records = tuple(records)
    if not is_issued(case, case.notice) or (case.notice.on and day < case.notice.on):
        return frozenset()
    waiting = tuple(unanswered(case, records, day))
    case, ledger = amended(case, records, day)
    unit, owed = current(case, case.unit, day), set[Debt]()
    for due, name, whose in ledger.checks:
        task = task_of(case, name)
        if task and not is_withdrawn(case, name):
            by = (*verifiers(case, task, whose, day), "")[0]
            owed.add(Debt("check", by, Slot(name, whose), due))
    if ledger.closed_by or not left_of(case):
        return frozenset(owed)
    if plan_in_force(case, day):
        owed.update(slot_debts(case, ledger, case.tasks, day))
        owed.update(
            Debt("addition", unit, "", one.due) for one in case.additions if addition_owed(case, ledger, one)
        )
    elif asks_for(case, "plan"):
        owed.add(Debt("plan", unit, "", duty_day(case, "plan")[0]))
    owed.update(demand_debts(case, ledger, day))
    if not is_reported(case, ledger):
        owed.add(Debt("report", unit, "", ledger.report_due))
    for asked in waiting:
        owed.add(Debt("reply", current(case, asked.to or case.unit, day), asked.id, asked.reply_due))
    if is_reported(case, ledger) and is_closable(case, ledger, day):
        owed.add(Debt("close", (*closers(case, day), "")[0]))
    return frozenset(owed)


def is_owed_on(case: Case, records: Iterable[Record], day: date, slot: Slot) -> bool:
    return any(debt.kind == "task" and debt.what == slot for debt in debts(case, records, day))


def contradictions(case: Case, records: Iterable[Record]) -> frozenset[frozenset[str]]:
    """Pairs of records without time, of one day, that say yes and no of one slot (law 4: a problem asks)."""
    ordered = tuple(sorted(records, key=place))
    said: list[tuple[date, str, Slot, str, bool]] = []
    for at, record in enumerate(ordered):
        if record.time:
            continue
        known, ledger = amended(case, ordered[:at])
        failed = {one.entry for one in void_records(case, ordered[: at + 1]) if one.record == record.name}
        for slot, word, judges in words(known, ledger, record, failed):
            said.append((day_of(record), record.name, slot, word, judges))
    return frozenset(
        frozenset((one[1], two[1]))
        for one in said
        for two in said
        if one[:1] == two[:1] and one[2] == two[2] and one[1] < two[1] and clash(one[3:], two[3:])
    )


def clash(one: tuple[str, bool], two: tuple[str, bool]) -> bool:
    """Say whether two words contradict: differ, and neither is a verdict on a request not to pursue."""
    return one[0] != two[0] and not ("drop" in (one[0], two[0]) and (one[1] or two[1]))


def words(case: Case, ledger: Ledger, record: Record, failed: set[int]) -> Iterator[tuple[Slot, str, bool]]:
    """Each slot of which a record speaks, what it says (yes, no, drop), and whether as a verdict."""
    if isinstance(record, Update):
        for index, entry in enumerate(record.entries):
            task = task_of(case, entry.task)
            if task is None or index in failed or not entry.state:
                continue
            unit = unit_meant(case, task, entry.unit, record.by, record.day)
            slots = reported_slots(ledger, task, unit, entry) if isinstance(unit, str) else Why.UNIT
            word = {"done": "yes", "not_pursued": "drop"}.get(entry.state, "no")
            yield from ((slot, word, False) for slot in (() if isinstance(slots, Why) else slots))
    if isinstance(record, Verification):
        for index, verdict in enumerate(record.entries):
            meant = Why.UNKNOWN if index in failed else judged(case, ledger, record, verdict)
            if not isinstance(meant, Why) and (verdict.outcome or denies(verdict)):
                yield from ((slot, "no" if denies(verdict) else "yes", True) for slot in meant[1])
