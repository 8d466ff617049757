"""A deadline was moved later, and no extension says so.

In the plan as it stands now it looks as if the new day had always been there. Whoever set the deadline was not asked, and
the days of delay are nobody's.

Write the old day back. If more time was granted, record that in an extension of its own: it moves the deadline, and the
plan keeps the day that was promised first. A day that had been copied wrongly is corrected in the same way, or explained
in a record by another unit that accounts for it (`answers:`).
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
    if moved is None or moved.passed:
        return
    old, new = moved.old, moved.new
    parts: dict[str, MessageArgument] = {
        "what": called(event),
        "old": old,
        "new": new,
        "when": when(event, history, context),
    }
    message = say(
        "The deadline of {what} was moved from {old} to {new} {when}; no approved extension says so.",
        **parts,
    )
    if moved.steps > 1:
        message = say(
            "The deadline of {what} was moved from {old} to {new} in {n} steps, the last one {when}; no approved extension says so.",
            n=moved.steps,
            **parts,
        )
    mend = say(
        "Write {old} back and record the decision in an extension: from: {old}, to: {new}.",
        old=old.isoformat(),
        new=new.isoformat(),
    )
    yield Said(message, or_explain(event, history, mend, from_outside=True))
