"""Put one word for those that mean the same, so that two wordings can be compared."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from khacphuc.text.folding import fold
from khacphuc.text.nodes import read
from khacphuc.text.promise.phrases import WORDS, words_of

_FILE: Final = WORDS / "synonyms.yml"
_BLANKS: Final = re.compile(r"\W+")


def one_wording(text: str) -> str:
    """Return a text folded, without punctuation, each word of the list by the first of its line."""
    plain = " ".join(_BLANKS.split(fold(text))).strip()
    pattern, first = _table()
    return pattern.sub(lambda match: first[match[0]], plain)


@cache
def _table() -> tuple[re.Pattern[str], dict[str, str]]:
    """The pattern that finds any word of the list, and the first of the line of each.

    Raises ValueError when the file is no list.
    """
    value, flaws = read(_FILE.read_text("utf-8"))
    if flaws or not isinstance(value, list):
        raise ValueError(f"{_FILE.name}: {flaws}")
    lines = [[fold(word) for word in words_of(line)] for line in value]
    first = {word: line[0] for line in lines for word in line}
    longest_first = sorted(first, key=lambda word: (-len(word), word))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b"), first
