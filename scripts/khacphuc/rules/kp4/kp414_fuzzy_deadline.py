"""A deadline is written so that two people would count to two days.

“In quarter III, beginning of quarter IV”, “about September”, “period 2026 to 2030”: the register takes one reading and
reminds by it, the unit may have meant another. Ask for the day, or set milestones on a way of years.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from khacphuc.model.conclusion import Conclusion
from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document, holds
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.deadline_texts import read_text
from khacphuc.rules.specificity_common import tasks_of
from khacphuc.text.message import say
from khacphuc.text.nodes import Path

if TYPE_CHECKING:
    from khacphuc.text.deadline.readings import Reading

SEVERITY = Severity.WARNING
DOCUMENTS = (Conclusion, Plan)
# What can be fuzzy has one of these words in it; reading every deadline for it would take a hundred times as long.
_SIGNS = (
    "quý",
    "quy",
    "đầu",
    "giữa",
    "nửa",
    "khoảng",
    "dự kiến",
    "tuần",
    "giai đoạn",
    "-",
    "trước tháng",
    "about",
    "early",
    "mid",
)


def check_document(
    document: Document[Conclusion | Plan], case: Case | None, context: Context
) -> Iterator[RuleReport]:
    for at, text, stepped in _texts(document):
        folded = text.lower()
        if any(sign in folded for sign in _SIGNS):
            yield from _check(
                document, at, text, read_text(text, document.record, case, context), stepped=stepped
            )


def _texts(document: Document[Conclusion | Plan]) -> Iterator[tuple[Path, str, bool]]:
    if holds(document, Conclusion):
        for key in ("plan_due_text", "report_due_text"):
            if text := getattr(document.record, key):
                yield (key,), text, True
    elif holds(document, Plan):
        yield from _texts_of_plan(document)


def _texts_of_plan(document: Document[Plan]) -> Iterator[tuple[Path, str, bool]]:
    for at, task in tasks_of(document):
        if task.due_text:
            yield (*at, "due_text"), task.due_text, bool(task.milestones or task.recurrence)


def _check(
    document: Document[Conclusion | Plan], at: Path, text: str, reading: Reading, *, stepped: bool
) -> Iterator[RuleReport]:
    from khacphuc.text.deadline.readings import Fuzzy, YearSpan

    if isinstance(reading, Fuzzy):
        message = say(
            "“{text}” can mean any day from {first} to {last}; {day} is taken.",
            text=text,
            first=reading.first,
            last=reading.last,
            day=reading.day,
        )
        yield RuleReport(
            document,
            at,
            Said(message, say("Agree on the day, and write it: due: {day}", day=reading.day.isoformat())),
        )
    elif isinstance(reading, YearSpan) and not stepped:
        message = say("“{text}” is more than one year, without a step on the way.", text=text)
        yield RuleReport(
            document, at, Said(message, say("Set milestones, at least one a year, each with its own day."))
        )
