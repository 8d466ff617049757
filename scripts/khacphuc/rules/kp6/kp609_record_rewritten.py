"""A record was rewritten after it had landed.

Records are only ever added. Whoever relied on what it said then no longer finds it, and the course of the case changes
after the fact.

Put the old words back and say what is new in a new record. If it was only a slip of the pen, say so in a record of the
case that accounts for it (`answers:`).
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.history.trail import Event, EventKind
from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import CaseHistory, Context, Said
from khacphuc.rules.event_context import document_of, quoted, when
from khacphuc.rules.remedies import explained, or_explain, reverted
from khacphuc.text.message import say

SEVERITY = Severity.WARNING
EVENTS = (EventKind.RECORD_REWRITTEN,)


def check_event(event: Event, history: CaseHistory, context: Context) -> Iterator[Said]:
    if history.case is None or document_of(history.case, event) is None:
        return
    if reverted(event, history) or explained(event, history) or event.field == "answers":
        return  # what it accounts for is said where that is told
    where, before = when(event, history, context), quoted(event.old)
    message = (
        say(
            "This record was rewritten {when}: {fields}. Before: “{old}”",
            when=where,
            fields=event.field,
            old=before,
        )
        if before
        else say(
            "This record was rewritten {when}: {fields} was not there before.", when=where, fields=event.field
        )
    )
    mend = say("Put the old words back, and say what is new in a record of its own.")
    yield Said(message, or_explain(event, history, mend))
