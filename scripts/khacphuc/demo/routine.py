"""Simulate the ordinary course of a case: notice, plan, updates, verification, report, closure."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import cast

from msgspec.structs import replace

from khacphuc.demo import opening_documents
from khacphuc.demo.changing_papers import changes_notice, supplement
from khacphuc.demo.demand_acts import follow_up
from khacphuc.demo.demo_case import CLERKS, BranchCommit, DemoCase, TaskWork
from khacphuc.demo.demo_dates import LAST_DAY, REORGANISED, every_month, workday
from khacphuc.demo.demo_units import COMMISSION, COMMITTEE, MASS
from khacphuc.demo.document_text import Front, Item, parts
from khacphuc.demo.irregularities import irregularities_of
from khacphuc.demo.oversight import answer, extend, meeting, opinion, report, urge, verify, voice
from khacphuc.demo.reorganisation import hand_over, inherit
from khacphuc.demo.reversals import reversals_of
from khacphuc.demo.task_progress import rows_of

_DRAFT_FOR = timedelta(days=12)
"""Plans that arrive in these last days are still drafts."""
_UNREPORTED = 15
"""Of every so many cases one is never reported."""
_MEETING_DAY = 25
_GRUMBLES = (
    "Bổ sung số ngày của từng việc",
    "Ghi rõ người chịu trách nhiệm và sản phẩm của nhiệm vụ N1",
    "Sửa mốc thời gian cho khớp với thông báo kết luận",
    "Tách biện pháp theo từng hạn chế",
)


def notice(case: DemoCase) -> None:
    """The conclusion arrives, as a draft first in every other case."""
    clerk = COMMITTEE.signature("van-thu")
    still_draft = LAST_DAY - case.day < _DRAFT_FOR
    if still_draft or case.dice.happens(45):
        draft = opening_documents.conclusion(case.about, case.unit, draft=True)
        case.papers["conclusion.md"] = (draft, "")
        case.commit(clerk, f"Dự thảo kết luận {case.about.id}", "conclusion.md")
        if still_draft:
            return
        case.rest(case.dice.between(1, 4))
        if case.dice.happens(5):
            del case.papers["conclusion.md"]
            case.commit(clerk, f"Rút dự thảo {case.about.id}, gộp vào kết luận khác", "conclusion.md")
            return
    case.about = replace(case.about, issued=case.day)
    front = opening_documents.conclusion(case.about, case.unit)
    case.papers["conclusion.md"] = (front, "Thông báo gửi đơn vị được kiểm tra và các cơ quan theo dõi.")
    case.commit(clerk, f"Ban hành {front['number']}: {case.about.subject.title}", "conclusion.md")
    follow_up(case, front)
    if case.dice.happens(6):  # nobody makes a plan
        case.plan_for(case.dice.between(40, 60), urge_plan)
        return
    case.plan_for(case.dice.between(10, 45 if case.dice.happens(15) else 26), plan)


def urge_plan(case: DemoCase) -> None:
    """The commission urges a unit that has made no plan."""
    front: Front = {
        "id": f"DD{case.count('reminder')}",
        "date": case.day,
        "by": COMMISSION.id,
        "channel": "letter",
    }
    name = case.file("reminder", front, "Đề nghị gửi kế hoạch khắc phục; thời hạn lập kế hoạch đã qua.")
    case.commit(COMMISSION.signature("uy-vien-noi-chinh"), f"Đôn đốc lập kế hoạch {case.about.id}", name)
    case.plan_for(case.dice.between(35, 70), urge_plan if case.dice.happens(80) else plan)


def plan(case: DemoCase) -> None:
    """The plan is drafted on a branch, corrected after review, and merged; now and then it lands as a draft first."""
    body = case.dice.pick(MASS) if case.dice.happens(70) else None
    names = [voice(case, body, "planning")] if body and case.dice.happens(40) else []
    issued = workday(case.day + timedelta(days=1))
    front = opening_documents.plan(case.about, case.unit, issued, body.id if body else "")
    draft = {key: value for key, value in front.items() if key not in ("number", "issued_on")}
    clerk = case.unit.signature("van-thu")
    first = (draft | {"status": "draft"}, "")
    final = (front, "Chi bộ họp thống nhất phân công; Bí thư chỉ đạo chung, mỗi tháng nghe báo cáo một lần.")
    case.papers["plan.md"] = first
    if case.dice.happens(15):
        case.commit(clerk, f"Dự thảo kế hoạch {case.about.id}", "plan.md", *names)
        case.rest(1)
        front["issued_on"] = case.day
        case.papers["plan.md"] = final
        case.commit(clerk, f"Ban hành kế hoạch {case.about.id}", "plan.md")
    else:
        case.papers["plan.md"] = final
        drafts = [BranchCommit(clerk, f"Dự thảo kế hoạch khắc phục {case.about.id}", {"plan.md": first})]
        drafts[0].papers |= {name: case.papers[name] for name in names}
        if case.dice.happens(50):
            drafts.append(BranchCommit(clerk, case.dice.pick(_GRUMBLES), {"plan.md": first}))
            first[0]["title"] = f"Kế hoạch khắc phục {case.about.id}"
        drafts.append(
            BranchCommit(
                case.unit.signature("pho-bi-thu"), "Sửa theo góp ý, ghi số kế hoạch", {"plan.md": final}
            )
        )
        case.pull(f"Kế hoạch khắc phục {case.about.id} của {case.unit.name}", drafts)
    case.work = [_work(case, task) for task in parts(front, "tasks")]
    _look_ahead(case)
    if names:
        case.plan_for(case.dice.between(3, 15), answer)


def _work(case: DemoCase, task: Front) -> TaskWork:
    """Return a task, and when it will really be done: mostly in time, some late, some never."""
    if "recurrence" in task:
        months = cast("dict[str, date]", task["recurrence"])
        owed = every_month(months["from"], months["until"], _MEETING_DAY)
        return TaskWork(task, "plan.md", None, owed[-1], occasions=owed)
    due = cast("date", task["due"])
    fate = case.dice.below(100)
    if fate < 55:
        finish = due - timedelta(days=case.dice.between(1, 20))
    elif fate < 80:
        finish = due + timedelta(days=case.dice.between(5, 40))
    elif fate < 93:
        finish = due + timedelta(days=case.dice.between(60, 150))
    else:
        return TaskWork(task, "plan.md", None, due)
    return TaskWork(task, "plan.md", workday(finish), due)


def _look_ahead(case: DemoCase) -> None:
    """Put the acts after the plan on the agenda."""
    throw = case.dice.happens
    case.plan_for(case.dice.between(20, 20 + case.pace), update)
    case.plan_for(75, urge)
    if changes_notice(case):
        case.plan_for(32, supplement)
    if throw(50):
        case.plan_for(case.dice.between(25, 70), meeting)
    if throw(25):
        case.plan_for(case.dice.between(40, 120), opinion)
    for work in case.work:
        if (work.finish is None or work.finish > work.due) and throw(45):
            early = case.dice.between(0, 14) if throw(90) else -4
            case.plan_for(max(1, (work.due - case.day).days - early), partial(extend, work=work))
    if case.unit.changes:
        case.plan_for(max(5, (case.unit.changes - case.day).days + 4), hand_over)
    if case.heir:
        case.plan_for(max(1, (REORGANISED - case.day).days + case.dice.below(9)), inherit)
    for turn in reversals_of(case):
        case.plan_for(case.dice.between(60, 150), turn)
    for mishap in irregularities_of(case):
        case.plan_for(case.dice.between(20, 120), mishap)


def update(case: DemoCase) -> None:
    """The unit says how far it is."""
    case.plan_for(max(1, case.pace + case.dice.between(-(case.pace // 4), case.pace // 4)), update)
    owed = [work for work in case.work if work.done is None]
    if not owed:
        return
    rows: list[Item] = [said for work in owed for said in rows_of(case, work)]
    body = "" if rows else "Trong kỳ chưa phát sinh kết quả mới."
    name = case.file("update", {"date": case.day, "by": case.unit.id, "tasks": rows}, body)
    tasks = ", ".join(str(said["task"]) for said in rows if isinstance(said, dict))
    author = case.unit.signature(case.dice.pick(CLERKS))
    case.send(author, f"Cập nhật tiến độ {case.about.id}{f': {tasks}' if tasks else ''}", name)
    if not case.verifying and any(work.done and not work.verified for work in case.work):
        case.verifying = True
        case.plan_for(case.dice.between(8, 30), verify)
    if not case.reporting and all(work.done for work in case.work) and case.number % _UNREPORTED != 4:
        case.reporting = True
        case.plan_for(case.dice.between(4, 25), report)
