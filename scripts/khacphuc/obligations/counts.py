"""Count obligations, tasks and cases: what “open”, “overdue”, “without a plan” and “on time” count, each defined once.

Pages, commands and files give the figures of this module; ``pages/figure_guide.py`` explains them to readers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from khacphuc.model.policy import Policy
from khacphuc.obligations.timeliness import against_original
from khacphuc.obligations.values import OPEN, CaseState, ObligationKind, Timeliness, Timing
from khacphuc.obligations.views import ObligationRow
from khacphuc.text.message import N_

OUTCOMES = (
    ("on-time", N_("Done on time"), (Timing.DONE_ON_TIME,)),
    ("late", N_("Done late"), (Timing.DONE_LATE,)),
    ("unknown", N_("Done, date unknown"), (Timing.UNKNOWN,)),
    ("overdue", N_("Overdue"), (Timing.OVERDUE,)),
    ("open", N_("Not yet due"), (Timing.DUE_SOON, Timing.NOT_DUE)),
)
"""What became of obligations that fall due in a period: each is one of these."""
_WORK = (ObligationKind.DO_TASK, ObligationKind.MEET_OCCURRENCE)


class ObligationCounts(Struct, frozen=True):
    """The number of obligations by timing, and by how many days the longest overdue one is so."""

    timings: Counter[Timing]
    longest: int = 0

    @property
    def open(self) -> int:
        return sum(self.timings[one] for one in OPEN)

    @property
    def overdue(self) -> int:
        return self.timings[Timing.OVERDUE]

    @property
    def due_soon(self) -> int:
        return self.timings[Timing.DUE_SOON]


def count(found: Iterable[Timeliness]) -> ObligationCounts:
    """Count obligations by where they stand."""
    every = list(found)
    longest = max((one.days for one in every if one.timing is Timing.OVERDUE), default=0)
    return ObligationCounts(Counter(one.timing for one in every), longest)


def count_rows(rows: Iterable[ObligationRow]) -> ObligationCounts:
    """Count obligations by where they stand."""
    return count(row.timeliness for row in rows)


def without_plan(rows: Iterable[ObligationRow]) -> list[ObligationRow]:
    """Return the duty to plan of each conclusion that has no plan; one whose plan cannot be read is not among them."""
    return _open_of(ObligationKind.MAKE_PLAN, rows)


def without_own_plan(rows: Iterable[ObligationRow]) -> list[ObligationRow]:
    """Return the duty of each collective and individual named in a conclusion who has no plan of their own."""
    return _open_of(ObligationKind.MAKE_SUBPLAN, rows)


def awaiting_verification(rows: Iterable[ObligationRow]) -> list[ObligationRow]:
    """Return the duty to verify each task, milestone or occurrence that is reported done."""
    return _open_of(ObligationKind.VERIFY, rows)


def _open_of(kind: ObligationKind, rows: Iterable[ObligationRow]) -> list[ObligationRow]:
    return [row for row in rows if row.obligation.kind is kind and row.open]


def tasks_overdue(state: CaseState, overdue: Iterable[ObligationRow]) -> int:
    """Count the overdue tasks of a case, recurring ones by their occurrences. A milestone is overdue for itself alone."""
    late = {row.obligation.id for row in overdue if row.obligation.kind in _WORK}
    return sum(any(item.id in late for item in task.obligations) for task in state.tasks)


class Punctuality(Struct, frozen=True):
    """What became of obligations whose deadline lies in a period. Those not yet due are left out."""

    on_time: int = 0
    on_original: int = 0
    """Of ``on_time``, those done by the original deadline, before any extension."""
    others: int = 0
    """Done late, done on an unknown date, or overdue."""

    @property
    def all(self) -> int:
        return self.on_time + self.others

    @property
    def percent(self) -> int | None:
        """Return percent done on time, rounded down so that 100 means all; None when nothing has fallen due."""
        return 100 * self.on_time // self.all if self.all else None


def due_between(rows: Iterable[ObligationRow], first: date, last: date) -> list[ObligationRow]:
    """Return obligations whose current deadline lies in a period, without those no longer owed."""
    return [
        row
        for row in rows
        if not row.obligation.dropped
        and row.obligation.deadline.current
        and first <= row.obligation.deadline.current <= last
    ]


def punctuality(due: Iterable[ObligationRow], as_of: date, policy: Policy) -> Punctuality:
    """Count what became of obligations that fall due in a period."""
    on_time = on_original = others = 0
    for row in due:
        timing = row.timeliness.timing
        if timing is Timing.DONE_ON_TIME:
            on_time += 1
            on_original += against_original(row.obligation, as_of, policy).timing is Timing.DONE_ON_TIME
        else:
            others += timing in (Timing.DONE_LATE, Timing.UNKNOWN, Timing.OVERDUE)
    return Punctuality(on_time, on_original, others)
