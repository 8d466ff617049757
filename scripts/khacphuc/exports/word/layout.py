"""An official paper set as its form demands.

Of the Party: Hướng dẫn 36-HD/VPTW as secondary public sources agree on it. Of the State: Nghị định 30/2020/NĐ-CP, Phụ
lục I. What the two fix in Vietnamese stands here in Vietnamese, whatever language the rest is in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from msgspec import Struct

from khacphuc.exports.word.line_breaks import balanced
from khacphuc.exports.word.package import Margins, word_file
from khacphuc.exports.word.paper import Block, Grid, OfficialPaper
from khacphuc.exports.word.wordml import Frame, Type, cell, paragraph, rule, run, table, words
from khacphuc.model.vocabulary import PaperForm

_SHORT_TABLE, _SHORT_CELL = 10, 60
_A4_WIDTH, _A4_LENGTH = 210.0, 297.0
_FIRST_LINE = 12.7
_NATIONAL_RULE = 53.5
"""Millimetres that the words below the name of the State take: the line below them is as long."""
_PARTY_RULE = 65.5
"""The same of the name of the Party, in capitals of 15 points."""


class _Sizes(Struct, frozen=True):
    """Sizes of type in points."""

    higher: float
    issuer: float
    number: float
    dated: float
    kind: float
    abstract: float
    letter_abstract: float
    text: float
    receivers: float


_SIZES = {
    PaperForm.PARTY: _Sizes(14, 14, 14, 14, 16, 14, 12, 14, 12),
    PaperForm.STATE: _Sizes(13, 13, 13, 13, 14, 14, 12, 14, 11),
    PaperForm.PLAIN: _Sizes(12, 14, 12, 12, 16, 14, 12, 12, 11),
}
_MARGINS = {
    PaperForm.PARTY: Margins((20, 20, 30, 15)),
    PaperForm.STATE: Margins((20, 20, 30, 15)),
    PaperForm.PLAIN: Margins((25, 25, 25, 25)),
}
_OLDER = Margins((25, 25, 35, 15))
UNSIGNED = "……………………"
"""Stands in the place of a name that the register does not know."""
_CENTRE = Frame(align="center")


def paper_file(paper: OfficialPaper) -> bytes:
    """The paper as a Word file."""
    margins, width = _margins(paper), _width(paper)
    parts = [_head(paper, width), _title(paper, width), *_addressees(paper)]
    parts += _blocks(paper, paper.blocks, width, signed=True)
    parts.append(_foot(paper, width))
    parts += _blocks(paper, paper.appendix, width)
    return word_file("".join(parts), margins, across=paper.across, title=paper_title(paper))


def finished(paper: OfficialPaper, blocks: Sequence[Block], width: float | None = None) -> str:
    """Some blocks of a paper as markup, for a page with text of this width (by default, the paper's own)."""
    signed = blocks is paper.blocks
    return "".join(_blocks(paper, blocks, width or _width(paper), signed=signed)) or "<w:p/>"


def paper_title(paper: OfficialPaper) -> str:
    """What a paper is called, on one line."""
    return " ".join(filter(None, (paper.kind, *paper.abstract.split("\n"))))


def receiver_end(paper: OfficialPaper) -> str:
    """The mark after each of those who receive it, but the last."""
    if paper.form is PaperForm.PLAIN:
        return ""
    return "," if paper.form is PaperForm.PARTY else ";"


def _margins(paper: OfficialPaper) -> Margins:
    older = paper.form is PaperForm.PARTY and paper.older_margins
    return _OLDER if older else _MARGINS[paper.form]


def _width(paper: OfficialPaper) -> float:
    margins = _margins(paper)
    return (_A4_LENGTH if paper.across else _A4_WIDTH) - margins[2] - margins[3]


# ------------------------------------------------------------------------------------------------ head


def _head(paper: OfficialPaper, width: float) -> str:
    """Who issues it and by which number, beside the name of the Party or the State, place and day."""
    party = paper.form is PaperForm.PARTY
    if paper.form is PaperForm.PLAIN:
        return _plain_head(paper)
    left = width * (0.46 if party else 0.43)
    sides = (
        _issuer(paper, left),
        _party_name(paper, width - left) if party else _state_name(paper, width - left),
    )
    cells = [
        cell(content, wide, bordered=False) for content, wide in zip(sides, (left, width - left), strict=True)
    ]
    return table([cells], (left, width - left), bordered=False)


def _plain_head(paper: OfficialPaper) -> str:
    """Name the issuer, the day and the number line by line, and what a letter is about."""
    sizes = _SIZES[PaperForm.PLAIN]
    dated = ", ".join(filter(None, (paper.place, paper.dated)))
    lines = [
        (paper.higher, Type(sizes.higher), 0),
        (paper.issuer, Type(sizes.issuer, bold=True), 0),
        (dated, Type(sizes.dated), 12),
        (paper.number, Type(sizes.number), 0),
        ("" if paper.kind else paper.abstract, Type(sizes.abstract, bold=True), 12),
    ]
    return "".join(words(text, how, Frame(align="left", before=gap)) for text, how, gap in lines if text)


def _issuer(paper: OfficialPaper, room: float) -> str:
    sizes, party = _SIZES[paper.form], paper.form is PaperForm.PARTY
    lines = [_name(paper.higher, Type(sizes.higher), room)] if paper.higher else []
    lines.append(_name(paper.issuer, Type(sizes.issuer, bold=True), room))
    lines.append(words("*", Type(sizes.issuer), _CENTRE) if party else rule(room / 2.5, room))
    if paper.number:
        lines.append(words(paper.number, Type(sizes.number), _CENTRE))
    if not paper.kind:
        how = Type(sizes.letter_abstract, italic=party)
        lines.append(words(balanced(paper.abstract, how, room), how, _CENTRE))
    return "".join(lines)


def _name(name: str, how: Type, room: float) -> str:
    return words(balanced(name.upper(), how, room), how, _CENTRE)


def _party_name(paper: OfficialPaper, room: float) -> str:
    name = words("ĐẢNG CỘNG SẢN VIỆT NAM", Type(15, bold=True), _CENTRE)
    return name + rule(_PARTY_RULE, room) + _dated(paper)


def _state_name(paper: OfficialPaper, room: float) -> str:
    name = words("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Type(12, bold=True), _CENTRE)
    motto = words("Độc lập - Tự do - Hạnh phúc", Type(13, bold=True), _CENTRE)
    return name + motto + rule(_NATIONAL_RULE, room) + _dated(paper)


def _dated(paper: OfficialPaper) -> str:
    how = Type(_SIZES[paper.form].dated, italic=True)
    return words(f"{paper.place}, {paper.dated}", how, Frame(align="center", before=6))


def _title(paper: OfficialPaper, width: float) -> str:
    """The kind of paper and what it is about; a letter has it below its number."""
    if not paper.kind:
        return words("", Type(6), Frame())
    sizes, party = _SIZES[paper.form], paper.form is PaperForm.PARTY
    if paper.form is PaperForm.PLAIN:
        title = words(
            paper_title(paper), Type(sizes.kind, bold=True), Frame(align="left", before=18, keep=True)
        )
        return title + words("", Type(6), Frame())
    kind = words(paper.kind.upper(), Type(sizes.kind, bold=True), Frame(align="center", before=18, keep=True))
    how = Type(sizes.abstract, bold=True)
    abstract = words(balanced(paper.abstract, how, width), how, _CENTRE)
    below = words("-----", Type(sizes.abstract), _CENTRE) if party else rule(width / 4, width)
    return kind + abstract + below + words("", Type(6), Frame())


def _addressees(paper: OfficialPaper) -> Iterator[str]:
    """Kính gửi: one on the same line, several below each other."""
    if not paper.addressees:
        return
    how = Type(_SIZES[paper.form].text)
    italic = Type(how.size, italic=paper.form is PaperForm.PARTY)
    if len(paper.addressees) == 1:
        runs = run(f"{paper.to} ", italic) + run(paper.addressees[0], how)
        align = "left" if paper.form is PaperForm.PLAIN else "center"
        yield paragraph(runs, Frame(align=align, before=6, after=10))
        return
    yield words(paper.to, italic, Frame(align="left", first=35, before=6))
    last = len(paper.addressees) - 1
    for index, name in enumerate(paper.addressees):
        end = "." if index == last else ";"
        yield words(f"- {name}{end}", how, Frame(align="left", first=45, after=10 if index == last else 0))


# ------------------------------------------------------------------------------------------------ text


def _blocks(
    paper: OfficialPaper, blocks: Sequence[Block], width: float, *, signed: bool = False
) -> Iterator[str]:
    """Finished blocks. Where they are ``signed``, the last stays with the signature, which never has a page alone."""
    text, last = _SIZES[paper.form].text, len(blocks) - 1
    for index, block in enumerate(blocks):
        yield _block(block, text, width, keep=signed and index == last)


def _block(block: Block, size: float, width: float, *, keep: bool) -> str:
    if isinstance(block, Grid):
        return _grid(block, width, keep=keep) + words("", Type(6), Frame(keep=keep))
    how = Type(size, bold=block.bold, italic=block.italic)
    settings = Frame(
        align="center" if block.centred else "both",
        first=_FIRST_LINE if block.indent and not block.centred else 0,
        before=3,
        after=3,
        keep=keep or block.bold,
        spacing=1.1,
        new_page=block.new_page,
    )
    lead = run(block.lead, Type(size, bold=True)) if block.lead else ""
    return paragraph(lead + run(block.text, how), settings)


def _grid(grid: Grid, width: float, *, keep: bool) -> str:
    """A table; with ``keep`` its last row stays with what follows. One of few short rows is not torn apart."""
    short = len(grid.rows) <= _SHORT_TABLE and max(map(len, chain(*grid.rows)), default=0) <= _SHORT_CELL
    total = sum(grid.shares)
    widths = [width * share / total for share in grid.shares]
    head_type, cell_type = Type(12, bold=True), Type(12)
    head = [
        cell(words(name, head_type, _CENTRE), wide, bordered=True, head=True)
        for name, wide in zip(grid.head, widths, strict=True)
    ]
    rows = [head]
    for number, values in enumerate(grid.rows, 1):
        row, stays = [], keep if number == len(grid.rows) else short
        for index, (value, wide) in enumerate(zip(values, widths, strict=True)):
            align = "center" if index in grid.centred else "left"
            settings = Frame(align=align, before=1, after=1, keep=stays)
            row.append(cell(words(value, cell_type, settings), wide, bordered=True))
        rows.append(row)
    return table(rows, widths, bordered=True, heads=1)


# ------------------------------------------------------------------------------------------------ foot


def _foot(paper: OfficialPaper, width: float) -> str:
    """Who receives it, beside who signs."""
    left = width * 0.5
    sides = (_receivers(paper), _signature(paper))
    cells = [cell(content, left, bordered=False) for content in sides]
    return words("", Type(6), Frame(keep=True)) + table([cells], (left, left), bordered=False)


def _receivers(paper: OfficialPaper) -> str:
    sizes, party = _SIZES[paper.form], paper.form is PaperForm.PARTY
    head = Type(14 if party else 12, bold=not party, italic=not party, underlined=party)
    lines = words(paper.copies, head, Frame(align="left"))
    last = len(paper.receivers) - 1
    for index, name in enumerate(paper.receivers):
        end = "." if index == last and receiver_end(paper) else receiver_end(paper)
        lines += words(f"- {name}{end}", Type(sizes.receivers), Frame(align="left"))
    return lines


def _signature(paper: OfficialPaper) -> str:
    signed, party = paper.signature, paper.form is PaperForm.PARTY
    lines = ""
    if signed.on_behalf:
        lines += words(signed.on_behalf.upper(), Type(14, bold=True), _CENTRE)
    office = Type(14, bold=not party)
    plain = paper.form is PaperForm.PLAIN
    lines += words(signed.office if plain else signed.office.upper(), office, _CENTRE)
    lines += "".join(words("", Type(14), _CENTRE) for _ in range(4))
    return lines + words(signed.name or UNSIGNED, Type(14, bold=bool(signed.name)), _CENTRE)
