"""What offices write into cells: states, progress, money, areas, days. Unread words are None, never a guess."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from khacphuc.imports.cell_grid import GridValue
from khacphuc.model.schema import Vocabulary
from khacphuc.model.vocabulary import Declared, Grade
from khacphuc.text.folding import fold
from khacphuc.text.message import LANGUAGES, Message, speaker

_STATES = {
    Declared.REPORTED_DONE: (
        "đã hoàn thành",
        "hoàn thành",
        "đã xong",
        "xong",
        "đã thực hiện xong",
        "đã khắc phục",
        "đã khắc phục xong",
        "đã thực hiện",
        "hoàn thành đúng hạn",
        "hoàn thành quá hạn",
        "hoàn thành chậm",
        "đã báo cáo hoàn thành",
        "done",
        "closed",
        "completed",
        "reported done",
    ),
    Declared.IN_PROGRESS: (
        "đang thực hiện",
        "đang triển khai",
        "đang khắc phục",
        "đang làm",
        "chưa hoàn thành",
        "chưa xong",
        "đã thực hiện một phần",
        "hoàn thành một phần",
        "đang xử lý",
        "đang thực hiện quá hạn",
        "quá hạn",
        "in progress",
        "open",
        "ongoing",
    ),
    Declared.NOT_STARTED: (
        "chưa thực hiện",
        "chưa triển khai",
        "chưa bắt đầu",
        "chưa khắc phục",
        "chưa làm",
        "chưa đến hạn",
        "not started",
    ),
    Declared.PAUSED: ("tạm dừng", "tạm hoãn", "paused"),
    Declared.NOT_PURSUED: (
        "không tiếp tục thực hiện",
        "không thực hiện nữa",
        "không tiếp tục",
        "not pursued",
    ),
}
_GRADES = {
    Grade.LIMITATION: ("hạn chế", "limitation"),
    Grade.OUTSTANDING: ("tồn tại", "outstanding matter"),
    Grade.OMISSION: ("thiếu sót", "omission"),
    Grade.FAULT: ("khuyết điểm", "fault"),
    Grade.VIOLATION: ("vi phạm", "sai phạm", "violation"),
}
NOTHING_KNOWN = frozenset(
    fold(text)
    for text in (
        "không xác định",
        "chưa có số liệu",
        "chưa xác định",
        "không có",
        "không",
        "chưa có",
        "n/a",
        "-",
        "–",
    )
)
"""Words that say that nothing is known: the cell counts as empty."""


def _labels(word: Vocabulary) -> tuple[str, ...]:
    """What the register's own sheets call a word, in both languages."""
    return tuple(speaker(language)(Message(word.label)) for language in LANGUAGES)


_BY_STATE = {fold(text): state for state, texts in _STATES.items() for text in (*texts, *_labels(state))}
_BY_GRADE = {fold(text): grade for grade, texts in _GRADES.items() for text in (*texts, *_labels(grade))}
_COUNTED = re.compile(r"(?<![\d/])(\d{1,9})\s*/\s*([1-9]\d{0,8})(?![\d/])")
_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?)\s*%")
_NUMBER = r"(\d{1,3}(?:[.\s]\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3}){2,}|\d+(?:[.,]\d+)?)"
_MONEY = re.compile(rf"{_NUMBER}\s*(tỷ|tỉ|triệu|nghìn|ngàn)?\s*(?:đồng|đ|vnđ|vnd)?\.?", re.IGNORECASE)
_AREA = re.compile(rf"{_NUMBER}\s*(ha|héc ta|m2|m²)?\.?", re.IGNORECASE)
_POWERS = {"tỷ": 9, "tỉ": 9, "triệu": 6, "nghìn": 3, "ngàn": 3}
_HECTARE = 10_000
_FULL = 100
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def known(value: GridValue) -> bool:
    """Whether a cell says anything."""
    return not (
        value is None or value == "" or (isinstance(value, str) and fold(value).strip(" .") in NOTHING_KNOWN)
    )


def state_in(value: GridValue) -> Declared | None:
    """The state that words mean, whole and not in part."""
    return _BY_STATE.get(fold(value).strip(" .")) if isinstance(value, str) else None


def grade_in(value: GridValue) -> Grade | None:
    return _BY_GRADE.get(fold(value).strip(" .")) if isinstance(value, str) else None


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


def _number(text: str) -> Decimal | None:
    """A number as Vietnam writes it: 1.234,5. Three digits after one point or comma could be either, so it is unread."""
    plain = re.sub(r"\s", "", text)
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", plain):
        if plain.count(".") == 1 and "," not in plain and len(plain) < 6:
            return None
        plain = plain.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d{1,3}(,\d{3}){2,}", plain):
        plain = plain.replace(",", "")
    else:
        plain = plain.replace(",", ".")
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None


def money_in(value: GridValue) -> Decimal | None:
    """Đồng, out of “1,2 tỷ đồng” or a number."""
    if isinstance(value, int | Decimal):
        return Decimal(value)
    match = _MONEY.fullmatch(value.strip()) if isinstance(value, str) else None
    number = _number(match[1]) if match else None
    if match is None or number is None:
        return None
    power = _POWERS.get((match[2] or "").casefold(), 0)
    amount = number.scaleb(power)
    return amount if amount % 1 else Decimal(int(amount))


def area_in(value: GridValue, *, hectares: bool = False) -> Decimal | None:
    """Square metres, out of “2.500 m²”, “1,5 ha” or a number in a column of either."""
    if isinstance(value, int | Decimal):
        return Decimal(value) * (_HECTARE if hectares else 1)
    match = _AREA.fullmatch(value.strip()) if isinstance(value, str) else None
    number = _number(match[1]) if match else None
    if match is None or number is None:
        return None
    unit = (match[2] or ("ha" if hectares else "m2")).casefold()
    return number * _HECTARE if unit in ("ha", "héc ta") else number
