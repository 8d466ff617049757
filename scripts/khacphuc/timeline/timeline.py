"""Build the timeline of a case: entries on each task, deadline and duty, in order of date."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Generic, TypeVar, assert_never

from msgspec import Struct
from msgspec.structs import replace

from khacphuc.model import Record, date_of
from khacphuc.model.amendments import Correction, Supplement
from khacphuc.model.conclusion import Conclusion, Requirement
from khacphuc.model.party import NOBODY, Party
from khacphuc.model.plan import Plan, Task
from khacphuc.model.records import (
    Closure,
    Extension,
    Meeting,
    Move,
    Notification,
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
from khacphuc.register.case import Case, tasks_of
from khacphuc.register.document import AnyDocument, Document, dated, typed
from khacphuc.timeline.deadlines import DeadlineKey, key_of
from khacphuc.timeline.demands import added_demands, demands
from khacphuc.timeline.notice import Notice
from khacphuc.timeline.parties import doers

S_co = TypeVar("S_co", covariant=True)


class TimelineEntry(Struct, Generic[S_co], frozen=True):
    """The statement of a record on one item, its author, and its place: item ``at`` of its list."""

    on: date
    by: Party
    document: Document[Record]
    at: int
    said: S_co

    @property
    def path(self) -> str:
        return self.document.path


ProgressEntry = TimelineEntry[TaskProgress]
VerificationEntry = TimelineEntry[TaskVerification]


class MoveEntry(TimelineEntry[Move], frozen=True):
    """The decision of an extension on one deadline; ``by`` is who decided."""

    outcome: ExtensionOutcome


class PlannedTask(Struct, frozen=True):
    """A task, the plan in which it stands, and its place there."""

    document: Document[Plan]
    at: int
    task: Task

    @property
    def plan(self) -> Plan:
        return self.document.record


Order = tuple[date, bool, str, tuple[tuple[bool, int, str], ...], str]


def order_of(document: Document[Record]) -> Order:
    """Sort key of records: their dates; on one day those without a time, then by time; then names as a person counts.

    A closure without a time ends its day: one sitting may verify and close.
    """
    record = document.record
    late = isinstance(record, Closure) and not record.time
    return record.date, late, record.time or "", _counted(document.path), document.path


@lru_cache(maxsize=1 << 14)  # the records of a case are put in order each time that it is folded
def _counted(path: str) -> tuple[tuple[bool, int, str], ...]:
    """A file name in parts, its numbers as numbers: ``…-update``, ``…-update-2``, ``…-update-10``, ``…-update-tai-san``."""
    name = path.rpartition("/")[2].removesuffix(".md")
    parts = (part for part in re.split(r"(\d{1,9})|-", name) if part)
    return tuple((not part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts)


def plan_order(document: Document[Plan]) -> tuple[bool, bool, date, str]:
    """Return the sort key of a plan: the committee's own first, then its revisions; of each by day of issue."""
    plan = document.record
    return plan.level is not Level.MAIN, plan.revises is not None, plan.issued_on or date.min, document.path


class Timeline:
    """A case up to a day. What is dated later, and what cannot be read, is not in it."""

    def __init__(self, case: Case, until: date | None = None) -> None:
        self.case = case
        self.conclusion: Conclusion | None = case.conclusion
        self.notice = Notice(case.conclusion) if case.conclusion else None
        """The notice as its supplements and corrections leave it, whoever issued them."""
        self.tasks: dict[str, PlannedTask] = {}
        """The tasks of all plans, drafts too, by id, as revisions have left them; of two with one id the first."""
        self.promised: dict[str, PlannedTask] = {}
        """The same as their first plans promise them."""
        self.demands: dict[str, PlannedTask] = {}
        """What the notice and its supplements demand, as tasks, by the ids of their requirements."""
        for name, demand in _demands(case, until):
            self.demands.setdefault(name, demand)
        self.plans: list[Document[Plan]] = []
        """The plans in force."""
        self.progress: defaultdict[str, list[ProgressEntry]] = defaultdict(list)
        """Entries of updates, by task."""
        self.verifications: defaultdict[str, list[VerificationEntry]] = defaultdict(list)
        """Entries of verifications, by task."""
        self.moves: defaultdict[DeadlineKey, list[MoveEntry]] = defaultdict(list)
        """Decisions of extensions, by deadline."""
        self.updates: list[Document[Update]] = []
        self.extensions: list[Document[Extension]] = []
        self.opinions: list[Document[Opinion]] = []
        self.reminders: list[Document[Reminder]] = []
        self.replies: dict[str, Document[Reply]] = {}
        """The first reply to each opinion and reminder, by its id."""
        self.reports: list[Document[Report]] = []
        """Result reports."""
        self.closures: list[Document[Closure]] = []
        known = [
            one for one, plan in case.plans() if plan.revises is None or not _after(plan.issued_on, until)
        ]
        for document, _, at, task in tasks_of(known):
            self.tasks.setdefault(task.id, PlannedTask(document, at, task))
        for document in sorted(known, key=lambda one: one.record.revises is not None):
            for at, task in enumerate(document.record.tasks):
                self.promised.setdefault(task.id, PlannedTask(document, at, task))
        for document, plan in case.plans():
            if plan.status is Status.ISSUED and not _after(plan.issued_on, until):
                self.plans.append(document)
        self.plans.sort(key=plan_order)
        self.records: list[Document[Record]] = sorted(_recorded(case, until), key=order_of)
        """All records, in order."""
        for found in self.records:
            self._enter(found)

    def _enter(self, document: Document[Record]) -> None:  # noqa: C901, PLR0912 - one arm for each kind of record
        record = document.record
        match record:
            case Supplement() | Correction():
                self._amend(typed(document, record))
            case Update():
                self.updates.append(typed(document, record))
                for at, said in enumerate(record.tasks):
                    self.progress[said.task].append(TimelineEntry(record.date, record.by, document, at, said))
            case Verification():
                for at, item in enumerate(record.tasks):
                    self.verifications[item.task].append(
                        TimelineEntry(record.date, record.by, document, at, item)
                    )
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
            case Notification() | Meeting():
                pass  # they change nothing that is owed
            case _:
                assert_never(record)

    def _amend(self, document: Document[Supplement | Correction]) -> None:
        """Change the notice; a requirement that a correction gives its first day is a demand from then on."""
        if self.notice is None or not self.notice.precedes(document.record):
            return
        self.notice = self.notice.after(document)
        changes = document.record.changes if isinstance(document.record, Correction) else ()
        for at, change in enumerate(changes):
            if change.due and change.requirement and change.requirement not in self.demands:
                plan = replace(demands(self.notice.conclusion), issued_on=document.record.date)
                paper = Document(document.path, document.slot, document.text, plan, document.flaws)
                for task in plan.tasks:
                    if task.id == change.requirement:
                        self.demands[task.id] = PlannedTask(paper, at, task)

    def planned(self, name: str) -> PlannedTask | None:
        """Return the task of a plan, or the demand of the notice, that has an id."""
        return self.tasks.get(name) or self.demands.get(name)

    def doers(self, task: str, unit: str | None) -> tuple[Party, ...]:
        """Return the parties that do a task, or did what an entry for ``unit`` speaks of. None where each of several units owes it."""
        if unit:
            return (Party(unit),)
        planned = self.planned(task)
        if planned is None or planned.task.for_each:
            return ()
        return doers(planned.task, planned.plan, self.conclusion.unit if self.conclusion else self.case.unit)

    def accountable(self, task: str) -> Party:
        """Return the person answerable for a task."""
        planned = self.tasks.get(task)
        return planned.task.accountable[0] if planned and planned.task.accountable else NOBODY

    def rejected_between(self, entry: ProgressEntry, later: ProgressEntry) -> bool:
        """Return whether the follower sent the task back between two updates."""
        return any(
            item.said.outcome is VerificationOutcome.REJECTED and entry.on <= item.on <= later.on
            for item in self.verifications.get(entry.said.task, ())
        )


def _demands(case: Case, until: date | None) -> Iterator[tuple[str, PlannedTask]]:
    """Yield what the notice demands, then what its supplements add."""
    notice = case.conclusion_document
    if notice is None or notice.record is None:
        return
    yield from placed(notice, demands(notice.record), notice.record.requirements)
    for document, supplement in case.of(Supplement):
        if Notice(notice.record).precedes(supplement) and not _after(supplement.date, until):
            yield from placed(document, added_demands(supplement), supplement.requirements)


def placed(
    paper: AnyDocument, plan: Plan, requirements: Sequence[Requirement]
) -> Iterator[tuple[str, PlannedTask]]:
    """Yield the demands of a paper by their ids, each with its place there."""
    places = {item.id: at for at, item in reversed(list(enumerate(requirements)))}
    document = Document(paper.path, paper.slot, paper.text, plan, paper.flaws)
    for task in plan.tasks:
        yield task.id, PlannedTask(document, places[task.id], task)


def _recorded(case: Case, until: date | None) -> Iterator[Document[Record]]:
    for document in case.documents:
        if dated(document) and not _after(document.record.date, until):
            yield document


def _after(day: date | None, until: date | None) -> bool:
    return day is not None and until is not None and day > until


def timeline(case: Case) -> Timeline:
    """Return the timeline of a case with all that is in it, made once: many rules ask for it."""
    found: Timeline | None = case.__dict__.get("_timeline")
    if found is None:
        found = case.__dict__["_timeline"] = Timeline(case)
    return found


def timeline_until(case: Case, day: date) -> Timeline:
    """Return the timeline of a case up to a day."""
    last = max((date_of(document.record) or day for document in case.documents), default=day)
    return timeline(case) if last <= day else Timeline(case, day)
