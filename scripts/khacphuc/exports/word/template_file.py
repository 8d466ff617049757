"""An office's own template for a paper: ``templates/`` in the register, a Word file with placeholders.

It comes with the register, so from a pull request: it may hold text, looks and pictures, and nothing that runs or fetches.
"""

from __future__ import annotations

from io import BytesIO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from khacphuc.exports.word.layout import paper_title
from khacphuc.exports.word.markup_extents import BrokenTemplate
from khacphuc.exports.word.package import packed, properties
from khacphuc.exports.word.paper import OfficialPaper
from khacphuc.exports.word.template_markup import RowTable, filled, text_width
from khacphuc.exports.word.template_values import BODY, KEYS, SOURCES, paper_values
from khacphuc.register.source import TEMPLATES, EntryKind, Source
from khacphuc.text.message import say

_MAX_BYTES = 2 * 2**20
_MAX_UNPACKED = 20 * 2**20
_MAX_PARTS = 500
_MAIN = "word/document.xml"
_RUNS = ("vbaproject", "activex", "embeddings/", "afchunk")
_PROPERTIES = {
    "docProps/app.xml": "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
    "docProps/custom.xml": "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
}
"""Parts that tell who made the template, and where: left empty."""


def template_path(what: str) -> str:
    """Where the template for a kind of paper lies."""
    return f"{TEMPLATES}/{what}.docx"


def read_template(source: Source, what: str) -> bytes | None:
    """The office's template for a kind of paper; None where there is none. Raises BrokenTemplate."""
    path = template_path(what)
    entry = next((one for one in source.entries(TEMPLATES) if one.path == path), None)
    if entry is None:
        return None
    if entry.kind is not EntryKind.FILE:
        raise BrokenTemplate(say("it is no regular file"))
    if entry.size > _MAX_BYTES:
        raise BrokenTemplate(say("it is larger than {size}", size=f"{_MAX_BYTES // 2**20} MB"))
    try:
        return source.read(path)
    except OSError as error:
        raise BrokenTemplate(say("it cannot be read: {reason}", reason=error.strerror or "")) from error


def fill_template(template: bytes, paper: OfficialPaper, table: RowTable) -> bytes:
    """A paper in an office's template. The same of both gives the same bytes. Raises BrokenTemplate."""
    parts = _parts(template)
    if _MAIN not in parts:
        raise BrokenTemplate(say("it is no Word file: {reason}", reason=_MAIN))
    values = paper_values(paper, text_width(parts[_MAIN]))
    columns = {key for item in RowTable(table.names, (table.names,)).items() for key in item}
    asked = set[str]()
    for name, data in parts.items():
        if name.startswith("word/") and name.endswith(".xml"):
            parts[name], used = filled(data, values, table)
            asked |= used
    if not asked & {KEYS[BODY], *columns - values.keys()}:
        raise BrokenTemplate(say("it has no {name}: the paper would have no text", name=f"{{{{{BODY}}}}}"))
    if paper.appendix and KEYS[SOURCES] not in asked:
        raise BrokenTemplate(
            say("it has no {name}, which --sources is to fill in", name=f"{{{{{SOURCES}}}}}")
        )
    if "docProps/core.xml" in parts:
        parts["docProps/core.xml"] = properties(paper_title(paper)).encode()
    for name, space in _PROPERTIES.items():
        if name in parts:
            parts[name] = f'<?xml version="1.0" encoding="UTF-8"?>\n<Properties xmlns="{space}"/>'.encode()
    return packed(parts)


def _parts(template: bytes) -> dict[str, bytes]:
    """The parts of a template, in its order. Raises BrokenTemplate for what is none, or has what runs or fetches."""
    try:
        with ZipFile(BytesIO(template)) as file:
            parts = _unpacked(file)
    except (BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise BrokenTemplate(say("it is no Word file: {reason}", reason=str(error))) from error
    for name, data in parts.items():
        if any(word in name.casefold() for word in _RUNS) or (
            name == "[Content_Types].xml" and b"macroEnabled" in data
        ):
            raise BrokenTemplate(say("it has macros or embedded objects: {name}", name=name))
        if name.endswith(".rels"):
            _refuse_outside(data)
    return parts


def _unpacked(file: ZipFile) -> dict[str, bytes]:
    infos, left, found = file.infolist(), _MAX_UNPACKED, dict[str, bytes]()
    for info in infos[: _MAX_PARTS + 1]:
        with file.open(info) as part:
            found[info.filename] = part.read(left + 1)
        left -= len(found[info.filename])
        if left < 0 or len(infos) > _MAX_PARTS:
            raise BrokenTemplate(say("it becomes too large"))
    return found


def _refuse_outside(relations: bytes) -> None:
    """Raise BrokenTemplate for what would be fetched from elsewhere. A link that a reader may follow is none of that."""

    def start(_: str, given: dict[str, str]) -> None:
        kind = given.get("Type", "").rpartition("/")[2]
        if given.get("TargetMode") == "External" and kind != "hyperlink":
            raise BrokenTemplate(
                say("it fetches something from elsewhere: {target}", target=given.get("Target", "")[:100])
            )

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    try:
        parser.Parse(relations, True)
    except expat.ExpatError as error:
        raise BrokenTemplate(say("it is no Word file: {reason}", reason=str(error))) from error


__all__ = ["BrokenTemplate", "RowTable", "fill_template", "read_template", "template_path"]
