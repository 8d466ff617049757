"""Compute the lifetime of each finding: from its conclusion to its correction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from khacphuc.obligations.values import SETTLED, CaseState, FindingState, Stage


class FindingLifetime(Struct, frozen=True):
    """A finding from the day of its conclusion to the day on which nothing was left to do about it."""

    case: CaseState
    finding: FindingState
    arose: date
    ended: date | None


def finding_lifetimes(states: Iterable[CaseState]) -> Iterator[FindingLifetime]:
    """Yield the findings of all conclusions that were issued."""
    for state in states:
        if state.issued_on and state.stage is not Stage.DRAFT:
            for found in state.findings:
                yield FindingLifetime(state, found, state.issued_on, _ended(state, found))


def _ended(state: CaseState, found: FindingState) -> date | None:
    """Return the day of the last entry on its tasks; where none is dated, that of the last report of the case."""
    if found.status not in SETTLED:
        return None
    days = [
        day
        for task in state.tasks
        if task.task.id in found.tasks and (day := task.verified_on or task.reported_on)
    ]
    return max(days, default=state.closed_on or state.updated_on or state.issued_on)
