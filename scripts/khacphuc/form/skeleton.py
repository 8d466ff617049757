"""What a new document begins with: findings become the skeleton of a plan, open tasks that of an update."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from msgspec import Struct

from khacphuc.model.conclusion import Conclusion, Finding
from khacphuc.model.party import Party
from khacphuc.model.vocabulary import Level
from khacphuc.obligations.values import CaseState, ObligationKind, TaskState
from khacphuc.register.case import Case
from khacphuc.register.units import COMMISSION, OFFICE, Units
from khacphuc.text.nodes import YamlValue
from khacphuc.timeline.timeline import timeline

Values = dict[str, YamlValue]


class Setting(Struct, frozen=True):
    """For whom and in which case a document is begun."""

    case: Case
    state: CaseState | None
    units: Units
    party: Party
    day: date
    task: str = ""
    """The one task that it is about, if one."""


def first_values(kind: str, units: Units) -> Values:
    """The first values of a document that needs no case: of a conclusion notice, or of a unit."""
    top = [unit.id for unit in units if not unit.parent and unit.kind not in (COMMISSION, OFFICE)]
    if kind == "unit":
        unit: Values = {"people": [{}]}
        return unit | ({"parent": top[0]} if len(top) == 1 else {})
    found: Values = {
        "status": "issued",
        "findings": [{"id": "HC1"}],
        "requirements": [{"id": "YC1", "finding": ["HC1"]}],
    }
    following = [unit.id for unit in units if unit.kind == COMMISSION]
    return found | ({"followers": {"commission": following[0]}} if len(following) == 1 else {})


SKELETAL = frozenset({"update", "verification"})
"""Kinds whose rows of tasks are offers: one in which nothing is filled in is left out."""


def skeleton(kind: str, setting: Setting) -> Values:
    """The first values of a new document."""
    found: Values = {"type": kind}
    return found | _KINDS.get(kind, _plain)(setting)


def _plain(setting: Setting) -> Values:
    return {"date": setting.day.isoformat(), "by": str(setting.party)}


def _plan(setting: Setting) -> Values:
    """A plan with a task for each finding; where there is a plan, a revision with one for each finding without a task."""
    notice = timeline(setting.case).notice
    conclusion = notice.conclusion if notice else None
    unit = conclusion.unit if conclusion else setting.case.unit
    known = setting.units.get(unit)
    path = setting.state.plan_path if setting.state else ""
    main = next((plan for document, plan in setting.case.plans() if document.path == path), None)
    taken = [task for _, _, _, task in setting.case.tasks()]
    served = {finding for task in taken for finding in task.findings}
    whose = _own_plan(setting, conclusion)
    tasks: list[YamlValue] = []
    findings = conclusion.findings if conclusion else ()
    new = [one for one in findings if _own_finding(one, setting.party) if whose or one.id not in served]
    for number, finding in enumerate(new, len(taken) + 1):
        answers = (
            [item.id for item in conclusion.requirements if finding.id in item.finding] if conclusion else []
        )
        task: Values = {"id": f"N{number}", "findings": [finding.id], "lead": str(whose.get("for", unit))}
        if whose and setting.party.person:
            task["accountable"] = [str(setting.party)]
        elif known and known.head:
            task["accountable"] = [str(known.head)]
        if answers:
            task["requirements"] = [*answers]
        if finding.parts:
            task["parts"] = [part.id for part in finding.parts]
        tasks.append(task)
    found: Values = {"status": "issued", "issued_by": unit, "tasks": tasks}
    found |= whose or {"level": "main"}
    if main is not None and not whose:
        paper = {"number": main.number, "date": str(main.issued_on or "")}
        found["revises"] = {key: value for key, value in paper.items() if value}
    return found | ({"directed_by": str(known.head)} if known and known.head else {})


def _own_plan(setting: Setting, conclusion: Conclusion | None) -> Values:
    """Whose plan it is where a collective or individual makes one of its own; nothing for the plan of the unit."""
    party = setting.party
    if conclusion is None:
        return {}
    known = setting.units.get(conclusion.unit)
    named = any(party in item.concerned for item in conclusion.findings)
    below = party.person and party.unit == conclusion.unit and known and known.head not in (None, party)
    if not (named or below):
        return {}
    level = Level.INDIVIDUAL if party.person else Level.COLLECTIVE
    return {"level": level.value, "for": str(party), "issued_by": str(party)}


def _own_finding(finding: Finding, party: Party) -> bool:
    """Whether a finding is one for a party: it names it, or names nobody."""
    return not finding.concerned or party in finding.concerned or not party.person


def _owed(setting: Setting) -> tuple[TaskState, ...]:
    """The tasks of the plans, and what the notice demands of the unit, or of whoever writes, and no task has taken over."""
    state = setting.state
    if state is None:
        return ()
    near = (state.owner, setting.party.unit)
    own = [
        item
        for item in state.demands
        if item.owner.unit in near or item.handed_in or item.task.id == setting.task
    ]
    return (*own, *state.tasks)


def _open_tasks(setting: Setting, *, handed_in: bool) -> list[YamlValue]:
    """The tasks that are still to be done, or those that await the follower's word."""
    found: list[YamlValue] = []
    for task in _owed(setting):
        due = _next_occurrence(task, handed_in=handed_in)
        wanted = (due is not None or (task.handed_in and not task.ended)) if handed_in else not task.handed_in
        if task.task.id == setting.task or (wanted and not setting.task):
            row: Values = {"task": task.task.id}
            if task.task.for_each is not None:
                row["unit"] = str(task.owner)
            if due:
                row["occurrence"] = due.isoformat()
            found.append(row)
    return found


def _next_occurrence(task: TaskState, *, handed_in: bool) -> date | None:
    """The first occurrence of a recurring task that is still to be reported, or awaits the follower's word."""
    days = [
        one.deadline.current
        for one in task.obligations
        if one.kind is ObligationKind.MEET_OCCURRENCE
        and one.deadline.current
        and not one.dropped
        and (one.waiting if handed_in else not one.fulfilled)
    ]
    return min(days, default=None)


def _update(setting: Setting) -> Values:
    return _plain(setting) | {"tasks": _open_tasks(setting, handed_in=False)}


def _verification(setting: Setting) -> Values:
    return _plain(setting) | {"tasks": _open_tasks(setting, handed_in=True)}


def _extension(setting: Setting) -> Values:
    moves: list[YamlValue] = []
    for task in _owed(setting):
        if task.task.id == setting.task and task.deadline.current:
            moves = [{"task": task.task.id, "from": task.deadline.current.isoformat()}]
    return _plain(setting) | ({"tasks": moves} if moves else {})


def _reminder(setting: Setting) -> Values:
    number = f"DD{len([1 for document in setting.case.documents if document.slot.type == 'reminder']) + 1}"
    tasks: Values = {"tasks": [setting.task]} if setting.task else {}
    return {"id": number} | _plain(setting) | tasks


def _opinion(setting: Setting) -> Values:
    number = f"YK{len([1 for document in setting.case.documents if document.slot.type == 'opinion']) + 1}"
    return {"id": number, "date": setting.day.isoformat(), "from": str(setting.party)}


def _meeting(setting: Setting) -> Values:
    return {"date": setting.day.isoformat(), "unit": setting.party.unit}


_KINDS: dict[str, Callable[[Setting], Values]] = {
    "plan": _plan,
    "update": _update,
    "verification": _verification,
    "extension": _extension,
    "reminder": _reminder,
    "opinion": _opinion,
    "meeting": _meeting,
}
