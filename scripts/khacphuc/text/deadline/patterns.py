"""The grammar of written deadlines, as data: what is looked for in a folded text, in which order.

Patterns see text from ``fold_aligned`` with single spaces: lower case, no marks, ASCII digits, "-" for every dash. What
one has taken is blanked out before the next one looks, so the order of the table is the order of precedence. Every
quantifier is bounded and no two neighbours match the same characters without limit: reading is linear in the text.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import Final, NamedTuple

from khacphuc.text.deadline.numbers import ENGLISH_PATTERN, VIETNAMESE_PATTERN
from khacphuc.text.deadline.readings import Vague
from khacphuc.text.deadline.words import ENGLISH_MONTHS, VAGUE


class Kind(Enum):
    """What a mark in the text is."""

    LUNAR = auto()
    """A day of the lunar calendar: rằm tháng Giêng, 15/8 âm lịch, Tết."""
    OCCASION = auto()
    """What a deadline is set in honour of, with its own date: chào mừng 30/4."""
    HOUR = auto()
    """17h00, cuối giờ chiều, COB: an hour of a day, which the register does not keep."""
    FISCAL = auto()
    """FY2027, năm tài chính 2027."""
    AFTER_CYCLE = auto()
    """So many days after each period: within 15 days after each quarter end."""
    DAY_OF_WEEK = auto()
    """thứ Sáu tuần này"""
    LAST_WORKING_DAY = auto()
    DOCUMENT = auto()
    """A cited paper with its date, or a far vision: "số 35-TB/ĐU ngày 05/6/2024", "tầm nhìn 2030" are no deadlines."""
    PERCENT = auto()
    EVERY = auto()
    EVERY_N = auto()
    """A cycle by numbers: 6 tháng/lần, 2 lần/năm."""
    MONTH_OF_QUARTER = auto()
    DATE = auto()
    DAY_OF_NAMED_MONTH = auto()
    SCHOOL_YEAR = auto()
    SPAN = auto()
    PART_OF_YEAR = auto()
    QUARTER = auto()
    MONTH = auto()
    YEAR = auto()
    NAMED = auto()
    """tháng này, quý sau, cuối năm: a period named from the document's date."""
    MEETING = auto()
    DURATION = auto()
    DAYS = auto()
    """Days without a month: ngày 15 và 30."""
    WEEKDAY = auto()
    ONWARD = auto()
    UNTIL_NOW = auto()
    VAGUE = auto()


_YEAR = r"(?:19|20|21)[0-9]{2}"
_CITED = rf"[0-9]{{1,2}}(?: ?[/.-] ?| thang )[0-9]{{1,2}}(?: ?[/.-] ?| nam ){_YEAR}"
_DAY = r"(?P<d>[0-9]{1,2})"
_MONTH = r"(?P<m>[0-9]{1,2})"
_REAL_DAY = r"(?P<d>0?[1-9]|[12][0-9]|3[01])"
_REAL_MONTH = r"(?P<m>0?[1-9]|1[0-2])"
_ANY_YEAR = r"(?P<y>[0-9]{4}|[0-9]{2})(?![0-9])"

_MONTHS: Final = "|".join(ENGLISH_MONTHS)
_EN_MONTH = (
    r"(?P<mon>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
# "may" and "mar" are left out where nothing else shows that the text is English.
_EN_LONG_MONTH = r"(?P<mon>january|february|april|june|july|august|september|october|november|december)"

_MONTH_WORD = r"hai|ba|tu|nam(?= nam [0-9])|sau|bay|tam|chin|muoi mot|muoi hai|muoi"
# "quý V" and "quý 5" are found too, to say that there is none.
_QUARTER = r"(?:iv|i{1,3}|vi?|0?[1-9]|mot|nhat|hai|nhi|ba|tu|bon)(?![a-z0-9])"
_AMOUNT = (
    rf"(?P<n>[0-9]{{1,4}}|\b(?!nam(?![a-z ])|nam (?!muoi))(?:{VIETNAMESE_PATTERN})|\b{ENGLISH_PATTERN}"
    r"|(?<=trong )nam|(?<=vong )nam|\bnam(?= ngay lam viec))"
    r"(?: ?\([^()]{1,30}\))?[ -]"  # 15 (mười lăm) ngày
)

# The year after a month, quarter or half: "/2024", " năm 2024", " năm nay", "/24".
_YEAR_AFTER = (
    rf"(?:(?: ?[/.,-] ?| )(?:cua |of )?(?:nam )?(?P<y>{_YEAR})(?![0-9])|/(?P<yy>[2-9][0-9])(?![0-9/])"
    r"|,? (?:cua )?nam (?P<ry>nay|sau|toi|truoc|lien ke|ke tiep|tiep theo)(?![a-z])|,? (?:of )?(?P<ey>this|next) year)?"
)
# Which part of a period is meant. The words are explained in ``dates``.
_PART = (
    r"(?:(?<![a-z])(?P<part>nua dau|nua cuoi|thuong tuan|trung tuan|ha tuan|tuan (?:thu )?(?:dau|cuoi|[1-4]|nhat|hai|ba|tu)"
    r"|dau|giua|cuoi|het|khoang|du kien|eom|eoq|eoy|early|mid|late|end of|beginning of|start of|middle of|around|about)"
    r"(?: tien| cung)?[ -](?:cua |trong |the |cac )?)?"
)
_LINK = r"(?P<link> ?, ?| va | ?- ?| den | toi | and | to )"

_UNIT = r"(?P<u>0?6 thang|sau thang|nua nam|ngay|tuan|thang|qu[yi]|nam|6 months|six months|half[ -]year|day|week|month|quarter|half|year)(?![a-z])"
# The period of which something is the last day: one of many where no number and no "sau" says which.
_CYCLE_UNIT = (
    r"(?P<u>thang|qu[yi]|nam|month|quarter|year)(?![a-z0-9])"
    r"(?! ?[/.-]? ?(?:[0-9]|[ivx]{1,3}(?![a-z])|nay|sau|toi|tiep theo|ke tiep|lien ke|truoc|of|in|end|hai|ba|tu|nam|bay|tam|chin|muoi|mot|dau|cuoi))"
)
# "tháng 6", "quý III" after "định kỳ" is one period and no cycle, unless a number of times follows.
_NO_NUMBER = r"(?! ?(?:[0-9]{1,2}|[ivx]{1,3})(?![0-9a-z])(?! lan))"

_EN_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"


class Check(Enum):
    """What a match must pass beside its pattern: what folding took away is looked up in the paper's own words."""

    NONE = auto()
    DOCUMENT = auto()
    ENGLISH = auto()
    YEAR = auto()


class Row(NamedTuple):
    """One line of the table. A text that holds none of ``needs`` cannot match, so its pattern is not even compiled."""

    kind: Kind
    pattern: str
    check: Check
    vague: Vague | None
    needs: tuple[str, ...]


def _row(kind: Kind, *pattern: str, needs: str, check: Check = Check.NONE, vague: Vague | None = None) -> Row:
    return Row(kind, "".join(pattern), check, vague, tuple(needs.split("|")))


# Words that tell an occasion from the deadline beside it; what follows "xong", "trước" is the deadline.
_OCCASION = r"\b(?:chao mung|ky niem|nhan dip|lap thanh tich|huong toi|to celebrate|to mark|on the occasion of|in honou?r of)"
_NOT_DEADLINE = r"(?:(?!truoc|xong|hoan thanh|cham nhat|han |by |before )[^,;.()0-9])"
_NEXT = "nay|sau|toi|tiep theo|ke tiep|lien ke"
_PERIOD_UNIT = "tuan|thang|qu[yi]|nam|week|month|quarter|half[ -]year|year"

PATTERNS: Final = (
    _row(
        Kind.LUNAR,
        r"\b(?:am lich|nguyen dan|trung thu|giao thua|lunar|thang (?:gieng|chap)|ram|tet|mung [0-9]{1,2} tet)\b",
        needs="lich|nguyen|trung|giao|lunar|gieng|chap|ram|tet",
    ),
    _row(
        Kind.OCCASION,
        rf"{_OCCASION}(?:{_NOT_DEADLINE}{{0,80}}[0-9]{{1,2}}[/-][0-9]{{1,2}}(?![0-9])(?:[/-]{_YEAR})?|{_NOT_DEADLINE}{{1,80}})",
        needs="chao mung|ky niem|nhan dip|thanh tich|huong toi|to celebrate|to mark|occasion|in hono",
    ),
    _row(
        Kind.OCCASION,
        r"\b(?:gia han|dieu chinh|sua doi) lan (?:thu )?(?:[0-9]{1,2}(?![0-9/])|nhat|hai|ba)\b",
        needs="lan",
    ),
    _row(
        Kind.HOUR,
        r"(?<![0-9/.])[0-9]{1,2} ?(?:h|gio|g)(?: ?[0-9]{2}(?: ?phut)?)?(?: (?:sang|trua|chieu|toi|dem))?(?![a-z0-9])(?= (?:ngay|,)| ?,? ?[0-9]{1,2}[/.-])"
        r"|(?<![0-9/.])(?:[0-9]{1,2}:[0-9]{2}(?: ?[ap]\.?m\b\.?)?|[0-9]{1,2} ?[ap]\.?m\b\.?)(?: on)?"
        r"|\b(?:sang|trua|chieu|toi|dem)(?= (?:thu |chu nhat|(?:ngay )?(?:mung |mong )?[0-9]))"
        r"|\b(?:cob|eod|close of business|end of (?:the )?day|midnight|noon)\b(?: on)?",
        needs="h|gio|g|:|m|sang|trua|chieu|toi |cob|eod|close of|end of|noon",
    ),
    _row(
        Kind.FISCAL,
        r"\b(?:(?:q(?P<fq>[1-4])|qu[yi] (?P<fql>iv|i{1,3}|[1-4])|(?P<fqw>first|second|third|fourth|last) quarter),? (?:of |cua )?(?:the )?)?"
        r"(?:(?:end|close) of (?:the )?)?(?:fy|fiscal(?: year)?|financial year|nam tai chinh|nien do(?: ngan sach)?) ?'?"
        r"(?:[0-9]{2,4} ?[/-] ?)?(?P<fy>[0-9]{4}|[0-9]{2})?(?![0-9])",
        needs="fy|fiscal|financial year|tai chinh|nien do",
    ),
    _row(
        Kind.AFTER_CYCLE,
        rf"(?<![0-9/.,]){_AMOUNT}(?P<u>ngay(?P<w> lam viec)?|(?P<ew>working|business) days?|(?:calendar )?days?)"
        rf" (?:sau|ke tu|tu|after|of|from)(?: ngay| khi| the)*(?: (?P<each>each|every|moi|hang))?(?: (?P<end>ket thuc|end of|close of))?"
        rf"(?: the)?(?: (?P<each2>each|every|moi|hang))? (?P<unit>{_PERIOD_UNIT})(?P<end2>[- ]end| ket thuc)?(?![a-z0-9])(?! [0-9])",
        needs="ngay|day",
    ),
    _row(
        Kind.LAST_WORKING_DAY,
        r"(?:\bngay lam viec cuoi(?: cung)?(?: cua| trong)?|\b(?:the )?last (?:working|business) day(?: of| in)?)",
        rf"(?: (?:the )?{_CYCLE_UNIT})?",
        needs="ngay lam viec cuoi|last working|last business",
    ),
    _row(  # ngày cuối cùng của tháng
        Kind.EVERY,
        rf"\bngay cuoi cung(?: cua| trong)? {_CYCLE_UNIT}",
        needs="ngay cuoi cung",
    ),
    _row(
        Kind.DAY_OF_WEEK,
        rf"\b(?:thu (?P<w>[2-7]|hai|ba|tu|nam|sau|bay)|(?P<sun>chu nhat)),? (?:cua |trong )?tuan (?P<rel>{_NEXT})(?![a-z])",
        needs="thu |chu nhat",
    ),
    _row(
        Kind.DAY_OF_WEEK,
        rf"\b(?P<en>{_EN_WEEKDAY}),? (?:of )?(?P<rel>this|next) week\b",
        needs="day",
    ),
    _row(
        Kind.DOCUMENT,
        rf"(?<![0-9a-z/])(?<!thang )[0-9]{{1,5}}(?:/{_YEAR})?[-/](?!thang|tuan|ngay|nam|quy|lan|{_EN_MONTH.replace('?P<mon>', '?:')}|[ivx]{{1,3}}/|[qh][1-4])",
        r"[a-z]{1,12}(?:[-/][a-z0-9]{1,12}){0,4}",
        rf"(?:,? (?:cua [a-z ]{{1,60}}?,? )?(?:ngay|dated) {_CITED})?",
        check=Check.DOCUMENT,
        needs="-|/",
    ),
    _row(Kind.DOCUMENT, rf"\bso [0-9]{{1,5}},? ngay {_CITED}", needs="so "),
    _row(
        Kind.DOCUMENT,
        rf"\b(?:theo|tai|cua|of) (?:thong bao|ket luan|ke hoach|quyet dinh|nghi quyet|cong van|chi thi)(?: ket luan)?,? ngay {_CITED}",
        needs="ngay ",
    ),
    _row(
        Kind.DOCUMENT,
        rf"\b(?:tam nhin|dinh huong)(?: den)?(?: nam)? {_YEAR}(?![0-9])",
        needs="tam nhin|dinh huong",
    ),
    _row(
        Kind.PERCENT,
        r"(?<![0-9.,])(?P<p>[0-9]{1,3}(?:[.,][0-9]{1,2})?) ?(?:%|phan tram|per ?cent)",
        needs="%|phan tram|cent",
    ),
    _row(
        Kind.MONTH_OF_QUARTER,
        rf"(?:cua )?\bthang (?P<pos>dau|thu nhat|giua|thu hai|cuoi)(?: tien| cung)?(?: cua)?(?: moi| hang)? qu[yi](?![a-z]){_NO_NUMBER}",
        rf"(?: (?P<rel>{_NEXT})(?![a-z]))?",
        needs="thang dau|thang thu|thang giua|thang cuoi",
    ),
    _row(
        Kind.MONTH_OF_QUARTER,
        r"(?:of )?(?:the )?\b(?P<pos>first|second|third|middle|last) month of (?:the |each |every )?(?:(?P<rel>this|next|following) )?quarter\b(?! [0-9ivx])",
        needs="month of",
    ),
    _row(
        Kind.MONTH_OF_QUARTER,
        r"(?:of )?(?:the )?\b(?P<pos>month (?:after|following)) (?:the end of )?(?:each|every) quarter\b(?! [0-9ivx])",
        needs="month after|month following",
    ),
    _row(  # mỗi tháng hai lần, hằng năm ít nhất 2 lần
        Kind.EVERY_N,
        rf"\b(?:moi|hang|mot|tung) {_UNIT}(?: it nhat| toi thieu)? (?P<times>[0-9]{{1,2}}|{VIETNAMESE_PATTERN}) lan\b",
        needs="lan",
    ),
    _row(
        Kind.EVERY,
        rf"(?:(?<!tuan )\b(?P<at>dau|cuoi) )?\b(?:dinh ky )?(?:(?<!khach )(?<!ngan )(?<!mat )hang|moi|tung|dinh ky|every|each)(?: mot)? {_UNIT}{_NO_NUMBER}",
        needs="hang|moi|tung|dinh ky|every|each",
    ),
    _row(
        Kind.EVERY_N,
        r"\b(?:every|each) (?P<k>second|other|third|fourth|[2-9]|two|three|four) (?P<u>day|week|month|quarter|year)s?\b",
        needs="every|each",
    ),
    _row(
        Kind.EVERY_N,
        rf"\b(?:every|each) (?P<k>second|other|third|fourth)(?= {_EN_WEEKDAY})",
        needs="every|each",
    ),
    _row(
        Kind.EVERY_N,
        r"\b(?:cu|moi|dinh ky|sau moi) (?P<k>0?[2-9]|1[0-2]|hai|ba|bon|nam|sau) (?P<u>ngay|tuan|thang|qu[yi]|nam)(?![a-z])(?: (?:mot|0?1) lan)?",
        needs="cu |moi |dinh ky ",
    ),
    _row(Kind.EVERY_N, r"\b(?P<odd>bi-?weekly|bi-?monthly|biennial(?:ly)?)\b", needs="bi"),
    _row(Kind.EVERY_N, r"\b(?:(?P<fortnight>fortnightly)|(?:every|each) fortnight)\b", needs="fortnight"),
    _row(Kind.EVERY, rf"\b(?:every|each)(?= {_EN_WEEKDAY})", needs="every|each"),
    _row(
        Kind.EVERY,
        r"\b(?P<adv>daily|weekly|monthly|quarterly|half-?yearly|semi-?annual(?:ly)?|bi-?annual(?:ly)?|annual(?:ly)?|yearly)\b",
        needs="daily|weekly|monthly|quarterly|yearly|annual",
    ),
    _row(
        Kind.EVERY_N,
        rf"(?:\b(?:it nhat|toi thieu) )?(?<![0-9])(?P<times>[0-9]{{1,2}}|mot|hai) lan ?(?:/|tren|moi|mot|trong) ?(?:mot |0?1 )?{_UNIT}",
        needs="lan",
    ),
    _row(
        Kind.EVERY_N,
        rf"\b(?P<times>once|twice|[0-9]{{1,2}}(?= times))(?: times)? (?:a|per|each|every) {_UNIT}",
        needs="once|twice|times",
    ),
    _row(
        Kind.EVERY_N,
        r"(?:(?<![0-9/])(?P<k>0?[1-9]|1[0-2]|mot|hai|ba|bon|sau) )?\b(?P<u>tuan|thang|quy|nam) ?(?:/ ?|mot |0?1 )(?:mot |0?1 )?lan\b",
        needs="lan",
    ),
    _row(Kind.DATE, rf"(?<![0-9])(?P<y>[0-9]{{4}})(?P<s>[/.-]){_MONTH}(?P=s){_DAY}(?![0-9])", needs="-|/|."),
    _row(  # 20261231
        Kind.DATE,
        r"(?<![0-9])(?P<y>20[0-9]{2})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12][0-9]|3[01])(?![0-9])",
        needs="20",
    ),
    _row(  # ngày ba mươi tháng chín năm 2026, mồng một tháng 10
        Kind.DATE,
        rf"\b(?:ngay|mung|mong)(?: mung| mong)? (?P<dw>{VIETNAMESE_PATTERN}) thang (?P<m>[0-9]{{1,2}}(?![0-9])|{_MONTH_WORD}(?![a-z]))",
        rf"(?:(?:,? nam |[/.-]| ){_ANY_YEAR}|,? (?:cua )?nam (?P<ry>nay|sau|toi|lien ke|ke tiep|tiep theo)(?![a-z]))?",
        needs="thang",
    ),
    _row(  # ba mươi tháng chín
        Kind.DATE,
        rf"\b(?P<dw>(?:(?:hai|ba) )?muoi(?: (?:mot|hai|ba|bon|tu|lam|sau|bay|tam|chin))?) thang (?P<m>[0-9]{{1,2}}(?![0-9])|{_MONTH_WORD}(?![a-z]))",
        rf"(?:,? nam {_ANY_YEAR})?",
        needs="muoi",
    ),
    _row(  # ngày 30 tháng chín
        Kind.DATE,
        rf"\b(?:ngay|mung|mong) (?:mung |mong )?{_REAL_DAY} thang (?P<m>{_MONTH_WORD})(?![a-z])(?:,? nam {_ANY_YEAR})?",
        needs="thang",
    ),
    _row(  # 15-20/6/2024: the second day counts
        Kind.DATE,
        rf"(?<![0-9/.])(?P<d0>[0-9]{{1,2}})(?: ?- ?| den (?:het )?(?:ngay )?){_REAL_DAY} ?/ ?{_REAL_MONTH}(?![0-9])(?: ?/ ?{_ANY_YEAR})?",
        needs="/",
    ),
    _row(
        Kind.DATE, rf"(?<![0-9]){_DAY} ?(?P<s>[/.-]) ?{_MONTH} ?(?P=s) ?{_ANY_YEAR}(?!/[0-9])", needs="-|/|."
    ),
    _row(  # ngày 05 tháng 6 năm 2024, ngày 05/6 năm 2024, ngày 05 tháng 6
        Kind.DATE,
        rf"\b(?:ngay|mung|mong) (?:mung |mong )?{_DAY} ?(?:thang|/) ?{_MONTH}(?![0-9])",
        rf"(?:(?:,? nam |[/.-]| ?/ ?|,? (?=[0-9]{{4}})){_ANY_YEAR}|,? (?:cua )?nam (?P<ry>{_NEXT})(?![a-z]))?",
        needs="ngay|mung|mong",
    ),
    _row(Kind.DATE, rf"\bngay {_REAL_DAY} ?[.-] ?{_REAL_MONTH}(?![0-9]|[/.-][0-9])", needs="ngay"),
    _row(Kind.DATE, rf"(?<![0-9]){_DAY} thang {_MONTH}(?:,? nam |, ?){_ANY_YEAR}", needs="thang"),
    _row(Kind.DATE, rf"(?<![0-9/.])(?P<d>1[3-9]|2[0-9]|3[01]) thang {_REAL_MONTH}(?![0-9])", needs="thang"),
    _row(
        Kind.DATE,
        rf"(?<![0-9]){_DAY}(?:st|nd|rd|th)?[ -](?:of )?{_EN_MONTH}\b\.?,?(?:[ -](?P<y>[0-9]{{4}})(?![0-9])|-(?P<yy>[0-9]{{2}})(?![0-9]))?",
        check=Check.ENGLISH,
        needs=_MONTHS,
    ),
    _row(
        Kind.DATE,
        rf"\b{_EN_MONTH}\.? {_DAY}(?:st|nd|rd|th)?(?![0-9])(?:,? (?P<y>[0-9]{{4}})(?![0-9]))?",
        check=Check.ENGLISH,
        needs=_MONTHS,
    ),
    _row(  # 15/8, but not 3/4 of the tasks
        Kind.DATE,
        rf"(?<![0-9/.]){_REAL_DAY} ?/ ?{_REAL_MONTH}(?![0-9]|/[0-9]| ?%|[.,][0-9]| (?:nhiem vu|noi dung|don vi|chi bo|muc|nguoi|kien nghi))",
        rf"(?:,? (?:cua )?nam (?:(?P<y>{_YEAR})|(?P<ry>{_NEXT})(?![a-z])))?",
        needs="/",
    ),
    _row(
        Kind.DAY_OF_NAMED_MONTH,
        rf"\b(?:ngay|mung|mong)(?: mung| mong)? {_DAY} (?:cua )?thang (?P<rel>{_NEXT})(?![a-z])",
        needs="ngay|mung|mong",
    ),
    _row(
        Kind.DAY_OF_NAMED_MONTH,
        rf"(?<![0-9]){_DAY}(?:st|nd|rd|th)(?: day)? of (?:the )?(?P<rel>this|next|following) month\b",
        needs="month",
    ),
    _row(
        Kind.DAY_OF_NAMED_MONTH,
        rf"(?<![0-9]){_DAY}(?:st|nd|rd|th)(?: day)? of the month (?P<rel>after|following)\b(?! (?:the|each|every))",
        needs="month",
    ),
    _row(
        Kind.SCHOOL_YEAR, rf"\b(?:nam hoc|school year) {_YEAR}(?: ?- ?{_YEAR})?", needs="nam hoc|school year"
    ),
    _row(
        Kind.SPAN,
        rf"(?<![0-9/.-])(?P<a>{_YEAR}) ?(?:-|den|toi|to) ?(?:het )?(?:nam )?(?P<b>{_YEAR})(?![0-9])",
        needs="19|20|21",
    ),
    _row(
        Kind.PART_OF_YEAR,
        r"\b(?:(?P<n>0?3|ba|0?6|sau|0?9|chin) thang (?P<half>dau|cuoi)(?: cua)?(?: nam)?(?![a-z])|nua (?P<half2>dau|cuoi)(?: cua)? nam(?![a-z])",
        rf"|h(?P<h>[12])(?=[ /.-]{{0,2}}{_YEAR})|(?P<eh>first|second|1st|2nd) half(?: of(?: the year)?)?\b){_YEAR_AFTER}",
        needs="thang dau|thang cuoi|nua |h1|h2|half",
    ),
    _row(
        Kind.QUARTER,
        rf"{_PART}\b(?P<unit>qu[yi]) ?(?P<list>{_QUARTER}(?:{_LINK}(?:qu[yi] )?{_QUARTER}){{0,3}}){_YEAR_AFTER}",
        needs="qu",
    ),
    _row(
        Kind.QUARTER,
        rf"{_PART}\bq\.? ?(?P<list>[1-4](?![0-9])|(?:iv|i{{1,3}})(?![a-z])){_YEAR_AFTER}",
        needs="q",
    ),
    _row(Kind.QUARTER, rf"{_PART}(?<![0-9])(?P<y>{_YEAR}) ?-? ?q(?P<list>[1-4])(?![0-9])", needs="q"),
    _row(
        Kind.QUARTER,
        rf"{_PART}\b(?P<list>first|second|third|fourth|last|1st|2nd|3rd|4th) quarter\b{_YEAR_AFTER}",
        needs="quarter",
    ),
    _row(
        Kind.MEETING,
        r"\b(?:ky |buoi |cuoc )?(?:sinh hoat|hop)(?: (?:chi bo|chi uy|chuyen de|dinh ky|thuong ky)){1,3}(?: (?:gan nhat|ke tiep|tiep theo|sap toi))?|\b(?:party )?(?:cell|branch) meetings?\b",
        needs="sinh hoat|hop|meeting",
    ),
    _row(
        Kind.DURATION,
        rf"(?<![0-9/.,])(?<!ngay )(?:[0-9]{{1,3}} ?- ?)?{_AMOUNT}(?P<u>ngay(?P<w> lam viec)?(?! ?[0-9])|(?P<ew>working|business) days?|(?:calendar )?days?",
        r"|thang(?! [0-9])|thang(?= [0-9]{1,2} ngay)|months?|weeks?|years?|gio|hours?)(?![a-z])",
        needs="ngay|day|thang|month|week|year|gio|hour",
    ),
    _row(  # "tháng 6 năm sau", "tháng 9 tuần 2" are no durations
        Kind.DURATION,
        rf"(?<![0-9/.,])(?<!thang )(?<!quy ){_AMOUNT}(?P<u>tuan|nam(?! {_YEAR}))(?![a-z])",
        needs="tuan|nam",
    ),
    _row(
        Kind.MONTH,
        rf"{_PART}\bth(?:ang|g|\.|g\.) ?(?P<list>(?:[0-9]{{1,2}}(?![0-9])|(?:{_MONTH_WORD})(?![a-z]))",
        rf"(?:{_LINK}(?:thang )?(?:0?[1-9]|1[0-2])(?= ?(?:/|[;.),-]|va |den |nam |\0|$))(?!/[0-9]{{1,2}}(?![0-9]))){{0,11}}){_YEAR_AFTER}",
        needs="thang|thg|th.",
    ),
    _row(
        Kind.MONTH, rf"{_PART}(?<![0-9a-z])t\.? ?(?P<list>0?[1-9]|1[0-2])/(?P<y>{_YEAR})(?![0-9])", needs="t"
    ),
    _row(
        Kind.MONTH,
        rf"{_PART}(?<![0-9/.])(?P<list>0?[1-9]|1[0-2]) ?/ ?(?P<y>{_YEAR})(?![0-9]|/[0-9a-z])",
        needs="/",
    ),
    _row(
        Kind.MONTH,
        rf"{_PART}\b{_EN_MONTH}\b\.?,? (?P<y>{_YEAR})(?![0-9])",
        check=Check.ENGLISH,
        needs=_MONTHS,
    ),
    _row(Kind.MONTH, rf"{_PART}\b{_EN_LONG_MONTH}\b", check=Check.ENGLISH, needs=_MONTHS),
    _row(Kind.UNTIL_NOW, r"\b(?:den|toi|cho den) nay\b|\bto date\b", needs="nay|to date"),
    _row(
        Kind.ONWARD,
        r"\btro (?:di|ve sau)\b|\b(?:va )?(?:cac|nhung) nam (?:tiep theo|sau|toi)\b|\bonwards?\b",
        needs="tro |nam |onward",
    ),
    _row(
        Kind.NAMED,
        rf"{_PART}\b(?P<unit>tuan|thang|qu[yi]|nam) (?P<rel>{_NEXT}|truoc)(?![a-z])",
        needs="nay|sau|toi|tiep|truoc|lien ke",
    ),
    _row(
        Kind.NAMED,
        rf"{_PART}\b(?P<rel>this|next|current) (?P<unit>week|month|quarter|year)\b",
        needs="this|next|current",
    ),
    _row(
        Kind.NAMED,
        r"\b(?P<part>dau|giua|cuoi|het|trong) (?P<unit>tuan|thang|qu[yi]|nam)(?![a-z0-9])(?! [0-9])",
        needs="dau|giua|cuoi|het|trong",
    ),
    _row(
        Kind.NAMED,
        r"\b(?P<part>end of|middle of) (?:the )?(?:calendar )?(?P<unit>week|month|quarter|year)\b(?! 20)",
        needs="end of|middle of",
    ),
    _row(
        Kind.NAMED,
        r"\b(?P<unit>week(?=[ -]end)|month(?=[ -]end)|quarter(?=[ -]end)|year(?=[ -]end)|eo[ymq])(?:[ -]end)?\b(?! 20)",
        needs="end|eo",
    ),
    _row(
        Kind.YEAR,
        r"\b(?:(?:end of )?(?:the )?calendar year|end of (?:the )?year|year[ -]end|eoy) (?P<y>20[0-9]{2})(?![0-9])",
        needs="year|eoy",
    ),
    _row(Kind.YEAR, rf"{_PART}\bnam (?P<y>{_YEAR})(?![0-9])", check=Check.YEAR, needs="nam"),
    _row(
        Kind.YEAR,
        rf"{_PART}(?:(?<=mid-)|(?<![0-9/.,-]))(?P<y>20[0-9]{{2}})(?![0-9]|[/.,-][0-9a-z]| ?(?:%|trieu|ty|dong|nguoi|ho so|ho|ha|m2)(?![a-z]))",
        needs="20",
    ),
    _row(
        Kind.DAYS,
        r"\b(?:ngay|mung|mong)(?: mung| mong)? (?P<days>[0-9]{1,2}(?:(?: ?, ?| va |, va | ?& ?)(?:(?:ngay|mung|mong) ){0,2}[0-9]{1,2}){0,4})(?![0-9]|/)",
        needs="ngay|mung|mong",
    ),
    _row(Kind.DAYS, r"(?<![0-9])(?P<days>[0-9]{1,2})(?:st|nd|rd|th)(?![a-z])", needs="st|nd|rd|th"),
    _row(
        Kind.WEEKDAY,
        rf"\b(?:thu (?P<w>[2-7]|hai|ba|tu|nam|sau|bay)(?![a-z0-9])|(?P<sun>chu nhat|cn)\b|(?P<en>{_EN_WEEKDAY})s?\b)",
        needs="thu|chu nhat|cn|day",
    ),
    *(
        _row(Kind.VAGUE, rf"(?<![a-z])(?:{words})(?![a-z])", vague=vague, needs=needs)
        for vague, (needs, words) in VAGUE.items()
    ),
)
