"""Finished HTML as a type of its own, so that nothing is escaped twice and nothing unescaped passes for finished.

What markupsafe does, for pages of which each has a thousand small parts: its ``Markup`` is checked and copied in
Python at every step. The templates know ``Html`` by the same protocol (``__html__``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

_SPECIAL = re.compile(r"[&<>\"']")


class Html(str):
    """Text that is HTML already. Make it with :func:`html`, beside the escaping of its parts."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


def html(text: str) -> Html:
    """Mark finished HTML."""
    return Html(text)


def esc(text: str) -> str:
    """A text as HTML, for an element or a quoted attribute; what is HTML already stays."""
    if type(text) is Html or _SPECIAL.search(text) is None:
        return text
    return escape(text)


def joined(parts: Iterable[str], between: str = "; ") -> Html:
    """Parts, each escaped unless it is HTML, with a separator of ours."""
    return Html(between.join(map(esc, parts)))


EMPTY = Html()
