"""Hold what is owed in a case, from one change of units or policy to the next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from khacphuc.history.comparing.frame_dependence import (
    ChangedPeriods,
    FramePart,
    other_settings_of,
    parties_of,
    periods_of,
)
from khacphuc.history.comparing.owed import Owed, owed_in
from khacphuc.history.comparing.owed_changes import day_for
from khacphuc.history.log.case_edits import CaseStep
from khacphuc.model.plan import Plan
from khacphuc.model.records import Extension
from khacphuc.obligations.fold import fold
from khacphuc.register.case import Case
from khacphuc.register.loading import RegisterSettings
from khacphuc.register.units import Units
from khacphuc.timeline.deadlines import decided_on
from khacphuc.timeline.timeline import timeline


class _Folded(Struct, frozen=True):
    """What is owed in a case on a day, and on which settings that hangs."""

    day: date
    owed: Mapping[str, Owed]
    periods: frozenset[str]
    others: frozenset[str]

    def hangs_on(self, settings: frozenset[str]) -> bool:
        return not (settings.isdisjoint(self.periods) and settings.isdisjoint(self.others))


class StandingCase:
    """A case as its last step left it. It is folded once for each change of the settings and units on which it hangs.

    Where only periods of days change, it is not folded: the deadlines that hang on them are counted anew.
    """

    def __init__(self, step: CaseStep, case: Case) -> None:
        self.step = step
        self.case = case
        self._last = day_for(case, None)
        self._folded: _Folded | None = None
        self._parties: frozenset[str] | None = None

    def hangs_on(self, part: FramePart, settings: RegisterSettings, on: date | None) -> bool:
        """Return whether a change of some settings and parties touches what is owed. ``settings`` are those before it."""
        if part.settings and self._before(settings, on).hangs_on(part.settings):
            return True
        if not part.parties:
            return False
        if self._parties is None:
            self._parties = parties_of(self.case, settings.units, self.day(on))
        return not self._parties.isdisjoint(part.parties)

    def owed_before(self, settings: RegisterSettings, on: date | None) -> Mapping[str, Owed]:
        """Return what is owed on a day under the settings before a change."""
        return self._before(settings, on).owed

    def owed_after(
        self, settings: RegisterSettings, on: date | None, periods: ChangedPeriods | None
    ) -> Mapping[str, Owed]:
        """Return what is owed on a day under the settings after a change, which stand from then on.

        ``periods`` is the change where it is one of nothing else.
        """
        held = self._folded
        counted = periods.counted_anew(held.owed) if periods and held else None
        if held and counted is not None:
            self._folded = _Folded(held.day, counted, periods_of(counted.values()), held.others)
        else:
            self._parties = None
            self._folded = self._fold(settings, on)
        return self._folded.owed

    def _before(self, settings: RegisterSettings, on: date | None) -> _Folded:
        # Of changes that it does not hang on, what it held before them still holds.
        held = self._folded
        if held is None or not same_between(self.case, settings.units, held.day, self.day(on)):
            held = self._folded = self._fold(settings, on)
        return held

    def _fold(self, settings: RegisterSettings, on: date | None) -> _Folded:
        day = self.day(on)
        state = fold(self.case, settings, day)
        owed = owed_in(state)
        return _Folded(day, owed, periods_of(owed.values()), other_settings_of(self.case, state))

    def day(self, on: date | None) -> date:
        """Return the day on which the case is folded, as ``day_for`` does."""
        return max(self._last, on or date.min)


def same_between(case: Case, units: Units, one: date, other: date) -> bool:
    """Return whether the same is owed in a case on both days, both at or after all its documents.

    A day changes what is owed by a unit that begins or ends, by a decision that takes effect, and by what runs until
    today: a recurrence without an end, a paper without a day.
    """
    if one == other:
        return True
    first, last = sorted((one, other))
    if units.changed_between(first, last):
        return False
    if any(plan.issued_on is None for _, plan in case.of(Plan)):
        return False
    if any(first < decided_on(record) <= last for _, record in case.of(Extension)):
        return False
    known = timeline(case)
    tasks = [planned.task for planned in (*known.tasks.values(), *known.demands.values())]
    return all(task.recurrence is None or (task.recurrence.until or task.due) for task in tasks)
