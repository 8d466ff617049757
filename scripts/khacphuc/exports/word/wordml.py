"""Paragraphs and tables in the markup of Word (WordprocessingML). Texts are escaped here and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
TWIPS_MM = 1440 / 25.4
POINT_MM = 25.4 / 72


def mm(length: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(length * TWIPS_MM)


def escaped(text: str) -> str:
    clean = _UNFIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


class Type(Struct, frozen=True):
    """How letters look; ``size`` is in points."""

    size: float = 14
    bold: bool = False
    italic: bool = False
    underlined: bool = False


class Frame(Struct, frozen=True):
    """How a paragraph stands. Lengths are in millimetres, ``before`` and ``after`` in points.

    ``rule`` is the length of a line below it; 0 draws none.
    """

    align: str = "both"
    first: float = 0
    before: float = 0
    after: float = 0
    rule: float = 0
    room: float = 0
    """The width in which ``rule`` is centred."""
    keep: bool = False
    spacing: float = 1.0
    new_page: bool = False
    """Whether it begins a page. A break in a paragraph of its own could leave an empty page before it."""


def _look(how: Type) -> str:
    marks = f"{'<w:b/>' if how.bold else ''}{'<w:i/>' if how.italic else ''}"
    line = '<w:u w:val="single"/>' if how.underlined else ""
    size = round(how.size * 2)
    return f'<w:rPr>{marks}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>{line}</w:rPr>'


def run(text: str, how: Type) -> str:
    """Letters of one look. Line ends become breaks."""
    parts = "<w:br/>".join(
        "<w:tab/>".join(f'<w:t xml:space="preserve">{escaped(piece)}</w:t>' for piece in line.split("\t"))
        for line in text.split("\n")
    )
    return f"<w:r>{_look(how)}{parts}</w:r>"


def paragraph(runs: str, settings: Frame, mark: Type | None = None) -> str:
    """A paragraph of finished runs. ``mark`` is the look of its end, which alone gives an empty one its height."""
    inside = ""
    if settings.keep:
        inside += "<w:keepNext/>"
    if settings.new_page:
        inside += "<w:pageBreakBefore/>"
    if settings.rule:
        inside += '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
    line = round(240 * settings.spacing)
    inside += (
        f'<w:spacing w:before="{round(settings.before * 20)}" w:after="{round(settings.after * 20)}" '
        f'w:line="{line}" w:lineRule="auto"/>'
    )
    if settings.rule:
        side = max(mm((settings.room - settings.rule) / 2), 0)
        inside += f'<w:ind w:left="{side}" w:right="{side}"/>'
    elif settings.first:
        inside += f'<w:ind w:firstLine="{mm(settings.first)}"/>'
    inside += f'<w:jc w:val="{settings.align}"/>'
    if mark:
        inside += _look(mark)
    return f"<w:p><w:pPr>{inside}</w:pPr>{runs}</w:p>"


def words(text: str, how: Type, settings: Frame) -> str:
    return paragraph(run(text, how) if text else "", settings, None if text else how)


def rule(length: float, room: float) -> str:
    """A line of a length, centred below what stands above it."""
    settings = Frame(align="center", before=2, after=3, rule=length, room=room, spacing=0.1)
    return paragraph(run("", Type(2)), settings, Type(2))


def cell(content: str, width: float, *, bordered: bool, head: bool = False) -> str:
    """A cell of finished paragraphs."""
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>' if head else ""
    align = '<w:vAlign w:val="center"/>' if head else ""
    sides = "".join(
        f'<w:{side} w:w="{mm(1.2 if bordered else 0)}" w:type="dxa"/>' for side in ("left", "right")
    )
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{mm(width)}" w:type="dxa"/>{shade}<w:tcMar>{sides}</w:tcMar>{align}'
        f"</w:tcPr>{content}</w:tc>"
    )


def table(rows: Iterable[Sequence[str]], widths: Sequence[float], *, bordered: bool, heads: int = 0) -> str:
    """A table of finished cells; the first ``heads`` rows stand on each page. Rows are not torn apart."""
    line = "single" if bordered else "none"
    sides = "".join(
        f'<w:{side} w:val="{line}" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{mm(width)}"/>' for width in widths)
    body = ""
    for index, cells in enumerate(rows):
        header = "<w:tblHeader/>" if index < heads else ""
        body += f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{''.join(cells)}</w:tr>"
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{mm(sum(widths))}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )
