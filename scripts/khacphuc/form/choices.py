"""What can be chosen in a case: units and people of the register, findings, tasks and records of the case, with their words."""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.cycle import LAST_WORKING_DAY
from khacphuc.model.records import Opinion, Reminder
from khacphuc.obligations.values import CaseState, ObligationKind
from khacphuc.register.case import Case
from khacphuc.register.loading import RegisterSettings
from khacphuc.text.message import Speaker, say, speaker
from khacphuc.timeline.timeline import timeline

Choices = dict[str, list[list[str]]]
"""By what is referred to: id, words, and for some the task to which they belong."""

_LONGEST = 110


def register_choices(settings: RegisterSettings, language: str) -> Choices:
    """Units and people, the head of each unit, the kinds of units, and where in its period something falls due."""
    units, speak = settings.units, speaker(language)
    bodies = [[unit.id, unit.name] for unit in units]
    people = [[party, units.called(party)] for party in sorted(units.people)]
    return {
        "unit": bodies,
        "person": people,
        "party": [*bodies, *people],
        "head": [[unit.id, str(unit.head)] for unit in units if unit.head],
        "unit-kind": [
            [kind.id, (kind.label_en if language == "en" else "") or kind.label]
            for kind in settings.policy.unit_kinds
        ],
        "cycle-day": [[LAST_WORKING_DAY, speak(say("the last working day"))]]
        + [[str(day), ""] for day in range(1, 32)],
        "cycle-month": [["first", speak(say("the first month"))], ["last", speak(say("the last month"))]]
        + [[str(month), ""] for month in range(1, 13)],
    }


def case_choices(case: Case, state: CaseState | None, speak: Speaker) -> Choices:
    """What a case itself declares."""
    notice = timeline(case).notice
    standing = notice.conclusion if notice else None
    findings = [[item.id, _short(item.text)] for item in standing.findings] if standing else []
    requirements = [[item.id, _short(item.text)] for item in standing.requirements] if standing else []
    held = notice.parts if notice else ()
    parts = [[part.id, _short(part.text), item.id] for item in held for part in item.parts]
    tasks, milestones = [], []
    for _, _, _, task in case.tasks():
        tasks.append([task.id, _short(task.content or task.measure or task.product or "")])
        milestones += [[step.id, _short(step.text), task.id] for step in task.milestones]
    demanded = [[item.task.id, _short(item.task.content or "")] for item in state.demands] if state else []
    tasks += demanded
    found = {
        "finding": findings,
        "finding-part": parts,
        "requirement": requirements,
        "task": tasks,
        "milestone": milestones,
        "record": list(_records(case)),
        "part": [*findings, *requirements, *(item for item in tasks if item not in demanded)],
        "occurrence": list(_occurrences(state, speak)) if state else [],
    }
    return {what: some for what, some in found.items() if some}


def merged(*some: Choices) -> Choices:
    """Several tables of choices as one."""
    return {what: items for each in some for what, items in each.items()}


def _records(case: Case) -> Iterator[list[str]]:
    for _, opinion in case.of(Opinion):
        yield [opinion.id, _short(opinion.text or "")]
    for _, reminder in case.of(Reminder):
        yield [reminder.id, reminder.date.isoformat()]


def _occurrences(state: CaseState, speak: Speaker) -> Iterator[list[str]]:
    for task in (*state.demands, *state.tasks):
        for owed in task.obligations:
            due = owed.deadline.current
            if owed.kind is ObligationKind.MEET_OCCURRENCE and due and not owed.fulfilled:
                yield [due.isoformat(), speak(due), task.task.id]


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()}…"
