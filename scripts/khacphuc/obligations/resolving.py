"""From the words of a deadline to days: what a reading means on the calendar of a register."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct

from khacphuc.model.policy import Policy
from khacphuc.obligations.calendar import Calendar, calendar_of
from khacphuc.obligations.cycles import occurrences
from khacphuc.obligations.reading_cycles import as_recurrence
from khacphuc.text.deadline import last_day
from khacphuc.text.readings import (
    CellMeeting,
    Duration,
    Fuzzy,
    Milestone,
    Milestones,
    Reading,
    Recurrence,
    Span,
    Unit,
)

_SHOWN = 6
_OPEN_ENDED = timedelta(days=366)


class Resolved(Struct, frozen=True):
    """A reading on the calendar. ``days`` are the first deadlines of a recurrence that names its cycle."""

    reading: Reading
    due: date | None
    days: tuple[date, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    bounded: bool = True

    @property
    def definite(self) -> bool:
        """Whether something can be overdue by it: a day, steps with days, or a cycle that ends."""
        return self.due is not None or bool(self.milestones) or bool(self.days and self.bounded)

    @property
    def doubtful(self) -> bool:
        """Whether the words deserve a plainer wording: a fuzzy period, years without steps, a meeting."""
        return isinstance(self.reading, Fuzzy | Span | CellMeeting)


def resolve(reading: Reading, issued: date, policy: Policy) -> Resolved:
    """Resolve a reading; periods of days run from ``issued`` where the words give no date of their own."""
    calendar = calendar_of(policy)

    def count(duration: Duration) -> date:
        add = {
            Unit.DAY: calendar.add_days,
            Unit.WORKING_DAY: calendar.add_working_days,
            Unit.MONTH: calendar.add_months,
        }
        return add[duration.unit](duration.base_day or issued, duration.n)

    due = last_day(reading, strict=policy.strict_before, resolve=count)
    if isinstance(reading, Recurrence):
        return Resolved(
            reading,
            due,
            _first_days(reading, issued, calendar),
            reading.milestones,
            reading.until is not None,
        )
    if isinstance(reading, Milestones):
        return Resolved(reading, due, milestones=reading.items)
    return Resolved(reading, due)


def _first_days(reading: Recurrence, issued: date, calendar: Calendar) -> tuple[date, ...]:
    """The first deadlines of a cycle that a plan can say."""
    recurrence, start = as_recurrence(reading), reading.start or issued
    if recurrence is None:
        return ()
    return occurrences(recurrence, start, reading.until or start + _OPEN_ENDED, calendar)[:_SHOWN]
