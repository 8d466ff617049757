"""Compare two wordings word by word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

from msgspec import Struct

_MOST_PAIRS = 8_000
"""Pairs of equal words above which two texts are shown whole: comparing takes time in their number."""


class Piece(Struct, frozen=True):
    """Words that stand together. ``sign`` is ``" "`` for what stayed, ``-`` for what went, ``+`` for what came."""

    sign: str
    text: str


def word_diff(old: str, new: str) -> tuple[Piece, ...]:
    """Return the pieces that make the old text (without ``+``) and the new one (without ``-``), blanks as single ones."""
    return tuple(piece for piece in _pieces(old.split(), new.split()) if piece.text)


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    there = Counter(new)
    if sum(there[word] for word in old) > _MOST_PAIRS:
        yield from (Piece("-", " ".join(old)), Piece("+", " ".join(new)))
        return
    for change, from_old, to_old, from_new, to_new in SequenceMatcher(None, old, new, False).get_opcodes():
        gone, come = " ".join(old[from_old:to_old]), " ".join(new[from_new:to_new])
        if change == "equal":
            yield Piece(" ", gone)
        else:
            yield from (Piece("-", gone), Piece("+", come))


def in_brackets(pieces: tuple[Piece, ...]) -> str:
    """Return the change on one line, as ``git diff --word-diff`` has it: ``[-cũ-]{+mới+}``."""
    marks = {" ": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
    text = ""
    for piece in pieces:
        shown = marks[piece.sign].format(piece.text)
        text += shown if not text or (piece.sign == "+" and text.endswith("-]")) else f" {shown}"
    return text
