"""Prepare a site's trail: the events that the profile shows, by folder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property

from msgspec.structs import replace

from khacphuc.history.trail import Arrival, Event, EventKind, Trail
from khacphuc.model.vocabulary import Status
from khacphuc.pages.anchors import without_slug
from khacphuc.pages.safe_html import Html
from khacphuc.pages.site_context import SiteContext
from khacphuc.reports.event_text import DEADLINES, OWED, WORDED, EventFormatter, until
from khacphuc.text.zones import zone

_TEXTS = frozenset(("text", "content", "measure", "product", "due_text", "title", "body", "section"))
_WITH_DRAFTED_WORDS = frozenset(("task", "milestone", "finding", "requirement"))


_OPENING = frozenset(("visibility", "restricted", "unit", "secrecy"))
_BACK = frozenset((EventKind.CREATED, EventKind.ISSUED, EventKind.READABLE))
_NAMED = frozenset((EventKind.MOVED, EventKind.OWED_NO_MORE, EventKind.MERGE_LEFT_OUT))
"""What may name cases, units or tasks of which few may read."""
_DECIDES = frozenset(("conclusion", "unit"))
"""Documents that say who may read. One that comes, or comes back, may say something else than the one before it."""


def for_everybody(trail: Trail) -> Trail:
    """Return a trail without what may name a unit, a case or a person: only texts keep how they were and are worded.

    Nor do texts from before a case was last opened to everybody: who opens a case takes out first what is for few.
    Parties of ``OWNER_CHANGED`` and the like stay, because they are only ever named as the profile has it.
    """
    opened: dict[str, int] = {}
    for event in trail.events:
        if event.kind is EventKind.MOVED or event.field in _OPENING or _comes_back(event):
            opened[event.folder] = trail.arrival(event).order
    events = _without_drafts(trail.events)
    return replace(trail, events=tuple(_for_everybody(event, trail, opened) for event in events))


def _without_drafts(events: Iterable[Event]) -> Iterator[Event]:
    """Yield the events of papers that had been issued once: that there is a draft is for the inside alone."""
    drafts: set[str] = set()
    for event in events:
        if event.field == "status" and event.kind is EventKind.CREATED and event.new == Status.DRAFT:
            drafts.add(event.path)
        elif event.kind is EventKind.ISSUED:
            drafts.discard(event.path)
        if event.path not in drafts:
            yield event
        elif event.kind is EventKind.DELETED:
            drafts.discard(event.path)


def _comes_back(event: Event) -> bool:
    return event.kind in _BACK and event.what in _DECIDES


def _for_everybody(event: Event, trail: Trail, opened: Mapping[str, int]) -> Event:
    unit = f"units/{event.folder.split('/')[1].removesuffix('.md')}.md"
    since = max(opened.get(event.folder, -1), opened.get(unit, -1))
    text = (event.field in _TEXTS or _is_text(event)) and trail.arrival(event).order > since
    named = (event.kind in WORDED and not text) or event.kind in _NAMED
    path, name = without_slug(event.path), event.id
    if event.kind in OWED:
        name = name.partition("@")[0]
    return replace(event, path=path, id=name, old="", new="") if named else replace(event, path=path, id=name)


def _is_text(event: Event) -> bool:
    """Return whether it is told whole, as it came or went."""
    return not event.field and event.what in _WITH_DRAFTED_WORDS


class SiteHistory:
    """The trail of a site up to its day."""

    def __init__(self, context: SiteContext, trail: Trail) -> None:
        self.context = context
        where = zone(context.policy.time_zone)
        self.trail = until(trail, context.as_of, where)
        self.later = len(trail.events) - len(self.trail.events)
        if context.public:
            self.trail = for_everybody(self.trail)
        """Number of events left out because they arrived later."""
        self.formatter = EventFormatter(context.say, context.party_name, where)
        self._shown: dict[tuple[int, str], tuple[Event | Arrival, Html]] = {}

    def once(self, thing: Event | Arrival, how: str, show: Callable[[], Html]) -> Html:
        """Return an event or arrival as shown, formatted once for all pages."""
        key = id(thing), how
        known = self._shown.get(key)
        if known is None:
            known = self._shown[key] = thing, show()  # kept with it, so that its number stays its own
        return known[1]

    @cached_property
    def by_folder(self) -> Mapping[str, list[Event]]:
        """Return events by case folder (or the unit's document, or the policy), oldest first."""
        found: dict[str, list[Event]] = defaultdict(list)
        for event in self.trail.events:
            found[event.folder].append(event)
        return found

    @cached_property
    def by_unit(self) -> Mapping[str, list[Event]]:
        """Return events by unit: of its cases and of its own document."""
        found: dict[str, list[Event]] = defaultdict(list)
        for event in self.trail.events:
            top, _, rest = event.folder.partition("/")
            if rest != "policy.yml":
                found[
                    rest.partition("/")[0].removesuffix(".md") if top == "units" else rest.partition("/")[0]
                ].append(event)
        return found

    def authors(self, arrival: Arrival) -> str:
        """Return the authors of an arrival. In public, by role, without authors unknown to the register."""
        if not self.context.public:
            return self.formatter.authors(arrival)
        known = (self._by_email.get(author.email.lower()) for author in arrival.authors)
        return ", ".join(dict.fromkeys(self.context.party_name(party) for party in known if party))

    @cached_property
    def _by_email(self) -> Mapping[str, str]:
        people = self.context.units.people.items()
        return {email.lower(): party for party, person in people for email in person.emails}


def undeclared(event: Event) -> bool:
    """Return a deadline that stood, moved or removed without an extension."""
    return event.kind in DEADLINES and bool(event.old) and not event.declared


def site_history(context: SiteContext) -> SiteHistory | None:
    """Return the history of a site, built on first use; None where there is none."""
    if context.site.trail is None:
        return None
    found: SiteHistory | None = context.site.__dict__.get("_history")
    if found is None:
        found = context.site.__dict__["_history"] = SiteHistory(context, context.site.trail)
    return found
