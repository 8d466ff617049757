"""Simulate irregularities, one kind for each event that an audit looks for. An act returns whether it applied."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import cast

from khacphuc.demo.demo_case import Act, DemoCase, TaskWork
from khacphuc.demo.demo_dates import LAST_DAY, day_shown, workday
from khacphuc.demo.demo_units import COMMISSION, COMMITTEE
from khacphuc.demo.document_text import Front, document_bytes, parts
from khacphuc.demo.notice_demands import REMEDY
from khacphuc.demo.opening_documents import added_task
from khacphuc.demo.oversight import extension, meeting, verify
from khacphuc.demo.reorganisation import rename

_AGAIN = 24  # days after which what could not happen yet is tried once more
_PLAN = "plan.md"
Mishap = Callable[[DemoCase], bool]


def irregularities_of(case: DemoCase) -> list[Act]:
    """Return two irregularities for each case: one in turn, so that every kind occurs, and one by chance."""
    chosen = {MISHAPS[case.number * 7 % len(MISHAPS)], case.dice.pick(MISHAPS)}
    return [partial(_try, mishap=mishap) for mishap in MISHAPS if mishap in chosen]


def _try(case: DemoCase, mishap: Mishap) -> None:
    if not mishap(case):
        case.plan_for(_AGAIN, partial(_try, mishap=mishap))


def _open(case: DemoCase, *, late: bool = False) -> TaskWork | None:
    """Return a task of the main plan whose deadline can be tampered with."""
    found = [
        work
        for work in case.work
        if work.done is None
        and not work.extended
        and not work.halted
        and work.document == _PLAN
        and "due" in work.task
        and REMEDY not in cast("list[str]", work.task.get("requirements", []))
    ]
    return next((work for work in found if (work.due < case.day) == late), None)


def _redate(work: TaskWork, due: date) -> None:
    work.due = work.task["due"] = due
    if "due_text" in work.task:
        work.task["due_text"] = f"trước ngày {day_shown(due)}"


def _time_left(case: DemoCase, days: int) -> bool:
    """Return whether something can be put right again before the last day."""
    return case.day + timedelta(days=days) < LAST_DAY


def later(case: DemoCase, *, late: bool = False) -> bool:
    """Move a deadline in the plan without an extension."""
    work = _open(case, late=late)
    if work is None:
        return False
    _redate(work, workday(max(work.due, case.day) + timedelta(days=case.dice.between(25, 70))))
    case.commit(case.unit.signature("van-thu"), f"Sửa lỗi chính tả trong kế hoạch {case.about.id}", _PLAN)
    return True


def earlier(case: DemoCase) -> bool:
    work = _open(case)
    if work is None or (work.due - case.day).days < 40:
        return False
    _redate(work, workday(work.due - timedelta(days=21)))
    case.commit(case.unit.signature("pho-bi-thu"), f"Rút ngắn thời hạn {work.task['id']}", _PLAN)
    return True


def removed(case: DemoCase) -> bool:
    """Remove a deadline, and set it anew weeks later."""
    work = _open(case)
    if work is None or not _time_left(case, 45):
        return False
    del work.task["due"]
    words = work.task.pop("due_text", None)
    case.commit(case.unit.signature("van-thu"), "Bỏ thời hạn, chờ ý kiến cấp trên", _PLAN)
    case.rest(case.dice.between(14, 25))
    work.task["due"] = work.due
    if words:
        work.task["due_text"] = words
    _redate(work, workday(work.due + timedelta(days=14)))
    case.commit(case.unit.signature("van-thu"), f"Ghi lại thời hạn {work.task['id']} theo nhắc nhở", _PLAN)
    return True


def declared(case: DemoCase) -> bool:
    """Extend a deadline and edit the plan as well; the plan's own deadline is restored later."""
    work = _open(case)
    if work is None or not _time_left(case, 40):
        return False
    old, to = work.due, workday(work.due + timedelta(days=45))
    name = case.file("extension", extension(case, work, to, granted=True))
    _redate(work, to)
    case.send(COMMITTEE.signature("van-thu"), f"Gia hạn {work.task['id']} và sửa kế hoạch", name, _PLAN)
    case.rest(case.dice.between(4, 9))
    _redate(work, old)
    work.due = to
    case.commit(
        COMMISSION.signature("tong-hop"), "Trả hạn gốc trong kế hoạch; gia hạn đã có văn bản riêng", _PLAN
    )
    return True


def report_later(case: DemoCase) -> bool:
    """Move the report's deadline in the notice, long after it was issued."""
    front = case.papers["conclusion.md"][0]
    front["report_due"] = cast("date", front["report_due"]) + timedelta(days=60)
    case.commit(COMMITTEE.signature("van-thu"), f"Cập nhật thông báo {case.about.id}", "conclusion.md")
    return True


def owner(case: DemoCase) -> bool:
    work = _open(case)
    if work is None:
        return False
    taken = str(work.task["accountable"]).rpartition("/")[2]
    heads = [role for role, _ in case.unit.roles[:2] if role != taken]
    work.task["accountable"] = case.unit.person(heads[0])
    case.commit(case.unit.signature("van-thu"), f"Phân công lại {work.task['id']}", _PLAN)
    return True


def reworded(case: DemoCase, *, by_another: bool = False) -> bool:
    """Weaken a measure; now and then by a clerk of another unit."""
    work = _open(case)
    if work is None:
        return False
    *kept, _last = str(work.task["measure"]).split("; ")
    work.task["measure"] = "; ".join([*kept, "kết quả báo cáo một lần khi hoàn thành nhiệm vụ"])
    work.task["product"] = f"{work.task['product']} (bản tổng hợp)"
    clerk = case.neighbour.signature("van-thu") if by_another else case.unit.signature("van-thu")
    case.send(clerk, f"Chỉnh câu chữ {work.task['id']}", _PLAN)
    return True


def notice_edited(case: DemoCase) -> bool:
    finding = parts(case.papers["conclusion.md"][0], "findings")[-1]
    finding["text"] = str(finding["text"]).rstrip(".") + "; đơn vị đã giải trình một phần."
    finding["grade"] = "limitation"
    case.commit(COMMITTEE.signature("van-thu"), f"Đính chính {case.about.id}", "conclusion.md")
    return True


def reused(case: DemoCase) -> bool:
    """Add a task, drop it, and reuse its id for another one."""
    if _open(case) is None or not _time_left(case, 90):
        return False
    front, clerk = case.papers[_PLAN][0], case.unit.signature("van-thu")
    tasks = cast("list[Front]", front["tasks"])
    due = workday(case.day + timedelta(days=100))
    for act, other in (("Thêm", False), ("Bỏ", False), ("Thêm", True)):
        if act == "Bỏ":
            del tasks[-1]
        else:
            tasks.append(added_task(case.unit, "N9", case.day, due, other=other))
        case.send(clerk, f"{act} nhiệm vụ N9 trong kế hoạch {case.about.id}", _PLAN)
        case.rest(case.dice.between(12, 25))
    case.work.append(TaskWork(tasks[-1], _PLAN, due - timedelta(days=9), due))
    return True


def milestone_dropped(case: DemoCase) -> bool:
    work = next(
        (work for work in case.work if not work.done and not work.halfway and parts(work.task, "milestones")),
        None,
    )
    if work is None:
        return False
    del work.task["milestones"]
    case.commit(case.unit.signature("van-thu"), "Rút gọn kế hoạch", _PLAN)
    return True


def state_back(case: DemoCase) -> bool:
    """Reopen a task that was reported done."""
    work = next(
        (work for work in case.work if work.done and not work.verified and "target" in work.task), None
    )
    if work is None or case.reporting or case.reported:
        return False
    work.done, work.finish = None, workday(case.day + timedelta(days=25))
    said: Front = {"task": str(work.task["id"]), "state": "in_progress"}
    said["obstacles"] = "Rà lại thấy 02 trường hợp phải làm lại từ đầu"
    name = case.file("update", {"date": case.day, "by": case.unit.id, "tasks": [said]})
    case.commit(case.unit.signature("van-thu"), f"Cập nhật {work.task['id']}: làm tiếp", name)
    return True


def _record(case: DemoCase, *kinds: str) -> str | None:
    """Return the oldest record of some kinds, three weeks old at least."""
    limit = case.day - timedelta(days=21)
    for name in sorted(case.papers):
        front = case.papers[name][0]
        if front["type"] in kinds and cast("date", front["date"]) < limit:
            return name
    return None


def record_rewritten(case: DemoCase) -> bool:
    name = _record(case, "update")
    if name is None:
        return False
    front, _body = case.papers[name]
    case.papers[name] = (front, "Bổ sung: số liệu trong kỳ đã được hai bên xác nhận lại.")
    case.commit(case.unit.signature("van-thu"), "Chỉnh báo cáo kỳ trước cho khớp số liệu", name)
    return True


def record_deleted(case: DemoCase) -> bool:
    name = _record(case, "meeting")
    if name is None:
        return False
    del case.papers[name]
    case.commit(case.unit.signature("van-thu"), "Xóa tệp thừa", name)
    return True


def record_late(case: DemoCase) -> bool:
    """Send minutes in weeks after the meeting."""
    day = workday(case.day - timedelta(days=case.dice.between(35, 80)))
    if day <= case.about.issued or cast("date", case.papers[_PLAN][0]["issued_on"]) >= day:
        return False
    meeting(case, day)
    return True


def halted(case: DemoCase, state: str = "paused") -> bool:
    """Pause or drop a task by decision of the committee; half of those paused are resumed."""
    work = _open(case)
    if work is None or work is case.work[0]:
        return False
    paper: Front = {"number": f"{case.number % 90 + 7:02d}-CV/ĐU", "date": case.day}
    reason = "Chờ quyết định sắp xếp lại đơn vị, không còn đầu mối thực hiện từ đầu quý"
    said: Front = {"task": str(work.task["id"]), "state": state, "reason": reason, "paper": paper}
    name = case.file("update", {"date": case.day, "by": case.unit.id, "tasks": [said]})
    case.commit(
        case.unit.signature("van-thu"), f"Cập nhật {work.task['id']} theo công văn của Đảng ủy Khối", name
    )
    if state == "not_pursued":
        work.done, work.given_up = case.day, True
        case.plan_for(18, verify)  # the follower agrees
        return True
    work.halted = True
    if case.dice.happens(50):
        work.finish = workday(case.day + timedelta(days=110))
        case.plan_for(50, partial(_resume, work=work))
    return True


def _resume(_case: DemoCase, work: TaskWork) -> None:
    work.halted = False


def vouched_by_doer(case: DemoCase) -> bool:
    case.vouched_by_doer = True
    return True


def renamed(case: DemoCase) -> bool:
    place, _, name = case.folder.rpartition("/")
    rename(case, f"{place}/ho-so-{name}", f"Đổi tên thư mục hồ sơ {case.about.id} theo danh mục lưu trữ")
    return True


def unreadable(case: DemoCase) -> bool:
    """Leave a document unreadable after a failed merge for some days; its deadline differs afterwards."""
    work = _open(case)
    if work is None or not _time_left(case, 12):
        return False
    path = f"{case.folder}/{_PLAN}"
    spoilt = document_bytes(*case.papers[_PLAN]).replace(
        b"\ntasks:\n", b"\n<<<<<<< HEAD\ntasks:\n=======\n>>>>>>> ke-hoach\n", 1
    )
    case.step(case.unit.signature("van-thu"), "Gộp nhánh kế hoạch", {path: spoilt})
    case.rest(case.dice.between(3, 6))
    if case.dice.happens(50):
        _redate(work, workday(work.due + timedelta(days=20)))
    case.commit(case.unit.signature("van-thu"), "Sửa tệp kế hoạch bị hỏng", _PLAN)
    return True


def subplan_dropped(case: DemoCase) -> bool:
    """Delete a person's own plan, and record the reason in the main plan."""
    if not _time_left(case, 60):
        return False
    party = case.unit.person("pho-bi-thu")
    own: Front = {
        "type": "plan", "level": "individual", "for": party, "status": "draft",
        "title": f"Kế hoạch cá nhân theo {case.about.id}",
        "tasks": [added_task(case.unit, "CN1", case.day, workday(case.day + timedelta(days=60)))],
    }  # fmt: skip
    case.papers["plan-pho-bi-thu.md"] = (own, "")
    case.send(case.unit.signature("pho-bi-thu"), "Dự thảo kế hoạch cá nhân", "plan-pho-bi-thu.md")
    case.rest(case.dice.between(15, 30))
    del case.papers["plan-pho-bi-thu.md"]
    case.commit(
        case.unit.signature("pho-bi-thu"),
        "Rút kế hoạch cá nhân, đã gộp vào kế hoạch chung",
        "plan-pho-bi-thu.md",
    )
    return True


def odd(case: DemoCase, what: str) -> bool:
    """Make the next update's commit an odd one."""
    case.oddities.add(what)
    return True


MISHAPS: tuple[Mishap, ...] = (
    later, partial(later, late=True), earlier, removed, declared, report_later, owner, reworded,
    partial(reworded, by_another=True), notice_edited, reused, milestone_dropped, state_back,
    record_rewritten, record_deleted, record_late, vouched_by_doer, renamed, unreadable, halted, partial(halted, state="not_pursued"), subplan_dropped,
    partial(odd, what="coauthor"), partial(odd, what="legacy"), partial(odd, what="zone"),
)  # fmt: skip
