"""Find what a promise counts: things, money, land, shares. Numbers of papers, parts of a rule, days and years count nothing."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache
from typing import Final

from msgspec import Struct

from khacphuc.text.deadline.numbers import NUMBERS
from khacphuc.text.folding import canonical, fold
from khacphuc.text.promise.scale import is_phrase, scales, words_in
from khacphuc.text.promise.tokens import LONGEST, Shape, Token, cut

_UNCOUNTED: Final = frozenset(
    {Shape.CITED, Shape.DATE, Shape.YEAR, Shape.QUOTE, Shape.PERSON, Shape.CYCLE, Shape.NAME}
)
_ONES: Final = "một|mốt|hai|ba|bốn|tư|năm|lăm|sáu|bảy|bẩy|tám|chín"
_TENS: Final = "hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín"
_IN_WORDS: Final = re.compile(
    rf"\b(?:(?:{_TENS}) mươi(?: (?:{_ONES}))?|mười(?: (?:{_ONES}))?|hai|ba|bốn|sáu|bảy|tám|chín"
    r"|(?:twenty|thirty|forty|fifty|sixty|ninety)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen)\b"
)
_NUMBER: Final = r"\d{1,3}(?:\.\d{3})+(?:,\d{1,4})?|\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,15}(?:[.,]\d{1,2})?"
_MONEY: Final = r"usd|eur|vnd|gbp|[$€£]"
_COUNT: Final = re.compile(
    rf"(?:(?<!\w)(?P<money>{_MONEY}) ?)?(?<![\w/.,-])(?P<number>{_NUMBER})(?:/(?P<whole>\d{{1,9}}))?(?: ?(?P<share>%)| +(?P<noun>[^\W\d_]+[²³23]?)"
    r"(?: +(?P<next>[^\W\d_]+))?|(?(money)(?!\w)|(?!)))"
)
_BLANK: Final = re.compile(r"[^\S\n]+")
_BEFORE: Final = re.compile(r"([^\W\d_]+)\s+([^\W\d_]+)\s*\Z|([^\W\d_]+)\s*\Z")
_AREAS: Final = {"ha": 10_000, "hecta": 10_000, "km2": 1_000_000, "km²": 1_000_000}
_SHARES: Final = frozenset({"%", "phần", "percent", "per"})


class Count(Struct, frozen=True):
    """So many of something; the noun is ``%``, ``đồng`` or ``m2`` for shares, money and land."""

    value: Decimal
    noun: str


@lru_cache(maxsize=1024)
def counts(text: str) -> tuple[Count, ...]:
    """Return what a text counts, in order."""
    plain = _blanked(in_digits(text))
    found = (_count(match, plain) for match in _COUNT.finditer(plain))
    return tuple(one for one in found if one)


@lru_cache(maxsize=1024)
def in_digits(text: str) -> str:
    """Return a text with its numbers in digits: mười hai, twelve and 012 are 12."""
    composed = _BLANK.sub(" ", canonical(text[:LONGEST]))
    digits = _IN_WORDS.sub(lambda match: str(NUMBERS.get(fold(match[0]), match[0])), composed)
    return re.sub(r"(?<![\d.,/])0+(?=[1-9]\d*(?![\d/]))", "", digits)


def _blanked(text: str) -> str:
    """Return a text without cited papers, days and names, in lower case."""
    for token in cut(text).tokens if any(character.isdigit() for character in text) else ():
        counted = token.text[0].islower() and token.shape is Shape.NAME  # m²
        counted = counted or _is_share(text, token) or _is_phrase(text, token)
        if token.shape in _UNCOUNTED and not counted:
            text = text[: token.start] + "\u2007" * (token.end - token.start) + text[token.end :]
    return text.lower()


def _is_phrase(text: str, token: Token) -> bool:
    """Return whether what looks like a cited paper is the end of a phrase before a number: kỷ luật 3 cá nhân."""
    before = _BEFORE.search(text[: token.start].lower())
    return bool(before) and is_phrase(f"{before[2] or before[3]} {token.text.lower().partition(' ')[0]}")  # type: ignore[index]


def _is_share(text: str, token: Token) -> bool:
    """Return whether what looks like a day of a month is so many of so many: 6/12 hồ sơ."""
    found = re.fullmatch(r"([^\d]*)\d{1,2}/\d{1,2}", token.text)
    if not found or not re.match(r" [^\W\d_]", text[token.end :]):
        return False
    before = _BEFORE.search(text[: token.start + len(found[1])].lower())
    return not before or (before[2] or before[3]) not in words_in("dated")


def _count(match: re.Match[str], text: str) -> Count | None:
    noun, after = match["money"] or match["noun"] or "%", match["next"] or ""
    if match["money"] and match["noun"] in scales():
        return Count(_number(match["number"]) * scales()[match["noun"]], noun)
    if noun in _periods() or _labelled(text[: match.start()]):
        return None
    value = _number(match["number"])
    if factor := scales().get(noun):
        return Count(value * factor, "đồng" if not after or after in ("đồng", "đ") else after)
    if noun in _AREAS:
        return Count(value * _AREAS[noun], "m2")
    if noun in _SHARES:
        return Count(value, "%")
    return Count(value, {"m²": "m2", "đ": "đồng", "vnđ": "đồng"}.get(noun, noun))


def _labelled(before: str) -> bool:
    """Return whether what stands before a number is what it numbers: chi bộ 3, điều 5."""
    found = _BEFORE.search(before)
    if not found:
        return False
    last, pair = found[2] or found[3], f"{found[1]} {found[2]}"
    return pair in _labels() or (last in _labels() and not is_phrase(pair))  # điểm 3, but kiểm điểm 3 cá nhân


def _number(text: str) -> Decimal:
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", text):
        text = text.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", text):
        text = text.replace(",", "")
    return Decimal(text.replace(",", "."))


@cache
def _labels() -> frozenset[str]:
    return words_in("labels")


@cache
def _periods() -> frozenset[str]:
    return words_in("periods")
