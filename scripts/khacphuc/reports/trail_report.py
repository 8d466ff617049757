"""A register's history, or a part of it, for a terminal and for programs.

The JSON is one object, of this form (version 1). Keys may be added within a version; none changes its meaning or goes
away.

``version``     1
``tip``         the commit up to which history was read
``language``    vi or en: the language of ``sentence``
``later``       how many events are left out because they arrived after the day asked about
``events``      newest first; of each:

    ``kind``            one of ``history.trail.EventKind``: deadline_later, reworded …
    ``folder``          the case folder, ``units/<unit>.md`` or the policy in which it stands today, or last stood
    ``path``            the document, as it was called after the change
    ``what``, ``id``    what was changed within it, and its id; for a milestone ``task/milestone``
    ``field``           the key that was changed
    ``old``, ``new``    its value before and after; dates as YYYY-MM-DD
    ``declared``        deadlines: whether an approved extension moves this task to this day
    ``passed``          deadlines: whether the old one had passed when the change arrived
    ``days``            days moved, or days between a record's date and its arrival
    ``sentence``        for people; the wording may change at any time
    ``commit``          the commit that made the change
    ``arrived_in``      the commit of the main branch that received it
    ``order``           its position on the main branch, which dates cannot forge
    ``arrived_on``      the day of arrival where the register is kept, or null when the commit's date is impossible
    ``arrived_at``, ``authored_at``     moments with their time zone, or null
    ``authors``         ``name`` and ``email`` of each, as the commits state them
    ``committer``       the same of the committer
    ``registrar``       who committed it and may for everybody (``unit/person``), or null
    ``subject``         the first line of the commit's message
    ``pull_request``    its number, or null
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from msgspec import Struct

from khacphuc.history.trail import Arrival, Event, EventKind, Signature, Trail
from khacphuc.reports.event_text import DEADLINES, WORDED, EventFormatter
from khacphuc.reports.terminal_text import encodable, harmless, visible
from khacphuc.reports.worddiff import in_brackets, word_diff
from khacphuc.text.message import N_, say, say_n

VERSION = 1
_SHORT = 10
_FEW = 3
_AT_ONCE = (EventKind.UNREADABLE, EventKind.READABLE)
"""Events that one error causes in many documents are reported together."""


class EventText(Struct, frozen=True):
    """Events of a trail that somebody asked for, oldest first; ``later`` ones are left out."""

    trail: Trail
    events: Sequence[Event]
    later: int = 0


def as_text(told: EventText, formatter: EventFormatter) -> str:
    """Newest first: who and when, then what, case by case."""
    lines: list[str] = []
    for index, some in groupby(reversed(told.events), key=lambda event: event.arrival):
        arrival = told.trail.arrivals[index]
        lines += (_heading(arrival, formatter), *_subject(arrival))
        as_told = list(some)[::-1]
        lines += _all_at_once(as_told, formatter)
        in_order = sorted(_each_by_itself(as_told), key=lambda event: event.folder)
        for folder, own in groupby(in_order, key=lambda event: event.folder):
            lines.append(f"  {visible(folder)}")
            for event in own:
                lines += _lines(event, formatter)
        lines.append("")
    lines += _totals(told, formatter)
    return "".join(f"{harmless(line)}\n" for line in lines)


def _heading(arrival: Arrival, formatter: EventFormatter) -> str:
    day = formatter.arrived_on(arrival)
    parts = (
        formatter.speak(day) if day else formatter.speak(say(N_("date unknown"))),
        visible(formatter.authors(arrival)),
        arrival.commit[:_SHORT],
        f"#{visible(arrival.pull_request)}" if arrival.pull_request else "",
    )
    return "  ".join(filter(None, parts))


def _subject(arrival: Arrival) -> Iterator[str]:
    if arrival.subject.strip():
        yield f"  “{visible(arrival.subject.strip())}”"


def _each_by_itself(events: Sequence[Event]) -> list[Event]:
    """Return the events of an arrival without kinds of which it has too many."""
    often = _often(events)
    return [event for event in events if event.kind not in often]


def _all_at_once(events: Sequence[Event], formatter: EventFormatter) -> Iterator[str]:
    """Yield one line for what a commit did to many documents at once, as when somebody changes the encoding of all."""
    for kind in _often(events):
        paths = [visible(event.path) for event in events if event.kind is kind]
        shown = f"{', '.join(paths[:_FEW])} …"
        said = (
            say_n("{n} document became unreadable:", "{n} documents became unreadable:", len(paths))
            if kind is EventKind.UNREADABLE
            else say_n("{n} document can be read again:", "{n} documents can be read again:", len(paths))
        )
        yield f"  - {formatter.speak(said)} {shown}"


def _often(events: Sequence[Event]) -> list[EventKind]:
    counts = Counter(event.kind for event in events)
    return [kind for kind in _AT_ONCE if counts[kind] > _FEW]


def _lines(event: Event, formatter: EventFormatter) -> Iterator[str]:
    yield f"  - {visible(formatter.sentence(event))}"
    if event.kind in WORDED and (event.old or event.new):
        yield f"    {visible(in_brackets(word_diff(*formatter.wordings(event))))}"


def _totals(told: EventText, formatter: EventFormatter) -> Iterator[str]:
    speak, events = formatter.speak, told.events
    if not events:
        yield speak(say(N_("Nothing has changed.")))
    else:
        moved = [event for event in events if event.kind in DEADLINES and event.old]
        count = speak(say_n("{n} change", "{n} changes", len(events)))
        moves = speak(say_n("{n} deadline move", "{n} deadline moves", len(moved)))
        without = speak(say("{n} of them without an extension", n=sum(not event.declared for event in moved)))
        yield f"{count}; {moves}; {without}." if moved else f"{count}."
    if told.later:
        yield speak(say_n("{n} later change is not shown.", "{n} later changes are not shown.", told.later))


def as_json(told: EventText, formatter: EventFormatter, language: str) -> str:
    """Return the object, indented."""
    value = {
        "version": VERSION,
        "tip": told.trail.tip,
        "language": language,
        "later": told.later,
        "events": [_event(event, told.trail.arrival(event), formatter) for event in reversed(told.events)],
    }
    return encodable(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def _event(event: Event, arrival: Arrival, formatter: EventFormatter) -> dict[str, Any]:
    day = formatter.arrived_on(arrival)
    own = {name: getattr(event, name) for name in event.__struct_fields__ if name != "arrival"}
    return own | {
        "kind": event.kind.value,
        "sentence": formatter.sentence(event),
        "commit": arrival.commit,
        "arrived_in": arrival.arrived_in,
        "order": arrival.order,
        "arrived_on": day.isoformat() if day else None,
        "arrived_at": arrival.arrived_at.isoformat() if arrival.arrived_at else None,
        "authored_at": arrival.authored_at.isoformat() if arrival.authored_at else None,
        "authors": [_signature(author) for author in arrival.authors],
        "registrar": arrival.registrar or None,
        "committer": _signature(arrival.committer),
        "subject": arrival.subject,
        "pull_request": arrival.pull_request or None,
    }


def _signature(one: Signature) -> dict[str, str]:
    return {"name": one.name, "email": one.email}
