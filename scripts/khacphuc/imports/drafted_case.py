"""The documents that a list becomes: conclusion, plan and first update of each case, new units and people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from msgspec import Struct

from khacphuc.demo.document_text import Front, Item, document_bytes
from khacphuc.imports.list_rows import ListRow
from khacphuc.imports.mapping_file import ImportMapping
from khacphuc.imports.named_units import NameBook
from khacphuc.text.folding import fold, slug
from khacphuc.text.front_matter import MAX_FRONT_MATTER_BYTES

_CODE = re.compile(r"(?=.{1,40}\Z)[A-Z0-9]+(?:[.-][A-Z0-9]+)*")
_NUMBER = re.compile(
    r"(?<![\d/])(?=[\d/-]*[A-Za-zĐđ])[0-9]+[0-9A-Za-zÀ-ỹ]*(?:/\d{4})?[-/][0-9A-Za-zÀ-ỹĐ.&]+(?:[-/.&][0-9A-Za-zÀ-ỹĐ]+)*"
)
_DAY = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_FRONT_MAX, _TASKS_MAX = MAX_FRONT_MATTER_BYTES // 2, 500
"""Bytes of rows for one case, with room for what stands around them; and tasks that a page still shows well."""


class DraftedTask(Struct, frozen=True):
    """A row with its task's id and its findings by their ids."""

    row: ListRow
    findings: tuple[tuple[str, str], ...]
    task: str


class DraftedCase(Struct, frozen=True):
    """A case as it would be written."""

    id: str
    unit: str
    number: str
    title: str
    issued: str
    """The day of the conclusion, as its row names it, else as it was given for the list."""
    tasks: tuple[DraftedTask, ...]

    @property
    def folder(self) -> str:
        return f"plans/{self.unit}/{slug(self.id)}"


def drafted_cases(rows: Sequence[ListRow], mapping: ImportMapping, names: NameBook) -> list[DraftedCase]:
    """Rows by the conclusion and the unit that they name.

    One conclusion that is too long for a document becomes several cases.
    """
    groups: dict[tuple[str, str], list[ListRow]] = {}
    for row in rows:
        unit = next(iter(names.units(row.unit)), mapping.case.get("unit", ""))
        groups.setdefault((row.notice, unit), []).append(row)
    found, taken = [], set[str]()
    for (notice, unit), some in groups.items():
        name = _case_id(notice or unit, mapping, several=len(groups) > 1)
        number = _number(notice) or mapping.case.get("number", "")
        named = _day(notice) or next((row.issued_on for row in some if row.issued_on), None)
        issued = named.isoformat() if named else mapping.case.get("issued_on", "")
        title = next((row.title for row in some if row.title), mapping.case.get("title", ""))
        for part, chunk in enumerate(_chunks(some), 1):
            case = name if part == 1 else f"{name}-P{part}"
            while case in taken:
                case += "-B"
            taken.add(case)
            found.append(DraftedCase(case, unit, number, title, issued, tuple(_numbered(chunk))))
    return found


def _case_id(named: str, mapping: ImportMapping, *, several: bool) -> str:
    given = mapping.case.get("id", "")
    if not several and given:
        return given
    plain = re.sub(r"[^A-Z0-9]+", "-", fold(_number(named) or named).upper()).strip("-")[:24].strip("-")
    day = _DAY.search(named)
    parts = (given or "KL", day[3] if day else "", plain)
    return "-".join(filter(None, parts))


def _number(text: str) -> str:
    match = _NUMBER.search(text)
    return match[0] if match else ""


def _chunks(rows: Sequence[ListRow]) -> Iterator[list[ListRow]]:
    """Rows in pieces that a document has room for."""
    chunk: list[ListRow] = []
    size = 0
    for row in rows:
        texts = (row.finding, row.content, row.measure, row.product, row.result, row.obstacles, row.requests)
        takes = 300 + sum(len(text.encode()) for text in texts)
        if chunk and (size + takes > _FRONT_MAX or len(chunk) == _TASKS_MAX):
            yield chunk
            chunk, size = [], 0
        chunk.append(row)
        size += takes
    if chunk:
        yield chunk


def _numbered(rows: Sequence[ListRow]) -> Iterator[DraftedTask]:
    """Rows with ids: the list's own codes where they can be ids, else numbers. Equal findings are one."""
    findings: dict[tuple[str, str], str] = {}
    codes = [row.code.upper() for row in rows]
    for index, row in enumerate(rows, 1):
        code = row.code.upper()
        usable = bool(_CODE.fullmatch(code)) and codes.count(code) == 1
        if row.findings:
            yield DraftedTask(row, row.findings, code if usable else f"N{index}")
            continue
        key = (code, "") if usable else ("", fold(row.finding))
        if key not in findings:
            findings[key] = code if usable else f"HC{len(findings) + 1}"
        yield DraftedTask(row, ((findings[key], row.finding),), f"N{index}")


# --------------------------------------------------------------------------------------------- documents


def documents(case: DraftedCase, mapping: ImportMapping, names: NameBook, as_of: date) -> dict[str, bytes]:
    """The documents of a case by their paths."""
    found = {
        f"{case.folder}/conclusion.md": document_bytes(_conclusion(case, mapping), _extras(case)),
        f"{case.folder}/plan.md": document_bytes(_plan(case, mapping, names)),
    }
    said = [entry for task in case.tasks if (entry := progress_entry(task.row, task.task))]
    if said:
        front: Front = {"type": "update", "date": as_of, "by": case.unit, "tasks": said}
        found[next(update_paths(f"{case.folder}/{as_of.isoformat()}-update"))] = document_bytes(front)
    return found


def update_paths(base: str) -> Iterator[str]:
    """Names for updates from a list, in the order in which they count on one day."""
    return (f"{base}-tu-bang-{number:03}.md" for number in range(1, 1000))


def _filled(pairs: Iterator[tuple[str, Item | None]] | Sequence[tuple[str, Item | None]]) -> Front:
    return {key: value for key, value in pairs if value not in (None, "", [], {})}


def _conclusion(case: DraftedCase, mapping: ImportMapping) -> Front:
    about = mapping.case
    follower = about.get("follower", "")
    findings: dict[str, Front] = {}
    for task in case.tasks:
        for name, text in task.findings:
            findings.setdefault(name, _finding(task.row, name, text))
    return _filled(
        [
            ("type", "conclusion"),
            ("id", case.id),
            ("unit", case.unit),
            ("status", "issued" if case.issued else "draft"),
            ("number", case.number if case.issued else ""),
            ("title", case.title),
            ("issuer", about.get("issuer", "")),
            ("issued_on", case.issued),
            ("followers", {"commission": follower} if follower else None),
            ("findings", list(findings.values())),
        ]
    )


def _finding(row: ListRow, name: str, text: str) -> Front:
    amounts: list[Front] = []
    if row.money is not None:
        amounts.append({"value": _plain(row.money), "unit": "đồng"})
    if row.area is not None:
        amounts.append({"value": _plain(row.area), "unit": "m²"})
    return _filled(
        [
            ("id", name),
            ("text", text),
            ("grade", row.grade.value if row.grade else ""),
            ("amounts", amounts),
        ]
    )


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f")


def _plan(case: DraftedCase, mapping: ImportMapping, names: NameBook) -> Front:
    about = mapping.case
    issued = about.get("plan_issued_on", "")
    return _filled(
        [
            ("type", "plan"),
            ("level", "main"),
            ("status", "issued" if issued else "draft"),
            ("number", about.get("plan_number", "") if issued else ""),
            ("issued_on", issued),
            ("issued_by", case.unit),
            ("directed_by", about.get("directed_by", "")),
            ("tasks", [_task(task, case.unit, names) for task in case.tasks]),
        ]
    )


def _task(task: DraftedTask, unit: str, names: NameBook) -> Front:
    row = task.row
    leads = names.units(row.lead) or [unit]
    supporters = [*leads[1:], *names.units(row.supporters)]
    steps: list[Item] = [
        {"id": f"{task.task}.{index}", "text": step.text or row.content, "due": step.due}
        for index, step in enumerate(row.steps, 1)
    ]
    cycle = _filled([("every", row.every), ("from", row.every_from), ("until", row.every_until)])
    return _filled(
        [
            ("id", task.task),
            ("findings", [name for name, _ in task.findings]),
            ("content", row.content),
            ("measure", row.measure),
            ("product", row.product),
            ("lead", leads[0]),
            ("supporters", list(dict.fromkeys(supporters))),
            ("accountable", names.person(row.accountable, leads[0])),
            ("authority", names.party(row.authority, leads[0])),
            ("start", row.start),
            ("due", row.due),
            ("due_text", row.due_text),
            ("recurrence", cycle if row.every else None),
            ("milestones", steps),
        ]
    )


def progress_entry(row: ListRow, task: str, unit: str = "") -> Front | None:
    """What an update says of a row; None where it says nothing."""
    said = _filled(
        [
            ("state", row.state.value if row.state else ""),
            ("done_on", row.done_on),
            ("progress", row.progress),
            ("percent", _plain(row.percent) if row.percent is not None else ""),
            ("result", row.result),
            ("evidence", [_paper(row.evidence)] if row.evidence else None),
            ("promise", row.promise),
            ("obstacles", row.obstacles),
            ("requests", row.requests),
        ]
    )
    return {"task": task, **({"unit": unit} if unit else {}), **said} if said else None


def _paper(text: str) -> Front:
    """A paper named in a cell: its number and day where they can be told, and the words of the cell."""
    return _filled([("number", _number(text)), ("date", _day(text)), ("title", text)])


def _day(text: str) -> date | None:
    """The first day that a text writes out; None where it is in no calendar."""
    found = _DAY.search(text)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None


def _extras(case: DraftedCase) -> str:
    """What stands in columns that have no place in a document: kept as text below the conclusion."""
    lines = []
    for task in case.tasks:
        for title, value in task.row.extra:
            named = f", {_harmless(title)}" if title else ""
            lines.append(f"- {task.task}{named}: {_harmless(value)}")
    return "\n".join(lines)


def _harmless(text: str) -> str:
    """A text in Markdown that is only text."""
    return re.sub(r"([\\`*_{}\[\]<>#|~])", r"\\\1", text)


def unit_documents(names: NameBook, kinds: Mapping[str, str]) -> dict[str, bytes]:
    """Documents of units that the list names and the register does not have, with their people; ``kinds`` by their ids."""
    found = {}
    for unit, name in names.new_units.items():
        people: list[Item] = [
            {"id": person.id, "role": person.role}
            for person in names.new_people.values()
            if person.unit == unit
        ]
        front = _filled(
            [("type", "unit"), ("id", unit), ("name", name), ("kind", kinds[unit]), ("people", people)]
        )
        found[f"units/{unit}.md"] = document_bytes(front)
    return found
