"""Numbers in words, folded: Vietnamese from 1 to 99 and the English ones that offices write out."""

from __future__ import annotations

from typing import Final

_DIGITS: Final = {1: ("mot",), 2: ("hai",), 3: ("ba",), 4: ("bon", "tu"), 5: ("lam", "nam", "nham"), 6: ("sau",), 7: ("bay",),
                  8: ("tam",), 9: ("chin",)}  # fmt: skip
_ENGLISH: Final = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
    " nineteen twenty"
).split()
_ENGLISH_TENS: Final = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90}


def _vietnamese() -> dict[str, int]:
    units = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9}
    words = {**units, "muoi": 10}
    for unit, spellings in _DIGITS.items():
        words |= {f"muoi {spelling}": 10 + unit for spelling in spellings}
    for name, tens in list(units.items())[1:]:
        words[f"{name} muoi"] = 10 * tens
        for unit, spellings in _DIGITS.items():
            words |= {f"{name} muoi {spelling}": 10 * tens + unit for spelling in spellings}
    return words


def _english() -> dict[str, int]:
    words = {word: number for number, word in enumerate(_ENGLISH, start=1)} | _ENGLISH_TENS
    tens = {"twenty": 20, **_ENGLISH_TENS}
    ones = list(enumerate(_ENGLISH[:9], start=1))
    return words | {f"{name}-{one}": ten + n for name, ten in tens.items() for n, one in ones}


VIETNAMESE: Final = _vietnamese()
ENGLISH: Final = _english()
NUMBERS: Final = VIETNAMESE | ENGLISH


# A short grammar instead of all the words one by one: compiling an alternation of 500 takes 5 ms.
_UNIT: Final = "(?:mot|hai|ba|bon|tu|lam|nham|nam|sau|bay|tam|chin)"
VIETNAMESE_PATTERN: Final = rf"(?:(?:(?:hai|ba|bon|nam|sau|bay|tam|chin) )?muoi(?: {_UNIT}(?![a-z]))?|(?:mot|hai|ba|bon|nam|sau|bay|tam|chin))(?![a-z])"
ENGLISH_PATTERN: Final = (
    r"(?:(?:twenty|thirty|forty|fifty|sixty|ninety)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen)(?![a-z])"
)
