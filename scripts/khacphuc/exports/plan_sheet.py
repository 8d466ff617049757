"""The plan of a case as a table that an office knows: in ten columns, or in five for a page of A4."""

from __future__ import annotations

from collections.abc import Iterable

from khacphuc.exports.sheet import CellValue, Column, SpreadSheet, count, day, identifier, numbered
from khacphuc.model.plan import Task
from khacphuc.obligations.cycle_words import cycle
from khacphuc.obligations.values import CaseState, TaskState
from khacphuc.pages.site_context import SiteContext
from khacphuc.text.message import N_, say

_TEN = (
    count(N_("No.")),
    Column(N_("Finding"), 26),
    Column(N_("Content"), 26),
    Column(N_("Measure"), 26),
    Column(N_("Product"), 18),
    Column(N_("Lead"), 15),
    Column(N_("Supporting"), 14),
    Column(N_("Accountable"), 15),
    Column(N_("Decided by"), 13),
    day(N_("Deadline")),
    identifier(N_("Task id"), 7),
)
_FIVE = (
    count(N_("No.")),
    Column(N_("Finding"), 36),
    Column(N_("Content, measure, product"), 50),
    Column(N_("Lead, accountable"), 24),
    Column(N_("Deadline"), 18),
    identifier(N_("Task id"), 7),
)


def plan_sheet(made: SiteContext, state: CaseState | None, *, columns: int = 10) -> SpreadSheet:
    """The tasks of a case in the order of its plans, each with the findings that it puts right.

    A case that cannot be read has no rows.
    """
    heads = _FIVE if columns == len(_FIVE) - 1 else _TEN
    if state is None:
        return SpreadSheet(say(N_("Plan")), say(N_("Plan")), heads, ())
    cells = _five if heads is _FIVE else _ten
    title = say("Remediation plan: {number} {title}", number=state.number or state.id, title=state.title)
    rows = numbered(cells(made, state, owned) for owned in by_task(state))
    return SpreadSheet(say(N_("Plan")), title, heads, rows)


def by_task(state: CaseState) -> Iterable[list[TaskState]]:
    """The states of each task, of which there are several where several units each owe it."""
    found: dict[tuple[str, int], list[TaskState]] = {}
    for task in state.tasks:
        found.setdefault((task.path, task.index), []).append(task)
    return found.values()


def findings_of(state: CaseState, task: Task) -> str:
    """The findings that a task puts right, a line each, in the words of the notice."""
    texts = {one.finding.id: one.finding.text for one in state.findings}
    return "\n".join(f"{name}: {texts[name]}" if name in texts else name for name in task.findings)


def names(made: SiteContext, parties: Iterable[str], home: str = "") -> str:
    """Parties as one text; at ``home`` people are named without their unit."""
    return "; ".join(made.party_name(party, home) for party in parties)


def leads(made: SiteContext, owned: list[TaskState]) -> str:
    return names(made, dict.fromkeys(str(task.owner) for task in owned if task.owner))


def accountable(made: SiteContext, owned: list[TaskState], home: str = "") -> str:
    return names(made, dict.fromkeys(str(task.answerable) for task in owned if task.answerable), home)


def due_words(made: SiteContext, owned: list[TaskState]) -> str:
    """The deadline as it is now: its recurrence, its day and the original one, its milestones."""
    deadline = owned[0].deadline
    days = [made.say(deadline.current)] if deadline.current else []
    if deadline.original and deadline.original != deadline.current:
        days.append(made.say(say("(originally {day})", day=deadline.original)))
    return _due(made, owned[0].task, days)


def planned_due_words(made: SiteContext, task: Task) -> str:
    """The deadline as the plan itself has it, whatever was decided later."""
    words = made.say(task.due) if task.due else task.due_text
    return _due(made, task, [words] if words else [])


def _due(made: SiteContext, task: Task, days: list[str]) -> str:
    cycles = [made.say(cycle(task.recurrence))] if task.recurrence else []
    steps = [f"{step.id}: {made.say(step.due)}" for step in task.milestones if step.due]
    return "\n".join((*cycles, *days, *steps))


def _ten(made: SiteContext, state: CaseState, owned: list[TaskState]) -> tuple[CellValue, ...]:
    task = owned[0].task
    return (
        findings_of(state, task),
        task.content or "",
        task.measure or "",
        task.product or "",
        leads(made, owned),
        names(made, task.supporters),
        accountable(made, owned),
        made.party_name(task.authority) if task.authority else "",
        owned[0].deadline.current,
        task.id,
    )


def _five(made: SiteContext, state: CaseState, owned: list[TaskState]) -> tuple[CellValue, ...]:
    task = owned[0].task
    work = "\n".join(filter(None, (task.content, task.measure, task.product)))
    who = "\n".join(filter(None, (leads(made, owned), accountable(made, owned))))
    return findings_of(state, task), work, who, due_words(made, owned), task.id
