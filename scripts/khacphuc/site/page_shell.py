"""Cut the theme's chrome out of a rendered page, and reuse it for thousands.

Drawing Material's template costs about a millisecond a page, and all but a few words of it are equal on every page
of one folder. So it is drawn once with marks where a page's own words go, cut at the marks, and joined with each page.
The result is what the theme would have drawn: a test compares them byte by byte.
"""

from __future__ import annotations

import re
from html import escape
from urllib.parse import quote

from msgspec import Struct

from khacphuc.pages.page import Page

# Nobody writes these: they stand only in chrome that this module's callers draw, never in what pages hold.
MARK = "kp-mark-b1e6d0"
TITLE = f"{MARK}-title"
DESCRIPTION = f"{MARK}-description"
CONTENT = f"<h1>{MARK}-content</h1>"  # a heading, or the theme would add its own
FOLDER = f"{MARK}-folder"
DATED = f"{MARK}-dated"
IDS = (f"{MARK}-id-1", f"{MARK}-id-2")
HEADINGS = (f"{MARK}-heading-1", f"{MARK}-heading-2")
_LIST = f"{MARK}-list"

_DESCRIPTION_LENGTH = 160
_TOC = re.compile(
    rf"{IDS[0]}(?P<inside>(?:(?!{IDS[0]}).)*?){HEADINGS[0]}(?P<between>.*?){IDS[1]}.*?{HEADINGS[1]}",
    re.DOTALL,
)
_SLOTS = re.compile("|".join(map(re.escape, (TITLE, DESCRIPTION, CONTENT, FOLDER, DATED, IDS[0], _LIST))))


class Parts(Struct, frozen=True):
    """A page's own words, escaped for where they go."""

    title: str
    description: str
    headings: tuple[tuple[str, str], ...]


def parts(page: Page) -> Parts:
    """Return the parts of a page that the chrome shows beside the content."""
    headings = tuple((escape(item.id), escape(item.title)) for item in page.headings)
    return Parts(escape(page.title), escape(summary(page)), headings)


def lines(page: Page) -> list[str]:
    """Return the searchable text of a page beside its title."""
    found = [line.strip() for line in page.search.splitlines()]
    return [line for line in found if line and line != page.title]


def summary(page: Page) -> str:
    """Return the beginning of a page's text, cut between words."""
    line = " ".join(" ".join(lines(page))[: 4 * _DESCRIPTION_LENGTH].split())
    if len(line) <= _DESCRIPTION_LENGTH:
        return line
    head, space, _ = line[:_DESCRIPTION_LENGTH].rpartition(" ")
    return f"{head if space else line[:_DESCRIPTION_LENGTH]}…"


def marked_folder(section: str, depth: int) -> str:
    """Return the path of a page that stands for all pages of one depth below a section (``cases/`` and 3)."""
    return section + f"{FOLDER}/" * (depth - section.count("/"))


class Shell:
    """Chrome cut at its marks, for all pages of one section and depth, with or without a table of contents.

    A page that stands in the navigation is a section with nothing below it.
    """

    def __init__(self, drawn: str, section: str, depth: int) -> None:
        """Cut. ``drawn`` is the page at ``marked_folder(section, depth)`` with the marks as its words."""
        # A page of the navigation has its table of contents there, too.
        self._lists = [(toc["inside"], toc["between"]) for toc in _TOC.finditer(drawn)]
        drawn = _TOC.sub(_LIST, drawn)
        if folder := quote(marked_folder(section, depth)):
            drawn = drawn.replace(folder, FOLDER)
        self._slots = _SLOTS.findall(drawn)
        self._literals = [literal.encode() for literal in _SLOTS.split(drawn)]
        if MARK.encode() in b"".join(self._literals) or CONTENT not in self._slots:
            raise ValueError("the theme draws pages in a way that cannot be cut")

    def join(self, page: Page, own: Parts, dated: str) -> bytes:
        """Return the finished file of a page, whose ``parts`` are ``own``. ``dated`` says of which state it is."""
        words = {
            TITLE: own.title,
            DESCRIPTION: own.description,
            CONTENT: content(page),
            FOLDER: quote(page.path),
            DATED: dated,
            IDS[0]: own.headings[0][0] if own.headings else "",
        }
        # A lone surrogate cannot be written as UTF-8; MkDocs writes such a thing as a reference, too.
        encoded = {slot: word.encode(errors="xmlcharrefreplace") for slot, word in words.items()}
        lists = (_listed(own, *between).encode(errors="xmlcharrefreplace") for between in self._lists)
        pieces = [self._literals[0]]
        for slot, literal in zip(self._slots, self._literals[1:], strict=True):
            pieces += next(lists) if slot == _LIST else encoded[slot], literal
        return b"".join(pieces)


def _listed(own: Parts, inside: str, between: str) -> str:
    return between.join(f"{name}{inside}{title}" for name, title in own.headings)


def content(page: Page) -> str:
    """Return a page's HTML with its heading, which pages may leave to the theme."""
    return page.html if "<h1" in page.html else f"<h1>{escape(page.title)}</h1>\n{page.html}"
