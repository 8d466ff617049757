"""A milestone of an issued plan was dropped.

A milestone is a deadline that comes early enough to help. Without it, delay shows only at the end.

Put the milestone back. If it is reached later, an extension can name it under `milestone`.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.history.trail import Event, EventKind
from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import CaseHistory, Context, Said
from khacphuc.rules.event_context import called, is_there, quoted, task_of, when
from khacphuc.rules.reference_common import understood
from khacphuc.rules.remedies import answered_for, or_explain
from khacphuc.text.message import say

SEVERITY = Severity.ERROR
EVENTS = (EventKind.DROPPED,)


def check_event(event: Event, history: CaseHistory, context: Context) -> Iterator[Said]:
    case = history.case
    if event.what != "milestone" or case is None or is_there(case, event) or not understood(case, "plan"):
        return
    if task_of(case, event) is None or answered_for(event, history, context):
        return
    message = say(
        "Milestone {id} was dropped from the plan {when}: “{text}”",
        id=called(event),
        when=when(event, history, context),
        text=quoted(event.old),
    )
    yield Said(
        message, or_explain(event, history, say("Put {id} back.", id=called(event)), from_outside=True)
    )
