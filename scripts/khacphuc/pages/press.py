"""What every page is made with: the templates in one language, and names for units and parties. Made once a site."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from khacphuc.model.schema import Vocabulary
from khacphuc.model.vocabulary import Profile
from khacphuc.obligations.values import Timeliness
from khacphuc.pages import words
from khacphuc.pages.anchors import anchor, case_path
from khacphuc.pages.links import Forge, forge
from khacphuc.pages.page import Site
from khacphuc.text.message import Message, Speaker, speaker

_TEMPLATES = Path(__file__).parent / "templates"


class _Phrases(dict[str, str]):
    """Texts of the templates → their translation, each looked up once."""

    def __init__(self, say: Speaker) -> None:
        super().__init__()
        self._say = say

    def __missing__(self, text: str) -> str:
        found = self[text] = self._say(Message(text))
        return found


@cache
def _environment(language: str) -> Environment:
    """The templates of a language, compiled when first used. The only place where they meet the catalogue."""
    say = speaker(language)
    phrases = _Phrases(say)
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        extensions=["jinja2.ext.i18n", "jinja2.ext.loopcontrols"],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    environment.install_gettext_callables(  # type: ignore[attr-defined]  # put there by the i18n extension
        phrases.__getitem__, lambda one, many, n: say(Message(one, (), many, n)), newstyle=False
    )
    environment.globals["_"] = phrases.__getitem__
    environment.policies["ext.i18n.trimmed"] = True
    environment.filters["say"] = say
    environment.globals.update(
        anchor=anchor,
        case_path=case_path,
        chip=_chips(say),
        clip=clip,
        day=_Days(say).__getitem__,
        label=_labels(say),
        timing=_timings(say),
        words=words,
    )
    return environment


class _Days(dict[date, Markup]):
    """Days as people read them, with what machines read beside it."""

    def __init__(self, say: Speaker) -> None:
        super().__init__()
        self._say = say

    def __missing__(self, day: date) -> Markup:
        found = self[day] = Markup('<time datetime="{}">{}</time>').format(day.isoformat(), self._say(day))
        return found


def _labels(say: Speaker) -> Callable[[Vocabulary], str]:
    known: dict[str, str] = {}

    def label(word: Vocabulary) -> str:
        found = known.get(word.label)
        if found is None:
            found = known[word.label] = say(Message(word.label))
        return found

    return label


def _chips(say: Speaker) -> Callable[[Vocabulary], Markup]:
    """A status in words, with the class that gives it shape and colour."""
    known: dict[tuple[type[Vocabulary], str], Markup] = {}

    def chip(word: Vocabulary) -> Markup:
        key = (type(word), word.value)
        found = known.get(key)
        if found is None:
            name = f"{type(word).__name__.lower()}-{word.value.replace('_', '-')}"
            made = Markup('<span class="kp-chip kp-{}">{}</span>').format(name, say(Message(word.label)))
            found = known[key] = made
        return found

    return chip


def _timings(say: Speaker) -> Callable[..., Markup]:
    """Timeliness as a chip. ``data-due`` lets a page recount the days on the day it is read."""
    known: dict[tuple[Timeliness, date | None], Markup] = {}

    def timing(found: Timeliness, due: date | None = None) -> Markup:
        key = (found, due)
        made = known.get(key)
        if made is None:
            data = Markup(' data-due="{}"').format(due.isoformat()) if due else ""
            made = known[key] = Markup('<span class="kp-chip kp-timing-{}"{}>{}</span>').format(
                found.timing.value.replace("_", "-"), data, say(words.timing(found))
            )
        return made

    return timing


class Press:
    """Makes pages of one site. Everything in it follows from the site."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.say = site.say
        self.as_of = site.as_of
        self.policy = site.frame.policy
        self.units = site.frame.units
        self.public = site.frame.policy.profile is Profile.PUBLIC
        self.forge: Forge = forge(site.frame.policy.forge)
        self._environment = _environment(site.language)
        self._parties: dict[tuple[str, str], Markup] = {}

    def template(self, name: str) -> Template:
        return self._environment.get_template(name)

    def render(self, name: str, path: str, **values: Any) -> str:
        """A template as the page at ``path`` shows it."""
        root = up(path)

        def party(name: str) -> Markup:
            return self.party(name, root)

        return self.template(name).render(site=self.site, press=self, root=root, party=party, **values)

    # ------------------------------------------------------------------------------------------- names

    def unit_name(self, unit: str) -> str:
        """What people call a unit; its id when the register does not know it."""
        found = self.units.get(unit)
        if found is None:
            return unit
        if self.public and found.restricted:
            return self.say(Message("a restricted unit"))
        return found.name

    def party_name(self, party: str) -> str:
        """“Role, Unit” for a person, the unit's name for a unit."""
        unit, _, person = party.partition("/")
        if not person:
            return self.unit_name(unit)
        found = self.units.people.get(party)
        role = found.role if found else person
        if found and found.name and not self.public:
            role = f"{found.name}, {role}"
        return f"{role} ({self._short(unit)})"

    def _short(self, unit: str) -> str:
        found = self.units.get(unit)
        return found.short_name or self.unit_name(unit) if found else unit

    def party(self, party: str, root: str) -> Markup:
        """A party's name, linked to its unit's page where there is one."""
        known = self._parties.get((party, root))
        if known is None:
            name, unit = self.party_name(party), party.partition("/")[0]
            link = Markup('<a href="{}units/{}/">{}</a>').format(root, unit, name)
            known = self._parties[party, root] = link if self.shows_unit(unit) else escape(name)
        return known

    # -------------------------------------------------------------------------------------- profile

    def shows_unit(self, unit: str) -> bool:
        """Whether a unit has a page in this profile."""
        found = self.units.get(unit)
        return found is not None and not (self.public and found.restricted)

    def shows_case(self, restricted: bool) -> bool:  # noqa: FBT001  # a state's own word
        """Whether a case is shown in this profile; in the public one, a restricted case is only counted."""
        return not (self.public and restricted)


def press(site: Site) -> Press:
    """The press of a site, made when first needed."""
    found: Press | None = site.__dict__.get("_press")
    if found is None:
        found = site.__dict__["_press"] = Press(site)
    return found


_CLIP = 160


def clip(text: str) -> str:
    """The start of a long text, cut between words."""
    return text if len(text) <= _CLIP else f"{text[:_CLIP].rpartition(' ')[0] or text[:_CLIP]}…"


def up(path: str) -> str:
    """From a page to the root of the site: ``../../`` for ``units/a/``, ``./`` for the front page."""
    return "../" * path.count("/") or "./"
