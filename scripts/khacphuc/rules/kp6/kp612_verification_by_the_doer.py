"""A verification was committed by the people of the unit that did the work.

Whoever does the work never verifies it. The paper may name the team, but it was the doer who put it into the register.

Let the verifying side commit it. What has landed is answered by a later verification of the same tasks that the verifying
side commits, or by a record of another unit that accounts for it (`answers:`).
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.history.trail import Event, EventKind
from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import CaseHistory, Context, Said
from khacphuc.rules.event_context import document_of, when
from khacphuc.rules.remedies import explained, or_explain, verified_again
from khacphuc.text.message import say

SEVERITY = Severity.ERROR
EVENTS = (EventKind.VERIFIED_BY_DOER,)


def check_event(event: Event, history: CaseHistory, context: Context) -> Iterator[Said]:
    if history.case is None or document_of(history.case, event) is None:
        return
    if verified_again(event, history) or explained(event, history, from_outside=True):
        return
    message = say(
        "This verification of {tasks} was committed by {people}, of the unit that did the work, {when}.",
        tasks=event.old,
        people=event.new,
        when=when(event, history, context),
    )
    mend = say("Let the verifying side commit it, or record and commit a verification of its own.")
    yield Said(message, or_explain(event, history, mend, from_outside=True))
