"""One case file: the conclusion and everything that follows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from msgspec import Struct

from khacphuc.model.amendments import Supplement
from khacphuc.model.conclusion import Conclusion, Finding, Requirement
from khacphuc.model.plan import Plan, Task
from khacphuc.model.schema import Names, marked
from khacphuc.model.vocabulary import Status
from khacphuc.register.document import AnyDocument, Document, R, holds, named

TaskOfPlan = tuple[Document[Plan], Plan, int, Task]
"""A task with its document, its plan and its index there."""


class Case(Struct, frozen=True, dict=True):
    """The documents of one case folder, in the order in which they are read: conclusion, plans, records by date."""

    folder: str
    documents: tuple[AnyDocument, ...]
    unrecognised: tuple[str, ...] = ()
    """Paths in the folder that could not be taken for documents: what they might declare is not known."""

    @property
    def unit(self) -> str:
        """Return the unit whose folder this is."""
        return self.documents[0].slot.unit

    @property
    def slug(self) -> str:
        return self.documents[0].slot.case

    @property
    def conclusion(self) -> Conclusion | None:
        document = self.conclusion_document
        return document.record if document else None

    @property
    def conclusion_document(self) -> Document[Conclusion | None] | None:
        first = self.documents[0]
        return first if named(first, Conclusion) else None

    def of(self, kind: type[R]) -> Iterator[tuple[Document[R], R]]:
        """Yield the readable documents of one kind with their records, in order."""
        for document in self.documents:
            if holds(document, kind):
                yield document, document.record

    def parts(self) -> Iterator[tuple[AnyDocument, int, Finding | Requirement]]:
        """Yield the findings and requirements of the notice and of its supplements, each with its index in its document."""
        for document in self.documents:
            if holds(document, Conclusion) or holds(document, Supplement):
                paper: Conclusion | Supplement = document.record
                for index, finding in enumerate(paper.findings):
                    yield document, index, finding
                for index, requirement in enumerate(paper.requirements):
                    yield document, index, requirement

    def plans(self) -> Iterator[tuple[Document[Plan], Plan]]:
        """Yield the readable plans, which stand before all records."""
        for document in self.documents:
            if document.slot.date is not None:
                return
            if holds(document, Plan):
                yield document, document.record

    def tasks(self) -> Iterator[TaskOfPlan]:
        """Yield every task of every plan, as revisions have left it, with its index in its document."""
        found: list[TaskOfPlan] | None = self.__dict__.get("_tasks")
        if found is None:
            found = self.__dict__["_tasks"] = tasks_of(document for document, _ in self.plans())
        return iter(found)

    @property
    def milestones(self) -> Mapping[str, str]:
        """Return the task of each milestone, by their ids."""
        found: dict[str, str] | None = self.__dict__.get("_milestones")
        if found is None:
            found = {step.id: task.id for _, _, _, task in self.tasks() for step in task.milestones}
            self.__dict__["_milestones"] = found
        return found

    @property
    def names(self) -> Mapping[str, frozenset[str]]:
        """Return the ids that the case declares, by what they name (``finding``, ``task``, ``milestone`` …)."""
        found: dict[str, frozenset[str]] | None = self.__dict__.get("_names")
        if found is None:
            sets: dict[str, set[str]] = {}
            for document in self.documents:
                if document.record is not None:
                    for what, name, _ in marked(document.record, Names):
                        sets.setdefault(what, set()).add(name)
            found = self.__dict__["_names"] = {what: frozenset(names) for what, names in sets.items()}
        return found


def tasks_of(plans: Iterable[Document[Plan]]) -> list[TaskOfPlan]:
    """Return the tasks of plans: a revision's task stands in the place of the one that it revises."""
    documents = in_order(plans)
    known = NamedPlans(documents)
    found: list[TaskOfPlan] = []
    places: dict[tuple[object, ...], int] = {}
    for document in documents:
        plan = document.record
        revising = plan.revises is not None and plan.status is Status.ISSUED and known.may_revise(plan)
        for index, task in enumerate(plan.tasks):
            at = places.setdefault((task.id, plan.level, plan.for_), len(found))
            if at == len(found) or plan.revises is None:
                found.append((document, plan, index, task))
            elif revising:
                found[at] = document, plan, index, task
    return found


def in_order(plans: Iterable[Document[Plan]]) -> list[Document[Plan]]:
    """Return plans with their revisions after them, by day; of one day, one that revises another revision after that."""
    documents = list(plans)
    numbers = {plan.record.number: plan.record for plan in documents if plan.record.revises}

    def key(document: Document[Plan]) -> tuple[bool, date, bool, tuple[str, str, str]]:
        plan = document.record
        if plan.revises is None:
            return False, date.min, False, ("", "", "")
        other = numbers.get(plan.revises.number)
        again = other is not None and other is not plan and other.issued_on == plan.issued_on
        return True, plan.issued_on or date.max, again, reading_order(document)

    return sorted(documents, key=key)


class NamedPlans:
    """The plans of a case by what a revision may name of them: number, day, or both; of one unit or person."""

    def __init__(self, plans: Iterable[Document[Plan]]) -> None:
        self._by_paper: dict[tuple[object, ...], list[Plan]] = {}
        for document in plans:
            plan = document.record
            number, day = plan.number, plan.issued_on
            for paper in dict.fromkeys(((number, day), (number, None), (None, day))):
                self._by_paper.setdefault((plan.level, plan.for_, *paper), []).append(plan)

    def of(self, revision: Plan) -> list[Plan]:
        """Return the plans that a revision names."""
        paper = revision.revises
        if paper is None or not (paper.number or paper.date):
            return []
        key = revision.level, revision.for_, paper.number, paper.date
        return [plan for plan in self._by_paper.get(key, ()) if plan is not revision]

    def may_revise(self, revision: Plan) -> bool:
        """Return whether a revision names a plan of the case, and is not dated before it."""
        return any(not is_before(revision, plan) for plan in self.of(revision))


def is_before(revision: Plan, first: Plan) -> bool:
    """Return whether a revision is dated before the plan that it names."""
    return bool(revision.issued_on and first.issued_on and revision.issued_on < first.issued_on)


_ORDER = {"conclusion": "0", "plan": "1"}


def reading_order(document: AnyDocument) -> tuple[str, str, str]:
    """Return sort key: the conclusion, the main plan, sub-plans, then records by the date in their names."""
    slot = document.slot
    return _ORDER.get(slot.type, "2"), slot.date.isoformat() if slot.date else slot.slug, document.path
