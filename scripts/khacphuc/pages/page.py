"""One page as a value, and what every page knows of the site it stands in."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from khacphuc.history.trail import NoCommit, Trail
from khacphuc.history.trend import MonthEnd
from khacphuc.register.loading import Frame
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
    """What every page knows. What is made from it once (see ``press``) is kept in its ``__dict__``, out of pickles."""

    frame: Frame
    as_of: date
    language: str
    trail: Trail | None = None
    """What happened to the register's documents; None where that cannot be told."""
    no_trail: Message = NoCommit().message
    """Why there is no trail."""
    trend: tuple[MonthEnd, ...] = ()
    """How many obligations were open and overdue at past month ends, oldest first."""

    @property
    def say(self) -> Speaker:
        return speaker(self.language)
