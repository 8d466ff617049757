"""The grammar of written deadlines, as data: what is looked for in a folded text, in which order.

Patterns see text from ``fold_aligned`` with single spaces: lower case, no marks, ASCII digits, "-" for every dash. What
one has taken is blanked out before the next one looks, so the order of the table is the order of precedence. Every
quantifier is bounded and no two neighbours match the same characters without limit: reading is linear in the text.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import Final, NamedTuple

from khacphuc.text.periods import Cycle
from khacphuc.text.readings import Base, Vague


class Kind(Enum):
    """What a mark in the text is."""

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

ENGLISH_MONTHS: Final = {
    name: n for n, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)
}
_MONTHS: Final = "|".join(ENGLISH_MONTHS)
_EN_MONTH = (
    r"(?P<mon>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
# "may" and "mar" are left out where nothing else shows that the text is English.
_EN_LONG_MONTH = r"(?P<mon>january|february|april|june|july|august|september|october|november|december)"

MONTH_WORDS: Final = {
    "gieng": 1, "hai": 2, "ba": 3, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
    "muoi mot": 11, "muoi hai": 12, "chap": 12,
}  # fmt: skip
_MONTH_WORD = r"gieng|hai|ba|tu|nam(?= nam [0-9])|sau|bay|tam|chin|muoi mot|muoi hai|muoi|chap"
QUARTERS: Final = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "mot": 1, "nhat": 1, "hai": 2, "nhi": 2, "ba": 3, "tu": 4, "bon": 4,
    "first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
}  # fmt: skip
# "quý V" and "quý 5" are found too, to say that there is none.
_QUARTER = r"(?:iv|i{1,3}|vi?|0?[1-9]|mot|nhat|hai|nhi|ba|tu|bon)(?![a-z0-9])"
NUMBERS: Final = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
    "muoi lam": 15, "hai muoi": 20, "ba muoi": 30, "bon muoi lam": 45, "sau muoi": 60, "chin muoi": 90,
}  # fmt: skip
_NUMBER = r"muoi lam|muoi|hai muoi|ba muoi|bon muoi lam|sau muoi|chin muoi|mot|hai|ba|bon|sau|bay|tam|chin"

_AMOUNT = (
    rf"(?P<n>[0-9]{{1,4}}|\b(?:{_NUMBER})|(?<=trong )nam|(?<=vong )nam|\bnam(?= ngay lam viec))"
    r"(?: ?\([^()]{1,30}\))?[ -]"  # 15 (mười lăm) ngày
)

# The year after a month, quarter or half: "/2024", " năm 2024", " năm nay", "/24".
_YEAR_AFTER = (
    rf"(?:(?: ?[/.,-] ?| )(?:cua |of )?(?:nam )?(?P<y>{_YEAR})(?![0-9])|/(?P<yy>[2-9][0-9])(?![0-9/])"
    r"|,? (?:cua )?nam (?P<ry>nay|sau|toi|truoc)(?![a-z])|,? (?:of )?(?P<ey>this|next) year)?"
)
# Which part of a period is meant. The words are explained in ``deadline_dates``.
_PART = (
    r"(?:(?<![a-z])(?P<part>nua dau|nua cuoi|thuong tuan|trung tuan|ha tuan|tuan (?:thu )?(?:dau|cuoi|[1-4]|nhat|hai|ba|tu)"
    r"|dau|giua|cuoi|het|khoang|du kien|early|mid|late|end of|beginning of|start of|middle of|around|about)"
    r"(?: tien| cung)?[ -](?:cua |trong |the |cac )?)?"
)
_LINK = r"(?P<link> ?, ?| va | ?- ?| den | toi | and | to )"

UNITS: Final = {
    "ngay": Cycle.DAY, "day": Cycle.DAY, "tuan": Cycle.WEEK, "week": Cycle.WEEK, "thang": Cycle.MONTH, "month": Cycle.MONTH,
    "quy": Cycle.QUARTER, "qui": Cycle.QUARTER, "quarter": Cycle.QUARTER, "6 thang": Cycle.HALF_YEAR, "sau thang": Cycle.HALF_YEAR,
    "nua nam": Cycle.HALF_YEAR, "six months": Cycle.HALF_YEAR, "6 months": Cycle.HALF_YEAR, "half-year": Cycle.HALF_YEAR,
    "half year": Cycle.HALF_YEAR, "half": Cycle.HALF_YEAR, "nam": Cycle.YEAR, "year": Cycle.YEAR,
}  # fmt: skip
ADVERBS: Final = {
    "da": Cycle.DAY, "we": Cycle.WEEK, "mo": Cycle.MONTH, "qu": Cycle.QUARTER, "ha": Cycle.HALF_YEAR, "se": Cycle.HALF_YEAR,
    "bi": Cycle.HALF_YEAR, "an": Cycle.YEAR, "ye": Cycle.YEAR,
}  # fmt: skip
"""English adverbs by their first two letters."""
_UNIT = r"(?P<u>0?6 thang|sau thang|nua nam|ngay|tuan|thang|qu[yi]|nam|6 months|six months|half[ -]year|day|week|month|quarter|half|year)(?![a-z])"
# "tháng 6", "quý III" after "định kỳ" is one period and no cycle, unless a number of times follows.
_NO_NUMBER = r"(?! ?(?:[0-9]{1,2}|[ivx]{1,3})(?![0-9a-z])(?! lan))"

WEEKDAYS: Final = {
    "2": 1, "hai": 1, "3": 2, "ba": 2, "4": 3, "tu": 3, "5": 4, "nam": 4, "6": 5, "sau": 5, "7": 6, "bay": 6,
    "mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6, "sun": 7,
}  # fmt: skip
_EN_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"

_VAGUE: Final = {
    Vague.CONTINUING: (
        "thuong xuyen|lien tuc|lau dai|dai han|xuyen suot|ongoing|continuous|regular|permanent|long",
        (
            r"(?<!chi )(?<!giam sat )thuong xuyen|lien tuc|lau dai|dai han|xuyen suot|ongoing|continuous(?:ly)?|on a regular basis"
            r"|regularly|permanent(?:ly)?|long[ -]term"
        ),
    ),
    Vague.CONDITIONAL: (
        "khi |when possible|as needed|as required|if possible",
        r"khi co dieu kien|khi co yeu cau|khi can|khi du dieu kien|when possible|as needed|as required|if possible",
    ),
    Vague.ELSEWHERE: (
        "han",
        r"(?:dung|theo(?: dung)?) (?:thoi han|han)",
    ),
    Vague.SCHEDULE: (
        "theo |dung |nhiem ky|as prescribed|according to|schedule",
        (
            r"theo (?:dung )?(?:quy dinh|tien do|lo trinh|ke hoach|thong bao|ket luan|quyet dinh|yeu cau|huong dan|thoi gian)"
            r"|dung (?:tien do|lo trinh|thoi gian)|nhiem ky|as (?:prescribed|scheduled)|according to|on schedule"
        ),
    ),
    Vague.SOON: (
        "thoi gian|som|kip thoi|khan truong|truoc mat|ngay|tiep tuc|tuong lai|soon|asap|in due course|immediately|promptly|urgent|timely|near future|coming time|tbd|shortly",
        (
            r"(?:trong )?thoi gian (?:toi|som nhat|gan nhat|ngan nhat)|som(?: nhat)?|kip thoi|khan truong|truoc mat|ngay lap tuc|ngay sau"
            r"|^ngay$|tiep tuc|trong tuong lai|as soon as (?:possible|practicable)|asap|soon|in due course|immediately|promptly|urgent(?:ly)?"
            r"|timely|in the (?:near future|coming time)|tbd|shortly"
        ),
    ),
}

BASES: Final = (
    (r"nhan duoc|ngay nhan|khi nhan|tiep nhan|receipt|receiv", Base.RECEIVED),
    (r"(?:ngay|khi|duoc|tu) ky(?![a-z])|signature|sign(?:ing|ed)", Base.SIGNED),
    (r"ban hanh|phat hanh|issu(?:e|ing|ance)", Base.ISSUED),
    (r"cong bo|announc|publi(?:sh|cation)", Base.ANNOUNCED),
    (r"ket thuc|hoan thanh|end of|completion", Base.ENDED),
)


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


PATTERNS: Final = (
    _row(
        Kind.DOCUMENT,
        rf"(?<![0-9a-z/])[0-9]{{1,5}}(?:/{_YEAR})?[-/](?!thang|tuan|ngay|nam|quy|lan|{_EN_MONTH.replace('?P<mon>', '?:')}|[ivx]{{1,3}}/|[qh][1-4])",
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
        r"(?: sau| toi| tiep theo| ke tiep)?",
        needs="thang dau|thang thu|thang giua|thang cuoi",
    ),
    _row(
        Kind.EVERY,
        rf"(?:\b(?P<at>dau|cuoi) )?\b(?:dinh ky )?(?:(?<!khach )(?<!ngan )(?<!mat )hang|moi|tung|dinh ky|every|each)(?: mot)? {_UNIT}{_NO_NUMBER}",
        needs="hang|moi|tung|dinh ky|every|each",
    ),
    _row(Kind.EVERY, rf"\b(?:every|each)(?= {_EN_WEEKDAY})", needs="every|each"),
    _row(
        Kind.EVERY,
        r"\b(?P<adv>daily|weekly|monthly|quarterly|half-?yearly|semi-?annual(?:ly)?|bi-?annual(?:ly)?|annual(?:ly)?|yearly)\b",
        needs="daily|weekly|monthly|quarterly|yearly|annual",
    ),
    _row(
        Kind.EVERY_N,
        rf"(?<![0-9])(?P<times>[0-9]{{1,2}}|mot|hai) lan ?(?:/|tren|moi|mot|trong) ?(?:mot |0?1 )?{_UNIT}",
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
        rf"\b(?:ngay|mung|mong) {_DAY} ?(?:thang|/) ?{_MONTH}(?![0-9])",
        rf"(?:(?:,? nam |[/.-]| ?/ ?| ){_ANY_YEAR}|,? nam (?P<ry>nay|sau|toi)(?![a-z]))?",
        needs="ngay|mung|mong",
    ),
    _row(Kind.DATE, rf"\bngay {_REAL_DAY} ?[.-] ?{_REAL_MONTH}(?![0-9]|[/.-][0-9])", needs="ngay"),
    _row(Kind.DATE, rf"(?<![0-9]){_DAY} thang {_MONTH},? nam {_ANY_YEAR}", needs="thang"),
    _row(Kind.DATE, rf"(?<![0-9/.])(?P<d>1[3-9]|2[0-9]|3[01]) thang {_REAL_MONTH}(?![0-9])", needs="thang"),
    _row(
        Kind.DATE,
        rf"(?<![0-9]){_DAY}(?:st|nd|rd|th)?[ -](?:of )?{_EN_MONTH}\b\.?,?(?:[ -](?P<y>[0-9]{{4}})(?![0-9]))?",
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
        rf"(?:,? nam (?:(?P<y>{_YEAR})|(?P<ry>nay|sau|toi)(?![a-z])))?",
        needs="/",
    ),
    _row(
        Kind.DAY_OF_NAMED_MONTH,
        rf"\bngay {_DAY} (?:cua )?thang (?P<rel>nay|sau|toi|tiep theo|ke tiep)(?![a-z])",
        needs="ngay",
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
    _row(Kind.QUARTER, rf"{_PART}\bq(?P<list>[1-4])(?![0-9]){_YEAR_AFTER}", needs="q"),
    _row(Kind.QUARTER, rf"{_PART}(?<![0-9])(?P<y>{_YEAR}) ?-? ?q(?P<list>[1-4])(?![0-9])", needs="q"),
    _row(
        Kind.QUARTER,
        rf"{_PART}\b(?P<list>first|second|third|fourth|last|1st|2nd|3rd|4th) quarter\b{_YEAR_AFTER}",
        needs="quarter",
    ),
    _row(
        Kind.MEETING,
        r"\b(?:ky |buoi |cuoc )?(?:sinh hoat|hop)(?: (?:chi bo|chi uy|chuyen de|dinh ky|thuong ky)){1,3}|\b(?:party )?(?:cell|branch) meetings?\b",
        needs="sinh hoat|hop|meeting",
    ),
    _row(
        Kind.DURATION,
        rf"(?<![0-9/.,]){_AMOUNT}(?P<u>ngay(?P<w> lam viec)?(?! ?[0-9])|(?P<ew>working|business) days?|(?:calendar )?days?",
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
        rf"{_PART}\bthang ?(?P<list>(?:[0-9]{{1,2}}(?![0-9])|(?:{_MONTH_WORD})(?![a-z]))",
        rf"(?:{_LINK}(?:thang )?(?:0?[1-9]|1[0-2])(?= ?(?:/|[;.),-]|va |den |nam |\0|$))(?!/[0-9]{{1,2}}(?![0-9]))){{0,11}}){_YEAR_AFTER}",
        needs="thang",
    ),
    _row(Kind.MONTH, rf"{_PART}(?<![0-9a-z])t ?(?P<list>0?[1-9]|1[0-2])/(?P<y>{_YEAR})(?![0-9])", needs="t"),
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
        rf"{_PART}\b(?P<unit>tuan|thang|qu[yi]|nam) (?P<rel>nay|sau|toi|tiep theo|ke tiep|truoc)(?![a-z])",
        needs="nay|sau|toi|tiep|truoc",
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
        r"\b(?P<part>end of|middle of) (?:the )?(?P<unit>week|month|quarter|year)\b",
        needs="end of|middle of",
    ),
    _row(Kind.YEAR, rf"{_PART}\bnam (?P<y>{_YEAR})(?![0-9])", check=Check.YEAR, needs="nam"),
    _row(
        Kind.YEAR,
        rf"{_PART}(?:(?<=mid-)|(?<![0-9/.,-]))(?P<y>20[0-9]{{2}})(?![0-9]|[/.,-][0-9a-z]| ?(?:%|trieu|ty|dong|nguoi|ho so|ho|ha|m2)(?![a-z]))",
        needs="20",
    ),
    _row(
        Kind.DAYS,
        r"\b(?:ngay|mung) (?P<days>[0-9]{1,2}(?:(?: ?, ?| va |, va | ?& ?)(?:ngay )?[0-9]{1,2}){0,4})(?![0-9]|/)",
        needs="ngay|mung",
    ),
    _row(Kind.DAYS, r"(?<![0-9])(?P<days>[0-9]{1,2})(?:st|nd|rd|th)(?![a-z])", needs="st|nd|rd|th"),
    _row(
        Kind.WEEKDAY,
        rf"\b(?:thu (?P<w>[2-7]|hai|ba|tu|nam|sau|bay)(?![a-z0-9])|(?P<sun>chu nhat|cn)\b|(?P<en>{_EN_WEEKDAY})s?\b)",
        needs="thu|chu nhat|cn|day",
    ),
    *(
        _row(Kind.VAGUE, rf"(?<![a-z])(?:{words})(?![a-z])", vague=vague, needs=needs)
        for vague, (needs, words) in _VAGUE.items()
    ),
)
