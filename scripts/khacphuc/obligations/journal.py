"""The records of a case as of a day, sorted by what they speak of. The first step of the fold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from khacphuc.model import Record
from khacphuc.model.conclusion import Conclusion
from khacphuc.model.plan import Plan
from khacphuc.model.records import (
    Closure,
    Extension,
    Opinion,
    Reminder,
    Reply,
    Report,
    TaskProgress,
    TaskVerification,
    Update,
    Verification,
)
from khacphuc.model.records import (
    Move as MoveRequest,
)
from khacphuc.model.vocabulary import ExtensionOutcome, Level, ReportKind, Status
from khacphuc.obligations.values import Deadline, Move
from khacphuc.register.case import Case
from khacphuc.register.document import Document, dated


class Dated(Struct, frozen=True):
    """Something that a record of a day says."""

    on: date
    path: str


class Step(Dated, frozen=True):
    """What an update says of one task."""

    said: TaskProgress


class Judgement(Dated, frozen=True):
    """What a verification says of one task."""

    said: TaskVerification


class Ruling(Dated, frozen=True):
    """What an extension decides of one deadline."""

    asked: MoveRequest
    approved: bool


class Journal(Struct, frozen=True):
    """Everything of a case that was issued or recorded by a day, in order of date."""

    conclusion: Conclusion
    conclusion_path: str
    plans: tuple[tuple[str, Plan], ...]
    steps: dict[str, list[Step]]
    judgements: dict[str, list[Judgement]]
    rulings: list[Ruling]
    opinions: list[tuple[str, Opinion]]
    reminders: list[tuple[str, Reminder]]
    replies: dict[str, tuple[str, Reply]]
    reports: list[tuple[str, Report]]
    closures: list[tuple[str, Closure]]
    updates: list[tuple[str, Update]]

    @property
    def main_plan(self) -> tuple[str, Plan] | None:
        return next((found for found in self.plans if found[1].level is Level.MAIN), None)

    def deadline(self, due: date | None, *, by_policy: bool = False, **target: str | date | None) -> Deadline:
        """A deadline as the extensions of ``target`` (task, milestone, duty, occurrence) moved it.

        ``from`` of an extension is not compared: a wrong one is a problem for the author (KP5), the decided
        new deadline holds all the same. An occurrence is the exception: there ``from`` says which one.
        """
        moved, refused, current = [], [], due
        for ruling in self.rulings:
            asked = ruling.asked
            if not _concerns(asked, target) or (
                "occurrence" in target and asked.from_ not in (target["occurrence"], current)
            ):
                continue
            move = Move(asked.from_, asked.to, ruling.on, ruling.path)
            if ruling.approved:
                moved.append(move)
                current = asked.to
            else:
                refused.append(move)
        return Deadline(
            due or (moved[0].before if moved else None),
            current,
            tuple(moved),
            tuple(refused),
            by_policy,
        )


def _concerns(asked: MoveRequest, target: Mapping[str, str | date | None]) -> bool:
    """Whether an extension is about a deadline. A milestone is known by its id alone; naming its task is not needed."""
    if asked.milestone is not None or target.get("milestone") is not None:
        return asked.milestone == target.get("milestone")
    return (asked.task, asked.duty) == (target.get("task"), target.get("duty"))


def journal(case: Case, as_of: date) -> Journal | None:
    """The case as of a day: what was issued or recorded by then. None without a readable conclusion by then."""
    document, conclusion = case.conclusion_document, case.conclusion
    if document is None or conclusion is None or (conclusion.issued_on and conclusion.issued_on > as_of):
        return None
    plans = [(found.path, plan) for found, plan in case.plans() if _in_force(plan, as_of)]
    plans.sort(key=lambda item: (item[1].level is not Level.MAIN, item[1].issued_on or date.min, item[0]))
    book = Journal(
        conclusion,
        document.path,
        tuple(plans),
        defaultdict(list),
        defaultdict(list),
        [],
        [],
        [],
        {},
        [],
        [],
        [],
    )
    for found in _recorded(case, as_of):
        _enter(book, found)
    return book


def _in_force(plan: Plan, as_of: date) -> bool:
    return plan.status is Status.ISSUED and (plan.issued_on is None or plan.issued_on <= as_of)


def _recorded(case: Case, as_of: date) -> list[Document[Record]]:
    records = [document for document in case.documents if dated(document) and document.record.date <= as_of]
    return sorted(records, key=lambda document: (document.record.date, document.path))


def _enter(book: Journal, document: Document[Record]) -> None:  # noqa: C901 - one arm for each kind of record
    record, path = document.record, document.path
    match record:
        case Update():
            book.updates.append((path, record))
            for said in record.tasks:
                book.steps[said.task].append(Step(record.date, path, said))
        case Verification():
            for judged in record.tasks:
                book.judgements[judged.task].append(Judgement(record.date, path, judged))
        case Extension():
            approved = record.outcome is ExtensionOutcome.APPROVED
            book.rulings.extend(Ruling(record.date, path, asked, approved) for asked in record.tasks)
        case Opinion():
            book.opinions.append((path, record))
        case Reminder():
            book.reminders.append((path, record))
        case Reply():
            book.replies.setdefault(record.to, (path, record))
        case Report():
            if record.kind is ReportKind.RESULT:
                book.reports.append((path, record))
        case Closure():
            book.closures.append((path, record))
