"""What was owed is owed no more, later, by another or in part, and no record says so.

By what edit it came does not matter: a recurrence that begins later or ends earlier, a task cut into a draft, a case that is
deleted, a unit that was moved, a period of days in the settings, a finding that is handed from a task that is overdue to one
that had ended, the ids of two tasks or two steps that were exchanged. What was owed before the change and on the day of the
change is compared with what is owed after it. Nobody who may decide it has done so, and afterwards no list shows that
anything was ever owed.

A verification agrees to nothing that arrived after it. Where an update is dated before one that had landed, what had been overdue
or late owes a new verification, and so does a request not to pursue a task.

What the keepers of the register decide for it by its settings is told in the trail, and not here. Nor is a later day
of receipt that the issuer's own people wrote (KP608 tells that).

Who answers for a task is replaced by a head who is not himself relieved, by whoever stands above or approves the plan,
or by a registrar. Of one who has left (`until` in the file of the unit) anybody else may name the next.

Put back what stood there. What is given up, put off or passed on is recorded by a party that may: an extension, a
verification that agrees not to pursue it, a release. What was wrong from the beginning is explained in a record by
another unit that accounts for it (`answers:`).
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.history.comparing.owed import OCCURRENCE
from khacphuc.history.comparing.owed_losses import MET
from khacphuc.history.trail import Event, EventKind
from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import CaseHistory, Context, Said
from khacphuc.rules.deadline_moves import day_in
from khacphuc.rules.event_context import quoted, when
from khacphuc.rules.handed_over import ACCOUNTABLE, puts_back, replaced_in_vain
from khacphuc.rules.owed_mended import mended
from khacphuc.rules.owed_things import days_in, owed_thing
from khacphuc.rules.purposes_kept import of_another_purpose, told_of_purpose, undoes
from khacphuc.rules.remedies import (
    answered_for,
    as_at_first,
    corrected,
    or_explain,
)
from khacphuc.text.message import Message, say, say_n

SEVERITY = Severity.ERROR
EVENTS = (
    EventKind.OWED_NO_MORE,
    EventKind.OWED_LATER,
    EventKind.OWED_BY_ANOTHER,
    EventKind.OWED_LESS,
)


def check_event(event: Event, history: CaseHistory, context: Context) -> Iterator[Said]:
    if event.declared or _received_otherwise(event, history) or corrected(event, history, context):
        return  # by those who may
    if event.new == MET and as_at_first(event, history):
        return
    if event.kind is EventKind.OWED_BY_ANOTHER and puts_back(event, history):
        return
    if event.field == ACCOUNTABLE and replaced_in_vain(event, history, context):
        return
    if mended(event, history, context) or answered_for(event, history, context):
        return
    if event.kind is EventKind.OWED_LESS and undoes(event, history, context):
        return
    mend = say(
        "Put back what stood there. What is given up, put off or passed on is recorded by a party that may decide it."
    )
    yield Said(
        _told(event, when(event, history, context)), or_explain(event, history, mend, from_outside=True)
    )


def _received_otherwise(event: Event, history: CaseHistory) -> bool:
    """Return whether the issuer itself has put right the day on which its notice was received, from which a period runs."""
    return event.kind is EventKind.OWED_LATER and any(
        one.kind is EventKind.CONCLUSION_EDITED
        and (one.arrival, one.field, one.declared) == (event.arrival, "received_on", True)
        for one in history.events
    )


# -------------------------------------------------------------------------------------------------- its words


def _told(event: Event, where: Message) -> Message:
    if of_another_purpose(event):
        return told_of_purpose(event, where)
    what = owed_thing(event)
    old, new = (day_in(text) or text for text in (event.old, event.new))
    match event.kind:
        case EventKind.OWED_NO_MORE:
            return _no_more(event, what, where)
        case EventKind.OWED_BY_ANOTHER if event.field == ACCOUNTABLE:
            return say(
                "{old} answered for “{what}” before, {new} does {when}; nobody who may has decided it.",
                what=what,
                old=event.old,
                new=event.new or "–",
                when=where,
            )
        case EventKind.OWED_BY_ANOTHER:
            return say(
                "Owed by {old} before, “{what}” is owed by {new} {when}; nobody who may has decided it.",
                what=what,
                old=event.old,
                new=event.new,
                when=where,
            )
        case EventKind.OWED_LESS:
            return say(
                "Less is owed of “{what}” {when}. Before: “{old}”",
                what=what,
                when=where,
                old=quoted(event.old),
            )
    if not event.new:
        return say(
            "Owed by {old} before, “{what}” has no deadline any more {when}.", what=what, old=old, when=where
        )
    return say(
        "Owed by {old} before, “{what}” is owed by {new} {when}; no approved extension says so.",
        what=what,
        old=old,
        new=new,
        when=where,
    )


def _no_more(event: Event, what: Message, where: Message) -> Message:
    if event.what == "case":
        return say(
            "Nothing of this case is owed any more {when}: {tasks}.", when=where, tasks=event.old or "–"
        )
    days = days_in(event.old)
    if event.field == OCCURRENCE and days:
        return say_n(
            "Owed before on {n} day, {first}, “{what}” is not owed on it any more {when}; no record says so.",
            "Owed before on {n} days, the first {first}, “{what}” is not owed on them any more {when}; no record says so.",
            len(days),
            first=days[0],
            what=what,
            when=where,
        )
    if event.field == "verify" and event.new == MET:
        return say(
            "“{what}” is not owed {when}: a verification that had landed before is read to confirm what arrived after it.",
            what=what,
            when=where,
        )
    if not days:
        return say("“{what}” is not owed any more {when}; no record says so.", what=what, when=where)
    return say(
        "Owed by {day} before, “{what}” is not owed any more {when}; no record says so.",
        day=days[0],
        what=what,
        when=where,
    )
