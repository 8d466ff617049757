"""Rows of a list as what they say: a finding, a task, a deadline, how far it has come. What is unclear is noted."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from msgspec import Struct

from khacphuc.imports import cell_words as read
from khacphuc.imports.cell_grid import CellGrid, GridValue, address, shown
from khacphuc.imports.column_names import ColumnHead, cells_of, folded, unclaimed_of
from khacphuc.model.policy import Policy
from khacphuc.model.vocabulary import Declared, Grade
from khacphuc.obligations.resolving import resolve
from khacphuc.text.deadline.read import read_deadline
from khacphuc.text.deadline.readings import RecurringDeadline
from khacphuc.text.message import Message, say

_SUMS = ("tong cong", "tong", "cong", "total")


class Remark(Struct, frozen=True):
    """Something that is unclear, and the cell that it stands in."""

    row: int
    column: int
    text: Message

    @property
    def cell(self) -> str:
        return address(self.row, self.column)


class Step(Struct, frozen=True):
    """A milestone in the cell of a deadline."""

    text: str
    due: date


class ListRow(Struct, frozen=True):
    """One row. Names are as the cell has them."""

    row: int
    finding: str = ""
    content: str = ""
    code: str = ""
    notice: str = ""
    measure: str = ""
    product: str = ""
    lead: str = ""
    supporters: str = ""
    accountable: str = ""
    authority: str = ""
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
    """What stands in columns that nobody claims, by their titles."""


class ListRead(Struct, frozen=True):
    """A list as read: its rows, what is unclear, and rows that were passed over."""

    rows: tuple[ListRow, ...]
    remarks: tuple[Remark, ...]
    passed_over: tuple[int, ...]


def read_list(grid: CellGrid, head: ColumnHead, issued: date, policy: Policy) -> ListRead:
    """All rows below the head. Deadlines are read as in a paper of the day ``issued``."""
    rows, remarks, passed = [], [], []
    shares = _in_shares(grid, head)
    for index in range(head.last + 1, len(grid.rows)):
        cells = cells_of(grid, head, index)
        if not cells:
            continue
        if _is_title(grid, index, cells):
            passed.append(index)
            continue
        reader = _Reader(grid, head, index, cells, issued, policy, shares=shares)
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


def _is_title(grid: CellGrid, row: int, cells: dict[str, GridValue]) -> bool:
    """A heading within the list, numbers of columns below the head, or a sum: no row of its own."""
    if "task_id" in cells:
        return False
    texts = {str(value) for value in grid.rows[row] if value not in (None, "")}
    first = folded(str(next(iter(cells.values()))))
    counting = {f"({number})" for number in range(1, 40)} | {str(number) for number in range(1, 40)}
    if texts <= counting and len(texts) > 1:
        return True
    if any(folded(text).startswith(_SUMS) and len(text) < 30 for text in texts) and "finding" not in cells:
        return True
    said = cells.keys() - {"number", "code"}
    return len(texts) == 1 or not said or first in _SUMS or (said <= {"finding", "content"} and _roman(cells))


def _roman(cells: dict[str, GridValue]) -> bool:
    return bool(re.fullmatch(r"[IVXLC]+|[A-ZĐ]", str(cells.get("number", "")).strip(" .")))


class _Reader:
    """Reads one row."""

    def __init__(  # the cells of a row, and what they are read with
        self,
        grid: CellGrid,
        head: ColumnHead,
        row: int,
        cells: dict[str, GridValue],
        issued: date,
        policy: Policy,
        *,
        shares: bool,
    ) -> None:
        self._grid, self._head, self._row = grid, head, row
        self._cells, self._issued, self._policy = cells, issued, policy
        self._shares = shares
        self.remarks: list[Remark] = []

    def _note(self, key: str, text: Message) -> None:
        self.remarks.append(Remark(self._row, self._head.columns[key], text))

    def _text(self, key: str) -> str:
        value = self._cells.get(key)
        if not read.known(value):
            return ""
        return value.isoformat() if isinstance(value, date) else one_line(str(value))

    def row(self) -> ListRow:
        finding, content = self._text("finding"), self._text("content")
        due, due_text, steps, every = self._due()
        state, progress, percent, result = self._progress()
        return ListRow(
            row=self._row,
            finding=finding or content,
            content=content or finding,
            due=due,
            due_text=due_text,
            steps=steps,
            every=every[0],
            every_from=every[1],
            every_until=every[2],
            state=state,
            progress=progress,
            percent=percent,
            result="; ".join(filter(None, (self._text("result"), result))),
            done_on=self._day("done_on"),
            promise=self._day("promise"),
            grade=self._grade(),
            money=self._amount("money"),
            area=self._amount("area"),
            task_id=str(self._cells.get("task_id", "")),
            findings=_own_findings(str(self._cells.get("finding", ""))),
            extra=tuple(
                (title, one_line(shown(value) if not isinstance(value, str) else value))
                for title, value in unclaimed_of(self._grid, self._head, self._row)
            )
            + self._note_of_row(),
            **{
                key: self._text(key)
                for key in (
                    "code",
                    "notice",
                    "measure",
                    "product",
                    "lead",
                    "supporters",
                    "accountable",
                    "authority",
                    "evidence",
                    "obstacles",
                    "requests",
                )
            },
        )

    def _note_of_row(self) -> tuple[tuple[str, str], ...]:
        """The note of a row below the title of its column: it has no key of its own in a document."""
        text = self._text("note")
        return ((self._head.titles[self._head.columns["note"]], text),) if text else ()

    def _due(self) -> tuple[date | None, str, tuple[Step, ...], tuple[str, date | None, date | None]]:
        """The day, the words, the steps, and how often with its limits."""
        value, never = self._cells.get("due"), ("", None, None)
        if value is None:
            return None, "", (), never
        if isinstance(value, date):
            return value, "", (), never
        words = one_line(str(value))
        if not read.known(value):
            self._note("due", say("no deadline is set: “{words}”", words=words))
            return None, words, (), never
        found = resolve(read_deadline(words, issued=self._issued), self._issued, self._policy)
        steps = tuple(Step(step.label, step.day) for step in found.milestones)
        if isinstance(found.reading, RecurringDeadline) and found.reading.every is not None:
            limits = (found.reading.every.value, found.reading.start or self._issued, found.reading.until)
            if found.reading.until is None:
                self._note("due", say("the cycle has no end: “{words}”", words=words))
            return None, words, steps, limits
        if found.due is None:
            self._note("due", say("the deadline cannot be read: “{words}”", words=words))
        return found.due, words, steps, never

    def _progress(self) -> tuple[Declared | None, str, Decimal | None, str]:
        """State, n/N, per cent, and words that are none of these."""
        words, value = self._cells.get("state"), self._cells.get("progress")
        state = read.state_in(words)
        if state is None and read.known(words):
            self._note("state", say("the state cannot be read: “{words}”", words=shown(words)))
        if not read.known(value):
            return state, "", self._percent(), ""
        counted = read.counted_in(value)
        percent = read.percent_in(value) if isinstance(value, str) else None
        if counted is None and percent is None:
            said = read.state_in(value)
            if said is not None:
                return state or said, "", self._percent(), ""
            return state, "", self._percent(), one_line(str(value))
        rest = isinstance(value, str) and not re.fullmatch(r"[\d\s/%.,]+", value)
        return state, counted or "", percent or self._percent(), one_line(str(value)) if rest else ""

    def _percent(self) -> Decimal | None:
        value = self._cells.get("percent")
        if not read.known(value):
            return None
        if isinstance(value, str) and re.fullmatch(r"\d{1,3}([.,]\d{1,2})?", value):
            value = f"{value}%"  # a column of a CSV file has no numbers, and this one is of per cent
        found = read.percent_in(value, share=self._shares)
        doubtful = not self._shares and isinstance(value, Decimal) and 0 < value < 1
        if found is None or doubtful:
            self._note("percent", say("this is no share in per cent: “{words}”", words=shown(value)))
            return None
        return found

    def _day(self, key: str) -> date | None:
        value = self._cells.get(key)
        found = read.day_in_cell(value)
        if found is None and read.known(value):
            self._note(key, say("this is no day that is written out: “{words}”", words=shown(value)))
        return found

    def _grade(self) -> Grade | None:
        value = self._cells.get("grade")
        found = read.grade_in(value)
        if found is None and read.known(value):
            self._note("grade", say("the grade is none of the five: “{words}”", words=shown(value)))
        return found

    def _amount(self, key: str) -> Decimal | None:
        value = self._cells.get(key)
        if not read.known(value):
            return None
        title = folded(self._head.titles[self._head.columns[key]])
        found = (
            read.money_in(value)
            if key == "money"
            else read.area_in(value, hectares=" ha" in f" {title} " and "ha" in title.split())
        )
        if key == "money" and found is not None and isinstance(value, int | Decimal):
            power = 6 if "trieu" in title.split() else 9 if "ty" in title.split() else 0
            found = found.scaleb(power)
        if found is None:
            self._note(key, say("the amount cannot be read: “{words}”", words=shown(value)))
        return found


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


def one_line(text: str) -> str:
    """The lines of a cell as one. A line that goes on in small letters was only wrapped; others are parted."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    joined = "".join(lines[:1])
    for line in lines[1:]:
        wrapped = line[0].islower() or joined.endswith((".", ";", ",", ":", "?", "!"))
        joined += f" {line}" if wrapped else f"; {line}"
    return joined
