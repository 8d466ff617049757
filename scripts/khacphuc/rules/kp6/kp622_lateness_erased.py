"""What was late is told as done in time, or as less late, by an edit or a later paper.

A day of completion was put earlier in an update that had landed, a plan, a reply or a report bears an earlier day than it
bore, what said so was taken out and another paper put in its place, or a second reply or report came on a later day and bears an
earlier one. So it is where an update, such as a request not to pursue a task, is dated before a verification that had landed and
cannot have agreed to it. Figures of delay are what a register is kept for: late is late, and a day that was told once is not told
otherwise without a word.

A record that says again what it said when it first landed says nothing new: a slip is taken back so.

Put back the day that stood there. What a unit wants to say of it is said in a new update, beside what it had said before. A day
that had been copied wrongly, or an older paper that turned up late, is explained in a record by another unit that accounts for
it (`answers:`).
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.history.trail import Event, EventKind
from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import CaseHistory, Context, Said
from khacphuc.rules.deadline_moves import day_in
from khacphuc.rules.event_context import when
from khacphuc.rules.owed_things import owed_now, owed_thing
from khacphuc.rules.remedies import answered_for, or_explain, restored, verified_since
from khacphuc.text.message import say

SEVERITY = Severity.ERROR
EVENTS = (EventKind.LATENESS_GONE,)


def check_event(event: Event, history: CaseHistory, context: Context) -> Iterator[Said]:
    if _late_again(event, history, context) or answered_for(event, history, context):
        return
    if restored(event, history) or _given_up_since(event, history):
        return  # KP609 tells of a slip that is taken back
    what, where = owed_thing(event), when(event, history, context)
    old, new = day_in(event.old), day_in(event.new)
    if old is None:
        message = say(
            "“{what}” was overdue; since a record was rewritten {when}, it counts as met in time.",
            what=what,
            when=where,
        )
    elif new is None:
        message = say(
            "Met late, on {old}, “{what}” has no day any more on which it was met {when}.",
            what=what,
            old=old,
            when=where,
        )
    else:
        message = say(
            "Met late, on {old}, “{what}” is told as met on {new} {when}.",
            what=what,
            old=old,
            new=new,
            when=where,
        )
    mend = say("Put back the day that stood there: late is late. What is new is said in a record of its own.")
    yield Said(message, or_explain(event, history, mend, from_outside=True))


def _given_up_since(event: Event, history: CaseHistory) -> bool:
    """Return whether the follower has agreed since to a request that was dated before an older verification."""
    came = any(
        other.kind is EventKind.CREATED and (other.arrival, other.path) == (event.arrival, event.path)
        for other in history.events
    )
    return came and not event.new and verified_since(event, history)


def _late_again(event: Event, history: CaseHistory, context: Context) -> bool:
    """Return whether all of it is owed again, or told as late as it was."""
    if not history.arrivals[event.arrival].commit:
        return False
    old = day_in(event.old)
    return all(
        one.owed.open or (one.owed.late if old is None else one.owed.met is not None and one.owed.met >= old)
        for one in owed_now(event, history, context)
    )
