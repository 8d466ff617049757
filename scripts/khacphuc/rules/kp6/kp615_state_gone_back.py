"""A paper calls itself a draft again, or a case that was closed is open again.

What was issued binds, and what was closed is over. Taking that back changes who owes what without anybody deciding it.

Write the status back, or record the closure again. What has come back after closing is a new finding, in a new case that
names the old one under `repeat_of`.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.history.trail import Event, EventKind
from khacphuc.model.records import Closure
from khacphuc.model.vocabulary import Severity, Status
from khacphuc.register.case import Case
from khacphuc.rules.contract import CaseHistory, Context, Said
from khacphuc.rules.event_context import document_of, when
from khacphuc.rules.remedies import answered_for, or_explain
from khacphuc.text.message import say

SEVERITY = Severity.ERROR
EVENTS = (EventKind.STATE_BACK,)


def check_event(event: Event, history: CaseHistory, context: Context) -> Iterator[Said]:
    case = history.case
    if event.field != "status" or case is None or answered_for(event, history, context):
        return
    if event.what == Closure.TYPE:
        if next(case.of(Closure), None):
            return
        message = say(
            "This case was closed; its closure was taken out {when}.", when=when(event, history, context)
        )
        mend = say("Put the closure back; what has come back since is a new case.")
    else:
        if not _draft(case, event):
            return
        message = say(
            "This paper had been issued and calls itself a draft again {when}.",
            when=when(event, history, context),
        )
        mend = say("Write {line} again.", line="“status: issued”")
    yield Said(message, or_explain(event, history, mend, from_outside=True))


def _draft(case: Case, event: Event) -> bool:
    """Return whether the paper is a draft still; one that bears another name by now may be any draft of its kind."""
    held = document_of(case, event)
    papers = [held] if held else [one for one in case.documents if one.slot.type == event.what]
    return any(getattr(one.record, "status", None) is Status.DRAFT for one in papers)
