"""Tables of who may do what in a case, for a terminal and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from khacphuc.model.schema import Vocabulary
from khacphuc.model.vocabulary import Act
from khacphuc.register.case import Case
from khacphuc.register.loading import RegisterSettings
from khacphuc.text.message import N_, Message, Speaker, say, speaker
from khacphuc.timeline.rights import Holder, Rights, Subject
from khacphuc.timeline.timeline import PlannedTask, timeline

_OF_THE_CASE = (Act.CONCLUDE, Act.PLAN, Act.REPORT, Act.CLOSE, Act.REMIND)
_OF_A_TASK = (Act.UPDATE, Act.ASK_EXTENSION, Act.DECIDE_EXTENSION, Act.VERIFY)
"""Rights that depend on who does the task."""


class RightsLine(Struct, frozen=True):
    """Who may do something, of the case (no task) or of the tasks that are named."""

    act: Act
    tasks: tuple[str, ...]
    holders: tuple[Holder, ...]


def lines(case: Case, settings: RegisterSettings, on: date) -> list[RightsLine]:
    """Return the rights in a case on a day; tasks for which the same parties may do the same stand together."""
    conclusion = case.conclusion
    if conclusion is None:
        return []
    known = timeline(case)
    planned = list(known.tasks.values())
    rights = Rights(conclusion, [(one.plan, one.task) for one in planned], settings.units, settings.policy)
    found = [RightsLine(act, (), rights.holders(act, on)) for act in _OF_THE_CASE]
    for act in _OF_A_TASK:
        together: dict[tuple[Holder, ...], list[str]] = {}
        for one in (*planned, *known.demands.values()):
            together.setdefault(_holders(rights, act, on, one), []).append(one.task.id)
        found += [RightsLine(act, tuple(tasks), holders) for holders, tasks in together.items()]
    return found


def _holders(rights: Rights, act: Act, on: date, planned: PlannedTask) -> tuple[Holder, ...]:
    return rights.holders(act, on, Subject(planned.plan, planned.task))


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
        yield f"{what} ({', '.join(line.tasks)})" if line.tasks else what
        for holder in line.holders:
            yield f"  {settings.units.called(holder.party)} [{holder.party}]: {speak(Message(holder.role.label))}"
        if not line.holders:
            yield f"  {speak(say(N_('nobody: compare issuer and followers with the notice')))}"


def as_json(case: Case, settings: RegisterSettings, on: date) -> str:
    """Return the same for programs."""
    rights = [
        {
            "act": line.act.value,
            "tasks": line.tasks,
            "holders": [{"party": one.party, "role": _word(one.role)} for one in line.holders],
        }
        for line in lines(case, settings, on)
    ]
    data = {"version": 1, "as_of": on.isoformat(), "folder": case.folder, "rights": rights}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _word(word: Vocabulary) -> str:
    return word.value
