"""Show the changes of the last seven days: newly overdue obligations, and events by case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from khacphuc.history.trail import Event
from khacphuc.obligations.views import ObligationRow
from khacphuc.pages import audit
from khacphuc.pages.audit_figures import ORDER, label_of, name_of, word_of
from khacphuc.pages.change_list import event_shown
from khacphuc.pages.event_locations import EventLocations
from khacphuc.pages.safe_html import EMPTY, Html, esc, html
from khacphuc.pages.site_history import SiteHistory, site_history
from khacphuc.pages.site_index import SiteIndex, grouped
from khacphuc.text.message import say, say_n

DAYS = 7
FOLDERS = 8
"""Cases (and documents of no case) that are told of."""
EVENTS = 3
"""Changes that are told of each."""


def newly_overdue(site_index: SiteIndex) -> list[ObligationRow]:
    """Return obligations newly overdue within a week, longest first."""
    return [row for row in site_index.overdue if row.timeliness.days <= DAYS]


def first_day(as_of: date) -> date:
    """Return the first of the last seven days."""
    return date.fromordinal(max(as_of.toordinal() - DAYS + 1, 1))


def recent_changes(site_index: SiteIndex, root: str) -> Html:
    """Return the events of the last days as HTML; nothing without history or without events."""
    history = site_history(site_index.context)
    if history is None:
        return EMPTY
    week = _Week(site_index, history, root)
    return html("".join(week.parts())) if week.events else EMPTY


class _Week:
    """The events of the last days that the profile shows, newest first."""

    def __init__(self, site_index: SiteIndex, history: SiteHistory, root: str) -> None:
        self.context, self.history, self.root = site_index.context, history, root
        self.places = site_index.kept(EventLocations)
        first, last = first_day(site_index.site.as_of), site_index.site.as_of
        days = (history.formatter.arrived_on(arrival) for arrival in history.trail.arrivals)
        self.days = {index: day for index, day in enumerate(days) if day and first <= day <= last}
        self.events = [
            event
            for event in reversed(history.trail.events)
            if event.arrival in self.days and self.places.shows(event)
        ]

    def parts(self) -> Iterator[str]:
        folders = grouped((event.folder, event) for event in self.events)
        context = self.context
        yield f'<ul class="kp-filter">{"".join(self._kinds())}</ul>\n'
        shown = list(folders.items())[:FOLDERS]
        items = "".join(self._folder(folder, events) for folder, events in shown)
        yield f'<ul class="kp-plain kp-week">\n{items}</ul>\n'
        days = (self.days[event.arrival] for event in self.events)
        months = dict.fromkeys((day.year, day.month) for day in days)
        links = (
            f'<a href="{self.root}{audit.PATH}{name_of(month)}/">'
            f"{esc(context.say(say('All changes in {month}/{year}', month=f'{month[1]:02d}', year=str(month[0]))))}</a>"
            for month in months
        )
        rest = len(folders) - len(shown)
        left = say_n("and {n} more that changed", "and {n} more that changed", rest)
        more = esc(context.say(left)) if rest else ""
        yield f'<p class="kp-more">{" · ".join(filter(None, (more, *links)))}</p>\n'

    def _kinds(self) -> Iterator[str]:
        """Yield the count of each kind, those to be looked into first, with a link to its month's list."""
        counts = Counter(event.kind for event in self.events)
        newest = {event.kind: self.days[event.arrival] for event in reversed(self.events)}
        for kind in ORDER:
            if kind in counts:
                day = newest[kind]
                where = f"{self.root}{audit.PATH}{name_of((day.year, day.month))}/#{word_of(kind)}"
                label = esc(label_of(self.context, kind))
                yield f'<li><a href="{where}">{label}</a> ({esc(self.context.say(counts[kind]))})</li>'

    def _folder(self, folder: str, events: Sequence[Event]) -> str:
        name, _ = self.places.name(self.root, folder)
        state = self.places.cases.get(folder)
        unit = f", {esc(self.context.unit_name(state.owner))}" if state else ""
        items = "".join(self._event(event) for event in events[:EVENTS])
        rest = len(events) - EVENTS
        if rest > 0:
            items += f"<li>{esc(self.context.say(say_n('and {n} more change', 'and {n} more changes', rest)))}</li>\n"
        return f'<li><strong>{name}</strong>{unit}\n<ul class="kp-events">\n{items}</ul></li>\n'

    def _event(self, event: Event) -> str:
        day = self.context.days[self.days[event.arrival]]
        return f"<li>{day}: {event_shown(self.history, event, worded=False)}</li>\n"
