"""Words of a deadline that say nothing about its day, as data: a reading is definite only when nothing else is left.

Folded, single spaces. Longer phrases stand for themselves: "chậm nhất" is silent.
"""

from __future__ import annotations

from typing import Final

_VIETNAMESE: Final = (
    "hoan thanh|xong|dut diem|ket thuc|cham nhat|muon nhat|tre nhat|toi da|khong qua|khong muon hon|khong cham hon|khong tre hon"
    "|khong vuot qua|la|vao|trong|trong vong|den|cho den|toi|het|ngay|thang|nam|quy|tuan|dip|han|han chot|han cuoi|han hoan thanh"
    "|thoi han|thoi gian|thoi diem|tien do|truoc hoac trong|phai|can|se|duoc|thuc hien|trien khai|khac phuc|giai quyet|va|voi|cua|cho|tu nay"
    "|hoac|dong thoi|luc|gio|cuoi gio|dau gio|nhe|a|dat|bao cao|gui|nop|trinh|ban hanh|noi dung|cong viec"
    "|nhiem vu|mung|mong|viec nay|nay|lan|mot lan|giai doan|nhiem ky|cuoi cung|tinh|tinh den|muc|theo|ca|toan bo|tat ca|tung"
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
