"""Yield events of plans in force and their tasks: parties, wording, scope, tasks dropped and added."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from msgspec.structs import replace

from khacphuc.history.comparing.case_change import CaseChange, is_pair, name_of
from khacphuc.history.comparing.deadline_changes import ApprovedMoves, milestone_deadline, task_deadline
from khacphuc.history.comparing.handovers import HandedOverBy, handed_over_by
from khacphuc.history.comparing.id_changes import added_ids, removed_ids
from khacphuc.history.comparing.text_differences import (
    Difference,
    body_difference,
    cut,
    differences,
    replaced,
    spelled,
)
from khacphuc.history.trail import Event, EventKind
from khacphuc.model.amendments import Correction
from khacphuc.model.plan import Plan, Task
from khacphuc.model.shared import Milestone
from khacphuc.register.case import Case, tasks_of
from khacphuc.register.document import AnyDocument, Document
from khacphuc.timeline.deadlines import end_of
from khacphuc.timeline.sides import approver

_OWNERS = frozenset({"lead", "accountable", "directed_by"})
_NOT_TOLD = frozenset({"id", "supporters", "start", "depends_on", "due", "recurrence.until", "milestones"})


class TaskInPlan(NamedTuple):
    """A task, and the plan in force in which it stands."""

    document: Document[Plan]
    task: Task


class MatchedTasks(NamedTuple):
    """The tasks in force on both sides of a change, matched by id; what stands on one side only."""

    kept: list[tuple[TaskInPlan, TaskInPlan]]
    gone: list[TaskInPlan]
    came: list[TaskInPlan]


def plan_events(change: CaseChange, known: ApprovedMoves) -> Iterator[Event]:
    """Yield everything that a change says of the plans in force."""
    old, new, fresh = change.plans_in_force()
    held = {id(document) for document in old}
    for pair in change.pairs:
        if is_pair(pair, Plan) and pair.old and pair.new and id(pair.old) in held:
            yield from _plan(change, pair.old, pair.new)
    tasks = _match(_tasks(old), _tasks(new))
    for before, after in tasks.kept:
        yield from _task(change, known, before.task, after, revised=_revises(after, fresh))
    for before, after in _match(_revised(old), _revised(new)).kept:
        yield from _task(change, known, before.task, after)
    if change.after is not None:
        called = {id(pair.old): pair.new for pair in change.pairs if is_pair(pair, Plan)}
        for item in tasks.gone:
            document = called.get(id(item.document)) or item.document
            gone = removed_ids(change, document, "task", item.task.id, wording(item.task))
            yield replace(gone, declared=_served_what_is_withdrawn(change.after, item.task))
    for item in tasks.came:
        told = item.document.path not in fresh
        yield from added_ids(change, item.document, "task", item.task.id, wording(item.task), told=told)


def _served_what_is_withdrawn(case: Case, task: Task) -> bool:
    """Return whether corrections of the notice have withdrawn everything that a task serves."""
    changes = (part for _, correction in case.of(Correction) for part in correction.changes if part.withdrawn)
    withdrawn = {name for part in changes for name in (part.finding, part.requirement)}
    served = {*task.findings, *task.requirements}
    return bool(served) and served <= withdrawn


def wording(task: Task) -> str:
    """Return a task in a few words."""
    return task.content or task.measure or task.product or ""


def _tasks(plans: list[Document[Plan]]) -> list[TaskInPlan]:
    """The tasks in force: a revision's stand in the place of those that it revises."""
    return [TaskInPlan(document, task) for document, _, _, task in tasks_of(plans)]


def _revised(plans: list[Document[Plan]]) -> list[TaskInPlan]:
    """The tasks that stand anew in a revision, as they were promised before."""
    if all(document.record.revises is None for document in plans):
        return []
    held = {(id(document), index) for document, _, index, _ in tasks_of(plans)}
    return [
        TaskInPlan(document, task)
        for document in plans
        for index, task in enumerate(document.record.tasks)
        if (id(document), index) not in held
    ]


def _revises(item: TaskInPlan, fresh: set[str]) -> bool:
    """Return whether a task stands in a revision that came into force with the change: its paper declares what moves."""
    return item.document.record.revises is not None and item.document.path in fresh


def _match(old: list[TaskInPlan], new: list[TaskInPlan]) -> MatchedTasks:
    """By id over all plans of the case; an id that stands twice is looked for in the same plan first."""
    waiting: defaultdict[str, list[TaskInPlan]] = defaultdict(list)
    for item in old:
        waiting[item.task.id].append(item)
    kept, fresh = [], []
    for item in new:
        found = waiting[item.task.id]
        if not found:
            fresh.append(item)
            continue
        home = name_of(item.document)
        at = next((place for place, was in enumerate(found) if name_of(was.document) == home), 0)
        kept.append((found.pop(at), item))
    left = {id(item) for items in waiting.values() for item in items}
    return MatchedTasks(kept, [item for item in old if id(item) in left], fresh)


def _plan(change: CaseChange, old: Document[Plan], new: Document[Plan]) -> Iterator[Event]:
    found = list(differences(old.record, new.record, frozenset({"tasks", "status"})))
    if body := body_difference(old.body, new.body):
        found.append(body)
    for item in found:
        yield _told(change, new, "plan", "", item)


def _told(change: CaseChange, document: AnyDocument, what: str, name: str, found: Difference) -> Event:
    kind = EventKind.OWNER_CHANGED if found.key in _OWNERS else EventKind.REWORDED
    return change.event(kind, document, what, id=name, field=found.key, old=found.old, new=found.new)


def _task(
    change: CaseChange, known: ApprovedMoves, old: Task, item: TaskInPlan, *, revised: bool = False
) -> Iterator[Event]:
    document, new = item
    if old == new and not known.concern(new):
        return
    if old != new:
        yield from _words(change, document, old, new, revised=revised)
    yield from _declared(task_deadline(known, document, old, new), revised=revised)
    before, after = ({step.id: step for step in reversed(task.milestones)} for task in (old, new))
    for name, step in after.items():
        if (was := before.get(name)) is None:
            yield from added_ids(change, document, "milestone", f"{new.id}/{name}", step.text, told=True)
            continue
        if step != was:
            yield from _step(change, document, new.id, was, step)
        yield from _declared(milestone_deadline(known, document, new, was, step), revised=revised)
    for name, step in before.items():
        if name not in after:
            yield removed_ids(change, document, "milestone", f"{new.id}/{name}", step.text)


def _declared(events: Iterator[Event], *, revised: bool) -> Iterator[Event]:
    """Yield the moves of deadlines, as declared where a revision makes them. Whether it may, the ledger judges (KP510)."""
    for event in events:
        yield replace(event, declared=True) if revised else event


def _words(
    change: CaseChange, document: Document[Plan], old: Task, new: Task, *, revised: bool
) -> Iterator[Event]:
    by = HandedOverBy.RIGHT
    unit = change.after.conclusion.unit if change.after and change.after.conclusion else ""
    # A revision that another approves is that one's decision; one's own is not.
    if old.accountable != new.accountable and not (revised and approver(document.record, unit)):
        by = handed_over_by(change, document, old, new)
    if by is HandedOverBy.OTHERS:
        persons = {"old": spelled(old.accountable), "new": spelled(new.accountable)}
        yield change.event(
            EventKind.OWED_BY_ANOTHER, document, "task", id=new.id, field="accountable", **persons
        )
    skip = _NOT_TOLD if end_of(old) == end_of(new) else _NOT_TOLD | {"due_text"}
    if _another(old, new):
        words = {"old": cut(wording(old)), "new": cut(wording(new))}
        yield change.event(EventKind.ID_REUSED, document, "task", id=new.id, **words)
        return
    for item in differences(old, new, skip):
        if item.key in skip:
            continue
        event = _told(change, document, "task", new.id, item)
        decided = item.key == "accountable" and by is HandedOverBy.RIGHT
        yield replace(event, declared=True) if decided else event


def _another(old: Task, new: Task) -> bool:
    """Return whether the id now stands for another task: its texts are others, and two of who, when and what for.

    Where it had several texts and nothing of them is left, that is enough.
    """
    was, now = _texts(old), _texts(new)
    if was == now:
        return False
    others = (
        (old.lead, old.accountable) != (new.lead, new.accountable),
        end_of(old) != end_of(new),
        set(old.findings) != set(new.findings),
    )
    more = sum(others) > 1
    return (more or len(was) > 1) and replaced(" ".join(was), " ".join(now), more=more)


def _texts(task: Task) -> list[str]:
    return [text for text in (task.content, task.measure, task.product) if text]


def _step(
    change: CaseChange, document: AnyDocument, task: str, old: Milestone, new: Milestone
) -> Iterator[Event]:
    skip = frozenset({"id", "due"}) if old.due == new.due else frozenset({"id", "due", "due_text"})
    for item in differences(old, new, skip):
        yield _told(change, document, "milestone", f"{task}/{new.id}", item)
