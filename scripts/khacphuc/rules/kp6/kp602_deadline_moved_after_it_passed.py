"""A deadline was moved later after it had passed, and no extension says so.

A task that was late looks as if it were in time: overdue lists, reminders and figures of that day can no longer be
understood. Nothing else in a register does as much harm to trust in it.

Write the old day back; the task is shown as late, which it was. If more time was granted, record that in an extension of
its own. A day that had been copied wrongly is explained in a record by another unit that names the commit.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.history.trail import Event, EventKind
from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import Chronicle, Context, Said
from khacphuc.rules.moves import day, moved_undeclared
from khacphuc.rules.past import called, when
from khacphuc.text.message import say

SEVERITY = Severity.ERROR
EVENTS = (EventKind.DEADLINE_LATER,)


def check_event(event: Event, told: Chronicle, context: Context) -> Iterator[Said]:
    if not event.passed or not moved_undeclared(event, told):
        return
    message = say(
        "The deadline of {what}, {old}, had passed when it was moved to {new} {when}; no approved extension says so.",
        what=called(event),
        old=day(event.old) or event.old,
        new=day(event.new) or event.new,
        when=when(event, told, context),
    )
    mend = say(
        "Write {old} back: late is late. If more time was granted, record the decision in an extension.",
        old=event.old,
    )
    yield Said(message, mend)
