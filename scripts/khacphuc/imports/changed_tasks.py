"""What a row says that the register does not: the part of an update that an edited list makes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from msgspec import Struct
from msgspec.structs import replace

from khacphuc.imports.list_rows import ListRow
from khacphuc.obligations.values import TaskState
from khacphuc.text.message import N_
from khacphuc.timeline.timeline import Timeline

EDITED = {
    "state": N_("State"),
    "progress": N_("Progress"),
    "percent": N_("Per cent"),
    "done_on": N_("Done on"),
    "promise": N_("Expected by"),
    "obstacles": N_("Obstacles"),
    "result": N_("Result"),
    "requests": N_("Requests"),
    "evidence": N_("Evidence"),
}
"""What an update can say of a task, by the key of its column."""


class Compared(Struct, frozen=True):
    """A row against the register: the row with only what is new, and keys whose cells were changed on both sides."""

    row: ListRow
    new: tuple[str, ...]
    conflicts: tuple[str, ...]
    emptied: tuple[str, ...]


def current(task: TaskState, timeline: Timeline | None) -> dict[str, str]:
    """What the register knows of a task, as a row would say it."""
    last = {"result": "", "requests": "", "evidence": ""}
    for entry in timeline.progress.get(task.task.id, ()) if timeline else ():
        said = entry.said
        last["result"] = said.result or last["result"]
        last["requests"] = said.requests or last["requests"]
        titles = [one.title or one.number or "" for one in said.evidence]
        last["evidence"] = titles[-1] if titles else last["evidence"]
    return {
        "state": task.declared.value,
        "progress": task.progress,
        "percent": _percent(task.percent),
        "done_on": _day(task.done_on),
        "promise": _day(task.promise),
        "obstacles": task.obstacles,
        **last,
    }


def said_in(row: ListRow) -> dict[str, str]:
    """What a row says, in the same form."""
    return {
        "state": row.state.value if row.state else "",
        "progress": row.progress,
        "percent": _percent(str(row.percent)) if row.percent is not None else "",
        "done_on": _day(row.done_on),
        "promise": _day(row.promise),
        "obstacles": row.obstacles,
        "result": row.result,
        "requests": row.requests,
        "evidence": row.evidence,
    }


def compared(row: ListRow, now: Mapping[str, str], base: ListRow | None) -> Compared:
    """A row against what the register knows now and, where the file tells it, what it knew when the file was made."""
    said, before = said_in(row), said_in(base) if base else None
    new, conflicts, emptied = [], [], []
    for key, value in said.items():
        if before is not None and value == before[key]:
            continue  # nobody touched the cell
        if value == now[key]:
            continue
        if not value:
            if before is not None:
                emptied.append(key)
            continue
        if before is not None and now[key] not in (before[key], "") and key not in ("result", "requests"):
            conflicts.append(key)
        else:
            new.append(key)
    if "done_on" in new and "state" not in new and said["state"] == now["state"]:
        new.append("state")  # a day on which work was done counts only beside the word that it is done
    dropped = {key: _NOTHING.get(key, "") for key in said if key not in new}
    return Compared(replace(row, **dropped), tuple(new), tuple(conflicts), tuple(emptied))


_NOTHING = {"state": None, "percent": None, "done_on": None, "promise": None}


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


def _percent(text: str) -> str:
    try:
        return format(Decimal(text).normalize(), "f") if text else ""
    except InvalidOperation:
        return text
