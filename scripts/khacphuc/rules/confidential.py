"""Find confidential data in the text of a document: front matter, comments and body alike.

Sources of the forms: the twelve digits of a citizen's number are a code of the place of birth (001 to 096), one of century
and sex, the year, and six more (Thông tư 59/2021/TT-BCA, điều 4); mobile numbers have ten digits and landlines eleven since
the prefixes changed in 2017 and 2018.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from khacphuc.model.schema import Vocabulary
from khacphuc.register.document import AnyDocument
from khacphuc.text.flaw import Place
from khacphuc.text.front_matter import place_at
from khacphuc.text.message import N_


class Secret(Vocabulary):
    """A kind of confidential data."""

    STAMP = "stamp", N_("secrecy stamp")
    CITIZEN = "citizen", N_("citizen identity number")
    PHONE = "phone", N_("phone number")
    CARD = "card", N_("Party-card number")
    EMAIL = "email", N_("private e-mail address")


class Hit(NamedTuple):
    """The place of a secret in a text. ``shown`` is as much of it as a message may repeat."""

    kind: Secret
    start: int
    end: int
    shown: str


_UNSEEN = r"\u00a0\u200b-\u200d\u2009\u2060\ufeff"
"""Spaces and joints that nobody sees: they come with a copy from a page or a PDF."""
_GAP = rf"[ .{_UNSEEN}-]?"
# Not part of something longer: a document number (0912345678/QĐ), an amount, an address.
_ALONE = r"(?![\w/@]|[.,-]\d)"
_MOBILE = re.compile(
    rf"(?:0|0084{_GAP}|\(?\+84\)?{_GAP}(?:\(0\))?)(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9\d)(?:{_GAP}\d){{7}}{_ALONE}"
)
_LANDLINE = re.compile(
    rf"(?:\(?0|0084{_GAP}|\(?\+84\)?{_GAP})2(?:[48]\)?{_GAP}\d{{1,4}}{_GAP}\d{{2,4}}|\d\d\)?{_GAP}\d{{1,3}}{_GAP}\d{{2,4}})"
    rf"(?:{_GAP}\d{{2,4}}){{0,2}}{_ALONE}"
)
_LANDLINE_DIGITS = 10  # without the leading 0 or country code
_CITIZEN = re.compile(
    rf"0(\d{{2}})(?:{_GAP}[0-3]\d{{2}}{_GAP}\d{{3}}{_GAP}\d{{3}}|[0-3]([ .])\d{{4}}\2\d{{4}}){_ALONE}"
)
_PROVINCES = range(1, 97)
_OTHER_NUMBER = re.compile(r"(?:mã số thuế|mst|tài khoản|stk|số seri|mã vạch)[^\d\n]{0,20}\Z", re.IGNORECASE)
_CONTEXT = 40
# What nearly every text is without, looked for first: a zero with nine digits after it, and two groups of three digits.
# Both begin with plain characters, which the regular expression engine skips to.
_TEN_DIGITS = re.compile(rf"0[0-9](?:[ .{_UNSEEN}()-]{{0,2}}[0-9]){{8}}")
_SIX_DIGITS = re.compile(rf"[0-9][0-9][0-9][ .{_UNSEEN}]?[0-9][0-9][0-9]")
_WIDE = re.compile("[０-９]")
_NARROW = {ord(wide): str(digit) for digit, wide in enumerate("０１２３４５６７８９")}
_START = re.compile(r"0\d|\(0\d|\+84|\(\+84")

_NAMED_CITIZEN = re.compile(
    r"(?:cmnd|cmtnd|chứng minh (?:nhân dân|thư)|cccd|căn cước(?: công dân)?|định danh cá nhân)[^\d\n]{0,25}"
    rf"(\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{3}}(?:{_GAP}\d{{3}})?){_ALONE}",
    re.IGNORECASE,
)
_PASSPORT = re.compile(rf"hộ chiếu[^\d\n]{{0,25}}?(\b[A-Z] ?\d{{7,8}}){_ALONE}", re.IGNORECASE)
_CARD = re.compile(
    r"(?:số thẻ đảng(?: viên)?|thẻ đảng(?: viên)? ?(?:số|:))[^\d\n]{0,15}(\d[\d. ]{4,12}\d)(?![\d/])",
    re.IGNORECASE,
)
_EMAIL = re.compile(
    r"[\w.+-]{1,64}@(?:g(?:oogle)?mail\.com|y(?:ahoo|mail)\.com(?:\.vn)?|hotmail\.com(?:\.vn)?|outlook\.com(?:\.vn)?|live\.com"
    r"|msn\.com|icloud\.com|aol\.com|proton(?:mail\.com|\.me)|gmx\.(?:com|net)|mail\.(?:com|ru)|yandex\.(?:com|ru)|zoho\.com)"
    r"(?![\w-]|\.\w)",
    re.IGNORECASE,
)
_DEGREES = r"TUYỆT MẬT|TỐI MẬT|MẬT|T U Y Ệ T +M Ậ T|T Ố I +M Ậ T|M Ậ T"
_STAMP = re.compile(
    r"^(?:[ \t>*_#|`\[(\"'“~-]|\w{1,30}:[ \t]|(?:[Tt]ài liệu|[Vv]ăn bản|[Dd]ấu|[Đđ]óng dấu)[ \t])*+"  # never given back: a line can be read in one way alone, however long
    rf"({_DEGREES})[ \t*_#|`\])\"'”~.-]*$|[(\[]({_DEGREES})[)\]]",
    re.MULTILINE,
)
_DEGREE = re.compile(r"\bđộ mật[ \t*_]*:[ \t*_\"']*((?:tuyệt |tối )?mật)\b", re.IGNORECASE)


def hits(document: AnyDocument, kind: Secret) -> Iterator[tuple[Place, str]]:
    """Yield where a document holds secrets of a kind, and as much of each as may be repeated."""
    for hit in scan(document.text):
        if hit.kind is kind:
            yield place_at(document.text, hit.start, hit.end - hit.start), hit.shown


@lru_cache(maxsize=4)
def scan(text: str) -> tuple[Hit, ...]:
    """Return everything in a text that must not be there. A clean text costs a few looks for what they all have."""
    found: list[Hit] = []
    if _WIDE.search(text):
        text = text.translate(_NARROW)
    if "MẬT" in text or "M Ậ T" in text or "ộ mật" in text:
        found += _stamps(text)
    if _TEN_DIGITS.search(text) or "+84" in text:
        found += _numbers(text)
    if _SIX_DIGITS.search(text):
        found += (
            _masked(Secret.CARD, text, *hit.span(1)) for hit in _CARD.finditer(text) if _count(hit[1]) >= 6
        )
        taken = {hit.start for hit in found}
        named = (hit.span(1) for hit in _NAMED_CITIZEN.finditer(text))
        found += (_masked(Secret.CITIZEN, text, *span) for span in named if span[0] not in taken)
        found += (_masked(Secret.CITIZEN, text, *hit.span(1)) for hit in _PASSPORT.finditer(text))
    if "@" in text:
        found += (_address(hit) for hit in _EMAIL.finditer(text))
    return tuple(found)


def _stamps(text: str) -> Iterator[Hit]:
    for pattern in (_STAMP, _DEGREE):
        for hit in pattern.finditer(text):
            group = hit.lastindex or 0
            yield Hit(Secret.STAMP, hit.start(group), hit.end(group), hit[group])


def _numbers(text: str) -> Iterator[Hit]:
    end = 0
    for start in _START.finditer(text):
        at = start.start()
        if at < end or _inside(text, at):
            continue
        kind, found = Secret.CITIZEN, _CITIZEN.match(text, at)
        if found is None or int(found[1]) not in _PROVINCES:
            kind, found = Secret.PHONE, _phone(text, at)
        if found is not None and not _OTHER_NUMBER.search(text, max(0, at - _CONTEXT), at):
            end = found.end()
            yield _masked(kind, text, at, end)


def _inside(text: str, at: int) -> bool:
    """Return whether what begins there goes on from something before: a longer number, a word, an address."""
    before = text[at - 1 : at]
    if before in "([" or not before:
        return False
    return before.isalnum() or before in "/_@+" or (before in ".,-" and text[at - 2 : at - 1].isalnum())


def _phone(text: str, at: int) -> re.Match[str] | None:
    found = _MOBILE.match(text, at)
    if found is not None:
        return found
    found = _LANDLINE.match(text, at)
    digits = re.sub(r"\D", "", found[0]) if found else ""
    return (
        found
        if len(digits.removeprefix("00").removeprefix("84").removeprefix("0")) == _LANDLINE_DIGITS
        else None
    )


def _count(text: str) -> int:
    return sum(char.isdigit() for char in text)


def _address(hit: re.Match[str]) -> Hit:
    name, _, service = hit[0].partition("@")
    return Hit(Secret.EMAIL, hit.start(), hit.end(), f"{name[:2]}…@{service}")


def _masked(kind: Secret, text: str, start: int, end: int) -> Hit:
    return Hit(kind, start, end, f"{text[start : start + 3]}…")
