"""Define a deadline: its key, the day its paper sets, the extensions that moved it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from msgspec import Struct

from khacphuc.model.conclusion import Conclusion
from khacphuc.model.plan import Task
from khacphuc.model.records import Extension, Move
from khacphuc.model.vocabulary import Duty, ExtensionOutcome
from khacphuc.register.document import AnyDocument, Document, holds
from khacphuc.timeline.demands import carried


class DeadlineKey(NamedTuple):
    """The key of a deadline within its case: a milestone by its id alone, whatever task it is named under."""

    what: str
    """``task``, ``milestone`` or ``duty``."""
    id: str


def task_key(task: str) -> DeadlineKey:
    return DeadlineKey("task", task)


def milestone_key(milestone: str) -> DeadlineKey:
    return DeadlineKey("milestone", milestone)


def duty_key(duty: Duty) -> DeadlineKey:
    return DeadlineKey("duty", duty.value)


def duty_of(key: DeadlineKey) -> Duty | None:
    """Return the duty of the case that a key means; None where it means a task or a milestone."""
    return next((duty for duty in Duty if duty_key(duty) == key), None)


def key_of(move: Move) -> DeadlineKey:
    """Return which deadline an extension moves."""
    if move.milestone:
        return milestone_key(move.milestone)
    return task_key(move.task) if move.task else DeadlineKey("duty", move.duty.value if move.duty else "")


def end_of(task: Task) -> date | None:
    """Return the deadline that a plan gives a task: its own, or the end of its recurrence."""
    return task.due or (task.recurrence.until if task.recurrence else None)


def due_of(duty: Duty, conclusion: Conclusion) -> date | None:
    """Return the deadline that a notice sets for a duty of the case: that of the requirement which it carries, else its own."""
    demand = carried(conclusion).get(duty)
    return (demand.due if demand else None) or (
        conclusion.plan_due if duty is Duty.PLAN else conclusion.report_due
    )


def approving(documents: Iterable[AnyDocument]) -> Iterator[Document[Extension]]:
    """Yield the extensions among documents that were approved."""
    for document in documents:
        if holds(document, Extension) and document.record.outcome is ExtensionOutcome.APPROVED:
            yield document


def decided_on(extension: Extension) -> date:
    """The day on which an extension was decided: that of the paper, where it is given."""
    return (extension.paper.date if extension.paper else None) or extension.date


class AppliedMove(Struct, frozen=True):
    """One extension of one deadline, and the record that decided it."""

    before: date
    after: date
    decided: date
    path: str


class Deadline(Struct, frozen=True):
    """A deadline with its history. ``moved`` are approved extensions, ``refused`` those that changed nothing."""

    original: date | None = None
    current: date | None = None
    moved: tuple[AppliedMove, ...] = ()
    refused: tuple[AppliedMove, ...] = ()
    by_policy: bool = False
    """Set by the register's own policy, not by a paper."""
    counted_from: date | None = None
    """Of one that the policy sets: the day after which its period begins."""

    @property
    def annulments(self) -> tuple[AppliedMove, ...]:
        """Decisions that take an extension back, and put the day that it had moved in force again."""
        made = {(move.before, move.after) for move in self.moved}
        return tuple(
            move for move in self.moved if move.after < move.before and (move.after, move.before) in made
        )

    @property
    def extensions(self) -> tuple[AppliedMove, ...]:
        """The moves that were granted: all but annulments."""
        back = self.annulments
        return tuple(move for move in self.moved if move not in back) if back else self.moved

    @property
    def slippage(self) -> int:
        """Return days between the original and the current deadline."""
        return (self.current - self.original).days if self.current and self.original else 0


def is_later(old: date | None, new: date | None) -> bool:
    """Return whether a deadline is later than another, or none at all."""
    return old is not None and (new is None or new > old)
