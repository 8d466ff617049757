"""The word lists of the specificity rules, compiled: what is soft, what is not, what anchors a text to the ground.

The lists are data (``words/*.yml``); a register's policy adds to them. Text is compared in NFC and lower case, with
either placement of the tone mark; a text typed without any marks is compared folded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from msgspec import Struct

from khacphuc.text.fold import fold_aligned, nfc, spellings
from khacphuc.text.nodes import read

WORDS = Path(__file__).parent / "words"
SOFT = ("soft_action", "soft_time", "soft_owner", "soft_result", "soft_cause")

Lists = Mapping[str, tuple[str, ...]]


class Lexicon(Struct, frozen=True):
    """The lists as patterns, for texts with marks and (``bare``) for texts without."""

    soft: Mapping[str, re.Pattern[str]]
    not_soft: re.Pattern[str]
    titles: re.Pattern[str]
    counted: re.Pattern[str]
    product: re.Pattern[str]
    thing: re.Pattern[str]
    no_product: re.Pattern[str]
    role: re.Pattern[str]
    body: re.Pattern[str]
    placeholder: re.Pattern[str]


def compared(text: str) -> str:
    """A text as the patterns want it: NFC, in lower case."""
    return nfc(text).lower()


def without_marks(text: str) -> bool:
    """Whether a text was typed without any Vietnamese mark, as on a keyboard that has none."""
    return text.isascii()


@cache
def _own_lists() -> Lists:
    found: dict[str, list[str]] = {}
    for file in sorted(WORDS.glob("*.yml")):
        value, flaws = read(file.read_text("utf-8"))
        if flaws or not isinstance(value, dict):
            raise ValueError(f"{file.name}: {flaws}")
        for name, words in value.items():
            found.setdefault(name, []).extend(word for word in words or () if isinstance(word, str))
    return {name: tuple(words) for name, words in found.items()}


def list_names() -> tuple[str, ...]:
    """The lists that a policy can add to."""
    return tuple(_own_lists())


def lexicon(extra: Mapping[str, Iterable[str]] | None = None, *, bare: bool = False) -> Lexicon:
    """The program's lists with a register's own. ``bare`` for texts typed without marks."""
    return _compiled(tuple(sorted((name, tuple(words)) for name, words in (extra or {}).items())), bare)


@cache
def _compiled(extra: tuple[tuple[str, tuple[str, ...]], ...], bare: bool) -> Lexicon:  # noqa: FBT001
    lists = dict(_own_lists())
    for name, words in extra:
        lists[name] = (*lists.get(name, ()), *words)

    def any_of(name: str) -> str:
        return _any_of(lists[name], bare=bare)

    number = r"(?:\d+(?:[.,/]\d+)*|\b(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|one|two|three|four|five|six|ten))"
    if bare:
        number = fold_aligned(number)
    return Lexicon(
        soft={name: re.compile(rf"(?<!\w)(?:{any_of(name)})(?!\w)") for name in SOFT},
        not_soft=re.compile(rf"(?<!\w)(?:{any_of('not_soft')})(?!\w)"),
        titles=re.compile(
            rf"(?<!\w)(?:{any_of('titles')})(?:\s+(?:số|no\.?|so))?\s+[\w/.-]*\d[\w/.-]*"
            rf"(?P<title>(?:(?!\s(?:tại|trước|trong|đến|by)\s)[^;.,]){{0,300}})"
        ),
        counted=re.compile(rf"{number}\s*(?:{any_of('counted')})(?!\w)"),
        product=re.compile(rf"(?<!\w)(?:{any_of('producing')})(?:\s+[^\s,;.]+){{0,3}}?\s+(?P<noun>{any_of('products')})(?!\w)"),
        thing=re.compile(rf"(?:(?:số|các|những|bản|the|an?)\s+|\d+\s+)*(?:{any_of('products')})(?!\w)"),
        no_product=re.compile(rf"(?:{any_of('no_products')})(?!\w)"),
        role=re.compile(rf"(?<!\w)(?P<many>(?:{any_of('many')})\s+(?:\w+\s+)?)?(?:{any_of('roles')})(?!\w)"),
        body=re.compile(rf"(?<!\w)(?:{any_of('bodies')})\s+(?P<name>\w)"),
        placeholder=re.compile(rf"(?<!\w)(?:{any_of('placeholders')})(?!\w)|…|\.{{4,}}|_{{4,}}"),
    )


def _any_of(words: Iterable[str], *, bare: bool) -> str:
    """An alternation, longest first, in both placements of the tone mark; blanks match any white space, a final ``*`` any ending."""
    spelled = {spelling for word in words for spelling in spellings(compared(word))}
    if bare:
        spelled = {fold_aligned(word) for word in spelled}
    return "|".join(_as_pattern(word) for word in sorted(spelled, key=lambda word: (-len(word), word)))


def _as_pattern(word: str) -> str:
    pattern = r"\s+".join(re.escape(part) for part in word.rstrip("*").split())
    return rf"{pattern}\w*" if word.endswith("*") else pattern
