"""Say whether somebody could go and look: at a promise, a product, a result, a cause.

A promise can be checked when it has an act that leaves something to look at, with an object that can be found, or a
general act that a number, a day, a paper or a person ties to the ground. An anchor of another clause anchors nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Final

from msgspec import Struct

from khacphuc.text.promise.anchors import Anchor, NotCounted, Sign, signs
from khacphuc.text.promise.clauses import Act, Clause, Force, clauses
from khacphuc.text.promise.phrases import Extra, Sort
from khacphuc.text.promise.tokens import Cut, Shape, Token, cut


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


class Verdict(Struct, frozen=True):
    """What is said of a text and why: the soft words, what was not counted as an anchor, and the acts."""

    answer: Answer
    soft: tuple[Token, ...] = ()
    not_counted: tuple[Sign, ...] = ()
    acts: tuple[Act, ...] = ()
    owners: tuple[Token, ...] = ()


_SOFT: Final = {
    Field.MEASURE: (Sort.SOFT, Sort.ADVERB, Sort.TIME, Sort.OWNER),
    Field.PRODUCT: (Sort.SOFT, Sort.ADVERB, Sort.TIME, Sort.RESULT),
    Field.RESULT: (Sort.SOFT, Sort.ADVERB, Sort.TIME, Sort.RESULT),
    Field.CAUSE: (Sort.CAUSE, Sort.SOFT, Sort.ADVERB, Sort.TIME, Sort.OWNER),
}


def judge(text: str, field: Field, extra: Extra | None = None) -> Verdict:
    """Judge a text by the field it stands in. Never raises; takes time in proportion to its length."""
    parts = cut(text, extra)
    found = tuple(clauses(parts))
    soft = tuple(token for token in parts.tokens if token.of(*_SOFT[field]) and not token.of(Sort.NOT_SOFT))
    owners = tuple(token for token in parts.tokens if token.of(Sort.OWNER))
    acts = tuple(act for clause in found for act in clause.acts)
    uncounted = tuple(
        sign
        for clause in found
        for sign in signs(clause.tokens, parts.text)
        if isinstance(sign.kind, NotCounted)
    )
    checks = {
        Field.MEASURE: _promises,
        Field.PRODUCT: _names_thing,
        Field.RESULT: _tells,
        Field.CAUSE: _explains,
    }
    if checks[field](found, parts):
        return Verdict(Answer.CHECKABLE, soft, uncounted, acts, owners)
    return Verdict(Answer.VAGUE if soft else Answer.HOLLOW, soft, uncounted, acts, owners)


def _promises(found: Sequence[Clause], parts: Cut) -> bool:
    return any(_checkable(clause, parts) for clause in found)


def _checkable(clause: Clause, parts: Cut) -> bool:
    """Whether one promise could be checked by itself."""
    kinds = _kinds(clause.tokens, parts)
    if any(act.force is Force.HARD and _has_object(act, parts) for act in clause.acts):
        return True
    if _mechanism(clause, parts):
        return True
    forces = {act.force for act in clause.acts}
    if not clause.acts:
        return _stands_alone(clause, kinds)
    if Force.SOFT in forces and clause.acts[0].force is Force.SOFT:
        return _ties_soft(clause, kinds)
    return _ties_general(clause, kinds)


def _kinds(tokens: Sequence[Token], parts: Cut) -> list[Anchor | NotCounted]:
    return [sign.kind for sign in signs(tokens, parts.text)]


_OBJECTS: Final = frozenset(
    {
        Anchor.COUNT,
        Anchor.MONEY,
        Anchor.SHARE,
        Anchor.DAY,
        Anchor.CYCLE,
        Anchor.PRODUCT,
        Anchor.NAME,
        Anchor.PERSON,
        Anchor.THING,
    }
)


def _has_object(act: Act, parts: Cut) -> bool:
    """Whether an act that leaves something to look at has something to leave.

    Beside words of will ("khẩn trương thu hồi các khoản chi sai") things in the plural without a number are none.
    """
    found = set(_kinds((*act.before, *act.after), parts))
    if found <= _LOOSE_OBJECTS and _plural(act) and any(token.of(*_WILL) for token in parts.tokens):
        return False
    if any(token.of(Sort.NOT_SOFT) for token in act.after):
        return True
    return (
        bool(found & _OBJECTS)
        or NotCounted.PEOPLE in found
        or NotCounted.CITED in set(_kinds(act.after[:3], parts))
    )


_WILL: Final = (Sort.ADVERB, Sort.TIME, Sort.SOFT)
_LOOSE_OBJECTS: Final = frozenset({Anchor.THING, *NotCounted})
_PLURAL: Final = frozenset("các những mọi all any".split())


def _plural(act: Act) -> bool:
    return any(token.text.lower().split()[0] in _PLURAL for token in act.after[:2])


def _mechanism(clause: Clause, parts: Cut) -> bool:
    """Whether the clause says by what paper or thing: bằng quyết định, có biên bản, phải có hai chữ ký."""
    for place, token in enumerate(clause.tokens[:-1]):
        if token.text.lower() in _WITH:
            following = clause.tokens[place + 1 : place + 4]
            if set(_kinds(following, parts)) & {Anchor.PRODUCT, Anchor.COUNT, Anchor.MONEY}:
                return True
    return False


_WITH: Final = frozenset({"có", "phải có", "bằng", "kèm", "with", "by", "kèm theo", "phải"})


def _ties_soft(clause: Clause, kinds: Iterable[Anchor | NotCounted]) -> bool:
    """A word of will or degree is tied by money and by numbers of things alone, or by its own number: tăng cường ba đồng chí."""
    found = set(kinds)
    if {Anchor.MONEY, Anchor.COUNT, Anchor.SHARE} & found:
        return True
    if clause.named and {Anchor.DAY, Anchor.PERSON, Anchor.NAME, Anchor.CYCLE} & found:
        return True
    first = clause.acts[0]
    return bool(first.after) and first.after[0].shape is Shape.NUMBER and _people(first.after)


def _people(tokens: Sequence[Token]) -> bool:
    return any(token.of(Sort.GROUP) for token in tokens[1:3])


_TIES: Final = frozenset({Anchor.COUNT, Anchor.MONEY, Anchor.SHARE, Anchor.DAY, Anchor.PERSON})
_LOOSE: Final = 3


def _ties_general(clause: Clause, kinds: list[Anchor | NotCounted]) -> bool:
    """A general act is tied by numbers, days and persons; or by an object that is no general word at all."""
    found = set(kinds)
    if found & _TIES or (NotCounted.PEOPLE in found and Anchor.THING in found):
        return True
    things = kinds.count(Anchor.THING) + kinds.count(Anchor.NAME) + kinds.count(Anchor.PRODUCT)
    if Anchor.CYCLE in found:
        return True
    vague = any(
        token.of(Sort.SOFT, Sort.ADVERB, Sort.MANNER, Sort.ABSTRACT, Sort.TIME) for token in clause.tokens
    )
    return things >= _LOOSE and not vague


def _stands_alone(clause: Clause, kinds: list[Anchor | NotCounted]) -> bool:
    """Words without a known act: enough of them that no list holds, or one and an anchor."""
    if any(token.of(Sort.RESULT, Sort.SOFT) for token in clause.tokens):
        return bool(set(kinds) & _TIES)
    things = kinds.count(Anchor.THING) + kinds.count(Anchor.NAME)
    anchored = bool(
        set(kinds) & {Anchor.COUNT, Anchor.MONEY, Anchor.SHARE, Anchor.DAY, Anchor.CYCLE, Anchor.PRODUCT}
    )
    return things >= 2 or (things >= 1 and anchored)


def _tells(found: Sequence[Clause], parts: Cut) -> bool:
    """A result tells something when it could be looked up: figures, days, or an act with its object."""
    for clause in found:
        kinds = set(_kinds(clause.tokens, parts))
        if kinds & {Anchor.SHARE, Anchor.MONEY}:
            return True
        people = NotCounted.PEOPLE in kinds and any(act.force is Force.GENERAL for act in clause.acts)
        if (
            Anchor.COUNT in kinds
            or people
            or (Anchor.DAY in kinds and kinds & {Anchor.THING, Anchor.NAME, Anchor.PERSON, Anchor.PRODUCT})
        ):
            return True
        if _checkable(clause, parts):
            return True
    return False


def _names_thing(found: Sequence[Clause], parts: Cut) -> bool:
    """A product is a thing or a paper with a name of its own."""
    return any(_is_thing(part, parts) for clause in found for part in _split(clause.tokens))


def _split(tokens: Sequence[Token]) -> list[list[Token]]:
    found: list[list[Token]] = [[]]
    for token in tokens:
        if token.shape is Shape.COMMA or token.text.lower() in ("và", "and"):
            found.append([])
        else:
            found[-1].append(token)
    return [part for part in found if part]


def _is_thing(tokens: Sequence[Token], parts: Cut) -> bool:
    kinds = _kinds(tokens, parts)
    counted = set(kinds) & {Anchor.COUNT, Anchor.MONEY, Anchor.SHARE, Anchor.DAY, Anchor.PERSON, Anchor.CYCLE}
    first = next((token for token in tokens if not token.of(Sort.FILLER)), tokens[0])
    told = any(token.of(Sort.RESULT) for token in tokens) and Anchor.PRODUCT not in kinds
    abstract = told or first.of(Sort.SOFT) or (first.of(Sort.ABSTRACT) and not first.of(Sort.PRODUCT))
    if told is False and any(token.of(Sort.HARD) for token in tokens) and first.of(Sort.PAPER, Sort.PRODUCT):
        return True  # a paper that is signed, issued, paid
    if (Anchor.PRODUCT in kinds and not abstract) or counted or (NotCounted.CITED in kinds and not abstract):
        return True
    if first.of(Sort.PAPER) and _subject(tokens) >= 2:
        return True
    if NotCounted.GENERAL_PAPER in kinds:
        return bool({Anchor.THING, Anchor.NAME, NotCounted.YEAR, NotCounted.CITED} & set(kinds))
    return (Anchor.THING in kinds or Anchor.NAME in kinds) and not abstract


def _subject(tokens: Sequence[Token]) -> int:
    """How many words say what a paper is about: báo cáo | thực hiện | kiến nghị."""
    return sum(not token.of(Sort.FILLER, Sort.MANNER, Sort.ADVERB, Sort.TIME) for token in tokens[1:])


def _explains(found: Sequence[Clause], parts: Cut) -> bool:
    """A cause explains when it says what failed: a fact with things, days, numbers or names in it."""
    kinds = [kind for clause in found for kind in _kinds(clause.tokens, parts)]
    things = sum(kind in (Anchor.THING, Anchor.NAME, Anchor.PRODUCT) for kind in kinds)
    firm = bool(set(kinds) & {Anchor.COUNT, Anchor.MONEY, Anchor.SHARE, Anchor.DAY, Anchor.PERSON})
    firm = firm or (things >= 1 and _says_who_or_what(found, set(kinds)))
    excuse = any(token.of(Sort.CAUSE) for clause in found for token in clause.tokens)
    return firm or things >= (3 if excuse else 2)


def _says_who_or_what(found: Sequence[Clause], kinds: set[Anchor | NotCounted]) -> bool:
    """Whether somebody is named beside an act, or an act that leaves something: nobody checked the ledger."""
    named = bool(kinds & {NotCounted.PEOPLE, NotCounted.ROLE, Anchor.NAME}) and any(
        clause.acts for clause in found
    )
    hard = any(act.force is Force.HARD for clause in found for act in clause.acts)
    return named or hard or any(clause.named for clause in found)
