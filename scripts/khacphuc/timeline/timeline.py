"""The timeline of a case: what its documents say of each task, deadline and duty, in the order of their dates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Generic, TypeVar, assert_never

from msgspec import Struct

from khacphuc.model import Record, date_of
from khacphuc.model.conclusion import Conclusion
from khacphuc.model.party import NOBODY, Party
from khacphuc.model.plan import Plan, Task
from khacphuc.model.records import (
    Closure,
    Extension,
    Meeting,
    Move,
    Opinion,
    Reminder,
    Reply,
    Report,
    TaskProgress,
    TaskVerification,
    Update,
    Verification,
)
from khacphuc.model.vocabulary import ExtensionOutcome, Level, ReportKind, Status, VerificationOutcome
from khacphuc.register.case import Case
from khacphuc.register.document import Document, dated, typed
from khacphuc.timeline.deadlines import AppliedMove, Deadline, DeadlineKey, key_of
from khacphuc.timeline.parties import doers

S_co = TypeVar("S_co", covariant=True)


class Entry(Struct, Generic[S_co], frozen=True):
    """What a record says of one thing, by whom, and where: item ``at`` of its list."""

    on: date
    by: Party
    document: Document[Record]
    at: int
    said: S_co

    @property
    def path(self) -> str:
        return self.document.path


ProgressEntry = Entry[TaskProgress]
VerificationEntry = Entry[TaskVerification]


class MoveEntry(Entry[Move], frozen=True):
    """What an extension says of one deadline; ``by`` is who decided."""

    outcome: ExtensionOutcome


class PlannedTask(Struct, frozen=True):
    """A task, the plan in which it stands, and its place there."""

    document: Document[Plan]
    at: int
    task: Task

    @property
    def plan(self) -> Plan:
        return self.document.record


def order_of(document: Document[Record]) -> tuple[date, str]:
    """What records are put in order by: their dates, and on one day their names."""
    return document.record.date, document.path


def plan_order(document: Document[Plan]) -> tuple[bool, date, str]:
    """What plans are put in order by: the committee's own first, then the day of issue."""
    plan = document.record
    return plan.level is not Level.MAIN, plan.issued_on or date.min, document.path


class Timeline:
    """A case up to a day. What is dated later, and what cannot be read, is not in it."""

    def __init__(self, case: Case, until: date | None = None) -> None:
        self.case = case
        self.conclusion: Conclusion | None = case.conclusion
        self.tasks: dict[str, PlannedTask] = {}
        """The tasks of all plans, drafts too, by id; of two with one id the first."""
        self.plans: list[Document[Plan]] = []
        """The plans in force."""
        self.progress: defaultdict[str, list[ProgressEntry]] = defaultdict(list)
        """What updates say, by task."""
        self.verifications: defaultdict[str, list[VerificationEntry]] = defaultdict(list)
        """What verifications say, by task."""
        self.moves: defaultdict[DeadlineKey, list[MoveEntry]] = defaultdict(list)
        """What extensions decide, by deadline."""
        self.updates: list[Document[Update]] = []
        self.extensions: list[Document[Extension]] = []
        self.opinions: list[Document[Opinion]] = []
        self.reminders: list[Document[Reminder]] = []
        self.replies: dict[str, Document[Reply]] = {}
        """The first reply to each opinion and reminder, by its id."""
        self.reports: list[Document[Report]] = []
        """Result reports."""
        self.closures: list[Document[Closure]] = []
        for document, plan in case.plans():
            for at, task in enumerate(plan.tasks):
                self.tasks.setdefault(task.id, PlannedTask(document, at, task))
            if plan.status is Status.ISSUED and not _after(plan.issued_on, until):
                self.plans.append(document)
        self.plans.sort(key=plan_order)
        for found in sorted(_recorded(case, until), key=order_of):
            self._enter(found)

    def _enter(self, document: Document[Record]) -> None:  # noqa: C901, PLR0912 - one arm for each kind of record
        record = document.record
        match record:
            case Update():
                self.updates.append(typed(document, record))
                for at, said in enumerate(record.tasks):
                    self.progress[said.task].append(Entry(record.date, record.by, document, at, said))
            case Verification():
                for at, item in enumerate(record.tasks):
                    self.verifications[item.task].append(Entry(record.date, record.by, document, at, item))
            case Extension():
                self.extensions.append(typed(document, record))
                for at, move in enumerate(record.tasks):
                    by = record.decided_by or NOBODY
                    entry = MoveEntry(record.date, by, document, at, move, record.outcome)
                    self.moves[key_of(move)].append(entry)
            case Opinion():
                self.opinions.append(typed(document, record))
            case Reminder():
                self.reminders.append(typed(document, record))
            case Reply():
                self.replies.setdefault(record.to, typed(document, record))
            case Report():
                if record.kind is ReportKind.RESULT:
                    self.reports.append(typed(document, record))
            case Closure():
                self.closures.append(typed(document, record))
            case Meeting():
                pass  # a meeting changes nothing that is owed
            case _:
                assert_never(record)

    def deadline(
        self, key: DeadlineKey, due: date | None, *, occurrence: date | None = None, by_policy: bool = False
    ) -> Deadline:
        """A deadline whose paper says ``due``, as extensions have moved it.

        ``from`` of an extension is not compared: a wrong one is a problem for the author (KP5), the decided new
        deadline holds all the same. Of a recurring task it says which ``occurrence`` is meant.
        """
        moved, refused, current = [], [], due
        for entry in self.moves.get(key, ()):
            move = entry.said
            if occurrence is not None and move.from_ not in (occurrence, current):
                continue
            applied = AppliedMove(move.from_, move.to, entry.on, entry.path)
            if entry.outcome is ExtensionOutcome.APPROVED:
                moved.append(applied)
                current = move.to
            else:
                refused.append(applied)
        original = due or (moved[0].before if moved else None)
        return Deadline(original, current, tuple(moved), tuple(refused), by_policy)

    @property
    def main_plan(self) -> Document[Plan] | None:
        """The committee's plan that is in force."""
        return next((document for document in self.plans if document.record.level is Level.MAIN), None)

    def doers(self, task: str, unit: str | None) -> tuple[Party, ...]:
        """The parties that do a task, or did what an entry for ``unit`` speaks of. None where each of several units owes it."""
        if unit:
            return (Party(unit),)
        planned = self.tasks.get(task)
        if planned is None or planned.task.for_each:
            return ()
        return doers(planned.task, planned.plan, self.conclusion.unit if self.conclusion else self.case.unit)

    def accountable(self, task: str) -> Party:
        """Who answers for a task."""
        planned = self.tasks.get(task)
        return planned.task.accountable[0] if planned and planned.task.accountable else NOBODY

    def rejected_between(self, entry: ProgressEntry, later: ProgressEntry) -> bool:
        """Whether the follower sent the task back between two updates."""
        return any(
            item.said.outcome is VerificationOutcome.REJECTED and entry.on <= item.on <= later.on
            for item in self.verifications.get(entry.said.task, ())
        )


def _recorded(case: Case, until: date | None) -> Iterator[Document[Record]]:
    for document in case.documents:
        if dated(document) and not _after(document.record.date, until):
            yield document


def _after(day: date | None, until: date | None) -> bool:
    return day is not None and until is not None and day > until


def timeline(case: Case) -> Timeline:
    """The timeline of a case with all that is in it, made once: many rules ask for it."""
    found: Timeline | None = case.__dict__.get("_timeline")
    if found is None:
        found = case.__dict__["_timeline"] = Timeline(case)
    return found


def timeline_until(case: Case, day: date) -> Timeline:
    """The timeline of a case up to a day."""
    last = max((date_of(document.record) or day for document in case.documents), default=day)
    return timeline(case) if last <= day else Timeline(case, day)
