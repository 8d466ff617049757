"""A finding or requirement that the notice names is no longer in the register.

What is no longer listed is no longer followed up. The notice itself has not changed: only its issuer can do that.

Put it back in the words of the notice. What the unit need not put right is said in the records, not by leaving it out.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.history.trail import Event, EventKind
from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import CaseHistory, Context, Said
from khacphuc.rules.event_context import is_there, quoted, when
from khacphuc.rules.reference_common import understood
from khacphuc.rules.remedies import answered_for, corrected, or_explain
from khacphuc.text.message import say

SEVERITY = Severity.ERROR
EVENTS = (EventKind.DROPPED,)


def check_event(event: Event, history: CaseHistory, context: Context) -> Iterator[Said]:
    if event.what not in ("finding", "requirement") or history.case is None:
        return
    if is_there(history.case, event) or not understood(history.case, "conclusion"):
        return
    if answered_for(event, history, context) or corrected(event, history, context):
        return
    where = when(event, history, context)
    message = (
        say("Finding {id} was dropped from the conclusion {when}.", id=event.id, when=where)
        if event.what == "finding"
        else say("Requirement {id} was dropped from the conclusion {when}.", id=event.id, when=where)
    )
    mend = say("Put {id} back, word for word: “{text}”", id=event.id, text=quoted(event.old))
    yield Said(message, or_explain(event, history, mend, from_outside=True))
