"""Many cases were closed on one day by one person.

Closing ends the follow-up. Ten cases in one afternoon may have been looked at one by one, or not at all.

Look whether each of them was verified. If they were closed together on purpose, say so in a record that accounts for it (`answers:`).
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.history.trail import Event, EventKind
from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import CaseHistory, Context, Said
from khacphuc.rules.event_context import document_of, when
from khacphuc.rules.remedies import explained, or_explain
from khacphuc.text.message import say

SEVERITY = Severity.QUESTION
EVENTS = (EventKind.CLOSURE_BURST,)


def check_event(event: Event, history: CaseHistory, context: Context) -> Iterator[Said]:
    if history.case is None or document_of(history.case, event) is None or explained(event, history):
        return
    message = say(
        "This is one of {n} cases closed by one person on one day, {when}.",
        n=int(event.new) if event.new.isascii() and event.new.isdigit() else event.new,
        when=when(event, history, context),
    )
    yield Said(message, or_explain(event, history, say("Was each of them looked at before it was closed?")))
