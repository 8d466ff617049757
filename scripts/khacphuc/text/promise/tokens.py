"""Cut a text into tokens: words and phrases of the lists, numbers, days, names, cited papers, and words that no list holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum, auto
from functools import cache
from itertools import islice
from typing import Final, NamedTuple

from khacphuc.text.folding import canonical, fold_aligned
from khacphuc.text.promise.patterns import (
    ARTICLE,
    ARTICLES,
    CYCLE,
    DATE,
    ENGLISH,
    LAW,
    MONEY,
    NUMBER_WORDS,
    NUMBERED,
    PERSON,
    QUOTED,
    SHARE,
    SIGNED,
    TITLE,
    VIETNAMESE_FOLDED,
    YEAR,
)
from khacphuc.text.promise.phrases import Extra, PromisePhrases, Sort, Sorts, phrases

LONGEST: Final = 5_000


class Shape(IntEnum):
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


_DIGITS: Final = tuple("0123456789")
_MONTH_NAMES: Final = tuple("jan feb mar apr may jun jul aug sep oct nov dec".split())
_PERSONS: Final = tuple("đồng chí |đ/c |ông |bà |anh |chị |cô |bác |mr|ms|dr".split("|"))
_CYCLES: Final = tuple(
    "mỗi |hằng |hàng |cuối |đầu |thứ |each |every |day|nightly|weekly|monthly|quarterly|per ".split("|")
)
_TITLES: Final = tuple("plan act strategy program framework code directive law regulation circular".split())


class _Mask(NamedTuple):
    """What is known by its form. A text that holds none of the signs (in lower case) has none of it."""

    shape: Shape
    pattern: str
    signs: tuple[str, ...]
    cased: bool = True
    """Whether capitals matter; the others are looked for in lower case, which is much faster."""


_MASKS: Final = (
    _Mask(Shape.QUOTE, QUOTED, tuple('“«"‘')),
    _Mask(Shape.CITED, LAW, ("luật ", "điều lệ ")),
    _Mask(Shape.CITED, SIGNED, ("/", "-"), cased=False),
    _Mask(Shape.CITED, NUMBERED, _DIGITS, cased=False),
    _Mask(Shape.CITED, ARTICLE, (*ARTICLES, "cfr", "u.s.c", "usc"), cased=False),
    _Mask(Shape.CITED, TITLE, _TITLES),
    _Mask(Shape.PERSON, PERSON, _PERSONS),
    _Mask(Shape.MONEY, MONEY, _DIGITS),
    _Mask(Shape.DATE, DATE, (*_DIGITS, "quý ", *_MONTH_NAMES)),
    _Mask(Shape.CYCLE, CYCLE, _CYCLES, cased=False),
    _Mask(Shape.YEAR, YEAR, _DIGITS),
    _Mask(Shape.SHARE, SHARE, ("/",)),
)
"""The first before the next where they overlap."""
_WORD: Final = re.compile(
    r"\d+(?:[.,]\d+)*%?|[^\W\d_]+(?:[-'’.&][^\W_]+)*\d*|[^\W_]+|\n\s*[-+*•]\s|[.;:!?]|[–—]| - |,|%"
)

_BLANK: Final = re.compile(r"[^\S\n]+")


@cache
def _mask(number: int) -> re.Pattern[str]:
    return re.compile(_MASKS[number].pattern)


def composed(text: str) -> str:
    """Return a text as it is cut: NFC, tone marks in one place, single blanks; of a very long one the first 5,000 characters."""
    return _BLANK.sub(" ", canonical(text[:LONGEST]))


def cut(composed: str, extra: Extra | None = None, tongue: Tongue | None = None) -> Cut:
    """Cut a composed text into tokens. ``tongue`` is the language of the whole that it is a part of."""
    language, bare = tongue or language_of(composed)
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


def begins_with(composed: str, extra: Extra | None, tongue: Tongue) -> Sorts:
    """Return the sorts of the phrase that a text begins with, after a number."""
    words = [match[0].lower() for match in islice(_WORD.finditer(composed), _LONGEST_PHRASE)]
    begin = 1 if words and words[0].isdigit() else 0
    lists = phrases(tongue[0], extra, bare=tongue[1])
    return lists.longest(words, begin)[1] if len(words) > begin else frozenset()


_LONGEST_PHRASE: Final = 8
Tongue = tuple[str, bool]


def language_of(text: str) -> Tongue:
    """Return the language of a text, and whether it is Vietnamese typed without marks."""
    marked = len(text.encode("utf-8", "surrogatepass")) - len(text)
    if marked > len(text) * _MARKED:
        return "vi", False
    words = set(text.lower().split())
    english = len(words & ENGLISH)
    if text.isascii():
        return ("vi", True) if len(words & VIETNAMESE_FOLDED) > english else ("en", False)
    return ("en", False) if english else ("vi", False)


_MARKED: Final = 0.15
"""Vietnamese has more bytes than letters by this share; English with curly quotes and accents has fewer."""


def _masked(text: str) -> list[Token]:
    """Find what is known by its form, without overlaps: the first kind in the table wins."""
    taken: list[Token] = []
    covered = bytearray(len(text))
    lower = text.lower()
    plain = (
        lower if len(lower) == len(text) else text
    )  # a letter whose lower case is longer: offsets would differ
    for number, mask in enumerate(_MASKS):
        if not any(sign in lower for sign in mask.signs):
            continue
        for match in _mask(number).finditer(text if mask.cased else plain):
            start, end = match.span()
            if end > start and not any(covered[start:end]):
                covered[start:end] = bytes([1]) * (end - start)
                taken.append(Token(mask.shape, text[start:end], start, end))
    return sorted(taken, key=lambda token: token.start)


def _words(text: str, start: int, end: int, lists: PromisePhrases, *, shout: bool) -> Iterator[Token]:
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
