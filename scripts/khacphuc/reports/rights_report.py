"""Tables of who may do what in a case, for a terminal and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from khacphuc.model.party import NOBODY, Party
from khacphuc.model.schema import Vocabulary
from khacphuc.model.vocabulary import Act, Duty
from khacphuc.obligations.obligation_words import with_predecessor
from khacphuc.register.case import Case
from khacphuc.register.loading import RegisterSettings
from khacphuc.register.units import Units
from khacphuc.text.message import N_, Message, MessageArgument, Speaker, say, speaker
from khacphuc.timeline.rights import CaseRole, Holder, Rights, Subject
from khacphuc.timeline.timeline import PlannedTask, Timeline, timeline_until

_OF_THE_CASE = (Act.CONCLUDE, Act.PLAN, Act.REPORT, Act.CLOSE, Act.REMIND, Act.NOTIFY)
_OF_A_TASK = (Act.UPDATE, Act.ASK_EXTENSION, Act.DECIDE_EXTENSION, Act.VERIFY)
"""Rights that depend on who does the task."""
_OF_A_DUTY = (Act.ASK_EXTENSION, Act.DECIDE_EXTENSION)
"""Rights over the deadlines of the case itself: those of plan and report."""


class RightsRole(Vocabulary):
    """What a party is in a case, where the table has one name for several."""

    OWING = "owing", N_("unit that owes its share of the task")


class OwnRecord(Vocabulary):
    """Kinds of records that do not depend on the case, each by whoever it is of."""

    OPINION = "opinion", N_("give an opinion")
    MEETING = "meeting", N_("record a meeting")


_WHOSE = {
    OwnRecord.OPINION: N_("the mass organisation that gives it"),
    OwnRecord.MEETING: N_("the unit that met"),
}


class HeldRight(Struct, frozen=True):
    """A party that has a right today, what it is in the case, and the ended unit in whose place it stands."""

    party: Party
    role: CaseRole | RightsRole
    before: Party = NOBODY


class RightsTopic(Struct, frozen=True):
    """What a right is about: the case as a whole, a task (a unit's share of it), a duty, or what asks for a reply."""

    subject: Subject = Subject()
    id: str = ""
    name: MessageArgument = ""


class RightsLine(Struct, frozen=True):
    """Who may do something, about the topics that are named (none: of the case)."""

    act: Act
    topics: tuple[RightsTopic, ...]
    holders: tuple[HeldRight, ...]


def lines(case: Case, settings: RegisterSettings, on: date) -> list[RightsLine]:
    """Return the rights in a case on a day; topics for which the same parties may do the same stand together."""
    conclusion = case.conclusion
    if conclusion is None:
        return []
    known = timeline_until(case, on)
    planned = (*known.tasks.values(), *known.demands.values())
    rights = Rights(
        conclusion,
        [(one.plan, one.task) for one in known.tasks.values()],
        settings.units,
        settings.policy,
        on,
    )
    tasks = [topic for one in planned for topic in _shares(one, settings.units, on)]
    duties = [RightsTopic(id=duty.value, name=say(duty.label)) for duty in Duty]
    found = [
        line for act in _OF_THE_CASE for line in _lines(rights, settings.units, act, on, [RightsTopic()])
    ]
    for act in _OF_A_TASK:
        found += _lines(rights, settings.units, act, on, [*tasks, *(duties if act in _OF_A_DUTY else ())])
    found += _lines(rights, settings.units, Act.REPLY, on, list(_asking(known)) or [RightsTopic()])
    return found


def _shares(planned: PlannedTask, units: Units, on: date) -> Iterator[RightsTopic]:
    """Yield a task; where each of several units owes it, each one's share."""
    plan, task = planned.plan, planned.task
    each = task.for_each
    owing = units.each(each, plan.issued_on or on) if each else ()
    if not owing:
        yield RightsTopic(Subject(plan, task), task.id, task.id)
    for unit in owing:
        name = f"{task.id}, {units.called(unit.id)}"
        yield RightsTopic(Subject(plan, task, unit.id), f"{task.id}@{unit.id}", name)


def _asking(known: Timeline) -> Iterator[RightsTopic]:
    """Yield the opinions and reminders, which ask for replies."""
    for opinion in known.opinions:
        yield RightsTopic(id=opinion.record.id, name=opinion.record.id)
    for reminder in known.reminders:
        asked = reminder.record.to or NOBODY
        yield RightsTopic(Subject(asked=asked), reminder.record.id, reminder.record.id)


def _lines(
    rights: Rights, units: Units, act: Act, on: date, topics: Sequence[RightsTopic]
) -> Iterator[RightsLine]:
    together: dict[tuple[HeldRight, ...], list[RightsTopic]] = {}
    for topic in topics:
        holders = rights.holders(act, on, topic.subject)
        held = dict.fromkeys(_held(holder, topic.subject, units, on) for holder in holders)
        together.setdefault(tuple(held), []).append(topic)
    for found, same in together.items():
        yield RightsLine(act, tuple(topic for topic in same if topic.id), found)


def _held(holder: Holder, subject: Subject, units: Units, on: date) -> HeldRight:
    """Return who holds a right on a day: of a unit that has ended, its successor, which its people speak for."""
    unit, role = holder.party.unit, _role(holder, subject)
    now = units.current(unit, on)
    return HeldRight(Party(now), role, Party(unit)) if now != unit else HeldRight(holder.party, role)


def _role(holder: Holder, subject: Subject) -> CaseRole | RightsRole:
    """Return what a holder is: who does a task is its lead only where the plan says so."""
    task, party = subject.task, holder.party
    if holder.role is not CaseRole.DOER or task is None or party in task.lead:
        return holder.role
    if party == subject.unit:
        return RightsRole.OWING
    return CaseRole.ACCOUNTABLE if party in task.accountable else CaseRole.PLANNER


def as_text(case: Case, settings: RegisterSettings, on: date, language: str) -> str:
    """Return the rights in a case in words: what, of which tasks, by whom, and why."""
    speak = speaker(language)
    conclusion = case.conclusion
    name = f"{conclusion.number or conclusion.id} {conclusion.title}" if conclusion else case.folder
    head = speak(say(N_("Who may do what in {case}, on {day}"), case=name, day=on))
    return "\n".join([head, *_in_words(lines(case, settings, on), settings, speak)]) + "\n"


def _in_words(found: list[RightsLine], settings: RegisterSettings, speak: Speaker) -> Iterator[str]:
    for line in found:
        what = speak(Message(line.act.label))
        yield ""
        yield f"{what} ({'; '.join(speak(topic.name) for topic in line.topics)})" if line.topics else what
        for holder in line.holders:
            yield f"  {_named(holder, settings.units, speak)}: {speak(Message(holder.role.label))}"
        if not line.holders:
            yield f"  {speak(say(N_('nobody: compare issuer and followers with the notice')))}"
    for own, whose in _WHOSE.items():
        yield from ("", speak(Message(own.label)), f"  {speak(Message(whose))}")


def _named(holder: HeldRight, units: Units, speak: Speaker) -> str:
    return with_predecessor(
        f"{units.called(holder.party)} [{holder.party}]", holder.before, units.called, speak
    )


def as_json(case: Case, settings: RegisterSettings, on: date) -> str:
    """Return the same for programs. ``tasks`` names what a right is about: tasks, duties, opinions and reminders."""
    rights = [
        {
            "act": line.act.value,
            "tasks": [topic.id for topic in line.topics],
            "holders": [
                {
                    "party": one.party,
                    "role": _word(one.role),
                    **({"successor_of": one.before} if one.before else {}),
                }
                for one in line.holders
            ],
        }
        for line in lines(case, settings, on)
    ]
    data = {"version": 1, "as_of": on.isoformat(), "folder": case.folder, "rights": rights}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _word(word: Vocabulary) -> str:
    return word.value
