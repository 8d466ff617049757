"""The free Markdown of a document → HTML that is safe to embed. Whoever wrote it may mean harm.

Three defences, each sufficient against most of what was tried: the parser knows no raw HTML and no attribute
lists, images never become images, and what it made is cleaned by an allow-list. A pure function of the text:
nothing in it depends on a day or a place, so the result can be kept by the text's digest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

MAX_CHARACTERS = 64 * 1024
"""Longer texts are shown as they are, unrendered: the parser takes up to 15 ms per kilobyte of hostile text."""

_LAST_LEVEL = 6
_NESTING = 20  # of quotes, lists and brackets; what is deeper is left out
_TAGS = frozenset(
    "a blockquote br code del em h2 h3 h4 h5 h6 hr li ol p pre s strong table tbody td th thead tr ul".split()
)


class _Renderer(RendererHTML):
    def image(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """The alternative text: a picture from elsewhere would tell its host who reads the register."""
        return escape(self.renderInlineAsText(tokens[idx].children, options, env))


# A table may be wider than a phone; who cannot swipe moves along it with the keyboard.
_TABLE = '<table class="kp-text" tabindex="0">'
# Lines that begin with a letter and hold no character that means anything to Markdown or HTML, which is what most
# bodies are made of: they are paragraphs as they stand, and the parser would take a hundred times longer to say so.
_PLAIN_LINE = r"[^\W\d_](?: *[^\s*_`\[\]<>&\\~|\x00-\x1f\x7f-\x9f])*"
_PLAIN = re.compile(rf"\n*{_PLAIN_LINE}(?:\n+{_PLAIN_LINE})*\n*")
_PARSER = (
    MarkdownIt(
        "commonmark", {"html": False, "linkify": False, "maxNesting": _NESTING}, renderer_cls=_Renderer
    )
    .enable(["table", "strikethrough"])
    .disable(["html_block", "html_inline"])
)
_CLEANER = nh3.Cleaner(
    tags=set(_TAGS),
    attributes={"a": {"href"}, "ol": {"start"}, "*": set()},
    url_schemes={"http", "https", "mailto"},
    url_relative="deny",
    link_rel="noopener nofollow ugc",
)


def body_html(text: str, under: int) -> str:
    """The HTML of a body that stands below a heading of level ``under`` (1 to 5).

    Its own headings are shifted and closed up, so that none skips a level.
    """
    if not text.strip():
        return ""
    if len(text) > MAX_CHARACTERS:
        return f"<pre>{escape(text)}</pre>"
    if _PLAIN.fullmatch(text):
        return "".join(f"<p>{part}</p>\n" for part in re.split(r"\n{2,}", text.strip("\n")))
    return _rendered(text, under)


def _rendered(text: str, under: int) -> str:
    tokens = _PARSER.parse(text)
    _shift(tokens, under)
    clean = _CLEANER.clean(_PARSER.renderer.render(tokens, _PARSER.options, {}))
    return clean.replace("<table>", _TABLE)


def _shift(tokens: Sequence[Token], under: int) -> None:
    above: list[int] = []
    for token in tokens:
        if token.type == "heading_open":
            level = int(token.tag[1])
            while above and above[-1] >= level:
                above.pop()
            above.append(level)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(under + len(above), _LAST_LEVEL)}"
