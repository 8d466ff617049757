"""A deadline was moved later after it had passed, and no extension says so.

A task that was late looks as if it were in time: overdue lists, reminders and figures of that day can no longer be
understood. Nothing else in a register does as much harm to trust in it.

Write the old day back; the task is shown as late, which it was. If more time was granted, record that in an extension of
its own. A day that had been copied wrongly is explained in a record by another unit that accounts for it (`answers:`).
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.history.trail import Event
from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import CaseHistory, Context, Said
from khacphuc.rules.deadline_moves import MOVES, undeclared
from khacphuc.rules.event_context import called, when
from khacphuc.rules.remedies import or_explain
from khacphuc.text.message import MessageArgument, say

SEVERITY = Severity.ERROR
EVENTS = MOVES


def check_event(event: Event, history: CaseHistory, context: Context) -> Iterator[Said]:
    moved = undeclared(event, history, context)
    if moved is None or not moved.passed:
        return
    old, new = moved.old, moved.new
    parts: dict[str, MessageArgument] = {
        "what": called(event),
        "old": old,
        "new": new,
        "when": when(event, history, context),
    }
    message = say(
        "The deadline of {what}, {old}, had passed when it was moved to {new} {when}; no approved extension says so.",
        **parts,
    )
    if moved.steps > 1:
        message = say(
            "The deadline of {what}, {old}, had passed when it was moved to {new} in {n} steps, the last one {when}; no approved extension says so.",
            n=moved.steps,
            **parts,
        )
    mend = say(
        "Write {old} back: late is late. If more time was granted, record the decision in an extension.",
        old=old.isoformat(),
    )
    yield Said(message, or_explain(event, history, mend, from_outside=True))
