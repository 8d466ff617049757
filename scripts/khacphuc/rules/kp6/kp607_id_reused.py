"""An id was used again for something else.

Records name tasks and findings by id. Once it stands for something else, old updates and verifications speak of what they
never meant.

Give what is new an id of its own, and put back what the id stood for.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.history.trail import Event, EventKind
from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import CaseHistory, Context, Said
from khacphuc.rules.event_context import called, is_there, quoted, when
from khacphuc.rules.remedies import explained, or_explain, reverted
from khacphuc.text.message import say

SEVERITY = Severity.WARNING
EVENTS = (EventKind.ID_REUSED,)


def check_event(event: Event, history: CaseHistory, context: Context) -> Iterator[Said]:
    if history.case is None or not is_there(history.case, event):
        return
    if reverted(event, history) or explained(event, history):
        return
    message = say(
        "{id} stood for “{old}” and was used for something else {when}.",
        id=called(event),
        old=quoted(event.old),
        when=when(event, history, context),
    )
    mend = say("Give the new one an id of its own, and put the old one back.")
    yield Said(message, or_explain(event, history, mend))
