"""Lists of obligations as people ask for them: open, overdue, due soon; of a unit, a follower, a person. Ranked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from khacphuc.model.party import NOBODY, Party
from khacphuc.model.policy import Policy
from khacphuc.obligations.timeliness import rank, timeliness
from khacphuc.obligations.values import OPEN, CaseState, Obligation, Timeliness, Timing


class ObligationRow(Struct, frozen=True):
    """An obligation with the case it belongs to and where it stands."""

    case: CaseState
    obligation: Obligation
    timeliness: Timeliness

    @property
    def open(self) -> bool:
        return self.timeliness.timing in OPEN

    @property
    def overdue(self) -> bool:
        return self.timeliness.timing is Timing.OVERDUE

    @property
    def responsible(self) -> set[Party]:
        """Return who owes it, and the person answerable for it."""
        return {self.obligation.owed_by, self.obligation.answerable} - {NOBODY}


class ObligationQuery(Struct, frozen=True):
    """A query for obligations. An empty field does not narrow the answer; ``due_within`` is in days."""

    unit: str = ""
    follower: str = ""
    person: str = ""
    overdue: bool = False
    due_within: int | None = None

    def admits(self, row: ObligationRow) -> bool:
        """Return whether a row answers the question. Asking for a unit finds its people too."""
        return (
            (not self.unit or row.obligation.owed_by.within(self.unit))
            and (not self.follower or any(party.within(self.follower) for party in row.case.all_followers))
            and (not self.person or self.person in row.responsible)
            and (not self.overdue or row.overdue)
            and (self.due_within is None or row.overdue or _due_within(row, self.due_within))
        )


def _due_within(row: ObligationRow, days: int) -> bool:
    return row.timeliness.timing in (Timing.DUE_SOON, Timing.NOT_DUE) and row.timeliness.days <= days


def every_row(states: Iterable[CaseState], as_of: date, policy: Policy) -> list[ObligationRow]:
    """Return all that was ever owed, and where it stands on a day."""
    return [
        ObligationRow(state, item, timeliness(item, as_of, policy))
        for state in states
        for item in state.obligations
    ]


def ranked(rows: Iterable[ObligationRow]) -> list[ObligationRow]:
    """Return rows, longest overdue first."""
    return sorted(rows, key=lambda row: rank(row.obligation, row.timeliness))


def rows(
    states: Iterable[CaseState], as_of: date, policy: Policy, question: ObligationQuery | None = None
) -> list[ObligationRow]:
    """Return open obligations, longest overdue first."""
    asked = question or ObligationQuery()
    return ranked(row for row in every_row(states, as_of, policy) if row.open and asked.admits(row))
