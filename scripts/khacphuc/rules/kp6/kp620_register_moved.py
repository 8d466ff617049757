"""The register came from another folder of its repository: what happened there is not told.

History follows a case by its path and its id within the register. A register that is put into another folder begins anew: which
deadlines moved there, and what changed on the way, nobody sees here.

Move a register by itself, with nothing else in the commit; compare old and new; and say in a record that accounts for it
(`answers:`) who has compared them. `khacphuc history --at` with the commit before shows what was.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.history.trail import Event, EventKind
from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import CaseHistory, Context, Said
from khacphuc.rules.event_context import when
from khacphuc.rules.remedies import explained, or_explain
from khacphuc.text.message import say

SEVERITY = Severity.WARNING
EVENTS = (EventKind.REGISTER_MOVED,)


def check_event(event: Event, history: CaseHistory, context: Context) -> Iterator[Said]:
    if history.case is None or explained(event, history):
        return
    message = say(
        "History begins anew here: the register was moved here from {folder}, {when}.",
        folder=event.old,
        when=when(event, history, context),
    )
    mend = say("Compare it with what stood there before; nothing of that is told here.")
    yield Said(message, or_explain(event, history, mend))
