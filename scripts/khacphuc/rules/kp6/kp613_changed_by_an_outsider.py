"""A plan or update was changed by a person of another unit.

Each unit answers for what its plan and its updates say. What somebody else writes there is not its word.

Let the unit's own people commit it. Who belongs to a unit is said under `people` in its file, with e-mails; a person who
enters papers for several units can be named in each of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.history.trail import Event, EventKind
from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import CaseHistory, Context, Said
from khacphuc.rules.event_context import document_of, when
from khacphuc.rules.remedies import explained, or_explain
from khacphuc.text.message import say

SEVERITY = Severity.WARNING
EVENTS = (EventKind.FOREIGN_COMMIT,)


def check_event(event: Event, history: CaseHistory, context: Context) -> Iterator[Said]:
    if history.case is None or document_of(history.case, event) is None or explained(event, history):
        return
    message = say(
        "This document of {unit} was changed by {people} {when}.",
        unit=event.old,
        people=event.new,
        when=when(event, history, context),
    )
    mend = say("Let the people of {unit} commit it, or name this person among them.", unit=event.old)
    yield Said(message, or_explain(event, history, mend))
