"""One case file: the conclusion and everything that follows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from khacphuc.model.conclusion import Conclusion
from khacphuc.model.plan import Plan, Task
from khacphuc.model.schema import Names, marked
from khacphuc.register.document import AnyDocument, Document, R, holds, named


class Case(Struct, frozen=True, dict=True):
    """The documents of one case folder, in the order in which they are read: conclusion, plans, records by date."""

    folder: str
    documents: tuple[AnyDocument, ...]
    strays: tuple[str, ...] = ()
    """Paths in the folder that could not be taken for documents: what they might declare is not known."""

    @property
    def unit(self) -> str:
        """The unit whose folder this is."""
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
        """The readable documents of one kind with their records, in order."""
        for document in self.documents:
            if holds(document, kind):
                yield document, document.record

    def plans(self) -> Iterator[tuple[Document[Plan], Plan]]:
        """The readable plans, which stand before all records."""
        for document in self.documents:
            if document.slot.date is not None:
                return
            if holds(document, Plan):
                yield document, document.record

    def tasks(self) -> Iterator[tuple[Document[Plan], Plan, int, Task]]:
        """Every task of every plan with its index in the plan."""
        for document, plan in self.plans():
            for index, task in enumerate(plan.tasks):
                yield document, plan, index, task

    @property
    def milestones(self) -> Mapping[str, str]:
        """The task of each milestone, by their ids."""
        found: dict[str, str] | None = self.__dict__.get("_milestones")
        if found is None:
            found = {step.id: task.id for _, _, _, task in self.tasks() for step in task.milestones}
            self.__dict__["_milestones"] = found
        return found

    @property
    def names(self) -> Mapping[str, frozenset[str]]:
        """The ids that the case declares, by what they name (``finding``, ``task``, ``milestone`` …)."""
        found: dict[str, frozenset[str]] | None = self.__dict__.get("_names")
        if found is None:
            sets: dict[str, set[str]] = {}
            for document in self.documents:
                if document.record is not None:
                    for what, name, _ in marked(document.record, Names):
                        sets.setdefault(what, set()).add(name)
            found = self.__dict__["_names"] = {what: frozenset(names) for what, names in sets.items()}
        return found


_ORDER = {"conclusion": "0", "plan": "1"}


def reading_order(document: AnyDocument) -> tuple[str, str, str]:
    """Sort key: the conclusion, the main plan, sub-plans, then records by the date in their names."""
    slot = document.slot
    return _ORDER.get(slot.type, "2"), slot.date.isoformat() if slot.date else slot.slug, document.path
