"""Hold the context of all pages of a site: templates, phrases, names of units and people."""

from __future__ import annotations

from datetime import date
from typing import Any

from khacphuc.model.party import Party
from khacphuc.model.schema import Vocabulary
from khacphuc.obligations.timeliness import timing_text
from khacphuc.obligations.values import CaseState, Obligation, Stage, Timeliness
from khacphuc.pages.anchors import ROOT, up
from khacphuc.pages.file_links import file_links
from khacphuc.pages.forge_links import ForgeLinks, forge_links
from khacphuc.pages.page import Site
from khacphuc.pages.safe_html import Html, esc, html
from khacphuc.pages.templating import environment, names, phrases
from khacphuc.text.message import N_, Speaker


class _Days(dict[date, Html]):
    """Days as people read them, with what machines read beside it."""

    def __init__(self, say: Speaker) -> None:
        super().__init__()
        self._say = say

    def __missing__(self, day: date) -> Html:
        found = self[day] = html(f'<time datetime="{day.isoformat()}">{esc(self._say(day))}</time>')
        return found


class SiteContext:
    """Makes pages of one site. Everything in it follows from the site; what it remembers is only to save time."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.say = site.say
        self.words = phrases(site.language)
        self.names = names(site.language)
        self.as_of = site.as_of
        self.policy = site.settings.policy
        self.units = site.settings.units
        self.public = site.settings.public
        # Who may read only this site has no business where everything lies.
        self.forge: ForgeLinks = ForgeLinks() if self.public else forge_links(self.policy.forge)
        self.days = _Days(self.say)
        self._templates = environment(site.language)
        self._parties: dict[tuple[str, str, str], Html] = {}
        self._chips: dict[
            type[Vocabulary], dict[Vocabulary, Html]
        ] = {}  # words of two lists may be spelled alike
        self.rows: dict[tuple[int, str], tuple[Obligation, Html]] = {}
        """Rows of what is owed, by the obligation (kept here, so that its number stays its own) and the page's home."""
        self._timings: dict[tuple[Timeliness, date | None], Html] = {}

    def render(self, template: str, path: str, **values: Any) -> str:
        """Return a template as the page at ``path`` shows it."""
        found = self._templates.get_template(template)
        files = file_links(path, up(path), self.site.language)
        page = found.render(context=self, root=up(path), as_of=self.days[self.as_of], files=files, **values)
        return page.replace(ROOT, up(path))

    # -------------------------------------------------------------------------------------- statuses

    def chip(self, word: Vocabulary) -> Html:
        """Return a status in words, with the class that gives it shape and colour."""
        chips = self._chips.setdefault(type(word), {})
        found = chips.get(word)
        if found is None:
            name = f"kp-{type(word).__name__.lower()}-{word.value.replace('_', '-')}"
            found = chips[word] = html(f'<span class="kp-chip {name}">{self.names[word.label]}</span>')
        return found

    def timing(self, found: Timeliness, due: date | None = None) -> Html:
        """Return timeliness as a chip. ``data-due`` lets a page recount the days on the day it is read."""
        key = (found, due)
        context = self._timings.get(key)
        if context is None:
            name = f"kp-timing-{found.timing.value.replace('_', '-')}"
            data = f' data-due="{due.isoformat()}"' if due else ""
            context = html(f'<span class="kp-chip {name}"{data}>{esc(self.say(timing_text(found)))}</span>')
            self._timings[key] = context
        return context

    # ------------------------------------------------------------------------------------------- names

    def unit_name(self, unit: str) -> str:
        """Return the name of a unit; its id when unknown to the register."""
        if self.public and not self.shows_unit(unit):
            return self.words[N_("a restricted unit")]
        found = self.units.get(unit)
        return found.name if found else unit

    def party_name(self, party: str, home: str = "") -> str:
        """“Role (Unit)” for a person, the unit's name for a unit. At ``home`` everybody knows whose people they are."""
        whose = Party(party)
        unit = whose.unit
        if not whose.person or (self.public and not self.shows_unit(unit)):
            return self.unit_name(unit)
        found, own = self.units.people.get(whose), self.units.get(unit)
        # An id is often a name, and nobody can say any more what office it stood for.
        unknown = self.words[N_("a person")] if self.public else whose.person
        role = found.role if found else unknown
        if found and found.name and not self.public:
            role = f"{found.name}, {role}"
        if unit == home:
            return role
        short = own.short_name if own else None
        return f"{role} ({short or self.unit_name(unit)})"

    def party(self, party: str, root: str, home: str = "") -> Html:
        """Return a party's name, linked to its unit's page where there is one and we are not at its ``home``."""
        known = self._parties.get((party, root, home))
        if known is None:
            name, unit = esc(self.party_name(party, home)), Party(party).unit
            linked = unit != home and self.shows_unit(unit)
            known = html(f'<a href="{root}units/{esc(unit)}/">{name}</a>' if linked else name)
            self._parties[party, root, home] = known
        return known

    # -------------------------------------------------------------------------------------- profile

    def shows_unit(self, unit: str) -> bool:
        """Return whether a unit has a page in this profile."""
        return unit in (self.units.public if self.public else self.units.by_id)

    def shows_case(self, state: CaseState) -> bool:
        """Return whether a case is shown in this profile; in the public one, a restricted case is only counted."""
        return self.counts_case(state) and not (self.public and state.restricted)

    def counts_case(self, state: CaseState) -> bool:
        """Return whether this profile knows of a case at all. A draft is for the inside alone: nobody has signed it."""
        return not (self.public and state.stage is Stage.DRAFT)


def site_context(site: Site) -> SiteContext:
    """Return the context of a site, built on first use."""
    found: SiteContext | None = site.__dict__.get("_context")
    if found is None:
        found = site.__dict__["_context"] = SiteContext(site)
    return found
