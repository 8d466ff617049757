"""What anchors a promise to something that can be looked at, and what looks like an anchor and is none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from khacphuc.text.promise.phrases import ACTS, Sort
from khacphuc.text.promise.tokens import Shape, Token


class PromiseAnchor(StrEnum):
    """What an anchor is."""

    COUNT = "count"
    MONEY = "money"
    SHARE = "share"
    DAY = "day"
    CYCLE = "cycle"
    PRODUCT = "product"
    NAME = "name"
    PERSON = "person"
    PAPER = "paper"
    """A cited paper that is the object of an act: Sửa Điều 8 Quy chế, Hủy Quyết định 45/QĐ-UBND."""
    THING = "thing"
    """Something that no list of general words holds."""


class NotCounted(StrEnum):
    """Why something that looks like an anchor anchors nothing."""

    CITED = "cited"
    """A law, a directive or the notice: it is obeyed, not produced."""
    YEAR = "year"
    GENERAL_COUNT = "general_count"
    """A number of tasks in general, shortcomings or slogans."""
    PEOPLE = "people"
    """A number of people of whom something general is asked."""
    BEGINNING = "beginning"
    """A day from which, and none by which."""
    GENERAL_PAPER = "general_paper"
    """Papers in general, none that is to exist by itself."""
    ROLE = "role"
    """Somebody is named, but no act of theirs that could be seen."""
    UNBOUND = "unbound"
    """An anchor as such, but of no act that it could tie."""


Kind = PromiseAnchor | NotCounted


class Sign(NamedTuple):
    """An anchor, or what was not counted as one, where it stands."""

    kind: Kind
    token: Token


_BEGINNINGS: Final = frozenset("từ from beginning starting".split())
_ENDINGS: Final = frozenset("trước đến hết nhất xong by before until".split())
_NEAR: Final = 12
"""How many tokens away words still belong to a day."""
_ONWARD: Final = ("trở đi", "onward", "onwards", "and beyond", "trở về sau")


_BY_SHAPE: Final[dict[Shape, Kind]] = {
    Shape.SHARE: PromiseAnchor.SHARE,
    Shape.MONEY: PromiseAnchor.MONEY,
    Shape.CYCLE: PromiseAnchor.CYCLE,
    Shape.YEAR: NotCounted.YEAR,
    Shape.CITED: NotCounted.CITED,
    Shape.PERSON: PromiseAnchor.PERSON,
    Shape.NAME: PromiseAnchor.NAME,
}
"""What a token is by its form alone."""


def signs(tokens: Sequence[Token], text: str) -> Iterator[Sign]:
    """Find anchors, and what is none, among the tokens of one clause."""
    for place, token in enumerate(tokens):
        if token.shape is Shape.WORD:
            yield from _worded(token)
            if token.sorts == _VERB and place and tokens[place - 1].text.lower() in _ARTICLES:
                yield Sign(PromiseAnchor.THING, token)  # the fence, which has been repaired
        elif token.shape is Shape.NUMBER:
            yield _counted(tokens, place)
        elif token.shape is Shape.DATE:
            yield Sign(NotCounted.BEGINNING if _begins(tokens, place, text) else PromiseAnchor.DAY, token)
        elif token.shape in _BY_SHAPE:
            yield Sign(_BY_SHAPE[token.shape], token)


def _worded(token: Token) -> Iterator[Sign]:
    if token.of(Sort.PAPER, Sort.NO_PRODUCT):
        yield Sign(NotCounted.GENERAL_PAPER, token)
    elif token.of(Sort.PRODUCT):
        yield Sign(PromiseAnchor.PRODUCT, token)
    elif token.of(Sort.ROLE):
        yield Sign(NotCounted.ROLE, token)
    elif token.unknown and not _is_adverb(token):
        yield Sign(PromiseAnchor.THING, token)


def _is_adverb(token: Token) -> bool:
    """Tell English adverbs and adjectives, which name no thing, by their endings."""
    return token.text.isascii() and len(token.text) > 5 and token.text.lower().endswith(_NO_NOUNS)


_NO_NOUNS: Final = ("ly", "ive", "ful", "ous", "ible")


def _begins(tokens: Sequence[Token], place: int, text: str) -> bool:
    """Whether a day is that from which something goes on: since June, tháng 10/2026 trở đi."""
    token = tokens[place]
    if text[token.end : token.end + 12].lower().lstrip(" ,").startswith(_ONWARD):
        return True
    before = [word for each in tokens[max(0, place - _NEAR) : place] for word in each.text.lower().split()]
    if "since" in before or ["kể", "từ"] in (before[-2:], before[-3:-1]):
        return not _ENDINGS.intersection(before)
    later = any(each.shape is Shape.DATE for each in tokens[place + 1 : place + 1 + _NEAR])
    return not later and bool(_BEGINNINGS.intersection(before[-1:]))


def _counted(tokens: Sequence[Token], place: int) -> Sign:
    """Tell a number of things from a number of people, of tasks in general, of nothing."""
    number = tokens[place]
    if number.text.endswith("%"):
        return Sign(NotCounted.PEOPLE if _people_follow(tokens, place) else PromiseAnchor.COUNT, number)
    following = _noun_after(tokens, place)
    if following is None or following.shape is not Shape.WORD or _is_value(tokens, place):
        return Sign(PromiseAnchor.COUNT, number)
    if following.of(Sort.MEASURE, Sort.PRODUCT, Sort.PAPER):
        return Sign(PromiseAnchor.COUNT, number)
    counted = number._replace(text=f"{number.text} {following.text}")
    if following.of(Sort.GROUP, Sort.ROLE):
        return Sign(NotCounted.PEOPLE, counted)
    if following.of(Sort.ABSTRACT, Sort.MANNER, Sort.FILLER, *ACTS):
        return Sign(NotCounted.GENERAL_COUNT, counted)
    return Sign(PromiseAnchor.COUNT, number)


_UP_TO: Final = frozenset("to xuống lên còn thành".split())


def _is_value(tokens: Sequence[Token], place: int) -> bool:
    """Whether a number is a value of its own: from two to six, minimum length 14."""
    before = tokens[place - 1] if place else None
    after = tokens[place + 1].text.lower() if place + 1 < len(tokens) else ""
    if before is not None and before.text.lower().split()[-1] in ("from", "từ", *_UP_TO):
        return after in _UP_TO or any(
            token.shape is Shape.NUMBER for token in tokens[max(0, place - 4) : place]
        )
    return before is not None and before.unknown and tokens[place + 1].of(Sort.FILLER, Sort.MEANS)


def _people_follow(tokens: Sequence[Token], place: int) -> bool:
    following = _noun_after(tokens, place)
    return following is not None and following.of(Sort.GROUP, Sort.ABSTRACT, Sort.ROLE)


_VERB: Final = frozenset({Sort.HARD})
_ARTICLES: Final = frozenset({"the", "a", "an"})
_JOINING: Final = frozenset("of the các những số".split())


def _noun_after(tokens: Sequence[Token], place: int) -> Token | None:
    """Return what a number counts, past words that only join."""
    for token in tokens[place + 1 : place + 5]:
        participle = token.of(Sort.HARD) and token.text.lower().endswith("ed")  # 12 signed statements
        if token.text.lower() not in _JOINING and not participle:
            return token
    return None
