"""Simulate the inspecting side and the mass organisations: verification, reminder, extension, opinion, report, closure."""

from __future__ import annotations

from datetime import date, timedelta
from typing import cast

from khacphuc.demo.demand_acts import settle_demands
from khacphuc.demo.demo_case import CLERKS, DemoCase, TaskWork
from khacphuc.demo.demo_dates import YEAR_END, workday
from khacphuc.demo.demo_units import COMMISSION, COMMITTEE, MASS, DemoUnit
from khacphuc.demo.document_text import Front, Item

_OPINIONS = (
    "Đề nghị công khai kết quả từng đợt trên bảng tin và mời đại diện đoàn thể dự kiểm tra",
    "Đề nghị lấy ý kiến đoàn viên trước khi kết luận trách nhiệm cá nhân",
    "Đề nghị bổ sung người giám sát là đoàn viên không thuộc bộ phận thực hiện",
    "Đề nghị nêu rõ ngày hoàn thành của từng phần việc trong kế hoạch",
)
_REASONS = (
    "Hồ sơ gốc do cơ quan khác lưu, văn bản xin sao lục gửi từ tháng trước chưa được trả lời",
    "Người được giao nghỉ thai sản, người thay nhận việc sau 20 ngày",
    "Nhà thầu chậm ký biên bản đối chiếu, đã hẹn lại hai lần",
    "Sắp xếp bộ máy, con dấu và tài khoản phải làm lại, mất 15 ngày làm việc",
)
_ADDED_DONE = "Hoàn thành: 03 biên bản đã ghi đủ ý kiến, chủ tọa và thư ký ký lại từng biên bản"
_REMAINING = (
    "Còn 02 trường hợp thiếu chữ ký của người nhận",
    "Biên bản chưa có kết quả phiếu kín; phải họp lại",
    "Số liệu lệch 03 đơn vị so với sổ gốc",
)


def verify(case: DemoCase) -> None:
    """The commission looks at what was reported done; some of it is sent back."""
    case.verifying = False
    ready = [work for work in case.work if work.done and not work.verified]
    if not ready:
        return
    rows: list[Item] = []
    for work in ready:
        said: Front = {"task": cast("str", work.task["id"])}
        if work.given_up:
            said |= {"outcome": "confirmed", "note": "Đồng ý không thực hiện, theo công văn của Đảng ủy Khối"}
            work.verified = True
        elif case.dice.happens(12) and "recurrence" not in work.task:
            said |= {"outcome": "rejected", "gone": "false", "remaining": case.dice.pick(_REMAINING)}
            work.done, work.finish = None, workday(case.day + timedelta(days=case.dice.between(10, 30)))
            case.reporting = case.reported
        else:
            if "recurrence" in work.task:
                said |= {"all_reported": "true"}
            said |= {"outcome": "confirmed", "gone": "true"}
            work.verified = True
        rows.append(said)
    number = f"{case.count('minutes')}{case.number % 90 + 10}-BB/UBKTĐU"
    front: Front = {
        "date": case.day,
        "by": COMMISSION.person(case.dice.pick(("uy-vien-kinh-te", "uy-vien-noi-chinh"))),
        "paper": {"number": number, "date": case.day, "title": "Biên bản xác minh"},
        "tasks": rows,
    }
    name = case.file("verification", front)
    tasks = ", ".join(str(work.task["id"]) for work in ready)
    author = COMMISSION.signature("uy-vien-kinh-te")
    if case.vouched_by_doer:
        author, case.vouched_by_doer = case.unit.signature("van-thu"), False
    case.send(author, f"Xác minh {tasks} của {case.about.id}", name)
    settle(case)


def settle(case: DemoCase) -> None:
    """Put the closure on the agenda once nothing is left to do."""
    done = case.reported and not case.unplanned and all(work.verified for work in case.work)
    if done and case.dice.happens(92):
        case.plan_for(case.dice.between(6, 25), close)


def report(case: DemoCase) -> None:
    """The unit reports the result, unless a task has been sent back meanwhile."""
    case.reporting = False
    if case.reported or not all(work.done for work in case.work):
        return
    case.reported = case.reporting = True
    results: list[Item] = [
        {
            "finding": f"HC{at}",
            "text": item.fill(f"Hoàn thành: {item.matter.product[0].lower()}{item.matter.product[1:]}"),
        }
        for at, item in enumerate(case.about.items, 1)
    ]
    added = () if case.unplanned else case.added
    results += [{"finding": one["id"], "text": _ADDED_DONE, "outcome": "corrected"} for one in added]
    front: Front = {
        "date": case.day,
        "by": case.unit.id,
        "kind": "result",
        "number": f"{case.count('evidence') + 10}-BC/CB",
        "results": results,
    }
    name = case.file("report", front)
    case.send(case.unit.signature("pho-bi-thu"), f"Báo cáo kết quả khắc phục {case.about.id}", name)
    case.plan_for(4, settle_demands)
    settle(case)


def close(case: DemoCase) -> None:
    """The commission closes the case; what falls into December 2025 waits for the year's end."""
    if YEAR_END - timedelta(days=40) < case.day < YEAR_END:
        case.plan_for((YEAR_END - case.day).days, close)
        return
    number = f"{case.number + 11 + 300 * case.count('closure')}-CV/UBKTĐU"
    paper: Front = {"number": number, "date": case.day, "title": "Kết thúc theo dõi"}
    name = case.file("closure", {"date": case.day, "by": COMMISSION.id, "paper": paper})
    case.commit(COMMISSION.signature("chu-nhiem"), f"Đóng hồ sơ {case.about.id}", name)
    if case.afterwards is None:
        case.closed = True
        return
    case.forget()
    case.ended, (day, act) = True, case.afterwards
    case.plan_for(max(1, (day - case.day).days), act)


def urge(case: DemoCase) -> None:
    """The commission urges what is overdue; the unit answers, mostly."""
    case.plan_for(case.dice.between(35, 60), urge)
    late = [work for work in case.work if work.done is None and work.due < case.day]
    if not late or case.dice.happens(25):
        return
    number = case.count("reminder")
    due = workday(case.day + timedelta(days=10))
    front: Front = {
        "id": f"DD{number}",
        "date": case.day,
        "by": COMMISSION.id,
        "form": "criticism" if number > 3 else "reminder",
        "channel": "letter",
        "tasks": [str(work.task["id"]) for work in late],
        "paper": {"number": f"{case.number % 70 + 20 + 9 * number}-CV/UBKTĐU", "date": case.day},
        "reply_due": due,
    }
    name = case.file("reminder", front)
    case.commit(COMMISSION.signature("uy-vien-noi-chinh"), f"Đôn đốc {case.about.id}", name)
    if case.dice.happens(85):
        case.plan_for(case.dice.between(3, 14), lambda case: answer(case, f"DD{number}"))


def answer(case: DemoCase, to: str = "YK1") -> None:
    """The unit answers an opinion or a reminder."""
    front: Front = {
        "date": case.day,
        "by": case.unit.id,
        "to": to,
        "outcome": "explained",
        "reason": case.dice.pick(_REASONS),
        "paper": {"number": f"{case.count('letter') + 30}-CV/ĐU", "date": case.day},
    }
    name = case.file("reply", front, slug=to.lower())
    case.send(case.unit.signature(case.dice.pick(CLERKS)), f"Trả lời {to} trong hồ sơ {case.about.id}", name)


def opinion(case: DemoCase) -> None:
    """A mass organisation speaks up while the plan is carried out."""
    body = case.dice.pick(MASS)
    name = voice(case, body, "execution")
    to = f"YK{case.counts['opinion']}"
    case.commit(body.signature("van-phong"), f"{body.name} góp ý {case.about.id}", name)
    if case.dice.happens(85):
        case.plan_for(case.dice.between(4, 16), lambda case: answer(case, to))


def voice(case: DemoCase, body: DemoUnit, stage: str) -> str:
    """Return an opinion put on file; its name."""
    front: Front = {
        "id": f"YK{case.count('opinion')}",
        "date": case.day,
        "from": body.id,
        "stage": stage,
        "about": ["HC1"],
        "text": case.dice.pick(_OPINIONS),
        "paper": {"number": f"{case.number % 60 + 12 + 5 * case.counts['opinion']}/CV-CĐK", "date": case.day},
    }
    return case.file("opinion", front)


def meeting(case: DemoCase, on: date | None = None) -> None:
    """A meeting discusses a finding; its minutes may come in long afterwards."""
    day = on or case.day
    number = f"{case.count('meeting') + 6:02d}-BB/CB"
    name = case.file(
        "meeting", {"date": day, "unit": case.unit.id, "number": number, "findings": ["HC1"]}, on=on
    )
    case.commit(case.unit.signature("van-thu"), f"Biên bản họp {number}", name)


def extend(case: DemoCase, work: TaskWork) -> None:
    """The unit asks for more time; the committee agrees four times in five."""
    if work.done or work not in case.work:
        return
    to = (work.finish or work.due + timedelta(days=40)) + timedelta(days=case.dice.between(3, 15))
    to = workday(max(to, work.due + timedelta(days=7), case.day + timedelta(days=10)))
    granted = case.dice.happens(80)
    front = extension(case, work, to, granted=granted)
    name = case.file("extension", front)
    case.send(COMMITTEE.signature("van-thu"), f"Gia hạn {work.task['id']} trong hồ sơ {case.about.id}", name)


def extension(case: DemoCase, work: TaskWork, to: date, *, granted: bool) -> Front:
    """Return the decision; the task is due on the new day from now on."""
    front: Front = {
        "date": case.day,
        "by": case.unit.id,
        "tasks": [{"task": str(work.task["id"]), "from": work.due, "to": to}],
        "reason": case.dice.pick(_REASONS),
        "outcome": "approved" if granted else "refused",
        "decided_by": COMMITTEE.id,
        "paper": {"number": f"{case.count('extension') * 100 + case.number % 100}-CV/ĐU", "date": case.day},
    }
    work.extended = True
    if granted:
        work.due = to
    return front
