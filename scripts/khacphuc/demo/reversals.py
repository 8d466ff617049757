"""Simulate honest turns of a case: what was confirmed is owed again, released, asked for, or looked at once more.

An act returns whether it applied.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import cast

from khacphuc.demo.demo_case import Act, DemoCase, TaskWork
from khacphuc.demo.demo_dates import LAST_DAY, workday
from khacphuc.demo.demo_units import COMMISSION, COMMITTEE
from khacphuc.demo.document_text import Front, Item
from khacphuc.demo.oversight import extension, verify
from khacphuc.demo.task_progress import rows_of

_AGAIN, _MOST_TRIES = 25, 8
Turn = Callable[[DemoCase], bool]


def reversals_of(case: DemoCase) -> list[Act]:
    """Return the turn of a case: each kind in its turn, two cases in three without any."""
    if any(work.occasions for work in case.work):
        return [partial(_try, turn=released)]
    kind, rest = divmod(case.number, 3)
    return [partial(_try, turn=TURNS[kind % len(TURNS)])] if rest == 1 else []


def _try(case: DemoCase, turn: Turn, tries: int = _MOST_TRIES) -> None:
    if not turn(case) and tries:
        case.plan_for(_AGAIN, partial(_try, turn=turn, tries=tries - 1))


def _verified(case: DemoCase) -> TaskWork | None:
    """Return a task of the plan that was done and confirmed, once."""
    return next(
        (work for work in case.work if work.verified and not work.given_up and "recurrence" not in work.task),
        None,
    )


def _verification(case: DemoCase, said: Front, title: str, **more: str) -> None:
    front: Front = {"date": case.day, **more, "by": COMMISSION.person("uy-vien-kinh-te"), "tasks": [said]}
    number = f"{case.count('minutes')}{case.number % 90 + 10}-BB/UBKTĐU"
    front["paper"] = {"number": number, "date": case.day, "title": "Biên bản xác minh"}
    name = case.file("verification", front)
    case.commit(COMMISSION.signature("uy-vien-kinh-te"), f"{title} của {case.about.id}", name)


def taken_back(case: DemoCase) -> bool:
    """The unit itself finds that a confirmed task is not done, and says so: it is owed again."""
    work = _verified(case)
    if work is None or case.reporting or case.day + timedelta(days=60) > LAST_DAY:
        return False
    work.done, work.verified, work.finish = None, False, workday(case.day + timedelta(days=30))
    said: Front = {"task": str(work.task["id"]), "state": "in_progress"}
    said["reason"] = "Kiểm tra lại sau xác minh: 03 hồ sơ bổ sung không đúng mẫu, phải làm lại"
    name = case.file("update", {"date": case.day, "by": case.unit.id, "tasks": [said]})
    case.send(case.unit.signature("pho-bi-thu"), f"Nhận lại {work.task['id']}: chưa xong", name)
    return True


def twice_in_a_day(case: DemoCase) -> bool:
    """The follower rejects in the morning what lacks a signature, and confirms in the afternoon, when it is there."""
    work = next((work for work in case.work if work.done and not work.verified and not work.given_up), None)
    if work is None or "recurrence" in work.task:
        return False
    task = str(work.task["id"])
    _verification(
        case,
        {"task": task, "outcome": "rejected", "remaining": "Biên bản số 02 thiếu chữ ký của kế toán"},
        f"Xác minh buổi sáng {task}",
        time="09:30",
    )
    again: Front = {
        "date": case.day,
        "time": "14:00",
        "by": case.unit.id,
        "tasks": [
            {
                "task": task,
                "state": "done",
                "done_on": case.day,
                "result": "Kế toán đã ký bổ sung biên bản số 02",
                "evidence": [
                    {
                        "number": f"{case.count('evidence') + 10}-BC/CB",
                        "date": case.day,
                        "title": str(work.task["product"]),
                    }
                ],
            }
        ],
    }
    name = case.file("update", again)
    case.send(case.unit.signature("van-thu"), f"Bổ sung chữ ký {task}", name)
    _verification(
        case,
        {"task": task, "outcome": "confirmed", "gone": "true"},
        f"Xác minh buổi chiều {task}",
        time="16:30",
    )
    work.verified = True
    return True


def released(case: DemoCase) -> bool:
    """The finding is gone: the follower releases the unit from the rest of a recurring task."""
    recurring = next((work for work in case.work if work.occasions and not work.verified), None)
    serving = [work for work in case.work if cast("list[str]", work.task["findings"]) == ["HC1"]]
    if recurring is None or not all(work.verified for work in serving if work is not recurring):
        return False
    said: Front = {
        "task": str(recurring.task["id"]),
        "outcome": "released",
        "gone": "true",
        "note": "Hạn chế đã được khắc phục xong; không phải giao ban riêng nữa",
    }
    _verification(case, said, f"Cho thôi phần còn lại của {recurring.task['id']}")
    recurring.occasions, recurring.done, recurring.verified = [], case.day, True
    return True


def asked(case: DemoCase) -> bool:
    """The unit asks for more time; the committee decides weeks later, or has not yet."""
    work = next(
        (
            work
            for work in case.work
            if not work.done and not work.extended and "due" in work.task and work.due > case.day
        ),
        None,
    )
    if work is None:
        return False
    to = workday(work.due + timedelta(days=30))
    decision = extension(case, work, to, granted=False)
    request: Front = {key: decision[key] for key in ("date", "by", "tasks", "reason")}
    request["paper"] = {"number": f"{case.count('letter') + 30}-CV/ĐU", "date": case.day}
    name = case.file("extension", request, slug="de-nghi")
    case.send(case.unit.signature("pho-bi-thu"), f"Xin gia hạn {work.task['id']}", name)
    if case.number // (3 * len(TURNS)) % 3:
        decision["outcome"] = "approved"
        case.plan_for(case.dice.between(6, 20), partial(_grant, work=work, to=to, decision=decision))
    return True


def _grant(case: DemoCase, work: TaskWork, to: date, decision: Front) -> None:
    decision["date"] = cast("Front", decision["paper"])["date"] = case.day
    name = case.file("extension", decision)
    case.commit(COMMITTEE.signature("van-thu"), f"Quyết định gia hạn {work.task['id']}", name)
    work.due = to


def lasting(case: DemoCase) -> bool:
    """The follower sets a day on which it will look whether a remedy has lasted."""
    work = _verified(case)
    if work is None or case.closed:
        return False
    due: date = workday(case.day + timedelta(days=150))
    said: Front = {
        "task": str(work.task["id"]),
        "outcome": "confirmed",
        "gone": "true",
        "effectiveness_due": due,
    }
    _verification(case, said, f"Hẹn kiểm tra lại {work.task['id']}")
    case.afterwards = (workday(due - timedelta(days=5)), partial(_look_back, work=work))
    return True


def _look_back(case: DemoCase, work: TaskWork) -> None:
    """The day of the check: in every other case the shortcoming has come back, and the case is open again."""
    case.afterwards = None
    task = str(work.task["id"])
    if case.number // (3 * len(TURNS)) % 2:
        _verification(
            case, {"task": task, "effectiveness": "effective"}, f"Kiểm tra lại {task}: hiệu quả lâu dài"
        )
        case.closed = case.ended
        return
    said: Front = {
        "task": task,
        "effectiveness": "not_effective",
        "remaining": "Quý vừa qua lại có 02 trường hợp như hạn chế đã nêu",
    }
    _verification(case, said, f"Kiểm tra lại {task}: hạn chế tái diễn")
    work.done, work.verified, work.finish = None, False, workday(case.day + timedelta(days=24))
    if case.ended:
        case.ended = False
        case.plan_for(30, partial(_redo, work=work))


def _redo(case: DemoCase, work: TaskWork) -> None:
    rows: list[Item] = list(rows_of(case, work))
    name = case.file("update", {"date": case.day, "by": case.unit.id, "tasks": rows}, slug="lam-lai")
    case.send(case.unit.signature("van-thu"), f"Làm lại {work.task['id']} của {case.about.id}", name)
    case.plan_for(12, verify)


def by_a_neighbour(case: DemoCase) -> bool:
    """A clerk of another unit files a confirmation: it has no effect, and stays in sight."""
    work = next((work for work in case.work if work.done and not work.verified and not work.given_up), None)
    if work is None or "recurrence" in work.task:
        return False
    front: Front = {
        "date": case.day,
        "by": case.neighbour.id,
        "paper": {"number": f"{case.count('foreign') + 60}-BB/CB", "date": case.day},
        "tasks": [{"task": str(work.task["id"]), "outcome": "confirmed"}],
    }
    name = case.file("verification", front, slug="don-vi-khac")
    case.send(case.neighbour.signature("van-thu"), f"Ý kiến về {work.task['id']} của {case.about.id}", name)
    return True


TURNS: tuple[Turn, ...] = (lasting, taken_back, asked, twice_in_a_day, by_a_neighbour)
