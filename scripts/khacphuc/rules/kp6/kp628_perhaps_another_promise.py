"""An issued task is put in words of which nobody can be sure that they promise the same.

Other words are no offence: a mended slip, a more exact product, an abbreviation written out. Here little is left of them, an
act or a paper gave way to a weaker one, the task is of a kind that puts nothing right, or serves fewer findings and
requirements: what is reported of the old words may count for something else.

Put back the words of the issued paper, or let the plan's approver revise it. If the same is meant, say so in a record of
the case that accounts for it (`answers:`).
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.history.trail import Event, EventKind
from khacphuc.model.amendments import Correction
from khacphuc.model.plan import Task
from khacphuc.model.vocabulary import Severity, TaskKind
from khacphuc.rules.contract import CaseHistory, Context, Said
from khacphuc.rules.event_context import called, quoted, task_of, when
from khacphuc.rules.remedies import explained, or_explain
from khacphuc.rules.rewordings import reworded_text
from khacphuc.text.message import Message, say
from khacphuc.text.promise.rewording import Rewording

SEVERITY = Severity.QUESTION
EVENTS = (EventKind.REWORDED,)
_SERVED = ("findings", "requirements", "parts")
_LOOSE = (TaskKind.FOLLOW_UP, TaskKind.OTHER)


def check_event(event: Event, history: CaseHistory, context: Context) -> Iterator[Said]:
    told = {"kind": _of_kind, **dict.fromkeys(_SERVED, _of_served)}.get(event.field, _of_words)
    message = told(event, history, context)
    if message is None or explained(event, history):
        return
    mend = say("Put back the words of the issued paper, or let the plan's approver revise it.")
    yield Said(message, or_explain(event, history, mend))


def _of_words(event: Event, history: CaseHistory, context: Context) -> Message | None:
    found = reworded_text(event, history)
    if found is None or found.answer is Rewording.SAME:
        return None
    if found.answer is Rewording.LESS and found.steps > 1:  # KP625 tells it
        return None
    return say(
        "Does {id} still promise the same? It was reworded {when}. At first: “{old}”",
        id=called(event),
        when=when(event, history, context),
        old=quoted(found.first),
    )


def _of_kind(event: Event, history: CaseHistory, context: Context) -> Message | None:
    """Return the question where a task that puts something right is of a kind that does not, or of none."""
    task, kinds = _task(event, history), {kind.value: kind for kind in TaskKind}
    old = kinds.get(event.old)
    if old is None or old in _LOOSE or task is None or (task.kind is not None and task.kind not in _LOOSE):
        return None
    return say(
        "{id} was of the kind “{old}” and is of the kind “{new}” {when}, which puts nothing right.",
        id=called(event),
        old=say(old.label),
        new=say(task.kind.label) if task.kind else "–",
        when=when(event, history, context),
    )


def _of_served(event: Event, history: CaseHistory, context: Context) -> Message | None:
    """Return the question where a task serves less of the notice than before, which is not withdrawn."""
    task, notice = _task(event, history), history.case.conclusion if history.case else None
    if task is None or notice is None:
        return None
    held = {*getattr(task, event.field), *_withdrawn(history)}
    lost = [name for name in event.old.split(", ") if name and name not in held]
    if not lost:
        return None
    return say(
        "Issued to serve {names} too, {id} does so no more {when}.",
        names=", ".join(lost),
        id=called(event),
        when=when(event, history, context),
    )


def _task(event: Event, history: CaseHistory) -> Task | None:
    """Return the task of an event as it stands, unless its approver has revised it."""
    case = history.case
    held = task_of(case, event) if case and event.what == "task" else None
    if case is None or held is None:
        return None
    revised = any(plan.revises and task.id == event.id for _, plan, _, task in case.tasks())
    return None if revised else held[2]


def _withdrawn(history: CaseHistory) -> Iterator[str]:
    for _, correction in history.case.of(Correction) if history.case else ():
        yield from (
            name
            for part in correction.changes
            if part.withdrawn
            for name in (part.finding, part.requirement)
            if name
        )
