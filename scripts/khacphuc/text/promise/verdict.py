"""Say whether somebody could go and look: at a promise, a product, a result, a cause."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

from msgspec import Struct

from khacphuc.text.folding import fold_aligned
from khacphuc.text.message import LANGUAGES
from khacphuc.text.promise.anchors import NotCounted, PromiseAnchor, Sign
from khacphuc.text.promise.checks import FIGURES, Read, explains, names_thing, promises, tells
from khacphuc.text.promise.clauses import Force
from khacphuc.text.promise.phrases import Extra, Sort, own_lists
from khacphuc.text.promise.tokens import Token, begins_with, composed, cut, language_of


class PromiseField(StrEnum):
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


class PromiseVerdict(Struct, frozen=True):
    """What is said of a text, and why.

    ``soft`` are its soft words, ``absent`` what it does not say at all, ``not_counted`` what looks like an anchor and is
    none; ``echo`` tells a text that only agrees with the notice. Of a checkable text nothing is told.
    """

    answer: Answer
    soft: tuple[str, ...] = ()
    absent: tuple[Aspect, ...] = ()
    not_counted: tuple[Sign, ...] = ()
    echo: bool = False


_CHECKS: Final = {
    PromiseField.MEASURE: promises,
    PromiseField.PRODUCT: names_thing,
    PromiseField.RESULT: tells,
    PromiseField.CAUSE: explains,
}
_SOFT: Final = {
    PromiseField.MEASURE: (Sort.SOFT, Sort.ADVERB, Sort.TIME),
    PromiseField.PRODUCT: (Sort.SOFT, Sort.ADVERB, Sort.TIME, Sort.RESULT),
    PromiseField.RESULT: (Sort.SOFT, Sort.ADVERB, Sort.TIME, Sort.RESULT),
    PromiseField.CAUSE: (Sort.CAUSE, Sort.SOFT, Sort.ADVERB, Sort.TIME, Sort.OWNER),
}
_ASPECTS: Final = {
    PromiseAnchor.COUNT: Aspect.HOW_MANY,
    PromiseAnchor.MONEY: Aspect.HOW_MANY,
    PromiseAnchor.SHARE: Aspect.HOW_MANY,
    PromiseAnchor.DAY: Aspect.WHEN,
    PromiseAnchor.CYCLE: Aspect.WHEN,
    PromiseAnchor.PRODUCT: Aspect.PAPER,
    PromiseAnchor.NAME: Aspect.WHO,
    PromiseAnchor.PERSON: Aspect.WHO,
    NotCounted.CITED: Aspect.PAPER,
    NotCounted.YEAR: Aspect.WHEN,
    NotCounted.GENERAL_COUNT: Aspect.HOW_MANY,
    NotCounted.PEOPLE: Aspect.HOW_MANY,
    NotCounted.BEGINNING: Aspect.WHEN,
    NotCounted.GENERAL_PAPER: Aspect.PAPER,
    NotCounted.ROLE: Aspect.WHO,
}
"""What a sign shows to be said, whether it counts or not."""


def assess(text: str, field: PromiseField, extra: Extra | None = None) -> PromiseVerdict:
    """Judge a text by the field it stands in. Never raises; takes time in proportion to its length."""
    return _assess(text, field, _hashable(extra))


Own = tuple[tuple[str, tuple[str, ...]], ...]


def _hashable(extra: Extra | None) -> Own:
    return tuple(sorted((name, tuple(words)) for name, words in extra.items())) if extra else ()


@lru_cache(maxsize=1024)  # several rules judge the same text
def _assess(text: str, field: PromiseField, own: Own) -> PromiseVerdict:
    whole = composed(text)
    tongue = language_of(whole)
    if field is PromiseField.PRODUCT and begins_with(whole, dict(own), tongue) == _PLAIN_PRODUCT:
        return CHECKABLE
    # Most texts have something to check in their first part; a cause is read as a whole.
    parts = (whole,) if field is PromiseField.CAUSE else _PARTS.split(whole, _MOST_PARTS)
    reads: list[Read] = []
    for part in parts:
        reads.append(Read.of(cut(part, dict(own), tongue)))
        if _CHECKS[field](reads[-1]):
            return CHECKABLE
    return _unchecked(reads, field)


_MOST_PARTS: Final = 30
_PARTS: Final = re.compile(r"[;\n]")
_PLAIN_PRODUCT: Final = frozenset({Sort.PRODUCT})
"""Most products begin with their name, which is enough: Biên bản, 12 phiếu thu."""
CHECKABLE: Final = PromiseVerdict(Answer.CHECKABLE)


def _unchecked(reads: Sequence[Read], field: PromiseField) -> PromiseVerdict:
    tokens = [token for read in reads for token in read.parts.tokens]
    soft = _phrases(tokens, _SOFT[field])
    owners = _phrases(_doers(tokens), (Sort.OWNER,))
    return PromiseVerdict(
        Answer.VAGUE if soft or (owners and field is PromiseField.MEASURE) else Answer.HOLLOW,
        soft,
        tuple(_absent(reads)),
        tuple(sign for read in reads for sign in _uncounted(read)),
        any(token.of(Sort.ECHO) for token in tokens),
    )


def has_figures(text: str, extra: Extra | None = None) -> bool:
    """Whether a number, a day or a person stands in a text."""
    read = Read.of(cut(composed(text), extra))
    return any(sign.kind in FIGURES for sign in read.signs)


def nobody(text: str, extra: Extra | None = None) -> tuple[str, ...]:
    """Return the words that hand the work to nobody in particular, unless a number, a day or a person stands beside them."""
    lower = text.lower()
    if not any(
        owner in lower for owner in _owners(_hashable(extra), text.isascii())
    ):  # a quick look at each text
        return ()
    found = _phrases(_doers(cut(composed(text), extra).tokens), (Sort.OWNER,))
    return () if has_figures(text, extra) else found


@cache
def _owners(own: Own, folded: bool) -> tuple[str, ...]:  # noqa: FBT001 - a key of the cache
    listed = [word for language in LANGUAGES for word in own_lists(language)[Sort.OWNER]]
    listed += [word for name, words in own if name == Sort.OWNER for word in words]
    lower = [word.lower().rstrip("*") for word in listed]
    return tuple({fold_aligned(word) if folded else word for word in lower})


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


def _absent(reads: Sequence[Read]) -> Iterator[Aspect]:
    """What the text says nothing of, in the order in which people ask."""
    acts = (act for read in reads for clause in read.clauses for act in clause.acts)
    hard = any(act.force is Force.HARD for act in acts)
    yield Aspect.OBJECT if hard else Aspect.ACT
    said = {_ASPECTS.get(sign.kind) for read in reads for sign in read.signs}
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
