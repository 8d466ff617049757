"""Render the free Markdown of a document as safe HTML. The text is untrusted.

Two defences, each sufficient against most of what was tried: the parser takes raw HTML for text and knows no
attribute lists, and what it made is cleaned by an allow-list. A pure function of the text: nothing in it depends on
a day or a place, so the result can be kept by the text's digest.

No text stops a page: what a parser cannot draw is shown as it was written. A long text is drawn by a process of its own,
limited in time and memory, because a parser that runs out of memory takes the process with it.
"""

from __future__ import annotations

import re
import sys
from functools import lru_cache
from html import escape

import nh3
from comrak import ExtensionOptions, RenderOptions, render_markdown

from khacphuc.register.processes import run_apart
from khacphuc.text.markup import large_tables

_LONG = 64 * 1024  # characters; a long notice has a tenth of that
_SECONDS, _BYTES = 5, 512 << 20
_CODE = "from khacphuc.pages import body_markdown; body_markdown.answer()"
_MOST_NESTED = 20  # of quotes and lists: to clean more of them takes time with the square of their depth
_LAST_LEVEL = 6
# Tags are the parser's own: what an author writes between < and > is text.
_HEADING = re.compile(r"(</?h)([1-6])(?=>)")
_IMAGE = re.compile(r'<img src="[^"]*" alt="([^"]*)"[^>]*>')
_NESTING = re.compile(r"<(/?)(?:blockquote|ul|ol)\b")
# What stands behind the address of a mail would add readers and words of the author's to what somebody sends.
_MAIL_FIELDS = re.compile(r'(<a href="mailto:[^"?]*)\?[^"]*')
# A table may be wider than a phone; who cannot swipe moves along it with the keyboard.
_TABLE = '<table class="kp-text" tabindex="0">'

_EXTENSIONS = ExtensionOptions()
_EXTENSIONS.table = True
_EXTENSIONS.strikethrough = True
_RENDER = RenderOptions()
_RENDER.escape = True
_CLEANER = nh3.Cleaner(
    tags=set(
        "a blockquote br code del em h1 h2 h3 h4 h5 h6 hr li ol p pre s strong table tbody td th thead tr ul".split()
    ),
    attributes={"a": {"href"}, "ol": {"start"}, "*": set()},
    url_schemes={"http", "https", "mailto"},
    url_relative="deny",
    link_rel="noopener nofollow ugc",
)


def body_html(text: str, under: int) -> str:
    """Return the HTML of a body that stands below a heading of level ``under`` (1 to 5).

    Its own headings are shifted and closed up, so that none skips a level. Pictures become their words: one from
    elsewhere would tell its host who reads the register. What cannot be drawn is shown as it was written.
    """
    if not text.strip():
        return ""
    html = _drawn(text)
    if html is None:
        return f"<pre>{escape(text)}</pre>"
    return _HEADING.sub(_Levels(under), html)


def can_be_drawn(text: str) -> bool:
    """Return whether a text is shown as what its marks mean. One with too large a table is not; that has a rule of its own."""
    return not text.strip() or _drawn(text) is not None


@lru_cache(maxsize=64)
def _drawn(text: str) -> str | None:
    """Return the HTML of a text with its own headings as they are; None where there is none to be had."""
    if large_tables(text):
        return None
    return _apart(text) if len(text) > _LONG else _cleaned(text)


def _cleaned(text: str) -> str | None:
    try:
        html = render_markdown(text, extension_options=_EXTENSIONS, render_options=_RENDER)
        if _too_deep(html):
            return None
        html = _CLEANER.clean(_IMAGE.sub(r"\1", html))
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # noqa: BLE001 - a parser in Rust panics with something that is no Exception
        return None
    return _MAIL_FIELDS.sub(r"\1", html).replace("<table>", _TABLE)


def _apart(text: str) -> str | None:
    """Draw a text in a process of its own."""
    answered = run_apart(_CODE, text.encode("utf-8", "surrogatepass"), _SECONDS)
    return None if answered is None else answered.decode("utf-8", "surrogatepass")


def answer() -> None:
    """The work of that process: a text from standard input, its HTML to standard output."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_BYTES, _BYTES))
    html = _cleaned(sys.stdin.buffer.read().decode("utf-8", "surrogatepass"))
    if html is None:
        raise SystemExit(1)
    sys.stdout.buffer.write(html.encode("utf-8", "surrogatepass"))


def _too_deep(html: str) -> bool:
    depth = 0
    for tag in _NESTING.finditer(html):
        depth += -1 if tag[1] else 1
        if depth > _MOST_NESTED:
            return True
    return False


class _Levels:
    """Gives headings their levels below a given one, in the order in which they stand."""

    def __init__(self, under: int) -> None:
        self._under = under
        self._above: list[int] = []

    def __call__(self, tag: re.Match[str]) -> str:
        level = int(tag[2])
        if tag[1] == "<h":
            while self._above and self._above[-1] >= level:
                self._above.pop()
            self._above.append(level)
        return f"{tag[1]}{min(self._under + len(self._above), _LAST_LEVEL)}"
