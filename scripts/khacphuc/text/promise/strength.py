"""Weigh what the words of a promise promise: the acts and papers in it, how often, by whose hand, and what is left open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum
from functools import cache, lru_cache
from typing import Final, NamedTuple

from msgspec import Struct

from khacphuc.text.folding import canonical, fold
from khacphuc.text.nodes import YamlValue, read
from khacphuc.text.promise.phrases import WORDS, Sort, own_lists, words_of
from khacphuc.text.promise.stems import forms
from khacphuc.text.promise.tokens import LONGEST, language_of

_FILE: Final = WORDS / "strength.yml"
_LONGEST_PHRASE: Final = 8
_WORD: Final = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[-'’][^\W\d_]+)*|[.;:\n,/+&()%–-]")
_STOPS: Final = frozenset(".;:\n")
_FIRM_PAPER: Final = 3
_SMALL: Final = 3
"""So many words may stand between a verb and the weak paper that it makes: lập 01 bản báo cáo."""


class ActRank(IntEnum):
    """What an act leaves behind, the strongest last."""

    TOLD = 1
    LOOKED = 2
    MADE = 3
    DONE = 4


class PhraseMark(IntEnum):
    """What a phrase does beside acts and papers."""

    SEAL = 1
    HEDGE = 2
    PARTLY = 3
    ALL = 4
    TOPIC = 5
    NEGATION = 6
    JOINT = 7
    PLAN = 8
    MAKER = 9
    FILLER = 10


_MARKS: Final[Mapping[str, PhraseMark]] = {
    "seals": PhraseMark.SEAL,
    "hedges": PhraseMark.HEDGE,
    "partly": PhraseMark.PARTLY,
    "all": PhraseMark.ALL,
    "topics": PhraseMark.TOPIC,
    "negations": PhraseMark.NEGATION,
    "joints": PhraseMark.JOINT,
    "plans": PhraseMark.PLAN,
    "makers": PhraseMark.MAKER,
}


class _Entry(NamedTuple):
    """What a phrase says. Ranks are 0 where it is no act, no paper, no cycle."""

    act: int = 0
    paper: int = 0
    cycle: int = 0
    marks: frozenset[PhraseMark] = frozenset()


_NOTHING: Final = _Entry()
_PAPERS: Final = frozenset({Sort.PAPER, Sort.PRODUCT, Sort.NO_PRODUCT})
_FILLERS: Final = frozenset({Sort.FILLER, Sort.MANNER, Sort.PURPOSE, Sort.MEANS, Sort.TOPIC, Sort.ADVERB})


class PromisePart(Struct, frozen=True):
    """What stands between two joints: its firm acts and papers, and its words that no list holds."""

    firm: frozenset[str]
    others: frozenset[str]


class PromiseStrength(Struct, frozen=True):
    """How much a text promises. ``act``, ``paper`` and ``cycle`` are the strongest of it, 0 where it has none."""

    act: int
    paper: int
    cycle: int
    marks: frozenset[PhraseMark]
    acts: frozenset[str]
    """The acts that are done, made or looked at."""
    spoken_of: frozenset[str]
    """The acts of which a weaker word only speaks."""
    parts: tuple[PromisePart, ...]
    words: frozenset[str]


@lru_cache(maxsize=1024)
def strength(text: str) -> PromiseStrength:
    """Weigh a text. An act or a paper of which a weaker word only speaks does not count: tờ trình ban hành Quy chế."""
    return _Weighing(text).weigh()


class _Weighing:
    """One text, word by word."""

    def __init__(self, text: str) -> None:
        composed = canonical(text[:LONGEST])
        language, bare = language_of(composed)
        self._table = _table(language, bare)
        self._cased = [match[0] for match in _WORD.finditer(composed)]
        self._words = [word.lower() for word in self._cased]
        self._shouted = composed.isupper()
        self._acts: list[tuple[int, str]] = []
        self._spoken_of: set[str] = set()
        self._papers: list[int] = [0]
        self._cycles: list[int] = [0]
        self._marks: set[PhraseMark] = set()
        self._parts: list[PromisePart] = []
        self._firm: set[str] = set()
        self._others: set[str] = set()
        self._governed = self._held = self._weak = self._negated = self._headed = False
        self._since_maker = _SMALL + 1

    def weigh(self) -> PromiseStrength:
        place = 0
        while place < len(self._words):
            length, entry = self._longest(place)
            word = " ".join(self._words[place : place + max(length, 1)])
            if word in _STOPS or word == "," or PhraseMark.JOINT in entry.marks:
                self._next_part(word)
            else:
                self._take(word, entry)
            place += max(length, 1)
        self._next_part(".")
        acts = frozenset(word for rank, word in self._acts if rank >= ActRank.LOOKED)
        return PromiseStrength(
            max((rank for rank, _ in self._acts), default=0),
            max(self._papers),
            max(self._cycles),
            frozenset(self._marks),
            acts,
            frozenset(self._spoken_of),
            tuple(self._parts),
            frozenset(self._words),
        )

    def _longest(self, place: int) -> tuple[int, _Entry]:
        for length in range(min(_LONGEST_PHRASE, len(self._words) - place), 0, -1):
            entry = self._table.get(" ".join(self._words[place : place + length]))
            if entry is not None:
                return length, _NOTHING if self._names(place) else entry
        return 0, _NOTHING

    def _names(self, place: int) -> bool:
        """Return whether a word goes on a name: Phòng Tài chính - Kế hoạch."""
        before = self._cased[max(place - 2, 0) : place]
        dashed = len(before) == 2 and before[1] in ("-", "–") and before[0].isalpha()
        goes_on = dashed or (bool(before) and before[-1][0].isupper())
        return goes_on and self._cased[place][0].isupper() and not self._shouted

    def _next_part(self, word: str) -> None:
        if self._firm or self._others:
            self._parts.append(PromisePart(frozenset(self._firm), frozenset(self._others)))
        self._firm, self._others = set(), set()
        self._negated = self._weak = self._headed = False
        self._since_maker = _SMALL + 1
        if word in _STOPS:
            self._held = False
        self._governed = self._held

    def _take(self, word: str, entry: _Entry) -> None:
        self._marks |= entry.marks
        self._cycles.append(entry.cycle)
        if PhraseMark.TOPIC in entry.marks and self._weak:
            self._governed = self._held = True
        self._since_maker += 1
        if not self._governed:
            self._judge(word, entry)
        elif entry.act >= ActRank.LOOKED:
            self._spoken_of.add(word)
        if not any(entry[:3]) and not entry.marks and word[0].isalpha():
            self._others.update(word.split())
        self._negated = PhraseMark.NEGATION in entry.marks

    def _judge(self, word: str, entry: _Entry) -> None:
        weak_paper = entry.paper == 1
        planned = PhraseMark.PLAN in entry.marks
        if entry.paper and not self._headed:
            self._papers.append(entry.paper)  # the first; the others it speaks of
            self._headed = True
        if (weak_paper or planned) and self._since_maker <= _SMALL:
            rank, act = (
                self._acts.pop()
            )  # whoever makes a report reports, and who makes a plan has done nothing yet
            self._acts.append((min(rank, ActRank.TOLD if weak_paper else ActRank.LOOKED), act))
        elif entry.act or weak_paper:
            self._acts.append((ActRank.TOLD if weak_paper or self._negated else entry.act, word))
            self._since_maker = 0 if PhraseMark.MAKER in entry.marks else _SMALL + 1
        if entry.act >= ActRank.MADE or entry.paper >= _FIRM_PAPER:
            self._firm.add(word)
        weakest = weak_paper or entry.act == ActRank.TOLD
        speaks = weakest or entry.act == ActRank.LOOKED or 0 < entry.paper < _FIRM_PAPER
        self._weak = speaks or (self._weak and not any(entry[:2]))
        self._governed = self._governed or weakest or planned


@cache
def _lists(language: str) -> Mapping[str, YamlValue]:
    """Return the lists of one language.

    Raises ValueError when the file is no mapping.
    """
    value, flaws = read(_FILE.read_text("utf-8"))
    found = value.get(language) if isinstance(value, dict) else None
    if flaws or not isinstance(found, dict):
        raise ValueError(f"{_FILE.name}: {flaws}")
    return found


@cache
def _table(language: str, bare: bool) -> Mapping[str, _Entry]:  # noqa: FBT001 - a key of the cache
    """Return what each phrase of a language says; of ``bare`` texts, typed without marks."""
    found: dict[str, _Entry] = {}
    for name, phrases in own_lists(language).items():
        if name in _PAPERS:
            continue  # they begin with what stands in the scale: báo cáo kết quả
        act = {Sort.HARD: ActRank.DONE, Sort.SOFT: ActRank.TOLD}.get(name, 0)  # type: ignore[call-overload]
        for phrase in _forms(phrases, language, verb=name in (Sort.HARD, Sort.SOFT, Sort.GENERAL)):
            held = found.get(phrase, _NOTHING)
            marks = held.marks | ({PhraseMark.FILLER} if name in _FILLERS else set())
            found[phrase] = _Entry(act=max(act, held.act), marks=marks)
    own: dict[str, _Entry] = {}
    for scale, rank, phrase in _ranked(language):
        kept = found[phrase].act if phrase in found and scale == "papers" else 0  # to record; a record
        held = own.get(phrase, _Entry(act=kept))
        match scale:
            case "acts":
                own[phrase] = held._replace(act=rank)
            case "papers":
                own[phrase] = held._replace(paper=rank)
            case _:
                own[phrase] = held._replace(cycle=rank)
    for name, mark in _MARKS.items():
        for phrase in _forms(words_of(_lists(language).get(name)), language):
            held = own.get(phrase, found.get(phrase, _NOTHING))
            own[phrase] = held._replace(marks=held.marks | {mark})
    found |= own
    if bare:  # of one syllable without its marks nobody knows which word it is
        return {fold(phrase): entry for phrase, entry in found.items() if " " in phrase}
    return found


def _ranked(language: str) -> Iterator[tuple[str, int, str]]:
    """Yield the phrases of the scales, each with its scale and its rank there."""
    for name in ("papers", "acts", "cycles"):
        lines = _lists(language).get(name)
        scale = lines if isinstance(lines, list) else []
        for rank, line in enumerate(reversed(scale), start=1):
            for phrase in _forms(words_of(line), language, verb=name == "acts", noun=name == "papers"):
                yield name, rank, phrase


def _forms(phrases: Sequence[str], language: str, *, verb: bool = False, noun: bool = False) -> Iterator[str]:
    for phrase in phrases:
        words = canonical(phrase.lower()).replace(",", " ,").split()
        variants = forms(words, verb=verb, noun=noun) if language == "en" else (words,)
        yield from (" ".join(variant) for variant in variants)


def is_phrase(text: str) -> bool:
    """Return whether Vietnamese words are one phrase of a list."""
    return text in _table("vi", bare=False)


@cache
def words_in(name: str) -> frozenset[str]:
    """Return the phrases of a list of both languages."""
    return frozenset(phrase for language in ("vi", "en") for phrase in words_of(_lists(language).get(name)))


@cache
def scales() -> Mapping[str, int]:
    """Return the words for thousands and more."""
    found: dict[str, int] = {}
    for language in ("vi", "en"):
        value = _lists(language).get("scales")
        for word, factor in value.items() if isinstance(value, dict) else ():
            found[word] = int(str(factor))
    return found
