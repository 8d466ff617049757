"""Tokenise and fold text for search. The page's script does the same.

A word is a run of letters or a run of digits: ``35-TB/ĐU`` is 35, tb, đu. It is found by its fold, and known again by
its marks, with the tone put last: one key for *uỷ* and *ủy*. A day that is written out is found as a day, too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from itertools import chain
from typing import Final

from khacphuc.text.folding import fold, nfc

BREAK: Final = 0
"""The id of a line's end: what stands on both sides of it are no neighbours."""

_WORD: Final = re.compile(r"[^\W\d_]+|\d+")
_TONES: Final = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_DAY: Final = re.compile(r"(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)")
_LETTERS_MAX: Final = 60
_LINE_END: Final = "\0"


def words(text: str) -> list[str]:
    """Return the words of a text as they are written."""
    return _WORD.findall(nfc(text))


def folded(word: str) -> str:
    """Return the search keys of a word."""
    found = fold(word[:_LETTERS_MAX])
    return found.lstrip("0") or found[:1] if found.isdecimal() else found


def marked(word: str) -> str:
    """Return a word with its marks and its tone last."""
    letters = unicodedata.normalize("NFD", word[:_LETTERS_MAX].lower())
    tones = _TONES.findall(letters)
    if tones:
        return unicodedata.normalize("NFC", _TONES.sub("", letters)) + "".join(tones)
    return folded(word) if letters.isdecimal() else unicodedata.normalize("NFC", letters)


def number_of(day: date) -> int:
    """Return a day as a number that no word has."""
    return -day.toordinal()


def _days(piece: str) -> Iterator[date]:
    """Yield the days written out in a piece of text: 30/6/2026, 30.6.2026, 30-06-2026."""
    for day, _, month, year in _DAY.findall(piece):
        with suppress(ValueError):
            yield date(int(year), int(month), int(day))


class SearchWords(dict[str, tuple[int, ...]]):
    """Maps tokens between white space to numbers of words and days. Equal ones have equal fold and marks.

    A register writes the same few thousand of these again and again, so they are cut and folded once.
    """

    def __init__(self) -> None:
        super().__init__({_LINE_END: (BREAK,)})
        self.forms: list[tuple[str, str]] = [("", "")]
        """By number: (fold, marks)."""
        self._numbers: dict[tuple[str, str], int] = {}

    def __missing__(self, piece: str) -> tuple[int, ...]:
        found = self[piece] = (*map(self._number, words(piece)), *map(number_of, _days(piece)))
        return found

    def _number(self, word: str) -> int:
        form = folded(word), marked(word)
        number = self._numbers.get(form)
        if number is None:
            number = self._numbers[form] = len(self.forms)
            self.forms.append(form)
        return number

    def numbers(self, lines: Iterable[str]) -> list[int]:
        """Return the words of lines as numbers, with a break between lines."""
        pieces = f" {_LINE_END} ".join(lines).split()
        return list(chain.from_iterable(map(self.__getitem__, pieces)))
