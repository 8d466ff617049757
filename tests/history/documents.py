"""Documents of a realistic case as text, from plain values: what is left out is filled in as an office would."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

Value = str | int | date | Sequence["Value"] | Mapping[str, "Value"] | None
"""None: the key is left out."""

POLICY = """type: policy
committee: Đảng ủy Thử
unit_kinds:
  - {id: committee, label: Đảng ủy}
  - {id: cell, label: Chi bộ}
  - {id: commission, label: Ủy ban kiểm tra}
"""

_PLAIN = re.compile(r"[^\W\d_][\w./%-]*(?: [\w./%-]+)*|\d{4}-\d\d-\d\d|\d{1,15}|\d+/\d+")


def front(values: Mapping[str, Value], body: str = "") -> str:
    """A document with these keys. ``from_`` stands for ``from``, as in the model."""
    return "\n".join(["---", *_mapping(values, ""), "---", body])


def policy(**more: Value) -> str:
    return POLICY + "".join(f"{line}\n" for line in _mapping(more, ""))


def unit(name: str, *people: Mapping[str, Value], **more: Value) -> str:
    """A unit. People are mappings (``{"id": "bi-thu", "role": "Bí thư", "emails": [...]}``)."""
    base: dict[str, Value] = {"type": "unit", "id": name, "name": name.replace("-", " "), "kind": "cell"}
    return front(base | more | {"people": people})


def conclusion(case: str, unit: str, *findings: str | Mapping[str, Value], **more: Value) -> str:
    """An issued conclusion. Findings are ids or mappings."""
    made: list[Value] = [
        {"id": item, "text": f"Chưa thực hiện nội dung {item}"} if isinstance(item, str) else item
        for item in findings or ("HC1",)
    ]
    base: dict[str, Value] = {
        "type": "conclusion",
        "id": case,
        "unit": unit,
        "status": "issued",
        "title": f"Kết luận giám sát {case}",
        "issued_on": "2026-01-02",
        "plan_due": "2026-02-02",
        "report_due": "2026-12-15",
    }
    return front(base | more | {"findings": made})


def plan(*tasks: Mapping[str, Value], **more: Value) -> str:
    base: dict[str, Value] = {
        "type": "plan",
        "status": "issued",
        "title": "Kế hoạch khắc phục",
        "issued_on": "2026-01-20",
    }
    return front(base | more | {"tasks": list(tasks)})


def task(name: str, due: str | date | None = "2026-06-30", **more: Value) -> dict[str, Value]:
    base: dict[str, Value] = {
        "id": name,
        "findings": "HC1",
        "content": f"Ban hành quy chế về nội dung {name}",
        "measure": "Lấy ý kiến 12 đảng viên rồi thông qua tại kỳ họp",
        "product": "Quy chế",
        "due": due,
    }
    return base | more


def milestone(name: str, due: str | date | None = "2026-04-30", **more: Value) -> dict[str, Value]:
    return {"id": name, "text": f"Xong bước {name}", "due": due} | more


def record(kind: str, day: str | date, **more: Value) -> str:
    """A dated record of any kind: ``record("closure", "2026-10-10", by="ubkt")``."""
    return front({"type": kind, "date": day} | more)


def update(day: str | date, by: str, **states: str) -> str:
    """An update that says the state of tasks: ``update("2026-03-01", "chi-bo-a", N1="in_progress")``."""
    tasks: list[Value] = [{"task": name, "state": state} for name, state in states.items()]
    return record("update", day, by=by, tasks=tasks)


def extension(
    day: str | date, *moves: tuple[str, str | date, str | date], outcome: str = "approved", **more: Value
) -> str:
    """An extension of tasks: ``extension("2026-06-01", ("N1", "2026-06-30", "2026-08-31"))``."""
    tasks: list[Value] = [{"task": name, "from": old, "to": new} for name, old, new in moves]
    return record("extension", day, tasks=tasks, reason="Chờ văn bản cấp trên", outcome=outcome, **more)


def verification(day: str | date, by: str, **outcomes: str) -> str:
    tasks: list[Value] = [{"task": name, "outcome": outcome} for name, outcome in outcomes.items()]
    return record("verification", day, by=by, tasks=tasks)


def _mapping(values: Mapping[str, Value], indent: str) -> Iterator[str]:
    for key, value in values.items():
        yield from _entry(f"{indent}{key.rstrip('_')}:", value, indent)


def _entry(head: str, value: Value, indent: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield head
        yield from _mapping(value, f"{indent}  ")
    elif isinstance(value, str | int | date):
        yield f"{head} {_scalar(value)}"
    elif value:
        yield head
        for item in value:
            yield from _item(item, f"{indent}  ")


def _item(item: Value, indent: str) -> Iterator[str]:
    if isinstance(item, Mapping):
        lines = list(_mapping(item, f"{indent}  "))
        yield f"{indent}- {lines[0].lstrip()}"
        yield from lines[1:]
    elif isinstance(item, str | int | date):
        yield f"{indent}- {_scalar(item)}"


def _scalar(value: str | int | date) -> str:
    text = str(value)
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
