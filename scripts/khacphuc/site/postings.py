"""Encode lists of page numbers as short text that needs no escaping and no library.

A list is the gaps between its numbers, five bits a letter, the sixth saying that more follow; or, where that is
shorter, a dot and one bit for each page, six to a letter. So no list of 10,000 pages is longer than 1.7 kB.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from operator import sub
from typing import Final

_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_BITS_A_LETTER: Final = 6
_BLOCK: Final = 24  # bits: whole bytes and whole letters


class Postings:
    """Writes lists of ascending numbers below ``count``."""

    def __init__(self, count: int) -> None:
        self._blocks = -(-count // _BLOCK)
        self._gaps = _Gaps()

    def written(self, numbers: Sequence[int]) -> str:
        gaps = map(sub, numbers[1:], numbers)
        short = self._gaps[numbers[0] + 1] + "".join(map(self._gaps.__getitem__, gaps))
        if len(short) * _BITS_A_LETTER <= self._blocks * _BLOCK:
            return short
        bits = bytearray(b"0") * (self._blocks * _BLOCK)
        for number in numbers:
            bits[number] = 49
        whole = int(bits, 2).to_bytes(self._blocks * _BLOCK // 8, "big")
        return f".{b64encode(whole, b'-_').decode()}"


class _Gaps(dict[int, str]):
    """A gap, at least 1, as it is written."""

    def __missing__(self, gap: int) -> str:
        rest, letters = gap - 1, ""
        while rest > 31:
            letters += _LETTERS[32 | rest & 31]
            rest >>= 5
        found = self[gap] = letters + _LETTERS[rest]
        return found
