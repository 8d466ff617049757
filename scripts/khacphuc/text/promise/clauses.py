"""Cut a text into clauses and find in each the acts that are promised, with their objects.

An act that is only the topic of another ("tăng cường công tác thu, nộp đảng phí"), or its purpose ("nhằm ngăn ngừa …"),
is not promised.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import IntEnum, auto
from typing import Final

from msgspec import Struct

from khacphuc.text.promise.phrases import ACTS, Sort
from khacphuc.text.promise.tokens import Cut, Shape, Token


class Force(IntEnum):
    """What an act leaves behind."""

    HARD = auto()
    GENERAL = auto()
    SOFT = auto()


class ClauseAct(Struct, frozen=True):
    """An act that is promised, with the words up to the next one; ``before`` are those before it in its part."""

    force: Force
    token: Token
    after: tuple[Token, ...]
    before: tuple[Token, ...] = ()


class Clause(Struct, frozen=True):
    """One promise. ``named`` are acts that stand in it without being promised."""

    tokens: tuple[Token, ...]
    acts: tuple[ClauseAct, ...]
    named: tuple[Token, ...] = ()


class _Mode(IntEnum):
    OPEN = auto()
    TOPIC = auto()
    PURPOSE = auto()


def clauses(cut: Cut) -> Iterator[Clause]:
    """The clauses of a text, in order."""
    run: list[Token] = []
    for token in cut.tokens:
        if token.shape is Shape.STOP:
            if run:
                yield _clause(run, cut)
            run = []
        else:
            run.append(token)
    if run:
        yield _clause(run, cut)


def _clause(tokens: Sequence[Token], cut: Cut) -> Clause:
    reader = _Reader(tokens, cut.language == "en")
    places = [(place, force) for place in range(len(tokens)) if (force := reader.step(place)) is not None]
    ends = _ends(places, len(tokens))
    acts, comma, looked = [], 0, 0
    for (place, force), end in zip(places, ends, strict=True):
        comma = max((at + 1 for at in range(looked, place) if tokens[at].shape is Shape.COMMA), default=comma)
        begin = max(looked, comma)
        acts.append(
            ClauseAct(force, tokens[place], tuple(tokens[place + 1 : end]), tuple(tokens[begin:place]))
        )
        looked = place + 1
    return Clause(tuple(tokens), tuple(acts), tuple(reader.named))


def _ends(places: Sequence[tuple[int, Force]], length: int) -> list[int]:
    """Where the object of each act ends: at the next act; a general one does not end that of an act that leaves something."""
    found: list[int] = []
    following = strong = length
    for place, force in reversed(places):
        found.append(strong if force is Force.HARD else following)
        following = place
        strong = strong if force is Force.GENERAL else place
    return found[::-1]


_STRONG: Final = frozenset({Force.SOFT, Force.GENERAL})


class _Reader:
    """Reads a clause from left to right; remembers whether an act is still promised or only a topic."""

    def __init__(self, tokens: Sequence[Token], english: bool) -> None:  # noqa: FBT001 - private
        self._tokens = tokens
        self._english = english
        self._mode = _Mode.OPEN
        self._current: Force | None = None
        self._topics = False  # whether the topic or purpose began with an act
        self.named: list[Token] = []

    def step(self, place: int) -> Force | None:
        """The force of the act at a place; None where none is promised."""
        token = self._tokens[place]
        if token.shape is Shape.COMMA:
            self._comma(place)
        elif token.of(Sort.PURPOSE) and not self._act_before(place):
            self._mode, self._topics = _Mode.PURPOSE, self._act_follows(place, Sort.HARD, Sort.GENERAL)
        elif token.of(Sort.MEANS) and self._means_something(place):
            self._mode, self._current = _Mode.OPEN, None
        elif token.of(Sort.TOPIC) and self._current in _STRONG and self._mode is not _Mode.PURPOSE:
            self._mode, self._topics = _Mode.TOPIC, self._act_follows(place, Sort.HARD)
        elif (force := self._force(place)) is not None:
            return self._act(token, force)
        return None

    def _act(self, token: Token, force: Force) -> Force | None:
        if self._mode is not _Mode.OPEN:
            if force is Force.HARD:
                self.named.append(token)
            return None
        self._current = force
        if force is Force.SOFT:
            self._mode = _Mode.TOPIC
        return force

    def _force(self, place: int) -> Force | None:
        token = self._tokens[place]
        if token.of(Sort.NOT_SOFT):
            return None
        if token.of(Sort.HARD):
            return Force.HARD if self._is_verb(place) else None
        if token.of(Sort.SOFT) and not token.of(Sort.ADVERB):
            return None if self._english and self._after_article(place) else Force.SOFT
        if token.of(Sort.GENERAL) and (not self._english or self._is_verb(place)):
            return None if self._auxiliary(place) else Force.GENERAL
        return None

    def _auxiliary(self, place: int) -> bool:
        """Whether a verb only helps the next one: has been repaired."""
        token, following = self._tokens[place], self._tokens[place + 1 : place + 2]
        return self._english and token.of(Sort.FILLER) and any(each.of(*ACTS) for each in following)

    def _is_verb(self, place: int) -> bool:
        """In English, tell "file the certificates" from "the file"; Vietnamese verbs are known by what stands before."""
        before = self._tokens[place - 1] if place else None
        if before is None or before.shape is Shape.COMMA:
            return True
        if not self._english:
            return before.shape is not Shape.NUMBER and before.text.lower() not in _NOMINAL
        token = self._tokens[place].text.lower()
        if token.startswith("to "):  # to require
            return True
        word = before.text.lower().split()[-1]
        return (
            word in _BEFORE_VERBS
            or before.of(Sort.ADVERB, Sort.MEANS)
            or word.endswith("ly")
            or (
                token.split()[0].endswith(("ed", "ing", "en", "pt", "lt", "id", "ld", "nt"))
                and word not in _DETERMINERS
            )
        )

    def _after_article(self, place: int) -> bool:
        """Whether an article makes a noun or an adjective of a word: the strengthening works, an improved form."""
        return place > 0 and self._tokens[place - 1].text.lower() in ("the", "a", "an")

    def _comma(self, place: int) -> None:
        """After a comma an act is promised again, unless the verbs are a list with one object: thu, nộp đảng phí."""
        if self._mode is _Mode.OPEN or place + 1 >= len(self._tokens):
            return
        following, before = self._tokens[place + 1], self._tokens[place - 1] if place else None
        after = self._tokens[place + 2] if place + 2 < len(self._tokens) else None
        listed = before is not None and before.of(Sort.HARD, Sort.GENERAL) and not before.of(Sort.PRODUCT)
        listed = listed or (following.of(Sort.HARD) and (after is None or after.shape is Shape.COMMA))
        listed = listed or (following.of(Sort.HARD) and self._lists_topics(place))
        starts = following.of(Sort.HARD, Sort.ADVERB) or following.shape is Shape.CYCLE or _has(following)
        if starts and not listed:
            self._mode, self._current = _Mode.OPEN, None

    def _lists_topics(self, place: int) -> bool:
        """Whether acts stand in a row as topics or purposes: công tác lập sổ sách, lưu giữ chứng từ.

        A number or day among the words up to the next comma says that the act is promised after all.
        """
        if not self._topics:
            return False
        for at in range(place + 1, len(self._tokens)):
            if self._tokens[at].shape is Shape.COMMA:
                return True
            if self._tokens[at].shape in _FIGURES:
                return False
        return True

    def _means_something(self, place: int) -> bool:
        """Whether "by", "bằng" is followed by an act or a thing, not by words of will and degree."""
        following = self._tokens[place + 1 : place + 3]
        return any(
            token.of(Sort.HARD, Sort.PRODUCT) or token.unknown or token.shape in (Shape.NAME, Shape.NUMBER)
            for token in following
        ) and not any(token.of(Sort.ABSTRACT, Sort.SOFT) for token in following[:1])

    def _act_follows(self, place: int, *sorts: Sort) -> bool:
        following = self._tokens[place + 1 : place + 2]
        return any(token.of(*sorts) or "," in token.text for token in following)

    def _act_before(self, place: int) -> bool:
        return place > 0 and self._tokens[place - 1].of(Sort.HARD)


def _has(token: Token) -> bool:
    return token.text.lower() in ("có", "kèm", "có kèm", "phải có", "with", "sản phẩm")


_FIGURES: Final = frozenset({Shape.NUMBER, Shape.MONEY, Shape.SHARE, Shape.DATE, Shape.CYCLE})
_NOMINAL: Final = frozenset("việc sự cuộc các những công tác hoạt động quá trình chế độ".split()) | {
    "công tác", "hoạt động", "quá trình", "chế độ",
}  # fmt: skip
_BEFORE_VERBS: Final = frozenset(
    "will shall must should would can could may might to and or then be been is are was were not by has have had also who which that"
    " each both all they we it".split()
)
_DETERMINERS: Final = frozenset(
    "the a an this that these those its our their any some no every another of in on for".split()
)
