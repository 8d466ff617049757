"""Reads finished pages the way a browser does, and holds them against what a page of ours may have in it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from khacphuc.pages.file_links import files_of
from khacphuc.pages.page import Page
from khacphuc.pages.table_files import page_tables

# What the pages of forms have beside: made from the model alone, without a word of the register.
_FORM = re.compile(
    r"<link [^>]*>|<noscript>.*?</noscript>|<form id=\"kp-form\".*?</form>|<template id=\"kf-.*?</template>"
    r"|<script type=\"application/json\".*?</script>|<script src=\"[./]*assets/forms/[a-z-]*[.]js\"></script>|<p class=\"kp-eyebrow kf-case\"></p>",
    re.DOTALL,
)
_VOID = {"br", "hr", "input"}
_TEXT = set(
    "a blockquote br caption code dd del desc details div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr ins li mark ol p pre s "
    "section span strong summary table tbody td th thead time title tr ul".split()
)
_DRAWN = set("circle defs g path pattern rect svg text".split())
ELEMENTS = _TEXT | _DRAWN
_EVERYWHERE = {"class", "id"}
_DRAWING = set(
    "cx cy d height patternTransform patternUnits preserveAspectRatio r text-anchor transform viewBox width x y".split()
)
ATTRIBUTES = {
    "a": {"aria-label", "href", "rel"},
    "div": {"role", "aria-label", "tabindex"},
    "ol": {"start"},
    "pre": {"tabindex"},
    "section": {"aria-labelledby"},
    "span": {"aria-hidden", "data-due", "data-since"},
    "svg": {"role", "aria-hidden", "aria-label", "aria-labelledby", "viewbox"},
    "table": {"tabindex"},
    "td": {"data-label"},
    "th": {"scope", "colspan"},
    "time": {"datetime"},
}


_BOX = {
    "div": {"hidden"},
    "form": {
        "action",
        "data-kp-search",
        "data-whole",
        *(f"data-{word}" for word in "none one many near failed".split()),
    },
    "input": set(
        "autocapitalize autocomplete autocorrect maxlength name placeholder spellcheck type".split()
    ),
    "label": {"for"},
    "p": {"role"},
}
"""What only the search box may have beside, on its own page."""


class Reading(HTMLParser):
    """One page, read. Raises AssertionError for what no page may have."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[int] = []
        self.words: list[str] = []
        self.tables = 0
        self.captions = 0
        self.feed(_FORM.sub("", html))
        self.close()
        assert not self.open, f"not closed: {self.open}"

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        in_box = "form" in self.open or ("id", "kp-find") in attrs
        assert tag in ELEMENTS or (in_box and tag in _BOX), f"<{tag}> in a page"
        allowed = _EVERYWHERE | ATTRIBUTES.get(tag, set()) | (_BOX.get(tag, set()) if in_box else set())
        if tag in _DRAWN:
            allowed = allowed | {name.lower() for name in _DRAWING}
        for name, value in attrs:
            assert name in allowed, f"{name}={value!r} on <{tag}>"
            self._attribute(name, value or "")
        if tag == "th":
            assert any(name == "scope" for name, _ in attrs) or "table" in self.open, (
                "a head cell without scope"
            )
        if tag[0] == "h" and tag[1:].isdigit():
            self.headings.append(int(tag[1]))
        self.tables += tag == "table"
        self.captions += tag == "caption"
        if tag not in _VOID:
            self.open.append(tag)

    def _attribute(self, name: str, value: str) -> None:
        if name == "href":
            parts = urlsplit(value)
            assert parts.scheme in ("", "http", "https", "mailto"), f"href={value!r}"
            assert parts.scheme or value[:1] in ("#", "."), f"href={value!r}"
            self.links.append(value)
        elif name == "id":
            assert value, "an empty id"
            assert not value.startswith(("__", "md-")), value
            self.ids.append(value)
        elif name == "class":
            assert all(part.startswith("kp") for part in value.split()), value

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in _DRAWN, f"<{tag}/>"
        self.handle_starttag(tag, attrs)
        self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag, f"</{tag}> closes another"

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data!r}")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(data)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)


def read(html: str) -> Reading:
    """Read a page and hold it against the rules that every page keeps. Of forms, see ``tests.form``."""
    found = Reading(html)
    assert len(found.ids) == len(set(found.ids)), "an id stands twice"
    assert found.headings[:1] == [1], "the page begins with its title"
    assert found.headings.count(1) == 1
    for above, below in zip(found.headings, found.headings[1:], strict=False):
        assert below <= above + 1, f"h{above} is followed by h{below}"
    return found


def broken_links(pages: list[Page]) -> list[tuple[str, str]]:
    """(page, link) for each link within the site that leads to no page, or to a place that is not on it."""
    readings = {page.path: Reading(page.html) for page in pages}
    files = {f"/{one.path}" for page in pages for one in files_of(page.path)}
    files |= {f"/{path}" for page in pages for path, _ in page_tables(page)}
    broken = []
    for page in pages:
        for link in readings[page.path].links:
            target, _, anchor = urljoin(f"/{page.path}", link).partition("#")
            if urlsplit(link).scheme or target in files:
                continue
            found = readings.get(target.removeprefix("/").partition("?")[0])
            if found is None or (anchor and anchor not in found.ids):
                broken.append((page.path, link))
    return broken
