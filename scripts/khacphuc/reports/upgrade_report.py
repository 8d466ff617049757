"""Tells what documents mean otherwise since the laws of the ledger: which case, what changes, and why."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from khacphuc.model.vocabulary import Act, Declared
from khacphuc.obligations.timeliness import is_open
from khacphuc.obligations.values import CaseState, ObligationKind, Void
from khacphuc.text.message import N_, Message, say, speaker


class Change(Struct, frozen=True):
    """Something that counts otherwise than before: in which document, and why."""

    path: str
    message: Message


def changes(state: CaseState) -> Iterator[Change]:
    """Yield what of a case counts otherwise than before records were judged by who may say them."""
    for void in state.voids:
        yield Change(void.path, _no_effect(void))
    for item in state.obligations:
        if item.kind is ObligationKind.MAKE_PLAN and is_open(item) and state.plan_path:
            message = say(N_("The plan has no number or day: the duty to make one is still owed."))
            yield Change(state.plan_path, message)
        if item.taken_over_from and is_open(item) and item.kind is ObligationKind.DO_TASK:
            message = say(
                N_("Task {id} is owed by {owner}, taken over from {before}."),
                id=item.key,
                owner=item.owed_by,
                before=item.taken_over_from,
            )
            yield Change(item.since_path, message)
    for demand in state.demands:
        message = say(
            N_("Requirement {id} is owed by itself by {owner}: no task has taken it over."),
            id=demand.task.id,
            owner=demand.owner,
        )
        yield Change(demand.path, message)
    for task in state.tasks:
        if task.declared is Declared.NOT_PURSUED and not task.ended:
            message = say(
                N_("Task {id} is owed until a follower agrees that it is not pursued."), id=task.task.id
            )
            yield Change(task.reported_path, message)
    if state.reopened_on:
        message = say(
            N_(
                "The case is open again since {day}: a check found no lasting effect, or the notice was supplemented."
            ),
            day=state.reopened_on,
        )
        yield Change(state.folder, message)


def _no_effect(void: Void) -> Message:
    if void.act is Act.CLOSE:
        return say(N_("This closes nothing: {why}."), why=say(void.why.label))
    return say(N_("{what} has no effect: {why}."), what=say(void.act.label), why=say(void.why.label))


def as_text(states: Sequence[CaseState], language: str) -> str:
    """Return the changes of all cases in words, by case, and how many there are."""
    speak = speaker(language)
    lines: list[str] = []
    found = [(state, list(changes(state))) for state in states]
    for state, some in found:
        if some:
            lines.append(f"{state.folder}: {state.number or state.id} {state.title}")
            lines += [f"  {change.path}: {speak(change.message)}" for change in _once(some)]
    count = sum(1 for _, some in found if some)
    lines.append(speak(say(N_("{n} of {all} cases change."), n=count, all=len(states))))
    return "\n".join(lines) + "\n"


def as_json(states: Sequence[CaseState], language: str) -> str:
    """Return the same for programs."""
    speak = speaker(language)
    cases = [
        {
            "folder": state.folder,
            "changes": [
                {"path": change.path, "message": speak(change.message)} for change in _once(changes(state))
            ],
        }
        for state in states
    ]
    data = {"version": 1, "cases": [case for case in cases if case["changes"]]}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _once(some: Iterable[Change]) -> list[Change]:
    return list(dict.fromkeys(some))
