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
from khacphuc.register.document import Document
from khacphuc.rules.completeness_common import surely_missing
from khacphuc.rules.contract import Context
from khacphuc.text.nodes import Path

if TYPE_CHECKING:
    from khacphuc.text.deadline.readings import Duration, Reading, RecurringDeadline


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


def undated_demands(
    document: Document[Conclusion | Supplement],
) -> Iterator[tuple[int, Requirement, str]]:
    """Yield the requirements whose deadline is given in words alone, with their place and the words."""
    for index, item in enumerate(document.record.requirements):
        if (
            item.due_text
            and not (item.due or item.cycle)
            and surely_missing(document, ("requirements", index))
        ):
            yield index, item, item.due_text


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

    ends = context.settings.policy.fiscal_year_ends
    return read_deadline(text, issued=_issued(record, case), fiscal_year_ends=ends)


def read_cycle_text(
    text: str, record: DatedPaper, case: Case | None, context: Context
) -> RecurringDeadline | None:
    """Read the words that stand beside a recurrence; None where they name no cycle."""
    from khacphuc.text.deadline.read import read_cycle

    ends = context.settings.policy.fiscal_year_ends
    return read_cycle(text, issued=_issued(record, case), fiscal_year_ends=ends)


def days_of(
    duration: Duration, record: DatedPaper, case: Case | None, context: Context
) -> tuple[date, date] | None:
    """The last day of a period as it is counted, and the working day to which it is put off; None without a base."""
    from khacphuc.obligations.calendar import calendar_of
    from khacphuc.text.deadline.readings import Base, TimeUnit

    notice = record if isinstance(record, Conclusion) else case.conclusion if case else None
    issued = _issued(record, None)
    bases = {
        Base.SIGNED: issued,
        Base.ISSUED: issued,
        Base.DAY: duration.base_day,
        Base.RECEIVED: notice.received_on if notice else None,
        Base.NOTICE: notice.issued_on if notice else None,
        Base.APPROVED: record.issued_on if isinstance(record, Plan) else None,
    }
    base = bases.get(duration.base)
    if base is None:
        return None
    calendar = calendar_of(context.settings.policy)
    count = {
        TimeUnit.DAY: calendar.add_days,
        TimeUnit.WORKING_DAY: calendar.add_working_days,
        TimeUnit.MONTH: calendar.add_months,
    }
    last = count[duration.unit](base, duration.n)
    first = date.fromordinal(min(base.toordinal() + duration.n, last.toordinal()))
    return (first if duration.unit is TimeUnit.DAY else last), last


class SaidDeadline(Struct, frozen=True):
    """What the words of a deadline set with certainty: a day, a cycle; both where they mean either by what stands around."""

    due: date | None = None
    cycle: Recurrence | None = None

    def lines(self, key: str, cycle_key: str) -> list[str]:
        """Return the lines that say the same in a document."""
        from khacphuc.obligations.cycle_words import as_written

        due = [f"{key}: {self.due.isoformat()}"] if self.due else []
        return [*due, *([as_written(self.cycle, cycle_key)] if self.cycle else [])]


def said_by(text: str, record: DatedPaper, case: Case | None, context: Context) -> SaidDeadline:
    """Read the words of a deadline that stand alone."""
    from khacphuc.obligations.reading_cycles import as_recurrence
    from khacphuc.text.deadline.read import last_day
    from khacphuc.text.deadline.readings import CellMeeting, Fuzzy, RecurringDeadline, YearSpan

    def count(duration: Duration) -> date | None:
        found = days_of(duration, record, case, context)
        return found[1] if found else None

    reading = read_text(text, record, case, context)
    cyclic = read_cycle_text(text, record, case, context)
    return SaidDeadline(
        None
        if isinstance(reading, RecurringDeadline | Fuzzy | YearSpan | CellMeeting)
        else last_day(reading, strict=context.settings.policy.strict_before, resolve=count),
        as_recurrence(cyclic) if cyclic else None,
    )


def _issued(record: DatedPaper, case: Case | None) -> date | None:
    return date_of(record) or (case.conclusion.issued_on if case and case.conclusion else None)
