"""Deadlines in words that stand beside a date, and how rules read them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from khacphuc.model.conclusion import Conclusion
from khacphuc.model.plan import Plan
from khacphuc.model.shared import Recurrence
from khacphuc.obligations.cycles import first_day
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context
from khacphuc.text.nodes import Path

if TYPE_CHECKING:
    from khacphuc.text.deadline.readings import Reading, RecurringDeadline


class DatedText(Struct, frozen=True):
    """A deadline's words, its date, the path of what holds both, and the key of the date there."""

    text: str
    due: date | None
    path: Path
    key: str = "due"


def dated_texts(record: Conclusion | Plan) -> Iterator[DatedText]:
    """The deadlines of a document that are given in words."""
    if isinstance(record, Conclusion):
        if record.plan_due_text:
            yield DatedText(record.plan_due_text, record.plan_due, (), "plan_due")
        if record.report_due_text:
            yield DatedText(record.report_due_text, record.report_due, (), "report_due")
        for index, item in enumerate(record.requirements):
            if item.due_text:
                yield DatedText(item.due_text, item.due, ("requirements", index))
        return
    for index, task in enumerate(record.tasks):
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


def cycle_texts(record: Conclusion | Plan) -> Iterator[CycleText]:
    """The recurrences of a document that are given in words as well."""
    if isinstance(record, Conclusion):
        begun = record.received_on or record.issued_on
        for index, item in enumerate(record.requirements):
            if item.cycle and item.due_text:
                start = first_day(item.cycle, None, begun)
                yield CycleText(item.due_text, item.cycle, start, ("requirements", index, "cycle"))
        return
    for index, task in enumerate(record.tasks):
        if task.recurrence and task.due_text:
            start = first_day(task.recurrence, task.start, record.issued_on)
            yield CycleText(task.due_text, task.recurrence, start, ("tasks", index, "recurrence"))


def read_text(text: str, record: Conclusion | Plan, case: Case | None, context: Context) -> Reading:
    """Read a deadline as it stands in a document, with the register's fiscal year."""
    # Imported here: most documents need none of it, and a check of one file has little time.
    from khacphuc.text.deadline.read import read_deadline

    ends = context.settings.policy.fiscal_year_ends
    return read_deadline(text, issued=_issued(record, case), fiscal_year_ends=ends)


def read_cycle_text(
    text: str, record: Conclusion | Plan, case: Case | None, context: Context
) -> RecurringDeadline | None:
    """Read the words that stand beside a recurrence; None where they name no cycle."""
    from khacphuc.text.deadline.read import read_cycle

    ends = context.settings.policy.fiscal_year_ends
    return read_cycle(text, issued=_issued(record, case), fiscal_year_ends=ends)


def _issued(record: Conclusion | Plan, case: Case | None) -> date | None:
    return record.issued_on or (case.conclusion.issued_on if case and case.conclusion else None)
