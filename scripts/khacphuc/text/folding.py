"""Fold text for search, comparison and slugs, and normalise the placement of Vietnamese tone marks.

Offices write both *hoà, uỷ* (the mark on the main vowel, "new") and *hòa, ủy* (the mark near the middle of the
word, "old"). The two differ only in syllables that end in an open ``oa``, ``oe`` or ``uy``; in ``quý`` the ``qu``
is a consonant, and a final consonant or vowel (``toàn``, ``ngoáy``, ``khuỷu``) fixes the place. The old placement is
taken as canonical: it is the one of "Cộng hòa xã hội chủ nghĩa Việt Nam" and "Ủy ban nhân dân".

Every function takes any ``str``, lone surrogates included, never raises, and takes linear time.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

SLUG_MAX: Final = 80

# "Ð, ð" (eth) stands for "Đ, đ" in much text converted from the encodings of before Unicode.
_D_LETTERS: Final = str.maketrans("đðɖ", "ddd")
_TABLE_MAX: Final = 20_000


def _without_marks(text: str) -> str:
    """Drop combining marks, and format characters, which nobody sees (zero width space, soft hyphen, byte order mark)."""
    return "".join(
        c for c in text if not (unicodedata.combining(c) or unicodedata.category(c) in ("Mn", "Me", "Cf"))
    )


def _fold_character(character: str) -> str:
    # Marks go before casefold: U+0345 casefolds to the letter iota. They go after it too: "İ" casefolds to "i" and a dot.
    base = _without_marks(unicodedata.normalize("NFD", _without_marks(character)))
    return _without_marks(unicodedata.normalize("NFD", base.casefold())).translate(_D_LETTERS)


class _Folded(dict[int, str]):
    """Code point → its fold, filled as characters are met.

    Folding goes character by character, not by ``normalize`` over the text: CPython sorts a run of marks in quadratic
    time (64,000 marks: 10 s), and a folded text keeps no marks whose order could matter.
    """

    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code))
        if len(self) < _TABLE_MAX:  # a text of all code points must not keep 100 MB alive
            self[code] = folded
        return folded


class _Aligned(dict[int, str]):
    """Code point → exactly one character, so that offsets stay those of the source text."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        number = unicodedata.numeric(character, None)
        folded = _fold_character(character)
        if number is not None and number in range(10) and unicodedata.category(character) in ("Nd", "Nl"):
            folded = str(int(number))  # fullwidth digits; "Ⅲ", one character, is 3
        elif character.isspace():
            folded = " "
        elif unicodedata.category(character) == "Pd" or character == "\u2212":
            folded = "-"
        if len(folded) != 1:
            folded = character
        if len(self) < _TABLE_MAX:
            self[code] = folded
        return folded


_FOLDED: Final = _Folded()
_ALIGNED: Final = _Aligned()


def fold(text: str) -> str:
    """Casefold, decompose, drop marks, đ→d, collapse white space: "Ủy  ban", "Uỷ ban" and "uy ban" are one."""
    return " ".join(text.translate(_FOLDED).split())


def fold_aligned(text: str) -> str:
    """Fold each character of an NFC text to one character: the result has the text's length and its offsets.

    Beside the fold, digits of any script become ASCII digits, dashes "-", and white space a plain space (not
    collapsed). A character whose fold is not one character ("ß", a stray mark) stays.
    """
    return text.translate(_ALIGNED)


# UAX #15, "Stream-Safe Text Format": no writing system needs more than 30 marks in a row.
_MARKS_MAX: Final = 30
_MARK_RUN: Final = re.compile(rf"[^\w\s\x00-\x7f]{{{_MARKS_MAX + 1},}}")


def _cut_run(match: re.Match[str]) -> str:
    def kept() -> Iterator[str]:
        marks = 0
        for character in match[0]:
            marks = marks + 1 if unicodedata.combining(character) else 0
            if marks <= _MARKS_MAX:
                yield character

    return "".join(kept())


def nfc(text: str) -> str:
    """Normalise to NFC in linear time; of more than 30 marks in a row the rest is dropped."""
    return unicodedata.normalize("NFC", _MARK_RUN.sub(_cut_run, text))


_TONES: Final = ("\u0300", "\u0301", "\u0303", "\u0309", "\u0323")


def _placements() -> Iterator[tuple[str, str]]:
    """Yield each pair of letters in its old and its new placement, in every case: ("òa", "oà"), ("Ủy", "Uỷ"), …."""
    for first, second in ("oa", "oe", "uy"):
        for one in (first, first.upper()):
            for two in (second, second.upper()):
                for tone in _TONES:
                    yield (
                        unicodedata.normalize("NFC", one + tone + two),
                        unicodedata.normalize("NFC", one + two + tone),
                    )


_OLD_TO_NEW: Final = dict(_placements())
_NEW_TO_OLD: Final = {new: old for old, new in _OLD_TO_NEW.items()}
# "q" is missing on purpose (in "quý" the u belongs to the consonant); the longer onsets stand first.
_ONSETS: Final = "ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|b|c|d|đ|g|h|k|l|m|n|p|r|s|t|v|x"


def _open_syllable(pairs: dict[str, str]) -> re.Pattern[str]:
    letter = r"[^\W\d_]"
    mark = r"\u0300-\u036f"
    return re.compile(rf"(?<!{letter})(?<![{mark}])((?i:{_ONSETS})?)({'|'.join(pairs)})(?!{letter}|[{mark}])")


_OLD_SYLLABLE: Final = _open_syllable(_OLD_TO_NEW)
_NEW_SYLLABLE: Final = _open_syllable(_NEW_TO_OLD)


def canonical(text: str) -> str:
    """Return the text in NFC with the old tone placement (hoà → hòa, uỷ → ủy), letter case kept."""
    composed = text if unicodedata.is_normalized("NFC", text) else nfc(text)
    if not any(pair in composed for pair in _NEW_TO_OLD):  # most texts; much faster than the pattern
        return composed
    return _NEW_SYLLABLE.sub(lambda match: match[1] + _NEW_TO_OLD[match[2]], composed)


def other_placement(text: str) -> str:
    """Return the text in NFC with the new tone placement (hòa → hoà, ủy → uỷ), letter case kept."""
    return _OLD_SYLLABLE.sub(lambda match: match[1] + _OLD_TO_NEW[match[2]], nfc(text))


def spellings(text: str) -> tuple[str, ...]:
    """Return the spellings of a text, the canonical one first: one or two, none that mixes placements."""
    old, new = canonical(text), other_placement(text)
    return (old,) if old == new else (old, new)


_NOT_SLUG: Final = re.compile(r"[^a-z0-9]+")


def slug(text: str) -> str:
    """Return a name for files and addresses: ``[a-z0-9-]``, at most 80 characters, cut between words if it can be.

    Empty when the text has no Latin letter and no digit: the caller knows what to call it then.
    """
    whole = _NOT_SLUG.sub("-", fold(text)).strip("-")
    if len(whole) <= SLUG_MAX:
        return whole
    head, cut, _ = whole[: SLUG_MAX + 1].rpartition("-")
    return head if cut else whole[:SLUG_MAX]
