"""What became of a unit, its people, or the policy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from khacphuc.history.comparing.moment import Moment
from khacphuc.history.comparing.text import body_difference, differences
from khacphuc.history.trail import Event, EventKind
from khacphuc.model.unit import Person, Unit
from khacphuc.register.document import AnyDocument

_TOLD_APART = frozenset({"people"})


def frame_events(before: AnyDocument | None, after: AnyDocument | None, moment: Moment) -> Iterator[Event]:
    """The events of one document of ``units/``, or of the policy."""
    document = after or before
    if document is None or before is after:
        return

    def event(kind: EventKind, what: str, name: str, **parts: Any) -> Event:
        return Event(
            kind, moment.of(document.path).landing, document.path, document.path, what, name, **parts
        )

    old, new = before and before.record, after and after.record
    if before is None or after is None:
        kind = EventKind.CREATED if before is None else EventKind.DELETED
        record = new if before is None else old
        if record is not None:
            yield event(kind, document.slot.type, getattr(record, "id", ""))
        return
    if old is None or new is None:
        return
    found = list(differences(old, new, _TOLD_APART))
    if body := body_difference(before.body, after.body):
        found.append(body)
    for item in found:
        kind = EventKind.OWNER_CHANGED if item.key == "head" else EventKind.PARTICULARS_CHANGED
        yield event(
            kind,
            document.slot.type,
            getattr(new, "id", ""),
            field=item.key,
            old=item.old,
            new=item.new,
        )
    if isinstance(old, Unit) and isinstance(new, Unit):
        for kind, name, parts in _people(old, new):
            yield event(kind, "person", name, **parts)


def _people(old: Unit, new: Unit) -> Iterator[tuple[EventKind, str, dict[str, str]]]:
    before, after = ({person.id: person for person in reversed(unit.people)} for unit in (old, new))
    for name, person in after.items():
        full = f"{new.id}/{name}"
        if name not in before:
            yield EventKind.ADDED, full, {"new": person.role}
        elif person != before[name]:
            yield from _person(full, before[name], person)
    for name, person in before.items():
        if name not in after:
            yield EventKind.DROPPED, f"{new.id}/{name}", {"old": person.role}


def _person(name: str, old: Person, new: Person) -> Iterator[tuple[EventKind, str, dict[str, str]]]:
    for item in differences(old, new):
        parts = {"field": item.key, "old": item.old, "new": item.new}
        yield EventKind.PARTICULARS_CHANGED, name, parts
