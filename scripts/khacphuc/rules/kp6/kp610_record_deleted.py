"""A record was deleted after it had landed.

What was reported, refused or rejected once is part of the case. Without it, the case looks as if that had never happened.

Put the record back. If it should never have been there (a wrong case, something confidential), say so in a record of the
case that accounts for it (`answers:`).
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.history.trail import Event, EventKind
from khacphuc.model.records import Closure
from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import CaseHistory, Context, Said
from khacphuc.rules.event_context import document_of, when
from khacphuc.rules.remedies import explained, or_explain
from khacphuc.text.message import say

SEVERITY = Severity.WARNING
EVENTS = (EventKind.RECORD_DELETED,)


def check_event(event: Event, history: CaseHistory, context: Context) -> Iterator[Said]:
    if history.case is None or document_of(history.case, event) is not None or explained(event, history):
        return
    if event.what == Closure.TYPE:
        return
    message = say(
        "The record {name} was deleted {when}.",
        name=event.path.rpartition("/")[2],
        when=when(event, history, context),
    )
    yield Said(message, or_explain(event, history, say("Put it back as it was.")))
