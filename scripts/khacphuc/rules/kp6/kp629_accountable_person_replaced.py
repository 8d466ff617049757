"""Another person answers for an open task, and nobody knows who has decided it.

Whoever answers for a task is not relieved of it by a line in a file. The head of the unit decides it, whoever stands above
the unit or approves the plan, or a revision of the plan; where one of those brings the change, or a registrar, nothing is
asked. Where somebody brings it who may not, it is an error (KP619).

Let the head or a registrar bring the change, or revise the plan. If it was right, say so in a record of the case that
accounts for it (`answers:`).
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.history.trail import Event, EventKind
from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import CaseHistory, Context, Said
from khacphuc.rules.event_context import called, when
from khacphuc.rules.handed_over import ACCOUNTABLE, puts_back, replaced_in_vain
from khacphuc.rules.remedies import explained, or_explain
from khacphuc.text.message import say

SEVERITY = Severity.QUESTION
EVENTS = (EventKind.OWNER_CHANGED,)


def check_event(event: Event, history: CaseHistory, context: Context) -> Iterator[Said]:
    if event.what != "task" or event.field != ACCOUNTABLE or not event.old or event.declared:
        return
    if context.settings.policy.sample or _told(event, history) or explained(event, history):
        return  # the people of a sample are nobody, so that none of them commits
    if puts_back(event, history) or replaced_in_vain(event, history, context):
        return
    message = say(
        "Who has decided that {new} answers for {id} instead of {old}, {when}?",
        id=called(event),
        old=event.old,
        new=event.new or "–",
        when=when(event, history, context),
    )
    mend = say("Let the head of the unit or a registrar bring the change, or revise the plan.")
    yield Said(message, or_explain(event, history, mend))


def _told(event: Event, history: CaseHistory) -> bool:
    """Return whether it is told that somebody has done so who may not."""
    return any(
        one.kind is EventKind.OWED_BY_ANOTHER
        and (one.arrival, one.id, one.field) == (event.arrival, event.id, event.field)
        for one in history.events
    )
