"""Find the marks in a deadline text: each date, period, cycle and telling word, with its place."""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import cache
from typing import NamedTuple

from khacphuc.text.deadline.patterns import PATTERNS, Check, Kind, Row
from khacphuc.text.deadline.readings import Vague
from khacphuc.text.folding import fold_aligned, nfc


class Role(Enum):
    """What the words right before a date make of it."""

    PLAIN = auto()
    BEFORE = auto()
    FROM = auto()
    TO = auto()


class Mark(NamedTuple):
    """A piece of text that one pattern took. ``segment`` counts the parts between semicolons and sentence ends.

    ``lead`` is where the words begin that give it its role: "trước ngày" of "trước ngày 30/11".
    """

    kind: Kind
    start: int
    end: int
    groups: dict[str, str]
    vague: Vague | None = None
    segment: int = 0
    role: Role = Role.PLAIN
    lead: int = 0


class Marked(NamedTuple):
    """A text with its marks in order. ``plain`` is ``words`` folded, offset by offset."""

    words: str
    plain: str
    marks: tuple[Mark, ...]
    segments: tuple[tuple[int, int], ...]


_SEGMENT_END = re.compile(r";|(?<=[a-z)])\. ")


@cache
def _pattern(number: int) -> re.Pattern[str]:
    """Compile what a text needs and no more: all together take longer than most commands may last to start."""
    return re.compile(PATTERNS[number].pattern)


def find_marks(text: str, fiscal_year_ends: int | None = None) -> Marked:
    """Find all marks of a text of any length, in linear time. ``fiscal_year_ends`` is a month, 1 to 12."""
    words = " ".join(nfc(text).split())
    plain = _respelt(fold_aligned(words))
    ends = [match.start() for match in _SEGMENT_END.finditer(plain)] + [len(plain)]
    found: list[Mark] = []
    rest = plain
    unmarked = not any(character.isalpha() and not character.isascii() for character in words)
    for number, row in enumerate(PATTERNS):
        if not any(need in rest for need in row.needs):
            continue

        def take(match: re.Match[str], row: Row = row) -> str:
            if not _fits(row, match, words, unmarked=unmarked):
                return match[0]
            groups = {name: value for name, value in match.groupdict().items() if value is not None}
            if row.kind is Kind.FISCAL and fiscal_year_ends:
                groups["ends"] = str(fiscal_year_ends)
            found.append(Mark(row.kind, match.start(), match.end(), groups, row.vague))
            return "\0" * len(match[0])

        rest = _pattern(number).sub(take, rest)
    marks = _in_segments(words, plain, sorted(found, key=lambda mark: mark.start), ends)
    return Marked(words, plain, marks, tuple(zip([0, *(end + 1 for end in ends)], ends, strict=False)))


def _in_segments(words: str, plain: str, marks: list[Mark], ends: list[int]) -> tuple[Mark, ...]:
    segment = 0
    placed = []
    for mark in marks:
        while mark.start >= ends[segment] and segment < len(ends) - 1:
            segment += 1
        role, lead = _role(words, plain, mark.start)
        placed.append(mark._replace(segment=segment, role=role, lead=lead))
    return tuple(placed)


# Words that decide what a date is; with two letters changed about they are still meant.
_DECISIVE = {"".join(sorted(word)): word for word in "truoc thang trong nhat thanh cham".split()}
_WORD = re.compile(r"(?<![a-z])[a-z]{4,5}(?![a-z])")


def _respelt(plain: str) -> str:
    """Put letters of decisive words that were changed about back in order: "turoc ngay" is "truoc ngay"."""

    def put_right(match: re.Match[str]) -> str:
        right = _DECISIVE.get("".join(sorted(match[0])))
        return right if right and _swapped(match[0], right) else match[0]

    return _WORD.sub(put_right, plain)


def _swapped(word: str, right: str) -> bool:
    """Whether exactly two neighbouring letters are changed about."""
    differ = [n for n, (one, two) in enumerate(zip(word, right, strict=True)) if one != two]
    return len(differ) == 2 and differ[1] == differ[0] + 1


_BESIDE = re.compile(r"[ ,(]{0,3}(?:ngay)?[ (]?")


def beside(marked: Marked, one: Mark, other: Mark) -> bool:
    """Whether nothing but "ngày" and a comma stands between two marks."""
    return _BESIDE.fullmatch(marked.plain[min(one.end, other.end) : max(one.start, other.start)]) is not None


_VIETNAMESE_WORD = re.compile(
    r"(?<![a-z])(?:ngay|thang|quy|truoc|trong|den|het|cham nhat|hoan thanh|han|xong|vao|va)(?![a-z])"
)


def vietnamese(marked: Marked) -> bool:
    """Whether a text has Vietnamese letters or words, so that the day stands before the month."""
    return not marked.words.isascii() or _VIETNAMESE_WORD.search(marked.plain) is not None


_LEAD_LENGTH = 40


@cache
def _leads() -> tuple[tuple[Role, re.Pattern[str]], ...]:
    # "on or before", "trước hoặc trong ngày", "trước 17 giờ ngày" include the day: they must not end in a bare "before".
    # "thứ tư ngày", "đầu tư", "Thông tư" fold to the word of "từ".
    return (
        (
            Role.FROM,
            re.compile(
                r"(?<![a-z])(?:khong (?:duoc )?(?:truoc|som hon|som truoc)|som nhat(?: la)?|(?:no|not) (?:sooner|earlier) than|not before|not until"
                r"|(?:khoi cong|khoi dong|bat dau|trien khai|ap dung|thi hanh|co hieu luc)(?: (?:thuc hien|lam|tu|ke tu|vao|trong)){0,3}"
                r"|(?<!dau )(?<!thong )(?<!thu )tu(?: sau)?|ke tu|(?<!cham nhat )(?<!thu )sau|from|since|start(?:s|ing)?|begin(?:s|ning)?|commenc(?:es?|ing)"
                r"|effective|after|as of)"
                r"(?: (?:ngay|khi|thang|quy|nam|the|on|in|from|het)){0,2} ?$"
            ),
        ),
        (Role.BEFORE, re.compile(r"(?<![a-z])(?:truoc|(?<!or )before)(?: ngay| the)? ?$")),
        (
            Role.TO,
            re.compile(
                r"(?<![a-z])(?:den|toi|until|till|to|through)(?: (?:truoc|het|ngay|thang|nam|the|end|of)){0,4} ?$"
            ),
        ),
        (Role.PLAIN, re.compile(r"(?<![a-z])ngay ?$")),
    )


def _role(words: str, plain: str, start: int) -> tuple[Role, int]:
    begin = max(0, start - _LEAD_LENGTH)
    window = plain[begin:start]
    for role, pattern in _leads():
        match = pattern.search(window)
        if match and "sáu" not in words[begin + match.start() : start].lower():
            return role, begin + match.start()
    return Role.PLAIN, start


# Words that only their marks tell apart. They are believed when spelt right, or when the whole text has no marks.
_SPELT = {"quy": "quý", "qui": "quí", "nam": "năm", "ngay": "ngày"}
_SPELT_NUMBERS = {"sau": "sáu", "nam": "năm", "bay": "bảy", "tam": "tám", "chin": "chín"}


def _fits(row: Row, match: re.Match[str], words: str, *, unmarked: bool) -> bool:
    """Look at what folding took away: "tháng sáu" is June, "tháng sau" next month; "trong quy chế" no quarter."""
    match row.check:
        case Check.ENGLISH:
            return words[match.start() : match.end()].isascii()
        case Check.YEAR:  # "Việt Nam 2025"
            return unmarked or words[match.start("y") - 4 : match.start("y") - 1].lower() == "năm"
        case Check.DOCUMENT:  # "35-TB/ĐU", but not "tháng 6-hoàn thành"
            return words[match.start() : match.end()].lower() != words[match.start() : match.end()]
        case _:
            return all(
                _well_spelt(row.kind, name, match, words, unmarked=unmarked) for name in match.groupdict()
            )


def _well_spelt(kind: Kind, name: str, match: re.Match[str], words: str, *, unmarked: bool) -> bool:
    folded = match[name]
    spelt = words[match.start(name) : match.end(name)].lower()
    match kind, name:
        case _, ("u" | "unit"):
            return folded not in _SPELT or spelt == _SPELT[folded] or unmarked
        case Kind.DURATION, "n":  # "sáu ngày", but "sau ngày"
            right = _SPELT_NUMBERS.get(folded)
            return right in (None, spelt) or (unmarked and folded != "sau")
        case Kind.DATE, "dw":  # "sau tháng 9" is no sixth of September
            return folded not in _SPELT_NUMBERS or spelt == _SPELT_NUMBERS[folded]
        case Kind.DATE, "m":
            return not folded.startswith("sau") or spelt.startswith("sáu")
        case Kind.MONTH, "list":
            return not folded.startswith("sau") or spelt.startswith("sáu")
        case Kind.NAMED, "rel":
            return folded != "sau" or spelt == "sau"
        case _:
            return True
