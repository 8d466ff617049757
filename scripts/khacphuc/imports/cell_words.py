"""What offices write into cells: states, progress, money, areas, days. Unread words are None, never a guess."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TypeVar

from khacphuc.imports.cell_grid import GridValue
from khacphuc.imports.office_words import office_words
from khacphuc.model.schema import Vocabulary
from khacphuc.model.vocabulary import Declared, Grade
from khacphuc.text.amounts import DONG, SQUARE_METRE, read_quantity
from khacphuc.text.folding import fold
from khacphuc.text.message import LANGUAGES, Message, speaker

_Word = TypeVar("_Word", bound=Vocabulary)


def _plain(text: str) -> str:
    return fold(text).strip(" .")


_NOTHING_KNOWN = frozenset(map(fold, office_words().rows.nothing))
_TIMELINESS = frozenset(map(fold, office_words().rows.timeliness))


def _by_word(kind: type[_Word], words: Mapping[str, tuple[str, ...]]) -> dict[str, _Word]:
    """The words of a vocabulary: what offices say, and what the register's own sheets do, in both languages."""
    found: dict[str, _Word] = {}
    for one in kind:
        labels = (speaker(language)(Message(one.label)) for language in LANGUAGES)
        found |= {fold(text): one for text in (*words.get(one.value, ()), *labels)}
    return found


_BY_STATE = _by_word(Declared, office_words().states)
_BY_GRADE = _by_word(Grade, office_words().grades)
_COUNTED = re.compile(r"(?<![\d/])(\d{1,9})\s*/\s*([1-9]\d{0,8})(?![\d/])")
_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?)\s*%")
_PERCENT_AFTER = re.compile(r"[\s:(]*\b(\d{1,3})\s*%\s*\)?$")
_DAYS_AFTER = re.compile(r"\s+\d{1,5} (?:ngay|thang|days?|months?)$")
_FULL = 100
_HECTARE = 10_000
_DECIMALS = 4
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_SCALES = {
    "trieu": 6,
    "trd": 6,
    "tr": 6,
    "ty": 9,
    "ti": 9,
    "nghin": 3,
    "ngan": 3,
    "dong": 0,
    "vnd": 0,
    "d": 0,
}
_UNIT = r"(trieu|tr\.?d|tr|ty|ti|nghin|ngan|dong|vnd|d)(?:\s*(?:dong|vnd|d))?"
_UNIT_OF_TITLE = re.compile(
    rf"(?:[(,:\[\n-]|\bdvt\b:?|\bdon vi(?: tinh)?:?)\s*(?:dvt:?\s*|don vi(?: tinh)?:?\s*)?{_UNIT}\s*[)\].]?\s*$"
)


def known(value: GridValue) -> bool:
    """Whether a cell says anything."""
    return not (value is None or value == "" or (isinstance(value, str) and _plain(value) in _NOTHING_KNOWN))


def state_in(value: GridValue, own: Mapping[str, str] | None = None) -> Declared | None:
    """The state that words mean, whole and not in part; ``own`` are words for which the office has said it.

    “Đã khắc phục 100%” is done, “Đã khắc phục 50%” nothing that can be told; “Đóng/Closed” says one thing twice.
    """
    if not isinstance(value, str):
        return None
    text = _plain(value)
    for words, state in (own or {}).items():
        if _plain(words) == text:
            return next(one for one in Declared if one.value == state)
    text = _DAYS_AFTER.sub("", text)
    share = _PERCENT_AFTER.search(text)
    if share:
        text = text[: share.start()].strip(" .")
    found = _whole(text, _BY_STATE)
    whole = share is None or (int(share[1]) == _FULL) == (found is Declared.REPORTED_DONE)
    return found if whole else None


def timely_only(value: GridValue) -> bool:
    """Whether words say how the work stands against its deadline, and nothing of the work: “quá hạn”."""
    if not isinstance(value, str):
        return False
    return all(_DAYS_AFTER.sub("", half.strip()) in _TIMELINESS for half in _plain(value).split("/"))


def grade_in(value: GridValue) -> Grade | None:
    return _whole(_plain(value), _BY_GRADE) if isinstance(value, str) else None


def _whole(text: str, words: Mapping[str, _Word]) -> _Word | None:
    """The word that a text is, or that each half of it is."""
    halves = {words.get(half.strip()) for half in text.split("/")}
    return words.get(text) or (halves.pop() if len(halves) == 1 else None)


def counted_in(value: GridValue) -> str | None:
    """``6/12`` out of “6/12 hồ sơ”; None for a day like 15/8, which has more than one reading beside others."""
    found = _COUNTED.findall(value) if isinstance(value, str) else []
    if len(found) != 1 or int(found[0][0]) > int(found[0][1]):
        return None
    return f"{int(found[0][0])}/{int(found[0][1])}"


def percent_in(value: GridValue, *, share: bool = False) -> Decimal | None:
    """Per cent, out of “85%”, or of a number in a column of per cent. ``share`` reads 0,85 as Excel keeps 85 %."""
    if isinstance(value, str):
        found = _PERCENT.findall(value)
        number = Decimal(found[0].replace(",", ".")) if len(found) == 1 else None
    elif isinstance(value, int | Decimal):
        number = Decimal(value)
        if share and 0 <= number <= 1:
            number *= 100
    else:
        number = None
    if number is None or not 0 <= number <= _FULL:
        return None
    return number.quantize(Decimal("0.01")).normalize() + 0 if number % 1 else Decimal(int(number))


def day_in_cell(value: GridValue) -> date | None:
    """A day that is written out: a day of Excel, 15/8/2026, 2026-08-15."""
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        return None
    text = value.strip().rstrip(".")
    if match := _ISO.fullmatch(text):
        year, month, day = match.groups()
    elif match := _DAY.fullmatch(text):
        day, month, year = match.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def scale_in(title: str) -> int | None:
    """How many đồng one is in a column whose title, or a line above it, names the unit: “(triệu đồng)”, “ĐVT: tỷ”."""
    found = _UNIT_OF_TITLE.search(fold(title))
    return 10 ** _SCALES[found[1].replace(".", "")] if found else None


def money_in(value: GridValue, scale: int | None = None) -> Decimal | None:
    """Đồng, out of “1,2 tỷ đồng”, or of a bare number of ``scale`` đồng each. A number without a unit is unread."""
    if isinstance(value, int | Decimal):
        return None if scale is None and value else _amount(Decimal(value) * (scale or 1))
    amount = read_quantity(value.strip(" .")) if isinstance(value, str) else None
    if amount is None or amount.basic.unit not in (DONG, ""):
        return None
    if amount.unit or amount.scaled > 1:
        return _amount(amount.value)
    return money_in(amount.value, scale)


def _amount(number: Decimal) -> Decimal | None:
    """A number as documents hold amounts: not below 0, and with no more than four decimals."""
    exponent = number.normalize().as_tuple().exponent
    return number if number >= 0 and isinstance(exponent, int) and exponent >= -_DECIMALS else None


def area_in(value: GridValue, *, hectares: bool = False) -> Decimal | None:
    """Square metres, out of “2.500 m²”, “1,5 ha” or a number in a column of either."""
    if isinstance(value, int | Decimal):
        return _amount(Decimal(value) * (_HECTARE if hectares else 1))
    amount = read_quantity(value.strip(" .")) if isinstance(value, str) else None
    if amount is None or amount.basic.unit not in (SQUARE_METRE, ""):
        return None
    return amount.basic.value if amount.unit else area_in(amount.value, hectares=hectares)
