"""Say what the comparison of documents has told already, so that nothing is told twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from khacphuc.history.comparing.owed import Owed
from khacphuc.history.trail import Event, EventKind
from khacphuc.model.conclusion import Conclusion
from khacphuc.model.plan import Plan
from khacphuc.obligations.values import ObligationKind
from khacphuc.register.case import Case

MOVED = (EventKind.DEADLINE_LATER, EventKind.DEADLINE_REMOVED)
_GONE = (EventKind.DROPPED, EventKind.OWED_NO_MORE, EventKind.ID_REUSED)
_EDITED = (EventKind.CONCLUSION_EDITED, EventKind.RECORD_REWRITTEN, EventKind.RECORD_DELETED)
_ASKED_BY_RECORD = (ObligationKind.ANSWER_OPINION, ObligationKind.ANSWER_REMINDER)


class ToldChanges:
    """What the comparison of documents tells already."""

    def __init__(self, events: Iterable[Event]) -> None:
        self._dropped: set[tuple[str, str]] = set()
        self._papers: set[tuple[str, str]] = set()
        self._moved: set[tuple[str, str, str]] = set()
        self._declared: set[tuple[str, str, str]] = set()
        self._replaced: set[tuple[str, str]] = set()
        self._own: set[str] = set()
        for event in events:
            subject = event.what, event.id, event.field
            if event.declared and event.kind in _EDITED:
                self._own.add(PurePosixPath(event.path).name)
            if event.kind is EventKind.DROPPED:
                self._dropped.add((event.what, event.id))
            elif event.kind in (EventKind.DELETED, EventKind.STATE_BACK) and event.field == "status":
                self._papers.add((event.what, event.path))
            elif event.declared:
                self._declared.add(subject)
            elif event.kind in MOVED:
                self._moved.add(subject)
            elif event.kind is EventKind.ID_REUSED:
                self._replaced.add((event.what, event.id))

    def dropped(self, one: Owed) -> bool:
        """Return whether the task is told as dropped, with all that was owed of it, or its plan as a draft again."""
        name = one.id.partition("@")[0]
        named = (one.what, name), ("task", name.partition("/")[0])
        of_plan = one.what in ("task", "milestone") and (Plan.TYPE, one.path) in self._papers
        return of_plan or not self._dropped.isdisjoint(named)

    def replaced(self, one: Owed) -> bool:
        """Return whether it is told that another thing stands under its id."""
        name = one.id.partition("@")[0]
        return not self._replaced.isdisjoint(((one.what, name), (one.what, name.rpartition("/")[2])))

    def own_word(self, one: Owed) -> bool:
        """Return whether an answer is asked for by a record that its own people have mended, or taken back."""
        return one.kind in _ASKED_BY_RECORD and PurePosixPath(one.path).name in self._own

    def whole(self, after: Case | None) -> bool:
        """Return whether the case is told as deleted, or its notice as a draft again."""
        return any(what == Conclusion.TYPE for what, _ in self._papers) and (
            after is None or after.conclusion is not None
        )

    def declared(self, one: Owed) -> bool:
        """Return whether an extension is told to move a deadline. Where it is owed later all the same, its party has no right."""
        return (one.what, one.id.partition("@")[0], one.field) in self._declared

    def moved(self, event: Event) -> bool:
        """Return whether it is told that the same deadline was moved."""
        later = event.kind in MOVED or event.kind is EventKind.OWED_LATER
        return later and (event.what, event.id.partition("@")[0], event.field) in self._moved


class ToldParts:
    """What is told of the findings and requirements of a notice."""

    def __init__(self, events: Sequence[Event]) -> None:
        of_parts = [event for event in events if event.what in ("finding", "requirement")]
        self._gone = {_part(event) for event in of_parts if event.kind in _GONE}
        self._less = {(*_part(event), event.field) for event in of_parts if event.kind is EventKind.OWED_LESS}
        self._own = {event.path for event in events if event.declared and event.kind in _EDITED}
        self._whole = any(event.what == "case" for event in events)

    def tells(self, event: Event) -> bool:
        less = event.kind is EventKind.OWED_LESS
        return (
            self._whole or _part(event) in self._gone or (less and (*_part(event), event.field) in self._less)
        )

    def own_reading(self, event: Event) -> bool:
        """Return whether the paper's own people have put right how the register reads it: of what kind a demand is."""
        return event.field == "kind" and event.path in self._own


def _part(event: Event) -> tuple[str, str]:
    return event.what, event.id.partition("@")[0]
