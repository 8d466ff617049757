"""The lists of words by which promises are judged, as tries: the longest phrase of a list that begins at a word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

from khacphuc.text.folding import canonical, fold_aligned
from khacphuc.text.nodes import read
from khacphuc.text.promise.stems import forms

WORDS: Final = Path(__file__).parent.parent / "words"


class Sort(StrEnum):
    """What a word or phrase does in a promise. The order is that of precedence where lists share a phrase."""

    HARD = "hard_acts"
    ADVERB = "soft_adverbs"
    SOFT = "soft_action"
    RESULT = "soft_result"
    CAUSE = "soft_cause"
    OWNER = "soft_owner"
    ECHO = "echoes"
    """Words that agree with a notice and promise nothing."""
    TIME = "soft_time"
    NOT_SOFT = "not_soft"
    PRODUCT = "products"
    PAPER = "generic_papers"
    NO_PRODUCT = "no_products"
    GENERAL = "general_acts"
    PURPOSE = "purposes"
    MEANS = "means"
    MEASURE = "measures"
    TOPIC = "topics"
    MANNER = "manner"
    ABSTRACT = "abstract"
    GROUP = "groups"
    ROLE = "roles"
    FILLER = "filler"


ACTS: Final = frozenset({Sort.HARD, Sort.GENERAL, Sort.SOFT})
NOUNS: Final = frozenset({Sort.ABSTRACT, Sort.GROUP, Sort.PAPER, Sort.PRODUCT, Sort.ROLE})
Sorts = frozenset[Sort]
Trie = dict[str, "Trie | Sorts"]
_END: Final = ""
Lists = Mapping[str, tuple[str, ...]]


class PromisePhrases:
    """The lists of one language. ``folded`` finds phrases that were typed without their marks."""

    def __init__(self, lists: Lists, *, english: bool) -> None:
        self._exact: Trie = {}
        self._folded: Trie = {}
        for sort in Sort:
            for phrase in lists.get(sort.value, ()):
                self._add(phrase, sort, english=english)

    def _add(self, phrase: str, sort: Sort, *, english: bool) -> None:
        words = [
            " - " if word == "-" else word for word in canonical(phrase.lower()).replace(",", " ,").split()
        ]
        variants = forms(words, verb=sort in ACTS, noun=sort in NOUNS) if english else (words,)
        for variant in variants:
            _put(self._exact, variant, sort)
            if not english and len(variant) > 1:
                _put(self._folded, [fold_aligned(word) for word in variant], sort)

    def longest(self, words: list[str], start: int) -> tuple[int, Sorts]:
        """How many words from ``start`` on are a phrase of the lists, and which; 0 when none is."""
        found = _walk(self._exact, words, start)
        return found if found[0] or not words[start].isascii() else _walk(self._folded, words, start)


def _put(trie: Trie, words: list[str], sort: Sort) -> None:
    node = trie
    for word in words:
        node = node.setdefault(word, {})  # type: ignore[assignment]  # only "" leads to a set
    held = node.get(_END)
    node[_END] = frozenset({sort}) if not isinstance(held, frozenset) else held | {sort}


def _walk(trie: Trie, words: list[str], start: int) -> tuple[int, Sorts]:
    node, best = trie, (0, frozenset[Sort]())
    for place in range(start, len(words)):
        below = node.get(words[place])
        if not isinstance(below, dict):
            break
        node = below
        held = node.get(_END)
        if isinstance(held, frozenset):
            best = (place - start + 1, held)
    return best


def words_of(value: object) -> tuple[str, ...]:
    """A list of the files: one phrase a line, or many between bars."""
    if isinstance(value, str):
        return tuple(phrase.strip() for phrase in value.split("|") if phrase.strip())
    return tuple(word for word in value if isinstance(word, str)) if isinstance(value, list) else ()


@cache
def own_lists(language: str) -> Lists:
    """The program's lists of one language.

    Raises ValueError when a file of lists is no mapping.
    """
    found: dict[str, tuple[str, ...]] = {}
    for file in sorted(WORDS.glob(f"{language}.yml")):
        value, flaws = read(file.read_text("utf-8"))
        if flaws or not isinstance(value, dict):
            raise ValueError(f"{file.name}: {flaws}")
        for name, words in value.items():
            found[name] = (*found.get(name, ()), *words_of(words))
    return found


Extra = Mapping[str, Iterable[str]]


def phrases(language: str, extra: Extra | None = None, *, bare: bool = False) -> PromisePhrases:
    """The lists of a language with a register's own; ``bare`` for a Vietnamese text typed without marks."""
    own = tuple(sorted((name, tuple(words)) for name, words in (extra or {}).items()))
    return _phrases(language, own, bare)


@cache
def _phrases(language: str, extra: tuple[tuple[str, tuple[str, ...]], ...], bare: bool) -> PromisePhrases:  # noqa: FBT001 - a key of the cache
    lists = dict(own_lists(language))
    for name, words in extra:
        lists[name] = (*lists.get(name, ()), *words)
    if bare:
        lists = {name: tuple(fold_aligned(word) for word in words) for name, words in lists.items()}
    return PromisePhrases(lists, english=language == "en")
