"""Simulate papers that change a case: a supplement and a correction of the notice, a revision of the plan."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

from khacphuc.demo.demo_case import DemoCase, TaskWork
from khacphuc.demo.demo_dates import day_shown, workday
from khacphuc.demo.demo_units import COMMITTEE
from khacphuc.demo.document_text import Front

_EVERY = 9
"""Of every so many cases the notice of one is supplemented."""
_FORGOTTEN = 63
"""Of every so many cases the unit of one adds no task for the supplement."""
_PLAN = "plan.md"


def changes_notice(case: DemoCase) -> bool:
    """Return whether the notice of a case is supplemented later."""
    return case.number % _EVERY == 4


def supplement(case: DemoCase) -> None:
    """The issuer adds a finding; the unit revises its plan, and in every other case the finding is withdrawn again."""
    if case.reported or case.unit.successor:
        return
    finding: Front = {
        "id": f"HC{len(case.about.items) + 1}",
        "text": "03 biên bản họp giao ban quý I không ghi ý kiến của người dự họp.",
        "grade": "omission",
    }
    front: Front = {
        "date": case.day,
        "by": COMMITTEE.id,
        "number": f"{case.number % 80 + 110}-TB/ĐU",
        "addition_due": workday(case.day + timedelta(days=25)),
        "findings": [finding],
    }
    name = case.file("supplement", front)
    case.commit(COMMITTEE.signature("van-thu"), f"Thông báo bổ sung {case.about.id}", name)
    case.added = [finding]
    case.unplanned = case.number % _FORGOTTEN == 4
    if case.unplanned:
        return
    case.plan_for(14, revise)
    if case.number // _EVERY % 2:
        case.plan_for(40, withdraw)


def revise(case: DemoCase) -> None:
    """The unit adds a task for the finding; what else it moves, the committee approves."""
    if case.reported or not case.added:
        return
    plan = case.papers[_PLAN][0]
    due = workday(case.day + timedelta(days=60))
    task: Front = {
        "id": f"N{len(case.work) + 30}",
        "findings": [str(case.added[0]["id"])],
        "kind": "correction",
        "content": "Bổ sung 03 biên bản họp giao ban quý I",
        "measure": "Thư ký đối chiếu sổ ghi chép của 12 người dự họp, lập biên bản bổ sung, chủ tọa ký xác nhận từng biên bản",
        "product": "03 biên bản họp có chữ ký của chủ tọa và thư ký",
        "lead": case.unit.id,
        "accountable": case.unit.person("pho-bi-thu", case.day),
        "authority": case.unit.person("bi-thu", case.day),
        "start": case.day,
        "due": due,
        "due_text": f"trước ngày {day_shown(due)}",
    }
    name = f"plan-{case.day}.md"
    moved = _moved(case, name)
    front: Front = {
        "type": "plan",
        "level": "main",
        "status": "issued",
        "number": f"{case.number % 80 + 12}-KH/{'ĐU' if case.unit.kind == 'grassroots' else 'CB'}",
        "revises": {"number": cast("str", plan["number"]), "date": plan["issued_on"]},
        "title": f"Kế hoạch điều chỉnh, bổ sung theo thông báo bổ sung {case.about.id}",
        "issued_on": case.day,
        "issued_by": case.unit.id,
        "approved_by": COMMITTEE.id,
        "directed_by": case.unit.person("bi-thu", case.day),
        "tasks": [*moved, task],
    }
    case.papers[name] = (front, "")
    # What moves a deadline is the word of whoever approves it, and its office enters it.
    by = COMMITTEE if moved else case.unit
    case.commit(by.signature("van-thu"), f"Kế hoạch điều chỉnh {case.about.id}", name)
    case.work.append(TaskWork(task, name, workday(due - timedelta(days=5)), due))


def _moved(case: DemoCase, name: str) -> list[Front]:
    """Return a task that the revision gives more time, if one is open."""
    found = (
        work
        for work in case.work
        if work.done is None
        and not (work.extended or work.halted)
        and work.document == _PLAN
        and work.task.get("due") == work.due
        and work.due > case.day
    )
    work = next(found, None)
    if work is None:
        return []
    due = workday(work.due + timedelta(days=30))
    work.task = {**work.task, "due": due, "due_text": f"trước ngày {day_shown(due)}"}
    work.due, work.document, work.extended = due, name, True
    return [work.task]


def withdraw(case: DemoCase) -> None:
    """The issuer withdraws the finding: the minutes were found."""
    if case.reported or not case.added:
        return
    finding = str(case.added[0]["id"])
    front: Front = {
        "date": case.day,
        "by": COMMITTEE.id,
        "number": f"{case.number % 80 + 150}-TB/ĐU",
        "changes": [
            {
                "finding": finding,
                "withdrawn": "true",
                "reason": "Đơn vị đã xuất trình 03 biên bản gốc có ghi đủ ý kiến, lưu tại Văn phòng",
            }
        ],
    }
    name = case.file("correction", front)
    case.commit(COMMITTEE.signature("van-thu"), f"Đính chính thông báo {case.about.id}", name)
    case.added = []
    case.work = [work for work in case.work if work.task.get("findings") != [finding]]
