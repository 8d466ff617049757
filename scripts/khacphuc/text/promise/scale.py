"""Read the scale by which the words of promises are weighed: what each phrase says of acts, papers, cycles, and beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum
from functools import cache
from typing import Final, NamedTuple

from khacphuc.text.folding import canonical, fold
from khacphuc.text.nodes import YamlValue, read
from khacphuc.text.promise.phrases import WORDS, Sort, own_lists, words_of
from khacphuc.text.promise.stems import forms

_FILE: Final = WORDS / "strength.yml"


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


class ScaleEntry(NamedTuple):
    """What a phrase says. Ranks are 0 where it is no act, no paper, no cycle."""

    act: int = 0
    paper: int = 0
    cycle: int = 0
    marks: frozenset[PhraseMark] = frozenset()


NOTHING: Final = ScaleEntry()
_PAPERS: Final = frozenset({Sort.PAPER, Sort.PRODUCT, Sort.NO_PRODUCT})
_FILLERS: Final = frozenset({Sort.FILLER, Sort.MANNER, Sort.PURPOSE, Sort.MEANS, Sort.TOPIC, Sort.ADVERB})


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
def scale_of(language: str, bare: bool) -> Mapping[str, ScaleEntry]:  # noqa: FBT001 - a key of the cache
    """Return what each phrase of a language says; of ``bare`` texts, typed without marks."""
    found: dict[str, ScaleEntry] = {}
    for name, phrases in own_lists(language).items():
        if name in _PAPERS:
            continue  # they begin with what stands in the scale: báo cáo kết quả
        act = {Sort.HARD: ActRank.DONE, Sort.SOFT: ActRank.TOLD}.get(name, 0)  # type: ignore[call-overload]
        for phrase in _forms(phrases, language, verb=name in (Sort.HARD, Sort.SOFT, Sort.GENERAL)):
            held = found.get(phrase, NOTHING)
            marks = held.marks | ({PhraseMark.FILLER} if name in _FILLERS else set())
            found[phrase] = ScaleEntry(act=max(act, held.act), marks=marks)
    own: dict[str, ScaleEntry] = {}
    for scale, rank, phrase in _ranked(language):
        kept = found[phrase].act if phrase in found and scale == "papers" else 0  # to record; a record
        held = own.get(phrase, ScaleEntry(act=kept))
        match scale:
            case "acts":
                own[phrase] = held._replace(act=rank)
            case "papers":
                own[phrase] = held._replace(paper=rank)
            case _:
                own[phrase] = held._replace(cycle=rank)
    for name, mark in _MARKS.items():
        for phrase in _forms(words_of(_lists(language).get(name)), language):
            held = own.get(phrase, found.get(phrase, NOTHING))
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
    return text in scale_of("vi", bare=False)


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
