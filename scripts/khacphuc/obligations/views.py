"""Lists of obligations as people ask for them: open, overdue, due soon; of a unit, a follower, a person. Ranked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from khacphuc.model.policy import Policy
from khacphuc.obligations.timeliness import is_open, rank, timeliness
from khacphuc.obligations.values import CaseState, Obligation, Timeliness, Timing


class Row(Struct, frozen=True):
    """An obligation with the case it belongs to and where it stands."""

    case: CaseState
    obligation: Obligation
    timeliness: Timeliness

    @property
    def overdue(self) -> bool:
        return self.timeliness.timing is Timing.OVERDUE


class Question(Struct, frozen=True):
    """What somebody wants to see. An empty field does not narrow the answer; ``due_within`` is in days."""

    unit: str = ""
    follower: str = ""
    person: str = ""
    overdue: bool = False
    due_within: int | None = None

    def admits(self, row: Row) -> bool:
        """Whether a row answers the question. Asking for a unit finds its people too."""
        return (
            (
                not self.unit
                or self.unit in (row.case.unit, row.case.owner)
                or row.obligation.owed_by.within(self.unit)
            )
            and (not self.follower or any(party.within(self.follower) for party in row.case.followers))
            and (not self.person or self.person in _people(row))
            and (not self.overdue or row.overdue)
            and (self.due_within is None or row.overdue or _due_within(row, self.due_within))
        )


def _people(row: Row) -> tuple[str, ...]:
    return row.obligation.answerable, row.obligation.owed_by, row.case.directed_by


def _due_within(row: Row, days: int) -> bool:
    return row.timeliness.timing in (Timing.DUE_SOON, Timing.NOT_DUE) and row.timeliness.days <= days


def rows(
    states: Iterable[CaseState], as_of: date, policy: Policy, question: Question | None = None
) -> list[Row]:
    """What is still owed, longest overdue first."""
    asked = question or Question()
    found = (
        Row(state, obligation, timeliness(obligation, as_of, policy))
        for state in states
        for obligation in state.obligations
        if is_open(obligation)
    )
    admitted = (row for row in found if asked.admits(row))
    return sorted(admitted, key=lambda row: rank(row.obligation, row.timeliness))


def days_overdue(states: Iterable[CaseState], as_of: date, policy: Policy) -> list[int]:
    """By how many days each obligation that is overdue is so."""
    found = (
        timeliness(item, as_of, policy) for state in states for item in state.obligations if is_open(item)
    )
    return [one.days for one in found if one.timing is Timing.OVERDUE]
