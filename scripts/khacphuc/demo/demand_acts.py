"""Simulate what comes of the demands of a notice: guidance by the commission, an early report by the unit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import cast

from khacphuc.demo.demo_case import DemoCase
from khacphuc.demo.demo_units import COMMISSION, COMMITTEE
from khacphuc.demo.document_text import Front, Item, parts
from khacphuc.demo.notice_demands import EARLY_REPORT, GUIDE, QUARTERLY
from khacphuc.demo.seeded_random import SeededRandom


def follow_up(case: DemoCase, front: Front) -> None:
    """Put on the agenda what comes of the demands: most are met, some late, some never."""
    dice = SeededRandom("met", case.about.id)
    for item in parts(front, "requirements"):
        if item["id"] == QUARTERLY:
            _each_quarter(case, dice, cast("date", front["received_on"]), cast("date", front["report_due"]))
        due = item.get("due")
        if not isinstance(due, date) or item["id"] not in (GUIDE, EARLY_REPORT) or dice.happens(15):
            continue
        late = dice.between(4, 30) if dice.happens(25) else -dice.between(1, 12)
        days = max(1, (due - case.day).days + late)
        case.plan_for(days, guide if item["id"] == GUIDE else early_report)


def _each_quarter(case: DemoCase, dice: SeededRandom, first: date, last: date) -> None:
    """Put on the agenda the reports of each quarter, of which now and then one is missing."""
    for due in _quarter_days(first, last):
        if not dice.happens(8):
            days = max(1, (due - case.day).days - dice.below(4))
            case.plan_for(days, partial(quarterly_report, occurrence=due))


def _quarter_days(first: date, last: date) -> Iterator[date]:
    """Yield the days on which the reports of quarters are due."""
    for month in range(first.month, first.month + 15):
        due = date(first.year + (month - 1) // 12, (month - 1) % 12 + 1, 15)
        if due.month % 3 == 0 and first <= due <= last:
            yield due


def settle_demands(case: DemoCase) -> None:
    """Report late what the notice still demands, and release what is to come of a cycle: before that no case is closed."""
    notice, _ = case.papers["conclusion.md"]
    for item in parts(notice, "requirements"):
        if item["id"] == GUIDE:
            guide(case)
        elif item["id"] == EARLY_REPORT:
            early_report(case)
        elif item["id"] == QUARTERLY:
            for due in _quarter_days(cast("date", notice["received_on"]), case.day):
                quarterly_report(case, due)
            if cast("date", notice["report_due"]) > case.day:
                release(case)


def _settled(case: DemoCase, what: str, occurrence: date | None = None) -> bool:
    """Whether a demand is reported or released."""
    said = [
        (one["task"], one.get("occurrence"))
        for front, _ in case.papers.values()
        if front["type"] in ("update", "verification")
        for one in parts(front, "tasks")
    ]
    return (what, occurrence) in said or (what, None) in said


def release(case: DemoCase) -> None:
    """The commission releases the unit from the reports that are still to come."""
    rows: list[Item] = [{"task": QUARTERLY, "outcome": "released", "gone": "true"}]
    front: Front = {"date": case.day, "by": COMMISSION.id, "tasks": rows}
    name = case.file("verification", front, slug="so-lieu-quy")
    case.commit(COMMISSION.signature("tong-hop"), f"Thôi báo cáo quý {case.about.id}", name)


def quarterly_report(case: DemoCase, occurrence: date) -> None:
    """The unit sends the figures of a quarter."""
    if _settled(case, QUARTERLY, occurrence):
        return
    number = f"{case.count('quarter') + 60}-BC/CB"
    said: Front = {
        "task": QUARTERLY,
        "occurrence": occurrence,
        "state": "done",
        "done_on": case.day,
        "result": f"Đã gửi bảng số liệu quý của {len(case.about.items)} hạn chế, kèm báo cáo số {number}",
        "evidence": [{"number": number, "date": case.day}],
    }
    name = case.file("update", {"date": case.day, "by": case.unit.id, "tasks": [said]}, slug="so-lieu-quy")
    case.send(case.unit.signature("van-thu"), f"Số liệu quý trong hồ sơ {case.about.id}", name)


def guide(case: DemoCase) -> None:
    """The commission reports that it has guided the unit; the committee confirms it."""
    if _settled(case, GUIDE):
        return
    paper: Front = {"number": f"{case.number % 80 + 30}-HD/UBKTĐU", "date": case.day}
    said: Front = {
        "task": GUIDE,
        "state": "done",
        "done_on": case.day,
        "result": "Đã gửi 01 văn bản hướng dẫn kèm 03 mẫu biên bản, tập huấn 01 buổi tại đơn vị",
        "evidence": [paper],
    }
    name = case.file("update", {"date": case.day, "by": COMMISSION.id, "tasks": [said]}, slug="huong-dan")
    case.commit(COMMISSION.signature("tong-hop"), f"Hướng dẫn {case.about.id}", name)
    case.plan_for(9, partial(confirm, what=GUIDE))


def confirm(case: DemoCase, what: str) -> None:
    """The committee confirms what its commission owed."""
    rows: list[Item] = [{"task": what, "outcome": "confirmed"}]
    front: Front = {"date": case.day, "by": COMMITTEE.id, "tasks": rows}
    name = case.file("verification", front, slug="huong-dan")
    case.commit(COMMITTEE.signature("van-thu"), f"Xác nhận {what} của {case.about.id}", name)


def early_report(case: DemoCase) -> None:
    """The unit sends the report that is due before the result's."""
    if _settled(case, EARLY_REPORT):
        return
    paper: Front = {"number": f"{case.number % 70 + 3:02d}-BC/CB", "date": case.day}
    said: Front = {
        "task": EARLY_REPORT,
        "state": "done",
        "done_on": case.day,
        "result": f"Đã gửi báo cáo bước đầu về {len(case.about.items)} hạn chế, kèm bảng số liệu từng nhiệm vụ",
        "evidence": [paper],
    }
    name = case.file("update", {"date": case.day, "by": case.unit.id, "tasks": [said]}, slug="buoc-dau")
    case.send(case.unit.signature("van-thu"), f"Báo cáo bước đầu {case.about.id}", name)
