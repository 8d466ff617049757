"""Write the search index as small scripts; a page loads the few that a query needs.

They are scripts and no data files because a page opened from a folder may load scripts only. Each hands one value to
``khacphucSearch.take`` and runs nothing. They stand in a folder named by what they hold, so that a browser never
mixes those of two builds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any, Final

from khacphuc.pages.page import Page
from khacphuc.site.page_shell import lines
from khacphuc.site.search_index import explains, index, ranked

SCRIPT: Final = Path(__file__).parent.parent / "pages" / "static" / "khacphuc-search.js"
"""The script and style of search; both sinks copy them."""

SEARCH_STYLES: Final = SCRIPT.with_suffix(".css")

SCRIPT_URL: Final = "assets/javascripts/khacphuc-search.js"

TABLES: Final = SCRIPT.with_name("khacphuc-tables.js")
"""The script that sorts and filters tables. It folds words with search's script."""

TABLES_URL: Final = "assets/javascripts/khacphuc-tables.js"
_FOLDER: Final = "assets/search/"
_SHARD: Final = 16_000  # letters of an index in one file
_TITLES: Final = 64  # pages whose titles stand in one file
_TEXTS: Final = 8  # pages whose texts do
_TEXT_MAX: Final = 12_000  # letters of one page's text that results can quote


def search_files(pages: Sequence[Page]) -> list[tuple[str, bytes]]:
    """Return every file of search for these pages, by path. The same pages give the same bytes."""
    found = ranked(pages)
    made = index(found)
    told: dict[str, Any] = {
        "pages": len(found),
        "documents": sum(bool(page.source) for page in found),
        "lists": sum(not explains(page) for page in found),
        "titles": _TITLES,
        "texts": _TEXTS,
    }
    shards: dict[str, bytes] = {}
    for kind, known in (("words", made.words), ("pairs", made.pairs)):
        parts = list(_parted(known))
        told[kind] = [part.partition("\t")[0] for part in parts]
        shards |= {f"{kind}-{number}": _script(part) for number, part in enumerate(parts)}
    for number, some in enumerate(_batched(found, _TITLES)):
        shards[f"titles-{number}"] = _script([_known_by(page) for page in some])
    for number, some in enumerate(_batched(found, _TEXTS)):
        shards[f"texts-{number}"] = _script([_quotable(page) for page in some])
    told["folder"] = _digest(shards)
    return [
        (f"{_FOLDER}index.js", _script(told)),
        *((f"{_FOLDER}{told['folder']}/{name}.js", data) for name, data in shards.items()),
    ]


def _parted(found: list[str]) -> Iterator[str]:
    """Yield lines joined into parts of about one size."""
    part: list[str] = []
    size = 0
    for line in found:
        if part and size + len(line) > _SHARD:
            yield "\n".join(part)
            part, size = [], 0
        part.append(line)
        size += len(line) + 1
    if part:
        yield "\n".join(part)


def _batched(pages: list[Page], size: int) -> Iterator[list[Page]]:
    rest = iter(pages)
    while some := list(islice(rest, size)):
        yield some


def _known_by(page: Page) -> list[str]:
    """Return a page's address, title, and what stands under that."""
    return [page.path, page.title, " · ".join(page.keywords)]


def _quotable(page: Page) -> list[str]:
    """Return the lines of a page's text that a result can quote, beside what is shown of it anyway."""
    kept, size = [], 0
    for line in lines(page):
        if line in page.keywords:
            continue
        size += len(line)
        if size > _TEXT_MAX:
            break
        kept.append(line)
    return kept


def _script(value: Any) -> bytes:
    """Return one value as a script. JSON is JavaScript; a page's end tag stays harmless wherever the file is put."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"khacphucSearch.take({text})\n".encode(errors="replace")


def _digest(shards: dict[str, bytes]) -> str:
    whole = sha256()
    for name, data in shards.items():
        whole.update(f"{name} {len(data)}\n".encode())
        whole.update(data)
    return whole.hexdigest()[:10]
