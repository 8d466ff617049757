"""An official paper as a value: who issues it, what kind it is, what it says, who signs, who receives it."""

from __future__ import annotations

from msgspec import Struct

from khacphuc.model.vocabulary import PaperForm


class Words(Struct, frozen=True):
    """A paragraph. ``lead`` are its first words, in bold type."""

    text: str
    lead: str = ""
    bold: bool = False
    italic: bool = False
    centred: bool = False
    indent: bool = True
    new_page: bool = False
    """Whether it begins a page."""


class Grid(Struct, frozen=True):
    """A table: widths of its columns in shares, its head, its rows."""

    shares: tuple[int, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    centred: frozenset[int] = frozenset()
    """Columns whose cells are centred: numbers and days."""


Block = Words | Grid


class PaperSignature(Struct, frozen=True):
    """Who signs: in which office, by which name, on whose behalf (“T/M Đảng ủy”, “TM. Ủy ban nhân dân”)."""

    office: str
    name: str = ""
    on_behalf: str = ""


class OfficialPaper(Struct, frozen=True):
    """A paper as it is signed. ``kind`` is empty for a letter, whose ``abstract`` stands below its number.

    Of ``number`` the first part is blank while the register does not know it.
    """

    form: PaperForm
    higher: str
    issuer: str
    number: str
    place: str
    dated: str
    kind: str
    abstract: str
    blocks: tuple[Block, ...]
    signature: PaperSignature
    addressees: tuple[str, ...] = ()
    """Those whom a letter or report addresses by name at its head."""
    to: str = "Kính gửi:"
    copies: str = "Nơi nhận:"
    """The words before addressees and receivers."""
    receivers: tuple[str, ...] = ()
    older_margins: bool = False
    appendix: tuple[Block, ...] = ()
    """What follows below the signature."""
    across: bool = False
    """Whether the page lies on its side, for wide tables."""
