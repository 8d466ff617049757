"""The free Markdown of a document → HTML that is safe to embed. Whoever wrote it may mean harm.

Two defences, each sufficient against most of what was tried: the parser takes raw HTML for text and knows no
attribute lists, and what it made is cleaned by an allow-list. A pure function of the text: nothing in it depends on
a day or a place, so the result can be kept by the text's digest.
"""

from __future__ import annotations

import re
from html import escape

import nh3
from comrak import ExtensionOptions, RenderOptions, render_markdown

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
        "a blockquote br code del em h2 h3 h4 h5 h6 hr li ol p pre s strong table tbody td th thead tr ul".split()
    ),
    attributes={"a": {"href"}, "ol": {"start"}, "*": set()},
    url_schemes={"http", "https", "mailto"},
    url_relative="deny",
    link_rel="noopener nofollow ugc",
)


def body_html(text: str, under: int) -> str:
    """The HTML of a body that stands below a heading of level ``under`` (1 to 5).

    Its own headings are shifted and closed up, so that none skips a level. Pictures become their words: one from
    elsewhere would tell its host who reads the register. What is nested too deep is shown as it was written.
    """
    if not text.strip():
        return ""
    html = render_markdown(text, extension_options=_EXTENSIONS, render_options=_RENDER)
    if _too_deep(html):
        return f"<pre>{escape(text)}</pre>"
    html = _HEADING.sub(_Levels(under), _IMAGE.sub(r"\1", html))
    return _MAIL_FIELDS.sub(r"\1", _CLEANER.clean(html)).replace("<table>", _TABLE)


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
