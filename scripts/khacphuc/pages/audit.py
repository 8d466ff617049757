"""The audit trail of the whole register: a page of figures, and a page for each month with a part for each kind.

A kind is chosen by its anchor: style sheets then show that part alone, and without them the browser goes to it. A kind
with many changes in one month goes on in pages of its own, so that no page grows with the register.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from khacphuc.history.trail import Event, EventKind
from khacphuc.pages.anchors import up
from khacphuc.pages.audit_figures import (
    ORDER,
    Month,
    Months,
    kinds_table,
    label_of,
    months_table,
    name_of,
    word_of,
)
from khacphuc.pages.change_list import byline, day_shown, event_shown
from khacphuc.pages.event_locations import EventLocations
from khacphuc.pages.page import Heading, Page
from khacphuc.pages.safe_html import Html, html
from khacphuc.pages.site_history import SiteHistory, site_history
from khacphuc.pages.site_index import SiteIndex
from khacphuc.text.message import N_, Message, say, say_n

PATH = "audit/"
MOST = 200
"""Events of one kind on a page."""


def pages(site_index: SiteIndex) -> Iterator[Page]:
    context = site_index.context
    history = site_history(context)
    if history is None:
        title = context.words[N_("Audit trail")]
        shown = context.render(
            "audit.html", PATH, title=title, why=context.say(context.site.no_trail), history=None
        )
        yield Page(path=PATH, title=title, html=shown)
        return
    audit = _Audit(site_index, history)
    yield audit.overview()
    for month, kinds in audit.months.items():
        yield audit.month(month, kinds)
        for kind, events in kinds.items():
            for number in range(1, -(-len(events) // MOST)):
                yield audit.more(month, kind, events, number)


class _Audit:
    """The events that the site's profile shows, by month and kind, newest first."""

    def __init__(self, site_index: SiteIndex, history: SiteHistory) -> None:
        self.history, self.context = history, site_index.context
        self.places = site_index.kept(EventLocations)
        grouped: defaultdict[Month, defaultdict[EventKind, list[Event]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for event in reversed(history.trail.events):
            if self.places.shows(event):
                day = history.formatter.arrived_on(history.trail.arrival(event))
                grouped[(day.year, day.month) if day else None][event.kind].append(event)
        order = sorted(grouped, key=lambda month: month or (0, 0), reverse=True)
        self.months: Months = {
            month: {kind: grouped[month][kind] for kind in ORDER if kind in grouped[month]} for month in order
        }

    # ------------------------------------------------------------------------------------------ pages

    def overview(self) -> Page:
        title = self.context.words[N_("Audit trail")]
        shown = self.context.render(
            "audit.html",
            PATH,
            title=title,
            history=self.history,
            months=months_table(self.context, self.months),
            kinds=kinds_table(self.context, self.months),
            later=self.context.say(
                say_n(
                    "{n} change dated later is not shown.",
                    "{n} changes dated later are not shown.",
                    self.history.later,
                )
            )
            if self.history.later
            else "",
        )
        headings = (
            Heading("months", self.context.words[N_("By month")]),
            Heading("kinds", self.context.words[N_("By kind of change")]),
        )
        return Page(
            path=PATH, title=title, html=shown, headings=headings if self.months else (), search=title
        )

    def month(self, month: Month, kinds: dict[EventKind, list[Event]]) -> Page:
        path = f"{PATH}{name_of(month)}/"
        title = self._title(month)
        root = up(path)
        sections = [
            {
                "id": word_of(kind),
                "label": label_of(self.context, kind),
                "count": self.context.say(len(events)),
                "events": self._list(root, events[:MOST]),
                "more": self._more_links(kind, len(events)),
            }
            for kind, events in kinds.items()
        ]
        shown = self.context.render("audit_month.html", path, title=title, sections=sections, index="../")
        headings = tuple(Heading(word_of(kind), label_of(self.context, kind)) for kind in kinds)
        return Page(path=path, title=title, html=shown, headings=headings)

    def more(self, month: Month, kind: EventKind, events: Sequence[Event], number: int) -> Page:
        """Return the following events of a kind that has too many for the month's page."""
        path = f"{PATH}{name_of(month)}/{word_of(kind)}-{number + 1}/"
        title = self.context.say(
            say(
                "{month}: {kind} ({page})",
                month=self._title(month),
                kind=Message(kind.label),
                page=number + 1,
            )
        )
        section = {
            "id": word_of(kind),
            "label": label_of(self.context, kind),
            "count": self.context.say(len(events)),
            "events": self._list(up(path), events[number * MOST : (number + 1) * MOST]),
            "more": "",
        }
        shown = self.context.render("audit_month.html", path, title=title, sections=[section], index="../../")
        return Page(path=path, title=title, html=shown)

    # ------------------------------------------------------------------------------------------ parts

    def _title(self, month: Month) -> str:
        if month is None:
            return self.context.words[N_("Changes of unknown date")]
        return self.context.say(say("Changes in {month}/{year}", month=f"{month[1]:02d}", year=str(month[0])))

    def _more_links(self, kind: EventKind, count: int) -> Html:
        pages = -(-count // MOST)
        links = (f'<a href="./{word_of(kind)}-{page}/">{page}</a>' for page in range(2, pages + 1))
        return html(" ".join(links))

    def _list(self, root: str, events: Sequence[Event]) -> Html:
        return html("".join(f"<li>{self._item(root, event)}</li>\n" for event in events))

    def _item(self, root: str, event: Event) -> str:
        arrival = self.history.trail.arrival(event)
        day = day_shown(self.history, self.history.formatter.arrived_on(arrival))
        where, linked = self.places.name(root, event.folder)
        # Where there is a page, its own trail shows the words.
        shown = event_shown(self.history, event, worded=not linked)
        return f'{day} {where}: {shown} <span class="kp-sub">{byline(self.history, arrival)}</span>'
