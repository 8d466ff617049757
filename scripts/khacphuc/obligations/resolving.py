"""From the words of a deadline to days: what a reading means on the calendar of a register."""

from __future__ import annotations

from datetime import date
from typing import Final

from msgspec import Struct

from khacphuc.model.policy import Policy
from khacphuc.obligations.calendar import Calendar, calendar_of
from khacphuc.obligations.cycles import occurrences
from khacphuc.obligations.reading_cycles import as_recurrence
from khacphuc.text.deadline.read import likely_day
from khacphuc.text.deadline.readings import (
    Base,
    CellMeeting,
    DatedMilestone,
    Doubtful,
    Duration,
    Fuzzy,
    Milestones,
    Reading,
    RecurringDeadline,
    TimeUnit,
    YearSpan,
)

_SHOWN: Final = 6
_OPEN_ENDED: Final = 366
FROM_THE_PAPER: Final = frozenset(
    {Base.UNSTATED, Base.SIGNED, Base.ISSUED, Base.RECEIVED, Base.APPROVED, Base.NOTICE}
)
"""Events whose day is taken to be that of the paper where the register holds no other."""


class Resolved(Struct, frozen=True):
    """A reading on the calendar. ``days`` are the first deadlines of a recurrence that names its cycle."""

    reading: Reading
    due: date | None
    days: tuple[date, ...] = ()
    milestones: tuple[DatedMilestone, ...] = ()
    bounded: bool = True

    @property
    def definite(self) -> bool:
        """Whether something can be overdue by it: a day, steps with days, or a cycle that ends."""
        if isinstance(self.reading, Doubtful):
            return False
        return self.due is not None or bool(self.milestones) or bool(self.days and self.bounded)

    @property
    def doubtful(self) -> bool:
        """Whether the words deserve a plainer wording: words left over, a fuzzy period, years without steps, a meeting."""
        return isinstance(self.reading, Doubtful | Fuzzy | YearSpan | CellMeeting)


def resolve(reading: Reading, issued: date, policy: Policy) -> Resolved:
    """Resolve a reading; periods of days run from ``issued`` where the words give no date of their own."""
    calendar = calendar_of(policy)

    def count(duration: Duration) -> date | None:
        base = issued if duration.base in FROM_THE_PAPER else duration.base_day
        add = {
            TimeUnit.DAY: calendar.add_days,
            TimeUnit.WORKING_DAY: calendar.add_working_days,
            TimeUnit.MONTH: calendar.add_months,
        }
        return add[duration.unit](base, duration.n) if base else None

    due = likely_day(reading, strict=policy.strict_before, resolve=count)
    inner = reading.reading if isinstance(reading, Doubtful) else reading
    if isinstance(inner, RecurringDeadline):
        if inner.interval > 1 and inner.start is None:
            return Resolved(reading, None)  # the words do not say in which month or week it begins
        days = first_days(inner, issued, calendar)
        return Resolved(reading, due, days, inner.milestones, inner.until is not None)
    if isinstance(inner, Milestones):
        return Resolved(reading, due, milestones=inner.items)
    return Resolved(reading, due)


def first_days(reading: RecurringDeadline, issued: date, calendar: Calendar) -> tuple[date, ...]:
    """Return the first deadlines of a cycle that a plan can say, at most six."""
    recurrence, start = as_recurrence(reading), reading.start or issued
    if recurrence is None:
        return ()
    end = reading.until or date.fromordinal(min(start.toordinal() + _OPEN_ENDED, date.max.toordinal()))
    return occurrences(recurrence, start, end, calendar)[:_SHOWN]
