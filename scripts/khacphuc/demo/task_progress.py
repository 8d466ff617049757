"""Write the lines of an update about a task."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import cast

from khacphuc.demo.demo_case import DemoCase, TaskWork
from khacphuc.demo.demo_dates import day_shown
from khacphuc.demo.document_text import Front, parts

_OBSTACLES = (
    "Chờ văn bản trả lời của cơ quan cấp trên gửi ngày {day}",
    "Còn {k} trường hợp người liên quan đã chuyển công tác, chưa ký xác nhận",
    "Kinh phí {k} triệu đồng chưa được cấp",
    "Phần mềm lỗi từ ngày {day}, nhà cung cấp hẹn sửa trong {k} ngày",
    "{k} bộ hồ sơ gốc đang được cơ quan khác mượn",
)


def rows_of(case: DemoCase, work: TaskWork) -> Iterator[Front]:
    """Yield the lines about one task, if there is anything to say; the task is then as they say."""
    if "recurrence" in work.task:
        yield from _met(case, work)
    elif work.finish and work.finish <= case.day:
        yield _finished(case, work)
    elif not work.halted and (said := _under_way(case, work)):
        yield said


def _met(case: DemoCase, work: TaskWork) -> Iterator[Front]:
    """Yield the occurrences of a recurring task that have been met since the last update."""
    while work.occasions and work.occasions[0] < case.day:
        day = work.occasions.pop(0)
        number = f"{case.count('notice') + 40}-TB/CB"
        yield {
            "task": cast("str", work.task["id"]),
            "state": "done",
            "occurrence": day,
            "done_on": day,
            "result": f"Họp ngày {day_shown(day)}, {case.dice.between(2, 5):02d} nhiệm vụ được kiểm điểm",
            "evidence": [{"number": number, "date": day, "title": "Thông báo kết luận giao ban"}],
        }
        work.done = None if work.occasions else day


def total(work: TaskWork) -> int:
    """Return the total of the task's target."""
    target = cast("dict[str, int]", work.task.get("target", {}))
    return target.get("total", 0)


def _finished(case: DemoCase, work: TaskWork) -> Front:
    work.done = work.finish
    work.progress = total(work)
    number = f"{case.count('evidence') + 10}-BC/CB"
    said: Front = {"task": cast("str", work.task["id"]), "state": "done", "done_on": cast("date", work.done)}
    if work.progress:
        said["progress"] = f"{work.progress}/{work.progress}"
        said["result"] = f"Hoàn thành {work.progress}/{work.progress} {_unit(work)}, có báo cáo số {number}"
    said["evidence"] = [
        {"number": number, "date": cast("date", work.done), "title": str(work.task["product"])}
    ]
    return said


def _under_way(case: DemoCase, work: TaskWork) -> Front | None:
    whole, name = total(work), cast("str", work.task["id"])
    begun = cast("date", work.task["start"])
    end = work.finish or case.day + timedelta(days=90)
    share = min(1.0, (case.day - begun).days / max(1, (end - begun).days))
    reached = min(int(whole * share), whole * 9 // 10 if work.finish else whole * 6 // 10)
    if reached <= work.progress:
        # Every third time or so, what stands in the way is said.
        if case.dice.happens(65):
            return None
        asked = day_shown(case.day - timedelta(days=case.dice.between(5, 25)))
        obstacle = case.dice.pick(_OBSTACLES).format(day=asked, k=case.dice.between(2, 14))
        return {"task": name, "state": "in_progress", "obstacles": obstacle}
    more, work.progress = reached - work.progress, reached
    said: Front = {"task": name, "state": "in_progress", "progress": f"{reached}/{whole}"}
    if not work.halfway and reached >= whole // 2 and parts(work.task, "milestones"):
        work.halfway = True
        said["milestones"] = [f"{name}.1"]
    said["result"] = f"Xong thêm {more:02d} {_unit(work)}, còn {whole - reached:02d} {_unit(work)}"
    return said


def _unit(work: TaskWork) -> str:
    target = cast("dict[str, str]", work.task.get("target", {}))
    return target.get("unit", "việc")
