"""What the theme's search is told: one record a page, and a language of our own to look it up in.

``theme/assets/javascripts/lunr/min/lunr.vi.min.js`` takes the place of the theme's file for Vietnamese. It folds words
while they are indexed and asked for, so records hold the text once, as people read it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape
from typing import Any

from khacphuc.pages.page import Page
from khacphuc.site.shell import lines

LANGUAGE = ["vi"]
# Words end at white space and at what sets phrases apart, not at - and /: 35-TB/ĐU is one word with parts.
SEPARATOR = r"[\s\u200b,;:!?()\[\]{}<>\"“”„‘’«»…|=•·–—]+|\.(?!\d)"
FIELDS = {
    "title": {"boost": 20.0},
    "keywords": {"boost": 40.0},
    "text": {"boost": 1.0},
    "tags": {"boost": 1.0},
}

_BOOST = 3


def record(page: Page) -> dict[str, Any]:
    """How search knows a page. The theme shows title and text as HTML.

    Pages of the register's own documents come before those that explain.
    """
    return {
        **({"boost": _BOOST} if page.source else {}),
        "location": page.path,
        "title": escape(page.title, quote=False),
        "text": "".join(f"<p>{escape(line, quote=False)}</p>" for line in lines(page)),
        "keywords": escape(" ; ".join(page.keywords), quote=False),
    }


def records(pages: Iterable[Page]) -> list[dict[str, Any]]:
    """A record for each page that is to be found."""
    return [record(page) for page in pages if page.search]


def dump(index: Any) -> bytes:
    """The index as JSON, in UTF-8: escapes would make a Vietnamese text twice as long."""
    return json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")
