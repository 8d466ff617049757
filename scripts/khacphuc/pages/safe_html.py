"""Define finished HTML as a type, so that nothing is escaped twice and nothing unescaped passes.

What markupsafe does, for pages of which each has a thousand small parts: its ``Markup`` is checked and copied in
Python at every step. The templates know ``Html`` by the same protocol (``__html__``).
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape


class Html(str):
    """Text that is HTML already. Make it beside the escaping of its parts."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


html = Html
"""Mark finished HTML."""


def esc(text: str) -> str:
    """Return a text as HTML, for an element or a quoted attribute; what is HTML already stays."""
    if type(text) is Html:
        return text
    # Most texts have none of these, and five looks are quicker than escaping once.
    if "&" in text or "<" in text or '"' in text or "'" in text or ">" in text:
        return escape(text)
    return text


def joined(parts: Iterable[str], between: str = "; ") -> Html:
    """Return parts, each escaped unless it is HTML, with a separator of ours."""
    return Html(between.join(map(esc, parts)))


EMPTY = Html()
