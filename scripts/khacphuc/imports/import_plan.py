"""What an import would do: which files it would write, what stays as it is, and what is unclear, cell by cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from khacphuc.demo.document_text import Front, document_bytes
from khacphuc.exports.progress_sheet import BASE_TAB, task_key
from khacphuc.imports.cell_grid import CellGrid, one_line
from khacphuc.imports.changed_tasks import compared, current
from khacphuc.imports.column_names import BY_KEY, ColumnHead, find_head
from khacphuc.imports.drafted_case import (
    DraftedCase,
    documents,
    drafted_cases,
    progress_entry,
    unit_documents,
    update_paths,
)
from khacphuc.imports.list_rows import NEEDED, ListRow, Remark, read_list
from khacphuc.imports.mapping_file import ImportMapping
from khacphuc.imports.named_units import NameBook
from khacphuc.obligations.values import CaseState, TaskState
from khacphuc.register.loading import RegisterSettings
from khacphuc.text.folding import fold
from khacphuc.text.message import N_, Message, listed, say
from khacphuc.timeline.timeline import Timeline

_ASKED: Mapping[str, tuple[str, str]] = {
    "id": ("--case", N_("id of the case that the list becomes")),
    "unit": ("--unit", N_("unit that must put things right")),
    "title": ("--title", N_("title of the conclusion")),
    "number": ("--number", N_("number of the conclusion")),
    "issuer": ("--issuer", N_("unit that issued the conclusion")),
    "issued_on": ("--issued", N_("date of the conclusion")),
    "follower": ("--follower", N_("commission that follows")),
    "plan_number": ("--plan-number", N_("number of the plan")),
    "plan_issued_on": ("--plan-issued", N_("date of the plan")),
    "directed_by": ("--directed-by", N_("the head who directs the plan")),
}
"""What the documents of a new case need beside its rows, and the option that gives it."""
_FIXED = ("finding", "lead", "notice")
"""Cells of the register's own sheet that only papers change, as its content."""


class NoHead(Exception):  # noqa: N818 - the file's fault, told to the person in one line
    """No row of the sheet names two columns that are known."""


class Known(Struct, frozen=True):
    """The register into which a list is read."""

    settings: RegisterSettings
    states: tuple[CaseState, ...]
    timeline: Callable[[CaseState], Timeline | None]
    taken: Callable[[str], bool]
    """Whether there is a file at a path."""
    as_of: date


class ImportPlan(Struct):
    """The outcome of reading a list; nothing has been written yet."""

    grid: CellGrid
    head: ColumnHead
    mapping: ImportMapping
    rows: int = 0
    passed_over: tuple[int, ...] = ()
    files: dict[str, bytes] = {}
    remarks: list[Remark] = []
    notes: list[Message] = []
    """What is unclear of the list as a whole."""
    other_sheets: tuple[str, ...] = ()
    cases: list[DraftedCase] = []
    """New cases."""
    new_units: Mapping[str, str] = {}
    """Ids that units would get which the register does not have, by their names."""
    unchanged: int = 0
    changed: int = 0
    added: int = 0

    @property
    def unread_states(self) -> list[str]:
        """Words for states that mean nothing known, as the cells have them."""
        column = self.head.columns.get("state")
        cells = (
            (self.grid.at(one.row, column) for one in self.remarks if one.column == column)
            if column is not None
            else ()
        )
        return list(dict.fromkeys(str(cell) for cell in cells if cell))


def plan_import(grids: Sequence[CellGrid], mapping: ImportMapping, known: Known) -> ImportPlan:
    """Read a list against a register. Raises NoHead."""
    grid, head = _chosen(grids, mapping)
    issued = _issued(mapping, known)
    read = read_list(grid, head, issued, known.settings.policy, mapping.states)
    plan = ImportPlan(grid, head, mapping, len(read.rows), read.passed_over, {}, list(read.remarks), [])
    plan.other_sheets = tuple(
        one.name for one in grids if one is not grid and one.name != BASE_TAB and any(map(any, one.rows))
    )
    if "task_id" in head.columns:
        _take_back(plan, read.rows, grids, known, issued)
    elif any(one.name == BASE_TAB for one in grids):
        label = Message(BY_KEY["task_id"].label)
        plan.notes.append(
            say("a sheet of the register without its column “{field}”: nothing is taken", field=label)
        )
    elif _holds_ids(grid, head, known):
        plan.notes.append(
            say(
                "a list of what the register holds: nothing is taken; what comes back is “export xlsx progress”"
            )
        )
    else:
        _take_in(plan, read.rows, known)
    plan.remarks.sort(key=lambda remark: (remark.row, remark.column))
    return plan


def _chosen(grids: Sequence[CellGrid], mapping: ImportMapping) -> tuple[CellGrid, ColumnHead]:
    """The sheet that the mapping names, else the one whose head names most columns."""
    named = [grid for grid in grids if grid.name == mapping.sheet]
    found = [
        (grid, head)
        for grid in named or [grid for grid in grids if grid.name != BASE_TAB]
        if (head := find_head(grid, mapping.columns)) is not None
    ]
    if not found:
        raise NoHead
    return max(found, key=lambda pair: len(pair[1].columns))


def _holds_ids(grid: CellGrid, head: ColumnHead, known: Known) -> bool:
    """Whether most cells of a column are ids of the register: read in as new, its cases would be there twice."""
    ids = {state.id for state in known.states} | {
        one.id for state in known.states for one in state.obligations
    }
    for column in head.titles:
        cells = [str(cell) for row in grid.rows[head.last + 1 :] for cell in row[column : column + 1] if cell]
        if cells and sum(cell in ids for cell in cells) * 2 > len(cells):
            return True
    return False


def _issued(mapping: ImportMapping, known: Known) -> date:
    try:
        return date.fromisoformat(mapping.case.get("plan_issued_on") or mapping.case.get("issued_on", ""))
    except ValueError:
        return known.as_of


# -------------------------------------------------------------------------- the register's own sheets, edited


def _take_back(
    plan: ImportPlan, rows: Sequence[ListRow], grids: Sequence[CellGrid], known: Known, issued: date
) -> None:
    """Updates of what was changed in a sheet that the register made."""
    tasks = {task_key(state, task): (state, task) for state in known.states for task in state.tasks}
    base = _base(grids, known, issued)
    words = {_content(task) for _, task in tasks.values()}
    entries: dict[str, list[Front]] = {}
    seen: set[str] = set()
    for row in rows:
        if not row.task_id:
            _remark(plan, row, "task_id", say("a row without an id: a new task is added by the plan"))
        elif row.task_id not in tasks:
            _remark(plan, row, "task_id", say("no such task in the register: “{id}”", id=row.task_id))
        elif row.task_id in seen:
            _remark(plan, row, "task_id", say("this task stands twice: “{id}”", id=row.task_id))
        else:
            seen.add(row.task_id)
            state, task = tasks[row.task_id]
            if fold(row.content) != _content(task) and fold(row.content) in words:
                _remark(plan, row, "task_id", say("the words are those of another task: not taken over"))
                continue
            _note_fixed(plan, row, task, base.get(row.task_id))
            entry = _changes(plan, row, state, task, known, base.get(row.task_id))
            if entry is not None:
                entries.setdefault(state.folder, []).append(entry)
    _write_updates(plan, entries, known)


def _content(task: TaskState) -> str:
    return fold(one_line(task.task.content or ""))


def _note_fixed(plan: ImportPlan, row: ListRow, task: TaskState, base: ListRow | None) -> None:
    """Note cells that were changed and that only a paper changes."""
    changed = [key for key in _FIXED if base and getattr(row, key) != getattr(base, key)]
    if "content" in plan.head.columns and fold(row.content) != _content(task):
        changed.append("content")
    for key in changed:
        _remark(plan, row, key, say("changed by a paper of the plan, not by this sheet: not taken over"))


def _base(grids: Sequence[CellGrid], known: Known, issued: date) -> dict[str, ListRow]:
    """What stood in the register when the file was made, by task."""
    for grid in grids:
        if grid.name == BASE_TAB and (head := find_head(grid, {})):
            rows = read_list(grid, head, issued, known.settings.policy).rows
            return {row.task_id: row for row in rows}
    return {}


def _changes(  # one row against one task
    plan: ImportPlan, row: ListRow, state: CaseState, task: TaskState, known: Known, base: ListRow | None
) -> Front | None:
    """The part of an update that a row makes; None where it says nothing new."""
    found = compared(row, current(task, known.timeline(state)), base)
    unread = {(remark.row, remark.column) for remark in plan.remarks}
    for key in found.conflicts:
        _remark(
            plan, row, key, say("changed here and in the register since the file was made: not taken over")
        )
    for key in found.emptied:
        if (row.row, plan.head.columns.get(key)) in unread:
            continue  # the cell says something, and that it was not read is told
        _remark(plan, row, key, say("an emptied cell takes nothing back: correct the record itself"))
    due = task.deadline.current
    if row.due and due and row.due not in (due, task.deadline.original):
        _remark(plan, row, "due", say("a deadline is moved by an extension: {day} stays", day=due))
    taken = _timely(plan, found.row, known)
    share = str(task.owner) if task.task.for_each else ""
    entry = progress_entry(taken, task.task.id, share)
    if entry is None:
        plan.unchanged += 1
        return None
    plan.changed += 1
    return entry


def _timely(plan: ImportPlan, row: ListRow, known: Known) -> ListRow:
    """A row without a promise that is past: an update of today cannot say it."""
    if row.promise is None or row.promise >= known.as_of:
        return row
    _remark(plan, row, "promise", say("the day promised is past: kept as text"))
    kept = (plan.head.titles[plan.head.columns["promise"]], row.promise.isoformat())
    return replace(row, promise=None, extra=(*row.extra, kept))


def _remark(plan: ImportPlan, row: ListRow, key: str, text: Message) -> None:
    plan.remarks.append(Remark(row.row, plan.head.columns.get(key, 0), text))


def _write_updates(plan: ImportPlan, entries: Mapping[str, list[Front]], known: Known) -> None:
    owners = {state.folder: state.owner for state in known.states}
    for folder, some in entries.items():
        base = f"{folder}/{known.as_of.isoformat()}-update"
        if known.taken(f"{base}.md"):
            # Records of one day count in the order of their names, and none could stand after that one.
            plan.notes.append(
                say(
                    "{path} is of the same day and would count last: name another day with --as-of",
                    path=f"{base}.md",
                )
            )
            plan.changed -= len(some)
            continue
        path = next(path for path in update_paths(base) if not known.taken(path))
        front: Front = {"type": "update", "date": known.as_of, "by": owners[folder], "tasks": some}
        plan.files[path] = document_bytes(front)


# ------------------------------------------------------------------------------------------ an office's own list


def _take_in(plan: ImportPlan, rows: Sequence[ListRow], known: Known) -> None:
    """New cases; of cases that the register has already, updates of what has changed."""
    names = NameBook(known.settings.units, plan.mapping)
    states = {state.id: state for state in known.states}
    entries: dict[str, list[Front]] = {}
    usable = [row for row in rows if row.finding]
    for row in rows:
        if not row.finding:
            _remark(plan, row, "finding", say("the row names neither a finding nor a task: left out"))
    for case in drafted_cases(usable, plan.mapping, names):
        if state := states.get(case.id):
            _compare_case(plan, case, state, names, known, entries)
        else:
            plan.added += len(case.tasks)
            plan.cases.append(case)
            tasks = tuple(replace(one, row=_timely(plan, one.row, known)) for one in case.tasks)
            plan.files |= documents(replace(case, tasks=tasks), plan.mapping, names, known.as_of)
    _write_updates(plan, entries, known)
    kinds = {unit: _kind(name, plan, names, known) for unit, name in names.new_units.items()}
    plan.files |= {path: data for path, data in unit_documents(names, kinds).items() if not known.taken(path)}
    _note_whole(plan, names, kinds, known)


def _kind(name: str, plan: ImportPlan, names: NameBook, known: Known) -> str:
    """The kind of a new unit: as it was given, else that of units whose names begin alike, else the first one."""
    first = next((one.id for one in known.settings.policy.unit_kinds), "cell")
    return plan.mapping.case.get("unit_kind") or names.kind_like(name) or first


def _compare_case(  # a case as drafted and as it is
    plan: ImportPlan,
    case: DraftedCase,
    state: CaseState,
    names: NameBook,
    known: Known,
    entries: dict[str, list[Front]],
) -> None:
    left = list(state.tasks)
    for drafted in case.tasks:
        leads = names.units(drafted.row.lead)
        task = _same(left, drafted.row, leads)
        if task is None:
            text = say(
                "a new row for a case that the register has: add it to the plan of {case}", case=state.id
            )
            _remark(plan, drafted.row, "finding" if "finding" in plan.head.columns else "content", text)
            continue
        left.remove(task)
        entry = _changes(plan, drafted.row, state, task, known, None)
        if entry is not None:
            entries.setdefault(state.folder, []).append(entry)


def _same(tasks: Sequence[TaskState], row: ListRow, leads: Sequence[str]) -> TaskState | None:
    """The task that a row speaks of: of the same words and, where several have them, the same lead and deadline."""
    found = [task for task in tasks if fold(task.task.content or "") == fold(row.content)]
    closer = [task for task in found if leads and task.owner.unit == leads[0]]
    closest = [task for task in closer or found if task.task.due == row.due]
    return next(iter(closest or closer or found), None)


def _note_whole(plan: ImportPlan, names: NameBook, kinds: Mapping[str, str], known: Known) -> None:
    """What is unclear beside single cells."""
    about = plan.mapping.case
    named_by = {"number": "number", "title": "title", "unit": "unit", "issued_on": "issued"}
    told = [key for key, of in named_by.items() if all(getattr(case, of) for case in plan.cases)]
    missing = [asked for key, asked in _ASKED.items() if not about.get(key) and key not in told]
    if plan.added and missing:
        named = (say("{what} ({option})", what=Message(what), option=option) for option, what in missing)
        plan.notes.append(say("not given: {what}", what=listed(named, "; ")))
    for unit, name in names.new_units.items():
        hint = say(" Did you mean “{nearest}”?", nearest=near) if (near := names.near(name)) else ""
        plan.notes.append(
            say(
                "new unit “{name}” as units/{unit}.md, kind {kind}.{hint}",
                kind=kinds[unit],
                name=name,
                unit=unit,
                hint=hint,
            )
        )
    plan.new_units = {name: unit for unit, name in names.new_units.items()}
    for party, person in names.new_people.items():
        if person.unit in known.settings.units.by_id:
            plan.notes.append(
                say(
                    "“{role}” is not among the people of {unit}: add {party}",
                    role=person.role,
                    unit=person.unit,
                    party=party,
                )
            )
    for key in NEEDED:
        if key not in plan.head.columns and plan.added:
            plan.notes.append(say("no column for “{field}”", field=Message(BY_KEY[key].label)))
