"""Index words, pairs of words and days by page.

Most Vietnamese words are two syllables, written apart: of 10,000 pages 9,724 have both *đôn* and *đốc*, and 478 have
*đôn đốc*. So neighbours are kept as well as words. Everything is kept by its fold, and below it by its marks, so that a
query without marks finds all and one with marks finds its own first.
"""

from __future__ import annotations

from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from operator import sub
from typing import Final, TypeVar

from msgspec import Struct

from khacphuc.pages.page import Page
from khacphuc.site.page_shell import lines
from khacphuc.site.search_terms import BREAK, SearchWords, number_of

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


Term = TypeVar("Term", int, "WordPair")
WordPair = tuple[int, int]

_EXPLAINING = ("rules/", "reference/", "guides/", "architecture/")


class Index(Struct, frozen=True):
    """Lines of an index, each a fold and then (marks, pages, pages with it in title or number) with tabs between.

    Marks that are the fold itself are left out. Sorted as JavaScript compares.
    """

    words: list[str]
    pairs: list[str]


def ranked(pages: Sequence[Page]) -> list[Page]:
    """Return the pages that search finds, in the order in which it names equals: documents, newest first; lists; what explains."""
    found = [page for page in pages if page.search]
    return sorted(found, key=lambda page: (not page.source, explains(page), -_own_day(page), page.path))


def explains(page: Page) -> bool:
    """Return whether a page is about the program and its rules; the others show the register."""
    return page.path.startswith(_EXPLAINING) and not page.source


def _own_day(page: Page) -> int:
    return page.days[0].toordinal() if page.days else 0


def index(pages: Sequence[Page]) -> Index:
    """Return the index of pages, by their place in the sequence. Takes time linear in their words."""
    words = SearchWords()
    every, top = _Lists(), _Lists()
    for number, page in enumerate(pages):
        above = words.numbers((page.title, *page.keywords))
        top.add(number, above)
        every.add(number, [*above, BREAK, *words.numbers(lines(page))], map(number_of, page.days))
    postings = Postings(len(pages))
    days = [f"{span}\t\t{postings.written(some)}\t" for span, some in _spans(every.words)]
    singles = _lines(_words_by_fold(every, words), every.words, top.words, postings)
    pairs = _lines(_pairs_by_fold(every, words), every.pairs, top.pairs, postings)
    return Index(_sorted([*days, *singles]), _sorted(pairs))


class _Lists:
    """Word or day → the pages that have it, and two words in a row → the pages that have them. All are numbers."""

    def __init__(self) -> None:
        self.words: defaultdict[int, list[int]] = defaultdict(list)
        self.pairs: defaultdict[WordPair, list[int]] = defaultdict(list)

    def add(self, page: int, numbers: list[int], alone: Iterable[int] = ()) -> None:
        """``numbers`` in a row, and others that have no neighbours."""
        words, pairs = self.words, self.pairs
        for word in {*numbers, *alone}:
            words[word].append(page)
        for pair in set(pairwise(numbers)):
            pairs[pair].append(page)


def _spans(every: Mapping[int, list[int]]) -> Iterator[tuple[str, list[int]]]:
    """Yield each day, month (2026-06) and year (2026-) with the pages that have it. No word has a dash."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for number, pages in every.items():
        if number < BREAK:
            day = date.fromordinal(-number).isoformat()
            for span in (day, day[:7], day[:5]):
                found[span].update(pages)
    for span, some in found.items():
        yield span, sorted(some)


Forms = dict[str, list[tuple[str, Term]]]


def _words_by_fold(every: _Lists, words: SearchWords) -> Forms[int]:
    found: Forms[int] = {}
    for word in every.words:
        if word > BREAK:
            fold, marks = words.forms[word]
            found.setdefault(fold, []).append((marks, word))
    return found


def _pairs_by_fold(every: _Lists, words: SearchWords) -> Forms[WordPair]:
    found: Forms[WordPair] = {}
    forms = words.forms
    for pair in every.pairs:
        one, two = pair
        if one > BREAK and two > BREAK:
            (fold, marks), (fold_after, marks_after) = forms[one], forms[two]
            found.setdefault(f"{fold} {fold_after}", []).append((f"{marks} {marks_after}", pair))
    return found


def _lines(
    forms: Forms[Term], every: Mapping[Term, list[int]], top: Mapping[Term, list[int]], postings: Postings
) -> Iterator[str]:
    written = postings.written
    for fold, found in forms.items():
        parts = [fold]
        for marks, term in sorted(found):
            above = top.get(term)
            parts += "" if marks == fold else marks, written(every[term]), written(above) if above else ""
        yield "\t".join(parts)


def _sorted(found: Iterable[str]) -> list[str]:
    return sorted(found, key=lambda line: line.partition("\t")[0].encode("utf-16-be"))
