"""An issued task is put in words of which nobody can be sure that they promise the same.

Other words are no offence: a mended slip, a more exact product, an abbreviation written out. Here so little is left of them, an
act gave way to a weaker one, or the kind of the task to one that puts nothing right, that reports of the old words may
count for something else.

Put back the words of the issued paper, or let the plan's approver revise it. If the same is meant, say so in a record of
the case that accounts for it (`answers:`).
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.history.trail import Event, EventKind
from khacphuc.model.vocabulary import Severity, TaskKind
from khacphuc.rules.contract import CaseHistory, Context, Said
from khacphuc.rules.event_context import called, quoted, task_of, when
from khacphuc.rules.remedies import explained, or_explain
from khacphuc.rules.rewordings import reworded_text
from khacphuc.text.message import Message, say
from khacphuc.text.promise.rewording import Rewording

SEVERITY = Severity.QUESTION
EVENTS = (EventKind.REWORDED,)
_LOOSE = (TaskKind.FOLLOW_UP, TaskKind.OTHER)


def check_event(event: Event, history: CaseHistory, context: Context) -> Iterator[Said]:
    message = (
        _of_kind(event, history, context) if event.field == "kind" else _of_words(event, history, context)
    )
    if message is None or explained(event, history):
        return
    mend = say("Put back the words of the issued paper, or let the plan's approver revise it.")
    yield Said(message, or_explain(event, history, mend))


def _of_words(event: Event, history: CaseHistory, context: Context) -> Message | None:
    found = reworded_text(event, history)
    if found is None or found.answer is not Rewording.UNSURE:
        return None
    return say(
        "Does {id} still promise the same? It was reworded {when}. At first: “{old}”",
        id=called(event),
        when=when(event, history, context),
        old=quoted(found.first),
    )


def _of_kind(event: Event, history: CaseHistory, context: Context) -> Message | None:
    held = task_of(history.case, event) if history.case and event.what == "task" else None
    kinds = {kind.value: kind for kind in TaskKind}
    old, now = kinds.get(event.old), held[2].kind if held else None
    if old is None or old in _LOOSE or now not in _LOOSE or event.new != now.value:
        return None
    return say(
        "{id} was of the kind “{old}” and is of the kind “{new}” {when}, which puts nothing right.",
        id=called(event),
        old=say(old.label),
        new=say(now.label),
        when=when(event, history, context),
    )
