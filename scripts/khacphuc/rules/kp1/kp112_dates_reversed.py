"""Two dates stand in the wrong order.

A paper received before it was issued, a deadline before the start, a period that ends before it begins: one
of the two dates is wrong, and every count of days that rests on them with it.

Compare both with the paper. Most often day and month are swapped, or the year is last year's.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import singledispatch
from itertools import islice
from typing import Any

from khacphuc.model import DOCUMENTS as KINDS
from khacphuc.model.amendments import Supplement
from khacphuc.model.conclusion import Conclusion
from khacphuc.model.plan import Plan, Task
from khacphuc.model.records import Opinion, Reminder, Update, Verification
from khacphuc.model.shared import Period, Recurrence
from khacphuc.model.unit import Unit
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import AnyDocument
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import N_, Message, say
from khacphuc.text.nodes import Path

SEVERITY = Severity.ERROR
DOCUMENTS = tuple(KINDS.values())

_Wrong = Iterator[tuple[Path, Message]]


def check_document(document: AnyDocument, _case: Case | None, _context: Context) -> Iterator[RuleReport]:
    for at, message in _wrong(document.record):
        yield RuleReport(
            document,
            at,
            Said(message, say("Compare both dates with the paper, and correct the one that is wrong.")),
        )


def _before(shown: date | None, other: date | None, at: Path, text: str) -> _Wrong:
    """Yield the day at ``at`` lies before the other, and must not."""
    if shown and other and shown < other:
        yield at, say(text, shown=shown, other=other)


def _after(shown: date | None, other: date | None, at: Path, text: str) -> _Wrong:
    """Yield the day at ``at`` lies after the other, and must not."""
    if shown and other and shown > other:
        yield at, say(text, shown=shown, other=other)


@singledispatch
def _wrong(_record: Any) -> _Wrong:
    """Yield the days of a document that stand in the wrong order."""
    yield from ()


@_wrong.register
def _of_unit(unit: Unit) -> _Wrong:
    text = N_("The unit ends on {shown}, before it begins on {other}.")
    yield from _before(unit.valid_until, unit.valid_from, ("valid_until",), text)


@_wrong.register
def _of_conclusion(conclusion: Conclusion) -> _Wrong:
    # If the day of issue is the wrong one, all others disagree with it: that is one mistake.
    yield from islice(_around_issue(conclusion), 1)
    text = N_("The result report is due on {shown}, before the plan is due on {other}.")
    yield from _before(conclusion.report_due, conclusion.plan_due, ("report_due",), text)
    if conclusion.inspection:
        yield from _of_period(conclusion.inspection.period, ("inspection", "period"))
    text = N_("What the notice demands is due on {shown}, before the notice was issued on {other}.")
    for index, item in enumerate(conclusion.requirements):
        yield from _before(item.due, conclusion.issued_on, ("requirements", index, "due"), text)
        yield from _of_period(item.cycle, ("requirements", index, "cycle"))

    text = N_("The notice that this finding repeats is dated {shown}, after this one of {other}.")
    for index, finding in enumerate(conclusion.findings):
        paper = finding.repeat_of_paper
        at = ("findings", index, "repeat_of_paper", "date")
        yield from _after(paper.date if paper else None, conclusion.issued_on, at, text)


@_wrong.register
def _of_supplement(supplement: Supplement) -> _Wrong:
    text = N_("The addition to the plan is due on {shown}, before the supplement of {other} was issued.")
    yield from _before(supplement.addition_due, supplement.date, ("addition_due",), text)
    text = N_("What the supplement demands is due on {shown}, before it was issued on {other}.")
    for index, item in enumerate(supplement.requirements):
        yield from _before(item.due, supplement.date, ("requirements", index, "due"), text)
        yield from _of_period(item.cycle, ("requirements", index, "cycle"))


def _around_issue(conclusion: Conclusion) -> _Wrong:
    issued = conclusion.issued_on
    text = N_("Received on {shown}, before the paper was issued on {other}.")
    yield from _before(conclusion.received_on, issued, ("received_on",), text)
    text = N_("The plan is due on {shown}, before the conclusion was issued on {other}.")
    yield from _before(conclusion.plan_due, issued, ("plan_due",), text)
    text = N_("The result report is due on {shown}, before the conclusion was issued on {other}.")
    yield from _before(conclusion.report_due, issued, ("report_due",), text)
    if conclusion.inspection:
        text = N_("The inspection was decided on {shown}, after its conclusion was issued on {other}.")
        yield from _after(conclusion.inspection.decided_on, issued, ("inspection", "decided_on"), text)


@_wrong.register
def _of_plan(plan: Plan) -> _Wrong:
    for index, task in enumerate(plan.tasks):
        yield from _of_task(task, ("tasks", index))


def _of_task(task: Task, path: Path) -> _Wrong:
    text = N_("The task is due on {shown}, before it starts on {other}.")
    yield from _before(task.due, task.start, (*path, "due"), text)
    yield from _of_period(task.recurrence, (*path, "recurrence"))
    for index, milestone in enumerate(task.milestones):
        at = (*path, "milestones", index, "due")
        yield from _before(
            milestone.due,
            task.start,
            at,
            N_("The milestone is due on {shown}, before the task starts on {other}."),
        )
        yield from _after(
            milestone.due,
            task.due,
            at,
            N_("The milestone is due on {shown}, after the task itself on {other}."),
        )


@_wrong.register
def _of_update(update: Update) -> _Wrong:
    for index, said in enumerate(update.tasks):
        path: Path = ("tasks", index)
        text = N_("Done on {shown}, after the update of {other} that reports it.")
        yield from _after(said.done_on, update.date, (*path, "done_on"), text)
        text = N_("Expected by {shown}, before the date of this update, {other}.")
        yield from _before(said.promise, update.date, (*path, "promise"), text)
        for number, paper in enumerate(said.evidence):
            text = N_("The evidence is dated {shown}, after the update of {other} that names it.")
            yield from _after(paper.date, update.date, (*path, "evidence", number, "date"), text)


@_wrong.register
def _of_verification(verification: Verification) -> _Wrong:
    for index, said in enumerate(verification.tasks):
        text = N_("The check of lasting effect is due on {shown}, before this verification of {other}.")
        yield from _before(
            said.effectiveness_due, verification.date, ("tasks", index, "effectiveness_due"), text
        )


@_wrong.register(Opinion)
@_wrong.register(Reminder)
def _of_question(record: Opinion | Reminder) -> _Wrong:
    text = N_("A reply is due on {shown}, before the date of this document, {other}.")
    yield from _before(record.reply_due, record.date, ("reply_due",), text)


def _of_period(period: Period | Recurrence | None, path: Path) -> _Wrong:
    if period is not None:
        text = N_("The period ends on {shown}, before it begins on {other}.")
        yield from _before(period.until, period.from_, (*path, "until"), text)
