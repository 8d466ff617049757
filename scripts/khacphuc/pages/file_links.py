"""Which files for other programs stand beside a page. Pages link to them, and ``exports.attachments`` makes them."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from msgspec import Struct

from khacphuc.pages.safe_html import Html, esc, html
from khacphuc.pages.templating import names
from khacphuc.text.message import N_


class FileKind(Enum):
    """A kind of file, by its ending."""

    XLSX = "xlsx"
    CSV = "csv"
    ICS = "ics"
    ATOM = "atom"
    DOCX = "docx"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    FileKind.XLSX: N_("Excel"),
    FileKind.CSV: N_("CSV"),
    FileKind.ICS: N_("Calendar (.ics)"),
    FileKind.ATOM: N_("News feed (Atom)"),
    FileKind.DOCX: N_("Result report (Word)"),
}
_TABLE = (FileKind.XLSX, FileKind.CSV)
_OWED = (*_TABLE, FileKind.ICS)


class FileLink(Struct, frozen=True):
    """A file beside a page: what it is, and its path from the root of the site."""

    kind: FileKind
    path: str


def files_of(path: str) -> tuple[FileLink, ...]:
    """The files that belong to the page at a path. The path alone decides, so that links and files agree."""
    return tuple(FileLink(kind, f"{place}.{kind.value}") for place, kind in _files(path))


def _files(path: str) -> Iterator[tuple[str, FileKind]]:
    top, _, rest = path.rstrip("/").partition("/")
    if path == "":
        yield "register", FileKind.ATOM
        yield "calendar/calendar", FileKind.ICS
    elif top == "cases":
        yield (f"{path}result-report", FileKind.DOCX) if rest else ("book/book", FileKind.XLSX)
        yield (f"{path}plan", FileKind.CSV) if rest else ("book/book", FileKind.CSV)
    elif top == "overdue":
        yield from (("overdue/overdue", kind) for kind in _TABLE)
    elif top in ("book", "balance", "classification", "without-plan"):
        yield from ((f"{path}{top}", kind) for kind in _TABLE)
    elif path == "calendar/":
        yield f"{path}calendar", FileKind.ICS
        yield "register", FileKind.ATOM
    elif rest and top == "units":
        yield from ((f"{path}owed", kind) for kind in (*_OWED, FileKind.ATOM))
    elif rest and top in ("followers", "heads") and "/teams/" not in path:  # there may be a team a case
        yield from ((f"{path}owed", kind) for kind in _OWED)


def file_links(path: str, root: str, language: str) -> Html:
    """The links of the page at a path, on one line; nothing when it has none."""
    words = names(language)
    found = [
        f'<a class="kp-file" href="{esc(root)}{esc(one.path)}">{words[one.kind.label]}</a>'
        for one in files_of(path)
    ]
    if not found:
        return html("")
    return html(f'<p class="kp-files">{words[N_("Take along:")]} {" · ".join(found)}</p>')
