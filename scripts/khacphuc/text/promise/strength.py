"""Weigh what the words of a promise promise: the acts and papers in it, how often, by whose hand, and what is left open."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from msgspec import Struct

from khacphuc.text.folding import canonical
from khacphuc.text.promise.scale import NOTHING, ActRank, PhraseMark, ScaleEntry, scale_of
from khacphuc.text.promise.tokens import LONGEST, language_of

_LONGEST_PHRASE: Final = 8
_WORD: Final = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[-'’][^\W\d_]+)*|[.;:\n,/+&()%–-]")
_STOPS: Final = frozenset(".;:\n")
_FIRM_PAPER: Final = 3
_SMALL: Final = 3
"""So many words may stand between a verb and the weak paper that it makes: lập 01 bản báo cáo."""


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
    left_open: frozenset[str]
    """The phrases that leave open whether it is done, or how much of it."""
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
        self._table = scale_of(language, bare)
        self._cased = [match[0] for match in _WORD.finditer(composed)]
        self._words = [word.lower() for word in self._cased]
        self._shouted = composed.isupper()
        self._acts: list[tuple[int, str]] = []
        self._spoken_of: set[str] = set()
        self._left_open: set[str] = set()
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
            frozenset(self._left_open),
            tuple(self._parts),
            frozenset(self._words),
        )

    def _longest(self, place: int) -> tuple[int, ScaleEntry]:
        for length in range(min(_LONGEST_PHRASE, len(self._words) - place), 0, -1):
            entry = self._table.get(" ".join(self._words[place : place + length]))
            if entry is not None:
                return length, NOTHING if self._names(place) else entry
        return 0, NOTHING

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

    def _take(self, word: str, entry: ScaleEntry) -> None:
        self._marks |= entry.marks
        self._cycles.append(entry.cycle)
        if entry.marks & {PhraseMark.HEDGE, PhraseMark.PARTLY}:
            self._left_open.add(word)
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

    def _judge(self, word: str, entry: ScaleEntry) -> None:
        weak_paper = entry.paper == 1
        planned = PhraseMark.PLAN in entry.marks
        if entry.paper and not self._headed:
            self._papers.append(entry.paper)  # the first; the others it speaks of
            self._headed = True
        if (weak_paper or planned) and self._since_maker <= _SMALL:
            # Whoever makes a report reports, and who makes a plan has done nothing yet.
            rank, act = self._acts.pop()
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
