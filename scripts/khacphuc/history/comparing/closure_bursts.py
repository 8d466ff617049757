"""Detect bursts of closures: far more cases closed on one day by one person than that person otherwise closes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, tzinfo
from statistics import median

from msgspec.structs import replace

from khacphuc.history.trail import Arrival, Event, EventKind
from khacphuc.text.zones import day_in

_MANY = 5
_TIMES_THE_USUAL = 3
"""A burst is this many times the median of the earlier days: closing cases in monthly rounds is usual."""


def closure_bursts(events: Iterable[Event], arrivals: Sequence[Arrival], zone: tzinfo) -> Iterator[Event]:
    """Yield one event for each case of each burst. A day is only compared with earlier ones, so what was told stays told."""
    usual: defaultdict[str, list[int]] = defaultdict(list)
    found: list[Event] = []
    for (person, _), closures in sorted(_by_day(events, arrivals, zone).items()):
        cases = len({event.folder for event in closures})
        if cases >= _MANY and cases >= _TIMES_THE_USUAL * median(usual[person] or [0]):
            found += [replace(event, kind=EventKind.CLOSURE_BURST, new=str(cases)) for event in closures]
        usual[person].append(cases)
    yield from sorted(found, key=lambda event: (event.arrival, event.path))


def _by_day(
    events: Iterable[Event], arrivals: Sequence[Arrival], zone: tzinfo
) -> dict[tuple[str, date], list[Event]]:
    """Return the closures that arrived, by who wrote them and the day. What came with a whole case is no closing."""
    closures, arrived = [], set()
    for event in events:
        if event.kind is EventKind.CREATED:
            if event.what == "closure":
                closures.append(event)
            elif event.what == "conclusion":
                arrived.add((event.folder, event.arrival))
    found: defaultdict[tuple[str, date], list[Event]] = defaultdict(list)
    for event in closures:
        arrival = arrivals[event.arrival]
        day = day_in(arrival.arrived_at, zone)
        if day and arrival.authors and (event.folder, event.arrival) not in arrived:
            author = arrival.authors[0]
            found[(author.email or author.name).casefold(), day].append(event)
    return found
