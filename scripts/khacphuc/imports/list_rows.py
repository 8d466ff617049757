"""Rows of a list as what they say: a finding, a task, a deadline, how far it has come. What is unclear is noted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from khacphuc.imports import cell_words as read
from khacphuc.imports.cell_grid import CellGrid, GridValue, address, one_line, shown
from khacphuc.imports.column_names import BY_KEY, ColumnHead, folded, unclaimed_of
from khacphuc.imports.deadline_cells import Step, read_due
from khacphuc.imports.row_kinds import SheetRow, sheet_rows
from khacphuc.model.policy import Policy
from khacphuc.model.vocabulary import Declared, Grade
from khacphuc.text.message import Message, say

NEEDED = ("lead", "accountable", "due", "product")
"""Columns without which the check will have something to say."""
_TEXTS = (
    *(
        "code",
        "notice",
        "title",
        "unit",
        "measure",
        "product",
        "lead",
        "supporters",
        "accountable",
        "authority",
    ),
    *("evidence", "obstacles", "requests"),
)


class Remark(Struct, frozen=True):
    """Something that is unclear, and the cell that it stands in."""

    row: int
    column: int
    text: Message

    @property
    def cell(self) -> str:
        return address(self.row, self.column)


class ListRow(Struct, frozen=True):
    """One row. Names are as the cell has them."""

    row: int
    finding: str = ""
    content: str = ""
    code: str = ""
    notice: str = ""
    title: str = ""
    issued_on: date | None = None
    unit: str = ""
    measure: str = ""
    product: str = ""
    lead: str = ""
    supporters: str = ""
    accountable: str = ""
    authority: str = ""
    start: date | None = None
    due: date | None = None
    due_text: str = ""
    steps: tuple[Step, ...] = ()
    every: str = ""
    every_from: date | None = None
    every_until: date | None = None
    state: Declared | None = None
    progress: str = ""
    percent: Decimal | None = None
    done_on: date | None = None
    promise: date | None = None
    result: str = ""
    evidence: str = ""
    obstacles: str = ""
    requests: str = ""
    grade: Grade | None = None
    money: Decimal | None = None
    area: Decimal | None = None
    task_id: str = ""
    findings: tuple[tuple[str, str], ...] = ()
    """Ids and texts of the findings, where the cell has a line “HC1: …” for each, as the register's own sheets do."""
    extra: tuple[tuple[str, str], ...] = ()
    """What has no place in a document or could not be read, by the titles of the columns: kept as text."""


class ListRead(Struct, frozen=True):
    """A list as read: its rows, what is unclear, and rows that were passed over."""

    rows: tuple[ListRow, ...]
    remarks: tuple[Remark, ...]
    passed_over: tuple[int, ...]


class Reading(Struct, frozen=True):
    """What all rows are read with. Deadlines are read as in a paper of the day ``issued``."""

    grid: CellGrid
    head: ColumnHead
    issued: date
    policy: Policy
    states: Mapping[str, str]
    """Words for states of which the office has said what they mean."""
    shares: bool
    scale: int | None

    def title(self, key: str) -> str:
        return self.head.titles[self.head.columns[key]]


def read_list(
    grid: CellGrid, head: ColumnHead, issued: date, policy: Policy, states: Mapping[str, str] | None = None
) -> ListRead:
    """All rows below the head."""
    reading = Reading(grid, head, issued, policy, states or {}, _in_shares(grid, head), _scale(grid, head))
    rows, remarks, passed = [], [], []
    for one in sheet_rows(grid, head):
        if one.passed_over:
            passed.append(one.index)
            continue
        reader = _Reader(reading, one)
        rows.append(reader.row())
        remarks += reader.remarks
    return ListRead(tuple(rows), tuple(remarks), tuple(passed))


def _in_shares(grid: CellGrid, head: ColumnHead) -> bool:
    """Whether the column of per cent holds what Excel keeps of them: 0,85 for 85 %."""
    column = head.columns.get("percent")
    if column is None:
        return False
    values = [grid.at(row, column) for row in range(head.last + 1, len(grid.rows))]
    numbers = [value for value in values if isinstance(value, int | Decimal)]
    return any(value % 1 for value in numbers) and all(0 <= value <= 1 for value in numbers)


def _scale(grid: CellGrid, head: ColumnHead) -> int | None:
    """The unit of money that the title of the column names, or a line above the table (“Đơn vị tính: triệu đồng”)."""
    column = head.columns.get("money")
    if column is None:
        return None
    above = (
        str(value)
        for row in grid.rows[: head.row]
        for value in row
        if isinstance(value, str) and ":" in value
    )
    scales = (read.scale_in(text) for text in (head.titles[column], *above))
    return next((scale for scale in scales if scale is not None), None)


class _Reader:
    """Reads one row. What cannot be read is noted, and kept as text."""

    def __init__(self, reading: Reading, row: SheetRow) -> None:
        self._reading, self._row, self._cells = reading, row, row.cells
        self.remarks: list[Remark] = []
        self._kept: list[tuple[str, str]] = []

    def _note(self, key: str, text: Message) -> None:
        self.remarks.append(Remark(self._row.index, self._reading.head.columns[key], text))

    def _keep(self, key: str) -> None:
        self._kept.append((self._reading.title(key), one_line(_shown(self._cells[key]))))

    def _unread(self, key: str, text: Message) -> None:
        self._note(key, text)
        self._keep(key)

    def _text(self, key: str) -> str:
        value = self._cells.get(key)
        return one_line(_shown(value)) if read.known(value) else ""

    def row(self) -> ListRow:
        finding, content = self._text("finding"), self._text("content")
        issued = self._day("issued_on")
        due = read_due(self._cells.get("due"), issued or self._reading.issued, self._reading.policy)
        if due.doubt:
            self._note("due", due.doubt)
        if finding or content:
            self._note_needed()
        state = self._state()
        progress, percent, result = self._progress()
        found = ListRow(
            row=self._row.index,
            finding=finding or content,
            content=content or finding,
            issued_on=issued,
            start=self._day("start"),
            due=due.due,
            due_text=due.words,
            steps=due.steps,
            every=due.every,
            every_from=due.every_from,
            every_until=due.every_until,
            state=state or self._state_beside(),
            progress=progress,
            percent=percent,
            result="; ".join(filter(None, (self._text("result"), result))),
            done_on=self._day("done_on"),
            promise=self._day("promise"),
            grade=self._grade(),
            money=self._money(),
            area=self._area(),
            task_id=str(self._cells.get("task_id", "")),
            findings=_own_findings(str(self._cells.get("finding", ""))),
            extra=tuple(self._extra()),
        )
        return replace(found, **{key: self._text(key) for key in _TEXTS})

    def _extra(self) -> Iterator[tuple[str, str]]:
        """What is kept as text: the heading above, columns that nobody claims, the note, cells that were not read."""
        if self._row.heading:
            yield "", one_line(self._row.heading)
        reading = self._reading
        for title, value in unclaimed_of(reading.grid, reading.head, self._row.index):
            yield title, one_line(_shown(value))
        for key in ("note", "moved_due"):
            if text := self._text(key):
                yield reading.title(key), text
        yield from self._kept

    def _note_needed(self) -> None:
        """Note cells that are empty and should not be, and a second deadline."""
        for key in NEEDED:
            if key in self._reading.head.columns and key not in self._cells:
                self._note(key, say("empty: {field}", field=Message(BY_KEY[key].label)))
        if self._text("moved_due"):
            self._note("moved_due", say("a deadline is moved by a paper: kept as text"))

    def _state(self) -> Declared | None:
        value = self._cells.get("state")
        found = read.state_in(value, self._reading.states)
        if found is None and read.known(value):
            said = (
                say("“{words}” speaks of the deadline, not of the work: no state", words=shown(value))
                if read.timely_only(value)
                else say("the state cannot be read: “{words}”", words=shown(value))
            )
            self._unread("state", said)
        return found

    def _state_beside(self) -> Declared | None:
        """The state that a cell of progress or result is, where it is nothing else: “Đã hoàn thành”."""
        cells = (self._cells.get(key) for key in ("progress", "result"))
        return next((state for cell in cells if (state := read.state_in(cell))), None)

    def _progress(self) -> tuple[str, Decimal | None, str]:
        """n/N, per cent, and words that are neither."""
        value, total, percent = self._cells.get("progress"), self._cells.get("total"), self._percent()
        of_total = _digits(value) and _digits(total)
        if read.known(total) and not of_total:
            self._keep("total")
        if not read.known(value):
            return "", percent, ""
        counted = read.counted_in(f"{value}/{total}" if of_total else value)
        share = read.percent_in(value) if isinstance(value, str) else None
        text = str(value)
        if counted is None and share is None and re.fullmatch(r"[\d\s/%.,]+", text):
            self._unread("progress", say("the progress cannot be read: “{words}”", words=shown(value)))
            return "", percent, ""
        if counted is None and share is None:
            return "", percent, "" if read.state_in(value) else one_line(text)
        rest = not re.fullmatch(r"[\d\s/%.,]+", text)
        return counted or "", share if percent is None else percent, one_line(text) if rest else ""

    def _percent(self) -> Decimal | None:
        value, shares = self._cells.get("percent"), self._reading.shares
        if not read.known(value):
            words = self._cells.get("state")
            return read.percent_in(words) if read.state_in(words) else None
        if isinstance(value, str) and re.fullmatch(r"\d{1,3}([.,]\d{1,2})?", value):
            value = f"{value}%"  # a column of a CSV file has no numbers, and this one is of per cent
        found = read.percent_in(value, share=shares)
        doubtful = not shares and isinstance(value, Decimal) and 0 < value < 1
        if found is None or doubtful:
            self._unread("percent", say("this is no share in per cent: “{words}”", words=shown(value)))
            return None
        return found

    def _day(self, key: str) -> date | None:
        value = self._cells.get(key)
        found = read.day_in_cell(value)
        if found is None and read.known(value):
            self._unread(key, say("this is no day that is written out: “{words}”", words=shown(value)))
        return found

    def _grade(self) -> Grade | None:
        value = self._cells.get("grade")
        found = read.grade_in(value)
        if found is None and read.known(value):
            self._unread("grade", say("the grade is none of the five: “{words}”", words=shown(value)))
        return found

    def _money(self) -> Decimal | None:
        value, scale = self._cells.get("money"), self._reading.scale
        found = read.money_in(value, scale) if read.known(value) else None
        if found is None and read.known(value):
            unitless = scale is None and read.money_in(value, 1) is not None
            said = (
                say("no unit of money: write it into the title, “(triệu đồng)”")
                if unitless
                else say("the amount cannot be read: “{words}”", words=shown(value))
            )
            self._unread("money", said)
        return found

    def _area(self) -> Decimal | None:
        value = self._cells.get("area")
        if not read.known(value):
            return None
        found = read.area_in(value, hectares="ha" in folded(self._reading.title("area")).split())
        if found is None:
            self._unread("area", say("the amount cannot be read: “{words}”", words=shown(value)))
        return found


def _digits(value: GridValue) -> bool:
    return isinstance(value, int) or (isinstance(value, str) and value.isdecimal())


def _shown(value: GridValue) -> str:
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)


_OWN = re.compile(r"([A-Z][A-Z0-9]*(?:[.-][A-Z0-9]+)*): (.+)")


def _own_findings(text: str) -> tuple[tuple[str, str], ...]:
    """Findings that a cell names by their ids, a line each. A line without an id goes on with the one before."""
    found: list[tuple[str, list[str]]] = []
    for line in text.split("\n"):
        if own := _OWN.fullmatch(line.strip()):
            found.append((own[1], [own[2]]))
        elif found:
            found[-1][1].append(line)
        else:
            return ()
    return tuple((name, one_line("\n".join(lines))) for name, lines in found)
