"""Cut a text into tokens: words and phrases of the lists, numbers, days, names, cited papers, and words that no list holds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import Enum, auto
from functools import cache
from typing import Final, NamedTuple

from khacphuc.text.fold import canonical, fold_aligned, nfc
from khacphuc.text.promise.patterns import (
    CITED,
    CYCLE,
    DATE,
    ENGLISH,
    MONEY,
    NUMBER_WORDS,
    PERSON,
    QUOTED,
    SHARE,
    VIETNAMESE_FOLDED,
    YEAR,
)
from khacphuc.text.promise.phrases import Extra, Phrases, Sort, Sorts, phrases

LONGEST: Final = 5_000


class Shape(Enum):
    """What a token is by its form."""

    WORD = auto()
    """A word or phrase; its sorts say of which lists, none for a word that no list holds."""
    NAME = auto()
    """A word with a capital letter in the middle of a sentence, or one of letters and digits: Khe Dài, ĐT.645."""
    PERSON = auto()
    NUMBER = auto()
    SHARE = auto()
    """n/N: 38/40."""
    MONEY = auto()
    DATE = auto()
    YEAR = auto()
    CYCLE = auto()
    """hằng tháng, every Monday, thứ Sáu"""
    CITED = auto()
    """A paper cited by its number, an article, a law by its name."""
    QUOTE = auto()
    COMMA = auto()
    STOP = auto()


class Token(NamedTuple):
    """A part of the text; ``start`` and ``end`` are offsets in the text as composed."""

    shape: Shape
    text: str
    start: int
    end: int
    sorts: Sorts = frozenset()

    def of(self, *sorts: Sort) -> bool:
        return not self.sorts.isdisjoint(sorts)

    @property
    def unknown(self) -> bool:
        """Whether no list holds the word, so that it may name a thing."""
        return self.shape is Shape.WORD and not self.sorts


class Cut(NamedTuple):
    """A text cut into tokens."""

    text: str
    tokens: tuple[Token, ...]
    language: str


_MASKS: Final = (
    (Shape.QUOTE, QUOTED),
    (Shape.CITED, CITED),
    (Shape.PERSON, PERSON),
    (Shape.MONEY, MONEY),
    (Shape.DATE, DATE),
    (Shape.CYCLE, CYCLE),
    (Shape.YEAR, YEAR),
    (Shape.SHARE, SHARE),
)
_WORD: Final = re.compile(
    r"\d+(?:[.,]\d+)*%?|[^\W\d_]+(?:[-'’.&][^\W_]+)*\d*|[^\W_]+|\n\s*[-+*•]\s|[.;:!?]|[–—]| - |,|%"
)

_BLANK: Final = re.compile(r"[^\S\n]+")


@cache
def _mask(number: int) -> re.Pattern[str]:
    return re.compile(_MASKS[number][1])


def cut(text: str, extra: Extra | None = None) -> Cut:
    """Cut a text of any length into tokens; of a very long one the first 5,000 characters."""
    composed = _BLANK.sub(" ", canonical(_composed(text[:LONGEST])))
    language, bare = language_of(composed)
    lists = phrases(language, extra, bare=bare)
    shout = composed.isupper()
    taken = _masked(composed)
    tokens: list[Token] = []
    position = 0
    for token in [*taken, Token(Shape.STOP, "", len(composed), len(composed))]:
        tokens += _words(composed, position, token.start, lists, shout=shout)
        if token.end > token.start:
            tokens.append(token)
        position = max(position, token.end)
    return Cut(composed, tuple(_merged(tokens)), language)


def _composed(text: str) -> str:
    return text if unicodedata.is_normalized("NFC", text) else nfc(text)


def language_of(text: str) -> tuple[str, bool]:
    """Return the language of a text, and whether it is Vietnamese typed without marks."""
    words = set(text.lower().split())
    english = len(words & ENGLISH)
    if text.isascii():
        return ("vi", True) if len(words & VIETNAMESE_FOLDED) > english else ("en", False)
    marked = sum(any(letter.isalpha() and not letter.isascii() for letter in word) for word in words)
    return ("vi", False) if marked > english else ("en", False)


def _masked(text: str) -> list[Token]:
    """Find what is known by its form, without overlaps: the first kind in the table wins."""
    taken: list[Token] = []
    covered = bytearray(len(text))
    for number, (shape, _) in enumerate(_MASKS):
        for match in _mask(number).finditer(text):
            start, end = match.span()
            if end > start and not any(covered[start:end]):
                covered[start:end] = bytes([1]) * (end - start)
                taken.append(Token(shape, match[0], start, end))
    return sorted(taken, key=lambda token: token.start)


def _words(text: str, start: int, end: int, lists: Phrases, *, shout: bool) -> Iterator[Token]:
    found = list(_WORD.finditer(text, start, end))
    lower = [match[0].lower() for match in found]
    place, named = 0, False
    while place < len(found):
        length, sorts = lists.longest(lower, place)
        match = found[place]
        stop = found[place + max(length, 1) - 1].end()
        if length and named and match[0][0].isupper():  # Ban Quản lý dự án
            yield Token(Shape.NAME, text[match.start() : stop], match.start(), stop)
        elif length:
            named = False
            yield Token(Shape.WORD, text[match.start() : stop], match.start(), stop, sorts)
        else:
            token = _single(match, text, shout=shout)
            named = token.shape is Shape.NAME
            yield token
        place += max(length, 1)


def _single(match: re.Match[str], text: str, *, shout: bool) -> Token:
    word = match[0]
    start, end = match.span()
    if word in (",", "–", "—", " - "):
        return Token(Shape.COMMA, word, start, end)
    if word[0] in ".;:!?\n":
        return Token(Shape.STOP, word, start, end)
    if word[0].isdigit() or (
        fold_aligned(word.lower()) in NUMBER_WORDS and word.lower() in NUMBER_WORDS.values()
    ):
        return Token(Shape.NUMBER, word, start, end)
    if not shout and _is_name(word, text, start):
        return Token(Shape.NAME, word, start, end)
    return Token(Shape.WORD, word, start, end)


def _is_name(word: str, text: str, start: int) -> bool:
    """Tell a name from the first word of a sentence: by a capital inside it, or before it no beginning of a sentence."""
    if any(character.isdigit() for character in word) and any(c.isalpha() for c in word):
        return True
    if word[1:] != word[1:].lower() and len(word) > 1:
        return True
    return word[0].isupper() and text[:start].rstrip(' "“(')[-1:] not in (
        "",
        ".",
        ";",
        ":",
        "!",
        "?",
        "\n",
        "-",
        "–",
    )


def _merged(tokens: list[Token]) -> Iterator[Token]:
    """Join names that stand side by side, and drop stops that end nothing."""
    held: Token | None = None
    for token in tokens:
        if held and token.shape is Shape.NAME:
            held = held._replace(text=f"{held.text} {token.text}", end=token.end)
            continue
        if held:
            yield held
        held = token if token.shape is Shape.NAME else None
        if held is None:
            yield token
    if held:
        yield held
