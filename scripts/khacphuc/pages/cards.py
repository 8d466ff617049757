"""Render the cards of findings and tasks, and hold the context of a case's page."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from khacphuc.pages.anchors import Anchors, References
from khacphuc.pages.fragments import parties
from khacphuc.pages.safe_html import Html, esc, html
from khacphuc.pages.site_context import SiteContext


def card(page_context: PageContext, name: str, head: str, body: str, level: int, kind: str = "") -> Html:
    """Render a card with an id, below a heading of a level. Head and body are HTML."""
    return html(
        f'<section class="kp-card{kind}"{anchored(page_context.once(name))}>\n'
        f'<h{level}><span class="kp-id">{esc(name)}</span> {head}</h{level}>\n{body}</section>\n'
    )


def anchored(anchor: str) -> str:
    return f' id="{esc(anchor)}"' if anchor else ""


class PageContext(Struct, frozen=True):
    """The context of a case's page."""

    context: SiteContext
    root: str
    home: str
    """The unit whose case it is."""
    refs: References
    once: Anchors
    records: dict[str, str]
    """Path of each document → its id on the page."""

    def party(self, party: str | None) -> Html | None:
        return self.context.party(party, self.root, self.home) if party else None

    def parties(self, some: Sequence[str]) -> Html:
        return parties(self.context, self.root, some, self.home)

    def span(self, first: Html | None, last: Html | None) -> Html:
        return html(f"{first or '…'} – {last or '…'}")
