"""Hold what is owed in a case, from one change of units or policy to the next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from khacphuc.history.comparing.frame_dependence import FramePart, parties_of, settings_of
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
    hangs_on: frozenset[str]


class StandingCase:
    """A case as its last step left it. It is folded once for each change of the settings and units on which it hangs."""

    def __init__(self, step: CaseStep, case: Case) -> None:
        self.step = step
        self.case = case
        self._folded: _Folded | None = None
        self._parties: frozenset[str] | None = None

    def hangs_on(self, part: FramePart, settings: RegisterSettings, on: date | None) -> bool:
        """Return whether a change of some settings and parties touches what is owed. ``settings`` are those before it."""
        if part.settings and not self._before(settings, on).hangs_on.isdisjoint(part.settings):
            return True
        if not part.parties:
            return False
        if self._parties is None:
            self._parties = parties_of(self.case, settings.units, day_for(self.case, on))
        return not self._parties.isdisjoint(part.parties)

    def owed_before(self, settings: RegisterSettings, on: date | None) -> Mapping[str, Owed]:
        """Return what is owed on a day under the settings before a change."""
        return self._before(settings, on).owed

    def owed_after(self, settings: RegisterSettings, on: date | None) -> Mapping[str, Owed]:
        """Return what is owed on a day under the settings after a change, which stand from then on."""
        self._parties = None
        self._folded = self._fold(settings, on)
        return self._folded.owed

    def _before(self, settings: RegisterSettings, on: date | None) -> _Folded:
        # Of changes that it does not hang on, what it held before them still holds.
        held = self._folded
        if held is None or not same_between(self.case, settings.units, held.day, day_for(self.case, on)):
            held = self._folded = self._fold(settings, on)
        return held

    def _fold(self, settings: RegisterSettings, on: date | None) -> _Folded:
        day = day_for(self.case, on)
        state = fold(self.case, settings, day)
        return _Folded(day, owed_in(state), settings_of(self.case, state))


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
