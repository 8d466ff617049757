"""One page as a value, and what every page knows of the site it stands in."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from khacphuc.history.trail import NoCommitError, Trail
from khacphuc.history.trend import MonthEnd
from khacphuc.register.loading import RegisterSettings
from khacphuc.text.message import Message, Speaker, speaker


class Heading(Struct, frozen=True):
    """An entry of a page's table of contents."""

    id: str
    title: str


class Page(Struct, frozen=True):
    """A finished page.

    ``path`` is the folder its ``index.html`` stands in, relative to the site's root, with a closing slash
    (``cases/chi-bo-a/2024-35/``); the front page is ``""``. ``html`` is finished and safe: nothing in it is
    rendered again. ``search`` is plain text, ``""`` for pages that search leaves out. Links in ``html`` are relative to the page,
    but ``href="case:ID#anchor"`` names a case of the register and is resolved when pages are put together.
    """

    path: str
    title: str
    html: str
    headings: tuple[Heading, ...] = ()
    search: str = ""
    keywords: tuple[str, ...] = ()
    days: tuple[date, ...] = ()
    """The days that search finds the page by, its own first."""
    source: str = ""
    """The document in the repository that this page shows, if one; the forge's edit link goes there."""
    files: tuple[tuple[str, str], ...] = ()
    """Files that belong to the page, by path from the site's root: what its scripts load."""


class Site(Struct, frozen=True, dict=True):
    """The inputs of all pages. Values derived once (see ``site_context``) are kept in ``__dict__``, out of pickles."""

    settings: RegisterSettings
    as_of: date
    language: str
    trail: Trail | None = None
    """The history of the register's documents; None where it is not available."""
    no_trail: Message = NoCommitError().message
    """Why there is no trail."""
    trend: tuple[MonthEnd, ...] = ()
    """Counts of open and overdue obligations at past month ends, oldest first."""

    @property
    def say(self) -> Speaker:
        return speaker(self.language)
