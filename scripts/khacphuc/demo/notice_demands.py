"""Write what a notice demands beside its findings, their parts, and what it states that is no finding."""

from __future__ import annotations

from datetime import date, timedelta

from khacphuc.demo.demo_dates import day_shown, workday
from khacphuc.demo.demo_units import COMMISSION
from khacphuc.demo.document_text import Front, Item
from khacphuc.demo.seeded_random import SeededRandom

GUIDE, EARLY_REPORT, REMEDY, QUARTERLY = "YC2", "YC3", "YC4", "YC5"
_WELL = (
    "Đơn vị đã ban hành quy chế làm việc và chương trình công tác năm ngay từ tháng 01",
    "Cấp ủy sinh hoạt đủ 12 kỳ, nghị quyết từng kỳ có phân công người thực hiện",
    "Kết luận của cuộc kiểm tra năm trước đã được thực hiện đủ 04 nội dung",
)


def demanded(case: str, issued: date, report_due: date) -> list[Item]:
    """Return requirements with a day, a cycle or somebody who owes them."""
    dice = SeededRandom("demands", case)
    found: list[Item] = []
    if dice.happens(40):
        due = issued + timedelta(days=60)
        found.append(
            {
                "id": GUIDE,
                "text": f"Giao Ủy ban Kiểm tra Đảng ủy Khối hướng dẫn đơn vị lập hồ sơ chứng minh trước ngày {day_shown(due)}.",
                "kind": "guide",
                "lead": COMMISSION.id,
                "due": due,
            }
        )
    if dice.happens(35):
        due = workday(issued + timedelta(days=dice.between(110, 140)))
        found.append(
            {
                "id": EARLY_REPORT,
                "text": "Báo cáo bước đầu kết quả thực hiện kế hoạch.",
                "kind": "report",
                "due": due,
                "due_text": f"chậm nhất ngày {day_shown(due)}",
            }
        )
    if dice.happens(30):
        due = report_due - timedelta(days=5)
        text = f"Khắc phục xong hạn chế thứ nhất, chậm nhất ngày {day_shown(due)}."
        found.append({"id": REMEDY, "text": text, "finding": ["HC1"], "kind": "remedy", "due": due})
    if dice.happens(15):
        cycle: Front = {"every": "quarter", "day": 15, "month": "last", "until": report_due}
        text = "Mỗi quý báo cáo số liệu khắc phục trước ngày 15 của tháng cuối quý."
        found.append({"id": QUARTERLY, "text": text, "kind": "report", "cycle": cycle})
    return found


def facts(case: str) -> list[Item]:
    """Return what the notice states that is no finding."""
    dice = SeededRandom("facts", case)
    found: list[Item] = []
    if dice.happens(50):
        found.append({"kind": "done_well", "text": f"{dice.pick(_WELL)}."})
    if dice.happens(20):
        money = dice.between(2, 40) * 1_000_000
        text = "Trong thời gian kiểm tra, đơn vị đã nộp lại khoản chi vượt định mức."
        found.append({"kind": "remedied", "text": text, "amounts": [{"value": money, "what": "đã nộp lại"}]})
    return found


def finding_parts(case: str, finding: str, text: str) -> list[Item]:
    """Return the parts of a finding that says several things, now and then."""
    pieces = text.rstrip(".").split("; ")
    if len(pieces) == 1 or not SeededRandom("parts", case, finding).happens(25):
        return []
    return [{"id": f"{finding}.{at}", "text": piece} for at, piece in enumerate(pieces, 1)]
