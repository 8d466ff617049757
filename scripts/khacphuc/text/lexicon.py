"""Compile the word lists of the specificity rules: soft words, exceptions, anchors.

The lists are data (``words/*.yml``); a register's policy adds to them. Text is compared in NFC and lower case, with
either placement of the tone mark; a text typed without any marks is compared folded.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from khacphuc.text.folding import fold_aligned, nfc, spellings
from khacphuc.text.nodes import read

WORDS = Path(__file__).parent / "words"

Lists = Mapping[str, tuple[str, ...]]


class Lexicon:
    """The lists as patterns, each compiled when first asked for. ``bare`` is for texts typed without marks."""

    def __init__(self, lists: Lists, *, bare: bool) -> None:
        self._lists = lists
        self._bare = bare
        self._compiled: dict[str, re.Pattern[str]] = {}
        self._literal: dict[str, tuple[str, ...]] = {}

    def may_hold(self, text: str, name: str) -> bool:
        """Return whether a text (in lower case, single blanks) can match a list's pattern.

        Most hold no word of the list, and looking for substrings needs no pattern: compiling one takes longer than
        reading a whole plan.
        """
        words = self._literal.get(name)
        if words is None:
            words = self._literal[name] = _shortest(
                {" ".join(word.rstrip("*").split()) for word in self._words(name)}
            )
        for word in words:  # noqa: SIM110 - any() takes twice as long, and this is asked of every sentence
            if word in text:
                return True
        return False

    def __getitem__(self, name: str) -> re.Pattern[str]:
        """Return the pattern of a soft list, or one of ``PATTERNS``."""
        found = self._compiled.get(name)
        if found is None:
            pattern = PATTERNS.get(name, _WHOLE_WORD.replace("LIST", name))
            found = self._compiled[name] = re.compile(_LIST.sub(self._any_of, self._spelled(pattern)))
        return found

    def _any_of(self, found: re.Match[str]) -> str:
        """Return an alternation, longest first, in both placements of the tone mark."""
        words = sorted(self._words(found[1]), key=lambda word: (-len(word), word))
        return "|".join(_as_pattern(word) for word in words)

    def _words(self, name: str) -> set[str]:
        spelled = {spelling for word in self._lists[name] for spelling in spellings(compared(word))}
        return {fold_aligned(word) for word in spelled} if self._bare else spelled

    def _spelled(self, pattern: str) -> str:
        return fold_aligned(pattern).replace("(?p<", "(?P<") if self._bare else pattern


def _shortest(words: set[str]) -> tuple[str, ...]:
    """Return the words that hold no other of them: a text with one of the rest has one of these."""
    kept: list[str] = []
    for word in sorted(words, key=lambda word: (len(word), word)):
        if not any(short in word for short in kept):
            kept.append(word)
    return tuple(kept)


# {name} stands for any word of a list.
_LIST = re.compile(r"\{([a-z_]+)\}")
_WHOLE_WORD = r"(?<!\w)(?:{LIST})(?!\w)"
PATTERNS = {
    "quoted": (r"“[^”]{0,2000}”|«[^»]{0,2000}»|\"[^\"]{0,2000}\"|‘[^’]{0,2000}’"),
    "date": (
        r"\d{4}-\d{2}-\d{2}|(?<![\d/.])(?:0?[1-9]|[12]\d|3[01])(?:/(?:0?[1-9]|1[0-2])(?:/\d{4})?|[.-](?:0?[1-9]|1[0-2])[.-]\d{4})(?![\d/])|(?<!\w)ngày\s+\d{1,2}(?!\d)"
        r"|(?<!\w)tháng\s+\d{1,2}(?!\d)|\d{1,2}\s+tháng\s+(?:đầu|cuối)\s+năm|(?<!\w)qu[ýy]\s+(?:iv|i{1,3}|[1-4])(?!\w)"
        r"|(?:trong|hết|cuối|đầu|giữa|trước|đến)\s+năm\s+20\d{2}|năm\s+học\s+20\d{2}"
        r"|(?<!\w)q[1-4](?!\w)|(?<!\w)(?:by|before|end\s+of|until)\s+20\d{2}|fy\s?20\d{2}"
        r"|(?:\d{1,2}\s+)?(?<!\w)(?:january|february|march|april|may|june|july|august|september|october|november|december)"
        r"\s+(?:\d{1,2},?\s+)?\d{2,4}"
    ),
    "cycle": (
        r"(?:mỗi|hằng|hàng|định kỳ)\s+(?:tuần|tháng|quý|ngày)|thứ\s+(?:hai|ba|tư|năm|sáu|bảy)\s+(?:hằng|hàng)\s+tuần"
        r"|(?:each|every)\s+(?:week|month|quarter|day|monday|friday)|(?<!\w)(?:weekly|monthly|quarterly)(?!\w)"
    ),
    "numbered": (
        r"(?P<by>(?:theo|căn cứ|nêu tại|nêu trong|tại|trong|under|per|in)\s+(?:\w+\s+){0,4}?)?"
        r"(?<![\w/])\d{1,5}(?:/\d{4})?[-/][a-zđ]{1,6}[\w-]*(?:[-/]\w+)*"
    ),
    "article": (r"(?<!\w)(?:điều|khoản|điểm|mục|section|article|clause|paragraph|para\.|chapter)\s+\d+"),
    "placeholders": r"(?<!\w)(?:{placeholders})(?!\w)|…|\.{4,}|_{4,}",
    # A document's number and, as "title", what follows it up to the end of the title.
    "titles": (
        r"(?<!\w)(?:{titles})(?:\s+(?:số|no\.?))?\s+[\w/.-]*\d[\w/.-]*"
        r"(?P<title>(?:(?!\s(?:tại|trước|trong|đến|by)\s)[^;.,]){0,300})"
    ),
    # A number and what it counts, or a sum of money. A year counts nothing, nor does the number of a thing (số 5, 4.0).
    "counted": (
        r"(?:\d+(?:[.,/]\d+)*|\b(?:một(?!\s+s[oố]\b)|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|one|two|three|four|five|six|ten))"
        r"\s*(?:{counted})(?!\w)"
        r"|(?<![\w.,/:-])(?<!(?:số|kỳ|no) )(?<!điều )(?<!khóa )(?<!era )(?<!đại )(?<!industry )"
        r"(?!(?:19|20)\d{2}(?!\d))\d{1,3}(?:[.,]?\d{3})*(?:,\d+|/\d+)?\s+(?!hoặc|và|and|or)[a-zà-ỹđ]{2,}"
        r"|(?:usd|eur|gbp|vnd|[$€£])\s?\d"
    ),
    # A verb that makes something, and shortly after it the thing.
    "product": r"(?<!\w)(?:{producing})(?:\s+[^\s,;.]+){0,3}?\s+(?P<noun>{products})(?!\w)",
    "thing": r"(?:(?:số|các|những|bản|the|an?)\s+|\d+\s+)*(?:{products})(?!\w)",
    "no_products": r"(?:{no_products})(?!\w)",
    "roles": r"(?<!\w)(?P<many>(?:{many})\s+(?:\w+\s+)?)?(?:{roles})(?!\w)",
    "bodies": r"(?<!\w)(?:{bodies})\s+(?P<name>\w)",
}


def compared(text: str) -> str:
    """Return a text as the patterns want it: NFC, in lower case."""
    return (text if unicodedata.is_normalized("NFC", text) else nfc(text)).lower()


def without_marks(text: str) -> bool:
    """Return whether a text was typed without any Vietnamese mark, as on a keyboard that has none."""
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
    """Return the lists that a policy can add to."""
    return tuple(_own_lists())


def lexicon(extra: Mapping[str, Iterable[str]] | None = None, *, bare: bool = False) -> Lexicon:
    """Return the program's lists with a register's own. ``bare`` for texts typed without marks."""
    if not extra:
        return _lexicon((), bare)
    return _lexicon(tuple(sorted((name, tuple(words)) for name, words in (extra or {}).items())), bare)


@cache
def _lexicon(extra: tuple[tuple[str, tuple[str, ...]], ...], bare: bool) -> Lexicon:  # noqa: FBT001 - a key of the cache
    lists = dict(_own_lists())
    for name, words in extra:
        lists[name] = (*lists.get(name, ()), *words)
    return Lexicon(lists, bare=bare)


def _as_pattern(word: str) -> str:
    """Blanks match any white space, a final ``*`` any ending."""
    pattern = r"\s+".join(re.escape(part) for part in word.rstrip("*").split())
    return rf"{pattern}\w*" if word.endswith("*") else pattern
