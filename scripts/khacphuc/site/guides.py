"""What search finds of the guides, which MkDocs draws: the text of their HTML, a line a block."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Final

_BLOCKS: Final = frozenset(
    "address article aside blockquote br caption dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header "
    "hr li ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_PERMALINK: Final = "headerlink"


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._in_permalink = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_permalink = tag == "a" and dict(attrs).get("class") == _PERMALINK
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._in_permalink = False
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._in_permalink:
            self.pieces.append(data.replace("\n", " "))


def text_of(html: str) -> str:
    """The text of a page's HTML."""
    parser = _Text()
    parser.feed(html)
    parser.close()
    blocks = "".join(parser.pieces).split("\n")
    return "\n".join(filter(None, (" ".join(block.split()) for block in blocks)))
