"""Remove draft plans from a case for the public profile."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from msgspec.structs import replace

from khacphuc.model.amendments import Correction, Supplement
from khacphuc.model.conclusion import Conclusion
from khacphuc.model.plan import Plan
from khacphuc.model.policy import Policy
from khacphuc.model.records import (
    Closure,
    Extension,
    Meeting,
    Notification,
    Opinion,
    Reminder,
    Reply,
    Report,
    Update,
    Verification,
)
from khacphuc.model.unit import Unit
from khacphuc.model.vocabulary import Status
from khacphuc.register.case import Case
from khacphuc.register.document import AnyDocument, holds


def without_drafts(case: Case) -> Case:
    """Return a case without draft plans, and without what its records say of tasks and milestones that stand in these alone."""
    shown = [document for document in case.documents if not _is_draft(document)]
    if len(shown) == len(case.documents):
        return case
    hidden = _names(case.documents) - _names(shown)
    return Case(case.folder, tuple(_without(document, hidden) for document in shown), case.unrecognised)


def _is_draft(document: AnyDocument) -> bool:
    return holds(document, Plan) and document.record.status is Status.DRAFT


def _names(documents: Iterable[AnyDocument]) -> set[str]:
    tasks = [task for document in documents if holds(document, Plan) for task in document.record.tasks]
    return {task.id for task in tasks} | {step.id for task in tasks for step in task.milestones}


def _speaks_of(obligation: str, names: set[str]) -> bool:
    """Whether the key of what is owed is one of some tasks and milestones, or goes on from one."""
    return any(obligation == name or obligation.startswith((f"{name}@", f"{name}.")) for name in names)


def _without(document: AnyDocument, hidden: set[str]) -> AnyDocument:  # noqa: PLR0911 - one arm for each kind
    match document.record:
        case Update() | Verification() as record:
            kept = tuple(item for item in record.tasks if item.task not in hidden)
            return replace(document, record=replace(record, tasks=kept))
        case Extension() as record:
            moves = tuple(move for move in record.tasks if hidden.isdisjoint((move.task, move.milestone)))
            return replace(document, record=replace(record, tasks=moves))
        case Notification() as record:
            sent = tuple(item for item in record.sent if not _speaks_of(item.obligation, hidden))
            return replace(document, record=replace(record, sent=sent))
        case Reminder() as record:
            names = tuple(name for name in record.tasks if name not in hidden)
            return replace(document, record=replace(record, tasks=names))
        case Opinion() as record:
            about = tuple(name for name in record.about if name not in hidden)
            return replace(document, record=replace(record, about=about))
        case Reply() as record:
            known = record.task not in hidden
            return document if known else replace(document, record=replace(record, task=None))
        case Meeting() | Report() | Closure() | Unit() | Policy() | Conclusion() | Plan() | None:
            return document  # what names no tasks, or is shown as a whole
        case Supplement() | Correction():
            return document  # papers of the inspecting side
        case _ as record:
            assert_never(record)
