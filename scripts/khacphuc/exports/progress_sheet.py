"""A sheet of tasks to fill in: how far each has come. ``khacphuc import`` takes back what was changed in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation

from khacphuc.exports.plan_sheet import findings_of
from khacphuc.exports.sheet import (
    CellValue,
    Column,
    ColumnKind,
    SpreadSheet,
    count,
    day,
    identifier,
    numbered,
)
from khacphuc.obligations.values import CaseState, TaskState
from khacphuc.pages.site_index import SiteIndex
from khacphuc.text.message import N_, Message, say

BASE_TAB = "khacphuc"
"""The hidden sheet with what stood in the register when the file was made."""
_COLUMNS = (
    count(N_("No.")),
    Column(N_("Conclusion"), 12),
    Column(N_("Finding"), 28),
    Column(N_("Content"), 30),
    Column(N_("Lead"), 18),
    day(N_("Deadline")),
    Column(N_("State"), 14),
    Column(N_("Progress"), 9, ColumnKind.CODE),
    Column(N_("Per cent"), 8, ColumnKind.NUMBER),
    day(N_("Done on")),
    day(N_("Expected by")),
    Column(N_("Obstacles"), 24),
    Column(N_("Result"), 24),
    Column(N_("Evidence"), 20),
    Column(N_("Requests"), 20),
    identifier(N_("Task in the register"), 14),
)


def progress_sheets(
    ledger: SiteIndex, states: Iterable[CaseState], unit: str = ""
) -> tuple[SpreadSheet, ...]:
    """The sheet, and the hidden one beside it. Results, evidence and requests are empty: they are told anew each time."""
    rows = tuple(_rows(ledger, states, unit))
    title = say("Progress of tasks, to be filled in")
    note = say("Change what has changed, leave the rest as it is, and do not touch the last column.")
    return (
        SpreadSheet(Message(N_("Progress")), title, _COLUMNS, numbered(rows), notes=(note,)),
        SpreadSheet(BASE_TAB, title, _COLUMNS, numbered(rows), notes=(note,), hidden=True),
    )


def _rows(ledger: SiteIndex, states: Iterable[CaseState], unit: str) -> Iterator[tuple[CellValue, ...]]:
    made = ledger.context
    for state in states:
        for task in state.tasks if state.open else ():
            shown = task.task.for_each is None or made.shows_unit(task.owner.unit)
            if shown and not task.ended and (not unit or task.owner.within(unit) or unit == state.owner):
                yield _row(ledger, state, task)


def _row(ledger: SiteIndex, state: CaseState, task: TaskState) -> tuple[CellValue, ...]:
    made = ledger.context
    return (
        state.number or state.id,
        findings_of(state, task.task),
        task.task.content or "",
        made.party_name(task.owner),
        task.deadline.current,
        made.words[task.declared.label],
        task.progress,
        _number(task.percent),
        task.done_on,
        task.promise,
        task.obstacles,
        "",
        "",
        "",
        task_key(state, task),
    )


def task_key(state: CaseState, task: TaskState) -> str:
    """What a row is found again by: the case, the task, and whose share it is where several owe it."""
    share = f"@{task.owner}" if task.task.for_each else ""
    return f"{state.id}:{task.task.id}{share}"


def _number(text: str) -> CellValue:
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None
