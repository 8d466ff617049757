"""Amounts as offices write them, read to exact decimals: 13.515, 68,9, 1,2 ha, 50 triệu đồng, 13.515/19.611.

A point between groups of three is the Vietnamese sign of thousands, a comma that of decimals; English signs are read
where they can be nothing else. What could be either ("13,515") is not read.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from fractions import Fraction
from typing import Final

from msgspec import Struct

PERCENT: Final = "%"
DONG: Final = "đồng"
SQUARE_METRE: Final = "m²"
_LONGEST: Final = 120

_NUMBER: Final = (
    r"(?:[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,4}(?:,[0-9]{1,4})?"  # 13.515   1.234.567,89
    r"|[1-9][0-9]{0,2}(?:[ \u00a0\u202f][0-9]{3}){1,4}(?:,[0-9]{1,4})?"  # 13 515
    r"|[1-9][0-9]{0,2}(?:,[0-9]{3}){2,4}(?:\.[0-9]{1,4})?"  # 1,234,567
    r"|[1-9][0-9]{0,2},[0-9]{3}\.[0-9]{1,4}"  # 1,234.5
    r"|[0-9]{1,15}(?:[.,][0-9]{1,4})?)"  # 13515   68,9   68.9
    r"(?![0-9.,]*[0-9])"
)
_EITHER_WAY: Final = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}\Z", re.ASCII)
_SCALES: Final = {
    "nghìn": 10**3,
    "ngàn": 10**3,
    "thousand": 10**3,
    "triệu": 10**6,
    "tr": 10**6,
    "million": 10**6,
    "tỷ": 10**9,
    "tỉ": 10**9,
    "billion": 10**9,
}
_SCALE: Final = "|".join(sorted(_SCALES, key=len, reverse=True))
_QUANTITY: Final = re.compile(
    rf"\s*(?P<number>{_NUMBER})\s*(?:(?P<scale>{_SCALE})(?!\w)\.?)?\s*(?P<unit>%|[^\W\d_](?:[^/%0-9]*[^/%0-9\s])?[23²³]?)?\s*\Z",
    re.IGNORECASE,
)
_IN_PARTS: Final = re.compile(  # 5 tỷ 200 triệu đồng
    r"\s*(?P<first>[0-9]{1,15}) ?(?P<scale>tỷ|tỉ|triệu|tr)\.? (?P<second>[0-9]{1,3}) ?(?P<lower>triệu|tr|nghìn|ngàn)(?!\w)\.?"
    r"\s*(?P<unit>[^\W\d_]{1,5})?\s*\Z",
    re.IGNORECASE,
)
_UNITS: Final = {
    "đ": (DONG, 1),
    "đồng": (DONG, 1),
    "dong": (DONG, 1),
    "vnđ": (DONG, 1),
    "vnd": (DONG, 1),
    "m2": (SQUARE_METRE, 1),
    "m²": (SQUARE_METRE, 1),
    "ha": (SQUARE_METRE, 10**4),
    "héc-ta": (SQUARE_METRE, 10**4),
    "hecta": (SQUARE_METRE, 10**4),
    "km2": (SQUARE_METRE, 10**6),
    "km²": (SQUARE_METRE, 10**6),
}
_FULL_FIGURE: Final = 1000
"""“500.000.000/1,2 tỷ”: a part so many times the whole's number is written in full, not in its thousands of millions."""


class Quantity(Struct, frozen=True):
    """A number and its unit as written, lower-case; ``scaled`` says that the number was given in thousands or more."""

    value: Decimal
    unit: str = ""
    scaled: int = 1

    @property
    def basic(self) -> Quantity:
        """The same in đồng or square metres, where the unit is one of money or area."""
        unit, factor = _UNITS.get(self.unit, (self.unit, 1))
        return Quantity(Decimal(plain(self.value * factor)), unit, self.scaled)


class Share(Struct, frozen=True):
    """How much of how much: ``done`` of ``total``, in one unit; of a bare percentage the total is 100 and the unit %."""

    done: Decimal
    total: Decimal
    unit: str = ""

    @property
    def part(self) -> Fraction:
        return Fraction(self.done) / Fraction(self.total)

    @property
    def basic(self) -> Share:
        """The same in đồng or square metres, where the unit is one of money or area."""
        unit, factor = _UNITS.get(self.unit, (self.unit, 1))
        return Share(Decimal(plain(self.done * factor)), Decimal(plain(self.total * factor)), unit)


def read_number(text: str) -> Decimal | None:
    """Read a number; None where there is none, or one that may mean thousands or a fraction ("13,515")."""
    if len(text) > _LONGEST or _EITHER_WAY.match(text) or not re.fullmatch(_NUMBER, text, re.ASCII):
        return None
    if re.fullmatch(r"\d+[.,]\d{1,4}", text, re.ASCII) and not re.fullmatch(
        r"[1-9]\d{0,2}\.\d{3}", text, re.ASCII
    ):
        return Decimal(text.replace(",", "."))
    if text.count(",") > 1 or 0 <= text.rfind(",") < text.rfind("."):  # English: 1,234.5
        return Decimal(text.replace(",", ""))
    return Decimal(re.sub(r"[. \u00a0\u202f]", "", text).replace(",", "."))


def read_quantity(text: str) -> Quantity | None:
    """Read a number with its unit: "1,2 ha", "50 triệu đồng", "13.515 hồ sơ", "68,9%"."""
    if len(text) > _LONGEST:
        return None
    text = unicodedata.normalize("NFC", text)
    if parts := _IN_PARTS.match(text):
        return _in_parts(parts)
    found = _QUANTITY.match(text)
    value = read_number(found["number"]) if found else None
    if found is None or value is None:
        return None
    scale = _SCALES[found["scale"].lower()] if found["scale"] else 1
    return Quantity(value * scale, (found["unit"] or "").lower(), scale)


def _in_parts(found: re.Match[str]) -> Quantity | None:
    """Read "5 tỷ 200 triệu": each part in a scale of its own, the second below the first."""
    scale, lower = _SCALES[found["scale"].lower()], _SCALES[found["lower"].lower()]
    if lower >= scale:
        return None
    value = Decimal(found["first"]) * scale + Decimal(found["second"]) * lower
    return Quantity(value, (found["unit"] or "").lower(), lower)


def read_share(text: str) -> Share | None:
    """Read a progress: "6/12", "13.515/19.611 hồ sơ", "50 triệu/120 triệu đồng", "68,9%"; None where it is none."""
    left, slash, right = text.partition("/")
    done = read_quantity(left)
    if done is None:
        return None
    if not slash:
        return Share(done.value, Decimal(100), PERCENT) if done.unit == PERCENT and done.scaled == 1 else None
    total = read_quantity(right)
    if total is None or not total.value or PERCENT in (done.unit, total.unit):
        return None
    if not done.unit:
        done = _in_the_unit_of(done, total)
    elif done.unit != total.unit and total.unit:
        done, total = done.basic, total.basic
    return Share(done.value, total.value, done.unit) if done.unit == total.unit else None


def _in_the_unit_of(done: Quantity, total: Quantity) -> Quantity:
    """A bare number is in the whole's unit, and in its millions where it is not written in full."""
    scale = total.scaled if done.scaled == 1 and done.value < _FULL_FIGURE * total.value / total.scaled else 1
    return Quantity(done.value * scale, total.unit, max(scale, done.scaled))


def ambiguous_in(text: str) -> str:
    """Return the first number in a text that may mean thousands or a fraction; "" where there is none."""
    found = re.findall(rf"(?<![\d.,])(?:{_NUMBER}|\d[\d.,]*)", text, re.ASCII)
    return next((number for number in found if _EITHER_WAY.match(number)), "")


def plain(value: Decimal) -> str:
    """A number as documents hold it: digits, and a point before decimals; never in powers of ten."""
    shown = f"{value:f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def percent(part: Fraction) -> Decimal:
    """A share as per cent with one decimal, rounded down so that 100 means all."""
    return Decimal(int(part * 1000)) / 10
