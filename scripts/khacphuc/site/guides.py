"""Select the guides in the site's language, and index them for search."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from khacphuc.pages import reference, rule_pages

_TRANSLATION: Final = re.compile(r"(?P<guide>.+)\.(?P<language>vi|en)\.md")

_FOR_FORGES: Final = (reference.PATH, rule_pages.PATH)
"""The folders that ``scripts/reference.py`` fills."""

_BLOCKS: Final = frozenset(
    "address article aside blockquote br caption dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header "
    "hr li ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_PERMALINK: Final = "headerlink"


def translate_guides(files: Files, config: MkDocsConfig, language: str) -> None:
    """Put translations (``x.en.md``) in the place of their guides in a site of their language; have no others."""
    for file in [*files]:
        if found := _TRANSLATION.fullmatch(file.src_uri):
            files.remove(file)
            guide = files.get_file_from_path(f"{found['guide']}.md")
            if guide and found["language"] == language:
                files.remove(guide)
                files.append(
                    File.generated(
                        config, guide.src_uri, abs_src_path=file.abs_src_path, inclusion=guide.inclusion
                    )
                )


def leave_to_pages(files: Files) -> None:
    """Have no file of ``docs/`` that is made for forges: the site has pages that say the same in its place."""
    for file in [*files]:
        if file.src_uri.startswith(_FOR_FORGES):
            files.remove(file)


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
    """Return the text of a page's HTML, a line a block."""
    parser = _Text()
    parser.feed(html)
    parser.close()
    blocks = "".join(parser.pieces).split("\n")
    return "\n".join(filter(None, (" ".join(block.split()) for block in blocks)))
