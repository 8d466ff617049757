"""What the fold of one case works with."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from khacphuc.model.conclusion import Conclusion
from khacphuc.model.party import Party
from khacphuc.obligations.calendar import Calendar
from khacphuc.register.loading import Frame
from khacphuc.timeline.timeline import Timeline


class FoldContext(Struct, frozen=True):
    """One case as of a day, among the units and settings of its register."""

    timeline: Timeline
    conclusion: Conclusion
    conclusion_path: str
    frame: Frame
    calendar: Calendar
    as_of: date
    follower: Party

    def now(self, party: str) -> Party:
        """The party that answers today for what ``party`` owed: itself, or the successor of its unit."""
        whose = Party(party)
        current = self.frame.units.current(whose.unit, self.as_of)
        return whose if current == whose.unit else Party(current)

    def working_days(self, since: date | None, days: int | None) -> date | None:
        """A deadline of the register's own, in working days."""
        return self.calendar.add_working_days(since, days) if since and days is not None else None
