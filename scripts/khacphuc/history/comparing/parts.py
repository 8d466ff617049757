"""Parts with ids that come and go: findings, requirements, tasks, milestones."""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.history.comparing.change import Change
from khacphuc.history.comparing.text import cut, likeness
from khacphuc.history.trail import Event, EventKind
from khacphuc.register.document import AnyDocument

# What comes back under its old id may have been mended on the way; with fewer words in common it is something else.
_SAME_THING = 0.6


def gone(change: Change, document: AnyDocument, what: str, name: str, wording: str) -> Event:
    return change.event(EventKind.DROPPED, document, what, id=name, old=cut(wording))


def came(
    change: Change, document: AnyDocument, what: str, name: str, wording: str, *, told: bool
) -> Iterator[Event]:
    """A part that was not there before. What came with its document is told only when it had been dropped once."""
    dropped = change.moment.past.gone.get((what, name))
    new = cut(wording)
    if dropped is not None and likeness(dropped, new) < _SAME_THING:
        yield change.event(EventKind.ID_REUSED, document, what, id=name, old=dropped, new=new)
    elif dropped is not None or told:
        yield change.event(EventKind.ADDED, document, what, id=name, new=new)
