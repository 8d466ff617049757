"""The conclusion was edited after it had been issued.

The register repeats the notice word for word: the signed paper is the authority, and nobody here can change it.

Compare with the paper. If the paper says what stood there before, put it back; if it had been copied wrongly, say so in a
record of the case that accounts for it (`answers:`).
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.history.trail import Event, EventKind
from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import CaseHistory, Context, Said
from khacphuc.rules.event_context import is_there, quoted, when
from khacphuc.rules.remedies import corrected, explained, or_explain, reverted
from khacphuc.text.message import say

SEVERITY = Severity.WARNING
EVENTS = (EventKind.CONCLUSION_EDITED,)


def check_event(event: Event, history: CaseHistory, context: Context) -> Iterator[Said]:
    if (
        history.case is None
        or history.case.conclusion is None
        or reverted(event, history)
        or explained(event, history)
        or corrected(event, history, context)
    ):
        return
    if event.what != "conclusion" and not is_there(history.case, event):
        return
    where, before = when(event, history, context), quoted(event.old)
    message = (
        say(
            "“{field}” of {id} was edited {when}, after the conclusion had been issued. Before: “{old}”",
            id=event.id,
            field=event.field,
            when=where,
            old=before,
        )
        if before
        else say(
            "“{field}” of {id} was put in {when}, after the conclusion had been issued.",
            id=event.id,
            field=event.field,
            when=where,
        )
    )
    yield Said(
        message,
        or_explain(event, history, say("Compare with the signed paper, and write what stands there.")),
    )
