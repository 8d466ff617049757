"""A deadline that stood in an issued paper was taken out.

What has no deadline is never overdue: it leaves every list without having been done.

Write the deadline back. If the task is no longer to be done, report it as not pursued, with the reason and the decision.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.history.trail import Event, EventKind
from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import CaseHistory, Context, Said
from khacphuc.rules.deadline_moves import day_in, removed
from khacphuc.rules.event_context import called, when
from khacphuc.rules.remedies import answered_for, or_explain
from khacphuc.text.message import say

SEVERITY = Severity.ERROR
EVENTS = (EventKind.DEADLINE_REMOVED,)


def check_event(event: Event, history: CaseHistory, context: Context) -> Iterator[Said]:
    if not removed(event, history) or answered_for(event, history, context):
        return
    message = say(
        "The deadline of {what}, {old}, was removed {when}.",
        what=called(event),
        old=day_in(event.old) or event.old,
        when=when(event, history, context),
    )
    mend = say("Write it back: {line}", line=f"{event.field}: {event.old}")
    yield Said(message, or_explain(event, history, mend, from_outside=True))
