"""Compare an obligation with its deadline: overdue, due soon, done late. A pure function."""

from __future__ import annotations

from datetime import date

from khacphuc.model.policy import Policy
from khacphuc.obligations.values import OPEN, Obligation, Timeliness, Timing
from khacphuc.text.message import Message, say, say_n


def timeliness(obligation: Obligation, as_of: date, policy: Policy) -> Timeliness:
    """Return where an obligation stands on a day, against its current deadline.

    The deadline's own day still counts as in time. What is done without a date of completion is unknown,
    never on time. An extension moves the current deadline; a promise does not.
    """
    return _against(obligation, obligation.deadline.current, as_of, policy)


def against_original(obligation: Obligation, as_of: date, policy: Policy) -> Timeliness:
    """Return the same against the original deadline, which no extension moves."""
    return _against(obligation, obligation.deadline.original, as_of, policy)


def timing_text(found: Timeliness) -> Message:
    """Return the text of a timing: “12 days overdue”, “5 days left”, “done on time”."""
    match found.timing:
        case Timing.OVERDUE:
            return say_n("{n} day overdue", "{n} days overdue", found.days)
        case Timing.DUE_SOON | Timing.NOT_DUE if found.days == 0:
            return say("due today")
        case Timing.DUE_SOON | Timing.NOT_DUE:
            return say_n("{n} day left", "{n} days left", found.days)
        case Timing.DONE_LATE:
            return say_n("done {n} day late", "done {n} days late", found.days)
        case _:
            return Message(found.timing.label)


def _against(obligation: Obligation, due: date | None, as_of: date, policy: Policy) -> Timeliness:
    if obligation.dropped:
        return Timeliness(Timing.DROPPED)
    if obligation.fulfilled:
        return _done(obligation.fulfilled_on, due)
    if due is None:
        return Timeliness(Timing.NO_DEADLINE)
    left = (due - as_of).days
    if left < 0:
        return Timeliness(Timing.OVERDUE, -left)
    return Timeliness(Timing.DUE_SOON if left <= policy.days.due_soon else Timing.NOT_DUE, left)


def _done(done_on: date | None, due: date | None) -> Timeliness:
    if done_on is None:
        return Timeliness(Timing.UNKNOWN)
    if due is None:
        return Timeliness(Timing.DONE_ON_TIME)
    late = (done_on - due).days
    return Timeliness(Timing.DONE_LATE, late) if late > 0 else Timeliness(Timing.DONE_ON_TIME)


def is_open(obligation: Obligation) -> bool:
    """Return whether it is still owed."""
    return not (obligation.fulfilled or obligation.dropped)


def rank(obligation: Obligation, found: Timeliness) -> tuple[int, int, int, str]:
    """Return sort key for lists of what is open: longest overdue first, then soonest due, then no deadline.

    Among equals, deadlines that were moved more often come first.
    """
    order = (Timing.OVERDUE, Timing.DUE_SOON, Timing.NOT_DUE, Timing.NO_DEADLINE)
    place = order.index(found.timing) if found.timing in OPEN else len(order)
    days = -found.days if found.timing is Timing.OVERDUE else found.days
    return place, days, -len(obligation.deadline.extensions), obligation.id
