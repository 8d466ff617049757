"""Say whether somebody could go and look: at a promise, a product, a result, a cause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import Final

from msgspec import Struct

from khacphuc.text.promise.anchors import Anchor, NotCounted, Sign
from khacphuc.text.promise.checks import FIGURES, Read, explains, names_thing, promises, tells
from khacphuc.text.promise.clauses import Force, clauses
from khacphuc.text.promise.phrases import Extra, Sort
from khacphuc.text.promise.tokens import Token, cut


class Field(StrEnum):
    """Which key of a document a text stands in."""

    MEASURE = "measure"
    PRODUCT = "product"
    RESULT = "result"
    CAUSE = "cause"


class Answer(StrEnum):
    """What is said of a text."""

    CHECKABLE = "checkable"
    HOLLOW = "hollow"
    """Nothing could be checked, though no soft word stands in it: a question."""
    VAGUE = "vague"
    """Soft words that nothing anchors: a warning."""


class Aspect(StrEnum):
    """What a text can say so that somebody could check it."""

    ACT = "act"
    OBJECT = "object"
    HOW_MANY = "how_many"
    WHEN = "when"
    PAPER = "paper"
    WHO = "who"


class Verdict(Struct, frozen=True):
    """What is said of a text, and why.

    ``soft`` are its soft words, ``owners`` those that hand the work to nobody in particular. ``absent`` is what the text
    does not say at all, ``not_counted`` what looks like an anchor and is none. ``figures`` says whether a number, day or
    person stands in it, ``echo`` that it only agrees with the notice.
    """

    answer: Answer
    soft: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    absent: tuple[Aspect, ...] = ()
    not_counted: tuple[Sign, ...] = ()
    figures: bool = False
    echo: bool = False


_CHECKS: Final = {
    Field.MEASURE: promises,
    Field.PRODUCT: names_thing,
    Field.RESULT: tells,
    Field.CAUSE: explains,
}
_SOFT: Final = {
    Field.MEASURE: (Sort.SOFT, Sort.ADVERB, Sort.TIME),
    Field.PRODUCT: (Sort.SOFT, Sort.ADVERB, Sort.TIME, Sort.RESULT),
    Field.RESULT: (Sort.SOFT, Sort.ADVERB, Sort.TIME, Sort.RESULT),
    Field.CAUSE: (Sort.CAUSE, Sort.SOFT, Sort.ADVERB, Sort.TIME, Sort.OWNER),
}
_ASPECTS: Final = {
    Anchor.COUNT: Aspect.HOW_MANY,
    Anchor.MONEY: Aspect.HOW_MANY,
    Anchor.SHARE: Aspect.HOW_MANY,
    Anchor.DAY: Aspect.WHEN,
    Anchor.CYCLE: Aspect.WHEN,
    Anchor.PRODUCT: Aspect.PAPER,
    Anchor.NAME: Aspect.WHO,
    Anchor.PERSON: Aspect.WHO,
    NotCounted.CITED: Aspect.PAPER,
    NotCounted.YEAR: Aspect.WHEN,
    NotCounted.GENERAL_COUNT: Aspect.HOW_MANY,
    NotCounted.PEOPLE: Aspect.HOW_MANY,
    NotCounted.BEGINNING: Aspect.WHEN,
    NotCounted.GENERAL_PAPER: Aspect.PAPER,
    NotCounted.ROLE: Aspect.WHO,
}
"""What a sign shows to be said, whether it counts or not."""


def judge(text: str, field: Field, extra: Extra | None = None) -> Verdict:
    """Judge a text by the field it stands in. Never raises; takes time in proportion to its length."""
    own = tuple(sorted((name, tuple(words)) for name, words in extra.items())) if extra else ()
    return _judge(text, field, own)


@lru_cache(maxsize=4096)  # several rules judge the same text
def _judge(text: str, field: Field, own: tuple[tuple[str, tuple[str, ...]], ...]) -> Verdict:
    parts = cut(text, dict(own))
    read = Read.of(clauses(parts), parts)
    soft = _phrases(parts.tokens, _SOFT[field])
    owners = _phrases(_doers(parts.tokens), (Sort.OWNER,))
    figures = any(sign.kind in FIGURES for sign in read.signs)
    if _CHECKS[field](read):
        return Verdict(Answer.CHECKABLE, soft, owners, figures=figures)
    return Verdict(
        Answer.VAGUE if soft or (owners and field is Field.MEASURE) else Answer.HOLLOW,
        soft,
        owners,
        tuple(_absent(read)),
        tuple(_uncounted(read)),
        figures,
        any(token.of(Sort.ECHO) for token in parts.tokens),
    )


def _phrases(tokens: Iterable[Token], sorts: tuple[Sort, ...]) -> tuple[str, ...]:
    found = (token.text for token in tokens if token.of(*sorts) and not token.of(Sort.NOT_SOFT))
    return tuple(dict.fromkeys(found))


def _doers(tokens: Sequence[Token]) -> Iterator[Token]:
    """Leave out those to, for, of or with whom something is done."""
    for before, token in pairwise((None, *tokens)):
        if token is not None and (before is None or before.text.lower() not in _NO_DOERS):
            yield token


_NO_DOERS: Final = frozenset(
    "cho của với từ trong tại giữa đến for of with to among from between in".split()
) | {"đối với"}


def _absent(read: Read) -> Iterator[Aspect]:
    """What the text says nothing of, in the order in which people ask."""
    hard = any(act.force is Force.HARD for clause in read.clauses for act in clause.acts)
    yield Aspect.OBJECT if hard else Aspect.ACT
    said = {_ASPECTS.get(sign.kind) for sign in read.signs}
    yield from (
        aspect for aspect in (Aspect.HOW_MANY, Aspect.WHEN, Aspect.PAPER, Aspect.WHO) if aspect not in said
    )


def _uncounted(read: Read) -> Iterator[Sign]:
    """What looks like an anchor and is none. A real one ties nothing where no act could be checked."""
    for sign in read.signs:
        if isinstance(sign.kind, NotCounted):
            yield sign
        elif sign.kind in _ASPECTS:
            yield Sign(NotCounted.UNBOUND, sign.token)
