"""Whether a text of each field could be checked.

A promise can be checked when it has an act that leaves something to look at, with an object that can be found, or a
general act that a number, a day, a paper or a person ties to the ground. An anchor of another clause anchors nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct

from khacphuc.text.promise.anchors import Kind, NotCounted, PromiseAnchor, Sign, signs
from khacphuc.text.promise.clauses import Clause, ClauseAct, Force, clauses
from khacphuc.text.promise.phrases import Sort
from khacphuc.text.promise.tokens import Cut, Shape, Token


class Read(Struct, frozen=True):
    """A text's clauses, and the signs in it."""

    parts: Cut
    clauses: tuple[Clause, ...]
    signs: tuple[Sign, ...]
    by_start: dict[int, Kind]
    willing: bool
    """Whether words of will or degree stand anywhere in it."""

    @classmethod
    def of(cls, parts: Cut) -> Read:
        """Find the clauses of a text and their signs."""
        held = tuple(clauses(parts))
        marked = tuple(sign for clause in held for sign in signs(clause.tokens, parts.text))
        willing = any(token.of(*_WILL) for token in parts.tokens)
        return cls(parts, held, marked, {sign.token.start: sign.kind for sign in marked}, willing)

    def kinds(self, tokens: Iterable[Token]) -> list[Kind]:
        """The kinds of the signs among some tokens, in order."""
        return [self.by_start[token.start] for token in tokens if token.start in self.by_start]


def promises(read: Read) -> bool:
    """Whether a measure promises something that could be checked."""
    return any(_checkable(clause, read) for clause in read.clauses)


def _checkable(clause: Clause, read: Read) -> bool:
    """Whether one promise could be checked by itself."""
    kinds = read.kinds(clause.tokens)
    if any(act.force is Force.HARD and _has_object(act, read) for act in clause.acts):
        return True
    if _mechanism(clause, read):
        return True
    forces = {act.force for act in clause.acts}
    if not clause.acts:
        return _stands_alone(clause, kinds)
    if Force.SOFT in forces and clause.acts[0].force is Force.SOFT:
        return _ties_soft(clause, kinds)
    return _ties_general(clause, kinds, read)


_AMOUNTS: Final = frozenset({PromiseAnchor.COUNT, PromiseAnchor.MONEY, PromiseAnchor.SHARE})
FIGURES: Final = _AMOUNTS | {PromiseAnchor.DAY, PromiseAnchor.PERSON}
"""What ties nearly anything to the ground."""
_THINGS: Final = frozenset({PromiseAnchor.THING, PromiseAnchor.NAME, PromiseAnchor.PRODUCT})
_OBJECTS: Final = FIGURES | _THINGS | {PromiseAnchor.CYCLE}
_LOOSE: Final = 3
"""So many things that no list of general words holds make up for a missing figure."""


def _has_object(act: ClauseAct, read: Read) -> bool:
    """Whether an act that leaves something to look at has something to leave.

    Beside words of will ("khẩn trương thu hồi các khoản chi sai") things in the plural without a number are none.
    """
    found = set(read.kinds((*act.before, *act.after)))
    if found <= _LOOSE_OBJECTS and read.willing and _plural(act):
        return False
    if any(token.of(Sort.NOT_SOFT) for token in act.after):
        return True
    return (
        bool(found & _OBJECTS)
        or NotCounted.PEOPLE in found
        or NotCounted.CITED in set(read.kinds(act.after[:3]))
    )


_WILL: Final = (Sort.ADVERB, Sort.TIME, Sort.SOFT)
_LOOSE_OBJECTS: Final = frozenset({PromiseAnchor.THING, *NotCounted})
_PLURAL: Final = frozenset("các những mọi all any".split())


def _plural(act: ClauseAct) -> bool:
    return any(token.text.lower().split()[0] in _PLURAL for token in act.after[:2])


def _mechanism(clause: Clause, read: Read) -> bool:
    """Whether the clause says by what paper or thing: bằng quyết định, có biên bản, phải có hai chữ ký."""
    for place, token in enumerate(clause.tokens[:-1]):
        if token.text.lower() in _WITH:
            following = clause.tokens[place + 1 : place + 4]
            if set(read.kinds(following)) & {PromiseAnchor.PRODUCT, PromiseAnchor.COUNT, PromiseAnchor.MONEY}:
                return True
    return False


_WITH: Final = frozenset({"có", "phải có", "bằng", "kèm", "with", "by", "kèm theo", "phải"})


def _ties_soft(clause: Clause, kinds: Iterable[Kind]) -> bool:
    """A word of will or degree is tied by money and by numbers of things alone, or by its own number: tăng cường ba đồng chí."""
    found = set(kinds)
    if _AMOUNTS & found:
        return True
    if (
        clause.named
        and {PromiseAnchor.DAY, PromiseAnchor.PERSON, PromiseAnchor.NAME, PromiseAnchor.CYCLE} & found
    ):
        return True
    first = clause.acts[0]
    return bool(first.after) and first.after[0].shape is Shape.NUMBER and _people(first.after)


def _people(tokens: Sequence[Token]) -> bool:
    return any(token.of(Sort.GROUP) for token in tokens[1:3])


def _ties_general(clause: Clause, kinds: list[Kind], read: Read) -> bool:
    """A general act is tied by numbers, days and persons; or by an object that is no general word at all."""
    found = set(kinds)
    if found & FIGURES or PromiseAnchor.CYCLE in found or {NotCounted.PEOPLE, PromiseAnchor.THING} <= found:
        return True
    objects = [kind for act in clause.acts for kind in read.kinds(act.after)]
    vague = any(
        token.of(Sort.SOFT, Sort.ADVERB, Sort.MANNER, Sort.ABSTRACT, Sort.TIME) for token in clause.tokens
    )
    return not vague and sum(kind in _THINGS for kind in objects) >= _LOOSE


def _stands_alone(clause: Clause, kinds: list[Kind]) -> bool:
    """Words without a known act: enough of them that no list holds, or one and an anchor."""
    found = set(kinds)
    if any(token.of(Sort.RESULT, Sort.SOFT) for token in clause.tokens):
        return bool(found & FIGURES)
    if PromiseAnchor.DAY in found and any(token.of(Sort.NOT_SOFT, Sort.PAPER) for token in clause.tokens):
        return True  # a meeting, a form of handling, a paper of a day
    things = kinds.count(PromiseAnchor.THING) + kinds.count(PromiseAnchor.NAME)
    anchored = bool(found & (_AMOUNTS | {PromiseAnchor.DAY, PromiseAnchor.CYCLE, PromiseAnchor.PRODUCT}))
    return things >= _LOOSE - 1 or (things >= 1 and anchored)


def tells(read: Read) -> bool:
    """Whether a result could be looked up: figures, days, or an act with its object."""
    return any(_tells_something(clause, read) for clause in read.clauses)


def _tells_something(clause: Clause, read: Read) -> bool:
    kinds = set(read.kinds(clause.tokens))
    people = NotCounted.PEOPLE in kinds and any(act.force is Force.GENERAL for act in clause.acts)
    dated = PromiseAnchor.DAY in kinds and bool(kinds & (_THINGS | {PromiseAnchor.PERSON}))
    return bool(kinds & _AMOUNTS) or people or dated or _checkable(clause, read)


def names_thing(read: Read) -> bool:
    """A product is a thing or a paper with a name of its own."""
    return any(_is_thing(part, read) for clause in read.clauses for part in _split(clause.tokens))


def _split(tokens: Sequence[Token]) -> list[list[Token]]:
    found: list[list[Token]] = [[]]
    for token in tokens:
        if token.shape is Shape.COMMA or token.text.lower() in ("và", "and"):
            found.append([])
        else:
            found[-1].append(token)
    return [part for part in found if part]


def _is_thing(tokens: Sequence[Token], read: Read) -> bool:
    kinds = set(read.kinds(tokens))
    first = next((token for token in tokens if not token.of(Sort.FILLER)), tokens[0])
    told = PromiseAnchor.PRODUCT not in kinds and any(token.of(Sort.RESULT) for token in tokens)
    if first.of(Sort.PAPER, Sort.PRODUCT) and not told and any(token.of(Sort.HARD) for token in tokens):
        return True  # a paper that is signed, issued, paid
    if kinds & (FIGURES | {PromiseAnchor.CYCLE}) or (
        first.of(Sort.PAPER) and _subject(tokens) >= _LEAST_SUBJECT
    ):
        return True
    if read.parts.language == "en" and PromiseAnchor.PRODUCT in kinds:
        return True  # what an English compound names stands at its end
    if tokens[-1].of(Sort.ABSTRACT) and read.parts.language == "en" and any(map(_is_degree, tokens)):
        return False
    abstract = (
        told
        or first.of(Sort.SOFT)
        or tokens[0].text.lower() == "sự"
        or (first.of(Sort.ABSTRACT) and not first.of(Sort.PRODUCT))
    )
    if not abstract and kinds & {PromiseAnchor.PRODUCT, NotCounted.CITED}:
        return True
    if NotCounted.GENERAL_PAPER in kinds:
        return bool(kinds & {PromiseAnchor.THING, PromiseAnchor.NAME, NotCounted.YEAR, NotCounted.CITED})
    return not abstract and bool(kinds & {PromiseAnchor.THING, PromiseAnchor.NAME})


def _is_degree(token: Token) -> bool:
    return token.of(Sort.SOFT, Sort.MANNER)


_LEAST_SUBJECT: Final = 2


def _subject(tokens: Sequence[Token]) -> int:
    """How many words say what a paper is about: báo cáo | thực hiện | kiến nghị."""
    return sum(not token.of(Sort.FILLER, Sort.MANNER, Sort.ADVERB, Sort.TIME) for token in tokens[1:])


def explains(read: Read) -> bool:
    """Whether a cause says what failed: a fact with things, days, numbers or names in it."""
    kinds = [sign.kind for sign in read.signs]
    things = sum(kind in _THINGS for kind in kinds)
    if FIGURES.intersection(kinds) or (things and _says_who_or_what(read, set(kinds))):
        return True
    excuse = any(token.of(Sort.CAUSE) for token in read.parts.tokens)
    return things >= (_LOOSE if excuse else _LOOSE - 1)


def _says_who_or_what(read: Read, kinds: set[Kind]) -> bool:
    """Whether somebody is named beside an act, or an act that leaves something: nobody checked the ledger."""
    if kinds & {NotCounted.PEOPLE, NotCounted.ROLE, PromiseAnchor.NAME} and any(
        each.acts for each in read.clauses
    ):
        return True
    hard = any(act.force is Force.HARD for each in read.clauses for act in each.acts)
    return hard or any(each.named for each in read.clauses)
