"""Words of deadlines, as data: months, quarters, units, what names no day, from what a period runs, what says nothing.

Folded, single spaces.
"""

from __future__ import annotations

from typing import Final

from khacphuc.text.deadline.readings import Base, Vague
from khacphuc.text.periods import Cycle

ENGLISH_MONTHS: Final = {
    name: n for n, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)
}
MONTH_WORDS: Final = {
    "hai": 2, "ba": 3, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
    "muoi mot": 11, "muoi hai": 12,
}  # fmt: skip
QUARTERS: Final = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "mot": 1, "nhat": 1, "hai": 2, "nhi": 2, "ba": 3, "tu": 4, "bon": 4,
    "first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
}  # fmt: skip
UNITS: Final = {
    "ngay": Cycle.DAY, "day": Cycle.DAY, "tuan": Cycle.WEEK, "week": Cycle.WEEK, "thang": Cycle.MONTH, "month": Cycle.MONTH,
    "quy": Cycle.QUARTER, "qui": Cycle.QUARTER, "quarter": Cycle.QUARTER, "6 thang": Cycle.HALF_YEAR, "sau thang": Cycle.HALF_YEAR,
    "nua nam": Cycle.HALF_YEAR, "six months": Cycle.HALF_YEAR, "6 months": Cycle.HALF_YEAR, "half-year": Cycle.HALF_YEAR,
    "half year": Cycle.HALF_YEAR, "half": Cycle.HALF_YEAR, "nam": Cycle.YEAR, "year": Cycle.YEAR, "eom": Cycle.MONTH,
    "eoq": Cycle.QUARTER, "eoy": Cycle.YEAR,
}  # fmt: skip
ADVERBS: Final = {
    "da": Cycle.DAY, "we": Cycle.WEEK, "mo": Cycle.MONTH, "qu": Cycle.QUARTER, "ha": Cycle.HALF_YEAR, "se": Cycle.HALF_YEAR,
    "bi": Cycle.HALF_YEAR, "an": Cycle.YEAR, "ye": Cycle.YEAR,
}  # fmt: skip
"""English adverbs by their first two letters."""
WEEKDAYS: Final = {
    "2": 1, "hai": 1, "3": 2, "ba": 2, "4": 3, "tu": 3, "5": 4, "nam": 4, "6": 5, "sau": 5, "7": 6, "bay": 6,
    "mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6, "sun": 7,
}  # fmt: skip
VAGUE: Final = {
    Vague.CONTINUING: (
        "thuong xuyen|lien tuc|lau dai|dai han|xuyen suot|ongoing|continuous|regular|permanent|rolling|basis|long",
        (
            r"(?<!chi )(?<!giam sat )thuong xuyen|lien tuc|lau dai|dai han|xuyen suot|ongoing|continuous(?:ly)?|on a (?:regular|rolling|continuing) basis"
            r"|regularly|permanent(?:ly)?|long[ -]term"
        ),
    ),
    Vague.CONDITIONAL: (
        "khi |neu |tuy |when |as needed|as required|if |once|upon|subject to|depending|until funding|provided",
        (
            r"(?<!ke tu )(?<!tinh tu )(?<![a-z]tu )(?:sau )?khi (?:co|du|bo tri|duoc|can|xong|hoan thanh|dieu kien)(?![a-z])[^,;.()0-9]{0,60}"
            r"|neu [^,;.()0-9]{1,60}|tuy (?:theo|thuoc) [^,;.()0-9]{1,60}"
            r"|(?:when|once|upon|if|subject to|depending on|provided that) [^,;.()0-9]{1,60}|as needed|as required"
        ),
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
        "thoi gian|som|kip thoi|khan truong|truoc mat|ngay|tiep tuc|tuong lai|chua xac dinh|soon|asap|in due course|immediately|promptly|urgent|timely|near future|coming time|tbd|tba|n/a|determined|advised|confirmed|shortly",
        (
            r"(?:trong )?thoi gian (?:toi|som nhat|gan nhat|ngan nhat)|som(?: nhat)?|kip thoi|khan truong|truoc mat|ngay lap tuc|ngay sau"
            r"|^ngay$|tiep tuc|trong tuong lai|as soon as (?:possible|practicable)|asap|soon|in due course|immediately|promptly|urgent(?:ly)?"
            r"|timely|in the (?:near future|coming time)|tbd|tba|n/a|to be (?:determined|advised|confirmed)|chua xac dinh|shortly"
        ),
    ),
}

BASES: Final = (
    (r"nhan duoc|ngay nhan|khi nhan|tiep nhan|receipt|receiv", Base.RECEIVED),
    (
        (
            r"(?:ke hoach|phuong an)(?: nay)? (?:duoc |co )?(?:phe )?duyet|(?:duoc )?(?:phe duyet|thong qua) ke hoach"
            r"|approval of (?:the|this) (?:action )?plan|plan (?:is|has been) approved"
        ),
        Base.APPROVED,
    ),
    (
        (
            r"(?:ban hanh|phat hanh|ky)(?: ban hanh)? (?:thong bao|ket luan)|(?:thong bao|ket luan)(?: kiem tra| thanh tra)? duoc (?:ban hanh|ky)"
            r"|(?:date|issue|issuance) of (?:the|this) notice"
        ),
        Base.NOTICE,
    ),
    (r"(?:ngay|khi|duoc|tu) ky(?![a-z])|signature|sign(?:ing|ed)", Base.SIGNED),
    (
        (
            r"ban hanh|phat hanh|issu(?:e|ing|ance)"
            r"|(?:of|from|after) (?:the date of )?(?:this|the|the final|the audit) (?:report|letter|notice|date of (?:this|the) report)"
        ),
        Base.ISSUED,
    ),
    (r"(?:hom |ngay |tu )nay(?![a-z])|\btoday\b|\bnow\b", Base.ISSUED),
    (r"cong bo|announc|publi(?:sh|cation)", Base.ANNOUNCED),
    (r"ket thuc|hoan thanh|end of|completion", Base.ENDED),
)

_VIETNAMESE: Final = (
    "hoan thanh|xong|dut diem|ket thuc|cham nhat|muon nhat|tre nhat|toi da|khong qua|khong muon hon|khong cham hon|khong tre hon"
    "|khong vuot qua|la|vao|trong|trong vong|den|cho den|toi|het|ngay|thang|nam|quy|tuan|dip|han|han chot|han cuoi|han hoan thanh"
    "|thoi han|thoi gian|thoi diem|tien do|truoc hoac trong|phai|can|se|duoc|thuc hien|trien khai|khac phuc|giai quyet|va|voi|cua|cho|tu nay"
    "|dong thoi|luc|gio|cuoi gio|dau gio|nhe|a|dat|bao cao|gui|nop|trinh|ban hanh|noi dung|cong viec"
    "|nhiem vu|mung|mong|viec nay|nay|lan|mot lan|lien ke|giai doan|nhiem ky|cuoi cung|tinh|tinh den|muc|theo|ca|toan bo|tat ca|tung"
    "|gia han|gia han den|dieu chinh|dieu chinh thanh|doi thanh|den ngay|thay cho|han cu|han moi|thuc hien xong"
    "|cham nhat sau|chot|moc|khoang thoi gian|thuong ky|nhat|som|cac|nhu|chi bo|dinh ky|ky|moi|hang"
)
_ENGLISH: Final = (
    "by|before|until|till|no later than|not later than|on or before|at the latest|latest|the|of|in|on|at|due|due date|deadline"
    "|target date|target|completion date|completion|completed|complete|to be completed|finish|finished|finalised|finalized|end"
    "|end date|day|date|within|during|and|calendar|will be|will|is|be|a|an|for|report|submit|submitted"
    "|issue|issued|done|implemented|implementation|implement|extended|extended to|to|revised|from|now|then"
)
SILENT: Final = frozenset((_VIETNAMESE + "|" + _ENGLISH).split("|"))
"""Words that say nothing about the day: a reading is definite only when nothing else is left. “chậm nhất” is one of them."""
LONGEST: Final = max(len(phrase.split()) for phrase in SILENT)

BASE_OBJECTS: Final = frozenset(
    (
        "thong bao|ket luan|quyet dinh|ke hoach|van ban|cong van|to trinh|nay|nam|cuoc|kiem tra|thanh tra|giam sat|kiem toan|doan|cua"
        "|uy ban|uy ban kiem tra|co quan|duoc|ban|ky|ngay|hom|hieu luc|the|this|that|final|draft|audit|notice|letter|report|decision"
        "|conclusion|plan|of|date|from|after|receipt|receiving|issue|issuance|signature|approval|tham quyen|cap co tham quyen|dang uy"
        "|chi uy|dang bo|xa|huyen|tinh|ubkt|bien ban|ke tu|tinh tu|tu|sau|khi|nhan|nhan duoc|today|doan kiem tra|sau khi|calendar"
    ).split("|")
)
"""What may stand around the event from which a duration runs, when the register knows the event."""

TRAPS: Final = frozenset(
    "sau truoc khong khi neu tet mua khoang tuy after before not unless if when once".split()
)
"""Words that no name of a step may hold: they change which day is meant."""
