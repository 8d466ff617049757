"""Find who may not have changed units or settings, and what has settled it since."""

from __future__ import annotations

from khacphuc.history.trail import Event, EventKind
from khacphuc.model.policy import Policy
from khacphuc.model.unit import Unit
from khacphuc.rules.contract import CaseHistory, Context

FRAMES = (Unit.TYPE, Policy.TYPE)
COMMITS = (EventKind.OPPOSING_COMMIT, EventKind.FOREIGN_COMMIT)
CHANGES = (
    EventKind.PARTICULARS_CHANGED,
    EventKind.OWNER_CHANGED,
    EventKind.ADDED,
    EventKind.DROPPED,
)
"""The kinds of events that say what is otherwise in a unit or the policy."""


def settled(event: Event, history: CaseHistory, context: Context) -> bool:
    """Return whether everything that came with an event was changed again since, by somebody of whom nobody asks."""
    if event.what not in FRAMES:
        return True  # a document of a case: KP612 and KP613 tell it
    asked = {one.arrival for one in history.events if one.kind in COMMITS}
    later = {
        _subject(one) for one in history.events if one.arrival > event.arrival and one.arrival not in asked
    }
    came = [one for one in history.events if one.arrival == event.arrival and one.kind in CHANGES]
    if came:
        return later.issuperset(map(_subject, came))
    gone = any(
        one.kind is EventKind.DELETED and one.arrival == event.arrival and one.what == event.what
        for one in history.events
    )
    settings = context.settings
    document = settings.policy_document if event.what == Policy.TYPE else settings.units.get(event.id)
    return gone is (document is not None)


def _subject(event: Event) -> tuple[str, str, str]:
    return event.what, event.id, event.field
