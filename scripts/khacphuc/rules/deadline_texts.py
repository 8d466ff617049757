"""Deadlines in words that stand beside a date, and how rules read them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from khacphuc.model import date_of
from khacphuc.model.amendments import Correction, NoticeChange, Supplement
from khacphuc.model.conclusion import Conclusion, Requirement
from khacphuc.model.plan import Plan
from khacphuc.model.shared import Recurrence
from khacphuc.obligations.cycles import first_day
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context
from khacphuc.text.nodes import Path

if TYPE_CHECKING:
    from khacphuc.text.deadline.readings import Reading


DatedPaper = Conclusion | Supplement | Correction | Plan
"""What sets deadlines, with words beside them."""


class DatedText(Struct, frozen=True):
    """A deadline's words, its date, the path of what holds both, and the key of the date there."""

    text: str
    due: date | None
    path: Path
    key: str = "due"


def dated_texts(record: DatedPaper) -> Iterator[DatedText]:
    """The deadlines of a document that are given in words."""
    if isinstance(record, Plan):
        yield from _of_plan(record)
        return
    if isinstance(record, Conclusion):
        if record.plan_due_text:
            yield DatedText(record.plan_due_text, record.plan_due, (), "plan_due")
        if record.report_due_text:
            yield DatedText(record.report_due_text, record.report_due, (), "report_due")
    if isinstance(record, Correction):
        yield from _of_items("changes", record.changes)
    else:
        yield from _of_items("requirements", record.requirements)


def _of_items(key: str, items: Sequence[Requirement | NoticeChange]) -> Iterator[DatedText]:
    for index, item in enumerate(items):
        if item.due_text:
            yield DatedText(item.due_text, item.due, (key, index))


def _of_plan(plan: Plan) -> Iterator[DatedText]:
    for index, task in enumerate(plan.tasks):
        if task.due_text:
            yield DatedText(task.due_text, task.due, ("tasks", index))
        for number, step in enumerate(task.milestones):
            if step.due_text:
                yield DatedText(step.due_text, step.due, ("tasks", index, "milestones", number))


class CycleText(Struct, frozen=True):
    """A recurrence, the words beside it, the day from which it runs, and its path."""

    text: str
    recurrence: Recurrence
    start: date | None
    path: Path


def cycle_texts(record: DatedPaper) -> Iterator[CycleText]:
    """The recurrences of a document that are given in words as well."""
    if isinstance(record, Correction):
        return
    if isinstance(record, Conclusion | Supplement):
        begun = (record.received_on or record.issued_on) if isinstance(record, Conclusion) else record.date
        for index, item in enumerate(record.requirements):
            if item.cycle and item.due_text:
                start = first_day(item.cycle, None, begun)
                yield CycleText(item.due_text, item.cycle, start, ("requirements", index, "cycle"))
        return
    for index, task in enumerate(record.tasks):
        if task.recurrence and task.due_text:
            start = first_day(task.recurrence, task.start, record.issued_on)
            yield CycleText(task.due_text, task.recurrence, start, ("tasks", index, "recurrence"))


def read_text(text: str, record: DatedPaper, case: Case | None, context: Context) -> Reading:
    """Read a deadline as it stands in a document, with the register's fiscal year."""
    # Imported here: most documents need none of it, and a check of one file has little time.
    from khacphuc.text.deadline.read import read_deadline

    issued = date_of(record) or (case.conclusion.issued_on if case and case.conclusion else None)
    return read_deadline(text, issued=issued, fiscal_year_ends=context.settings.policy.fiscal_year_ends)
