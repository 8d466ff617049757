"""What the records of a case say of each task, in the order of their dates: shared by the rules about records."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from khacphuc.model.conclusion import Conclusion
from khacphuc.model.plan import Plan, Task
from khacphuc.model.records import (
    Closure,
    Extension,
    Reply,
    TaskProgress,
    TaskVerification,
    Update,
    Verification,
)
from khacphuc.model.vocabulary import Level, VerificationOutcome
from khacphuc.obligations.fold import fold
from khacphuc.obligations.values import CaseState
from khacphuc.register.case import Case
from khacphuc.register.document import Document, holds
from khacphuc.rules.contract import Context


class Held(NamedTuple):
    """A task, the plan it stands in, and where."""

    document: Document[Plan]
    plan: Plan
    at: int
    task: Task


class Word(NamedTuple):
    """What an update says of one task, and where."""

    on: date
    document: Document[Update]
    at: int
    said: TaskProgress


class Judged(NamedTuple):
    """What a verification says of one task, and where."""

    on: date
    document: Document[Verification]
    at: int
    by: str
    said: TaskVerification


class Course:
    """The course of one case. Built once and kept with the case, since many rules ask for it."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.conclusion: Conclusion | None = case.conclusion
        self.tasks: dict[str, Held] = {}
        for found in case.tasks():
            self.tasks.setdefault(found[3].id, Held(*found))
        self.words: dict[str, list[Word]] = {}
        self.judged: dict[str, list[Judged]] = {}
        self.extensions: list[Document[Extension]] = []
        self.replies: dict[str, Document[Reply]] = {}
        self.closed: Document[Closure] | None = None
        for document in case.documents:
            if holds(document, Update):
                for index, said in enumerate(document.record.tasks):
                    word = Word(document.record.date, document, index, said)
                    self.words.setdefault(said.task, []).append(word)
            elif holds(document, Verification):
                for index, item in enumerate(document.record.tasks):
                    judged = Judged(document.record.date, document, index, document.record.by, item)
                    self.judged.setdefault(item.task, []).append(judged)
            elif holds(document, Extension):
                self.extensions.append(document)
            elif holds(document, Reply):
                self.replies.setdefault(document.record.to, document)
            elif holds(document, Closure) and self.closed is None:
                self.closed = document
        # The documents come by the date in their names; where a record says another one, that has its own message.

    @property
    def main_plan(self) -> Plan | None:
        return next((plan for _, plan in self.case.plans() if plan.level is Level.MAIN), None)

    def doers(self, task: str, unit: str | None) -> tuple[str, ...]:
        """The parties that do a task: who leads it, else who answers for it, else whose plan or case it is."""
        if unit:
            return (unit,)
        held = self.tasks.get(task)
        if held is None:
            return ()
        plan, owed = held.plan, held.task
        if owed.for_each:
            return ()
        fallback = plan.for_ or (self.conclusion.unit if self.conclusion else self.case.unit)
        return owed.lead or owed.accountable or (fallback,)

    def accountable(self, task: str) -> str:
        held = self.tasks.get(task)
        return held.task.accountable[0] if held and held.task.accountable else ""

    def rejected_between(self, word: Word, later: Word) -> bool:
        """Whether the follower sent the task back between two updates."""
        return any(
            item.said.outcome is VerificationOutcome.REJECTED and word.on <= item.on <= later.on
            for item in self.judged.get(word.said.task, ())
        )


def course(case: Case) -> Course:
    """The course of a case, made once."""
    found: Course | None = case.__dict__.get("_course")
    if found is None:
        found = case.__dict__["_course"] = Course(case)
    return found


def folded(case: Case, context: Context) -> CaseState | None:
    """The state of a case, folded when the first rule asks: most cases have nothing that any rule must ask it about."""
    kept: tuple[Context, CaseState | None] | None = case.__dict__.get("_folded")
    if kept is None or kept[0] is not context:
        kept = case.__dict__["_folded"] = (context, fold(case, context.frame, context.as_of))
    return kept[1]
