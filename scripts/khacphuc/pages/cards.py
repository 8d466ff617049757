"""What the parts of a case's page are made with, and the card that findings and tasks stand on."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from khacphuc.pages.anchors import Anchors, References
from khacphuc.pages.parts import parties
from khacphuc.pages.press import Press
from khacphuc.pages.safe import Html, esc, html


def card(desk: Desk, name: str, head: str, body: str, level: int, kind: str = "") -> Html:
    """Something with an id of its own, below a heading of a level. Head and body are HTML."""
    return html(
        f'<section class="kp-card{kind}"{anchored(desk.once(name))}>\n'
        f'<h{level}><span class="kp-id">{esc(name)}</span> {head}</h{level}>\n{body}</section>\n'
    )


def anchored(anchor: str) -> str:
    return f' id="{esc(anchor)}"' if anchor else ""


class Desk(Struct, frozen=True):
    """What the cards of one page are made with."""

    made: Press
    root: str
    home: str
    """The unit whose case it is."""
    refs: References
    once: Anchors
    records: dict[str, str]
    """Path of each document → its id on the page."""
    folder: str = ""
    """The folder of the case, where its forms are to be offered."""

    def party(self, party: str | None) -> Html | None:
        return self.made.party(party, self.root, self.home) if party else None

    def parties(self, some: Sequence[str]) -> Html:
        return parties(self.made, self.root, some, self.home)

    def span(self, first: Html | None, last: Html | None) -> Html:
        return html(f"{first or '…'} – {last or '…'}")
