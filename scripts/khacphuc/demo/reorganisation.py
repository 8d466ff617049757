"""Apply changes of units to their cases: people change, units merge."""

from __future__ import annotations

from typing import cast

from khacphuc.demo.demo_case import DemoCase
from khacphuc.demo.demo_units import COMMISSION
from khacphuc.demo.document_text import Front, parts

_FORGOTTEN = 20  # every so many cases


def hand_over(case: DemoCase) -> None:
    """Name a new person for the open tasks of one who has left."""
    old, new = case.unit.person("uy-vien"), case.unit.person("uy-vien", case.day)
    if old == new:
        return
    moved = [work.task for work in case.work if work.done is None and work.task.get("accountable") == old]
    for task in moved:
        task["accountable"] = new
    if moved:
        names = ", ".join(str(task["id"]) for task in moved)
        case.commit(
            case.unit.signature("van-thu"), f"Đổi người chịu trách nhiệm {names} do thay cán bộ", "plan.md"
        )


def inherit(case: DemoCase) -> None:
    """The unit has ended: its case goes to the unit that took over, or is forgotten with it."""
    if case.heir is None:
        return
    old, case.unit, case.heir = case.unit, case.heir, None
    if case.number % _FORGOTTEN == 3:
        case.forget()
        return
    rename(
        case,
        f"plans/{case.unit.id}/{case.about.id.lower()}",
        f"Chuyển hồ sơ {case.about.id} về {case.unit.name}",
    )
    for name in [name for name in case.papers if not name[0].isdigit()]:
        _pass_on(case.papers[name][0], old.id, case.unit.id)
    names = [name for name in case.papers if not name[0].isdigit()]
    case.commit(COMMISSION.signature("tong-hop"), f"Ghi đơn vị mới trong hồ sơ {case.about.id}", *names)


def rename(case: DemoCase, folder: str, message: str) -> None:
    """Give the case's folder another name."""
    step = case.step(COMMISSION.signature("tong-hop"), message, {})
    step.renamed, case.folder = (case.folder, folder), folder


def _pass_on(front: Front, old: str, new: str) -> None:
    """Name the new unit for what the old one had: the case, and all tasks."""
    if front["type"] == "conclusion":
        front["unit"] = new
    for task in parts(front, "tasks"):
        task["lead"] = new
        task["accountable"] = cast("str", task["accountable"]).replace(f"{old}/", f"{new}/")
