"""An update arrived after a verification of its task, and is dated before it.

In the order of their days the verification is read to confirm what the update says. Whether the follower knew of it by then
cannot be told from the register. Where something was late, overdue for long, or given up, that is an error (KP619, KP622).

Ask the follower. A verification of its own settles it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from khacphuc.history.trail import Event, EventKind
from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import CaseHistory, Context, Said
from khacphuc.rules.deadline_moves import day_in
from khacphuc.rules.event_context import document_of, task_id, when
from khacphuc.rules.remedies import explained, or_explain, verified_since
from khacphuc.text.message import say

SEVERITY = Severity.QUESTION
EVENTS = (EventKind.VERIFIED_BEFORE,)


def check_event(event: Event, history: CaseHistory, context: Context) -> Iterator[Said]:
    if history.case is None or document_of(history.case, event) is None:
        return
    if verified_since(event, history) or explained(event, history):
        return
    message = say(
        "The verification of {day} had landed before {name} arrived {when}, and is read to confirm what that says of {id}.",
        day=day_in(event.old) or event.old,
        name=PurePosixPath(event.path).name,
        id=task_id(event),
        when=when(event, history, context),
    )
    mend = say("Did the follower know of it by then? A new verification settles it.")
    yield Said(message, or_explain(event, history, mend))
