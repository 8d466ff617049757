"""A whole case was deleted.

Its findings, tasks and deadlines are gone from every list, and nothing in the register says that they were ever there.

Put the folder back. A case is ended by its closure, and kept.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.history.trail import Event, EventKind
from khacphuc.model.conclusion import Conclusion
from khacphuc.model.vocabulary import Severity, Status
from khacphuc.rules.contract import CaseHistory, Context, Said
from khacphuc.rules.event_context import when
from khacphuc.text.message import say

SEVERITY = Severity.ERROR
EVENTS = (EventKind.DELETED,)


def check_event(event: Event, history: CaseHistory, context: Context) -> Iterator[Said]:
    if event.what != Conclusion.TYPE or event.old != Status.ISSUED or history.case is not None:
        return
    message = say(
        "The case {id} was deleted {when}.", id=event.id or event.folder, when=when(event, history, context)
    )
    yield Said(message, say("Put the folder back; a case is ended by its closure, and kept."))
