"""A task of an issued plan is no longer in any issued plan of the case.

What was promised disappears without having been done, and with it whatever was late about it.

A task of which a correction of the notice has withdrawn everything that it serves may go.

Put the task back. If it is no longer to be done, report it in an update as not pursued, with the reason and the decision:
then everybody can see that, and why.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.history.trail import Event, EventKind
from khacphuc.model.vocabulary import Severity, Status
from khacphuc.register.case import Case
from khacphuc.rules.contract import CaseHistory, Context, Said
from khacphuc.rules.event_context import quoted, when
from khacphuc.rules.reference_common import understood
from khacphuc.rules.remedies import answered_for, corrections_hold, or_explain
from khacphuc.text.message import say

SEVERITY = Severity.ERROR
EVENTS = (EventKind.DROPPED,)


def check_event(event: Event, history: CaseHistory, context: Context) -> Iterator[Said]:
    if event.what != "task" or history.case is None:
        return
    if _issued(history.case, event.id) or not understood(history.case, "plan"):
        return
    if (event.declared and corrections_hold(history.case, context)) or answered_for(event, history, context):
        return
    message = say(
        "Task {id} was dropped from the plan {when}: “{text}”",
        id=event.id,
        when=when(event, history, context),
        text=quoted(event.old),
    )
    mend = say(
        "Put {id} back; if it is given up, report it with state: not_pursued, reason: and paper:.",
        id=event.id,
    )
    yield Said(message, or_explain(event, history, mend, from_outside=True))


def _issued(case: Case, task: str) -> bool:
    """Return whether a task stands in an issued plan: one that stands in a draft is promised by nobody."""
    return any(found.id == task and plan.status is Status.ISSUED for _, plan, _, found in case.tasks())
