"""The same pages as a plain tree of Markdown files, which any builder of sites can take over.

A page is front matter and one block of finished HTML. CommonMark ends such a block at an empty line, so it has none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from khacphuc.pages.anchors import up
from khacphuc.pages.page import Page
from khacphuc.pages.search_page import PATH as SEARCH_PATH
from khacphuc.pages.site_context import site_context
from khacphuc.pages.tables import may_be_long, tools
from khacphuc.site.contents import STYLES, Contents, write_told
from khacphuc.site.file_writing import source, write_all
from khacphuc.site.form_files import FORMS, form_files
from khacphuc.site.page_shell import content, summary
from khacphuc.site.search_files import SCRIPT, SCRIPT_URL, SEARCH_STYLES, TABLES, TABLES_URL, search_files

_STATIC = {
    "assets/khacphuc.css": STYLES,
    "assets/khacphuc-search.css": SEARCH_STYLES,
    SCRIPT_URL: SCRIPT,
    TABLES_URL: TABLES,
    **FORMS,
}
_BEFORE_EMPTY_LINE = re.compile(r"\r?\n(?=[ \t]*\r?\n)")
# Builders put a title into their pages as it stands, some escaped and some not: these are safe either way.
_LOOKALIKES = str.maketrans({"<": "‹", ">": "›", '"': "”", "'": "’"})


def write_tree(out: Path, contents: Contents) -> None:
    """Write every page, the styles, search and the stamp into an empty folder."""
    write_all(out, _files(contents))
    write_all(out, ((path, file.read_bytes()) for path, file in _STATIC.items()))
    write_all(out, search_files(contents.pages))
    write_all(out, form_files(contents.pages))
    write_all(out, contents.attachments.files())
    write_told(out, contents)


def _files(contents: Contents) -> Iterator[tuple[str, bytes]]:
    box = tools(site_context(contents.site))
    for page in contents.pages:
        yield source(page.path), markdown(page, contents.dated, box).encode(errors="replace")


def markdown(page: Page, dated: str, box: str = "") -> str:
    """Return one page as a file. ``dated`` says of which state it is; ``box`` is what long tables get."""
    front = [f"title: {_quoted(page.title)}"]
    if description := summary(page):
        front.append(f"description: {_quoted(description)}")
    long = may_be_long(page)
    urls = [SCRIPT_URL] * (long or page.path == SEARCH_PATH) + [TABLES_URL] * long
    scripts = "".join(f'<script src="{up(page.path)}{url}"></script>\n' for url in urls)
    after = (box if long else "") + scripts
    html = f'<div class="kp-page">\n{content(page)}\n<p class="kp-dated">{dated}</p>\n{after}</div>'
    lines = ("---", *front, "---", "", _BEFORE_EMPTY_LINE.sub("&#10;", html), "")
    return "\n".join(lines)


def _quoted(text: str) -> str:
    """Return a text as a scalar of YAML: JSON's form, with everything escaped that YAML does not take as it is."""
    whole = text.encode(errors="replace").decode()  # a lone surrogate is no text
    quoted = json.dumps(" ".join(whole.split()).translate(_LOOKALIKES), ensure_ascii=False)
    return "".join(char if char.isprintable() else f"\\U{ord(char):08x}" for char in quoted)
