"""A task was reworded in several steps, until less is promised, or something else.

Each step alone looks like a change of words. Beside what was issued, another task stands under the same id, and reports of the
one count for the other.

Put back the words of the issued paper. What is to be done instead is a task of its own, or a revision that its approver
signs.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.history.trail import Event, EventKind
from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import CaseHistory, Context, Said
from khacphuc.rules.event_context import called, quoted, when
from khacphuc.rules.remedies import answered_for, or_explain
from khacphuc.rules.rewordings import reworded_text
from khacphuc.text.message import say
from khacphuc.text.promise.rewording import Rewording

SEVERITY = Severity.ERROR
EVENTS = (EventKind.REWORDED,)


def check_event(event: Event, history: CaseHistory, context: Context) -> Iterator[Said]:
    found = reworded_text(event, history)
    if found is None or found.answer is not Rewording.LESS or found.steps == 1:  # one step is KP619's
        return
    if answered_for(event, history, context):
        return
    message = say(
        "In {n} steps, the last one {when}, {id} was reworded until it promises less, or something else. At first: “{old}”",
        n=found.steps,
        id=called(event),
        when=when(event, history, context),
        old=quoted(found.first),
    )
    mend = say("Put back the words of the issued paper.")
    yield Said(message, or_explain(event, history, mend, from_outside=True))
