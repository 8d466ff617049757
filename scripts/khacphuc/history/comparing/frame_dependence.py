"""Say on which settings and units a case's obligations hang, and which of them a change touches.

Few cases hang on a period of days or on the rank of a unit; only these are folded again when it changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct, structs

from khacphuc.history.comparing.owed import Owed, owed_in
from khacphuc.model.party import unit_of
from khacphuc.model.plan import Plan
from khacphuc.model.policy import Policy
from khacphuc.model.schema import referred
from khacphuc.model.unit import Unit
from khacphuc.obligations.calendar import Calendar, calendar_of
from khacphuc.obligations.fold import fold
from khacphuc.obligations.policy_periods import PERIODS, due_by_policy
from khacphuc.obligations.values import CaseState
from khacphuc.register.case import Case
from khacphuc.register.loading import RegisterSettings
from khacphuc.register.units import Units

_DAYS = frozenset(period.setting for period in PERIODS.values())
_CALENDAR, _RIGHTS, _KINDS = "calendar", "rights", "unit_kinds"
_OF_UNITS = ("kind", "parent", "commission", "valid_from", "valid_until", "successor", "head")
_PARTIES = frozenset(("unit", "party", "person"))


class FramePart(Struct, frozen=True):
    """Some settings and parties: those that a change touches, or on which a case hangs."""

    settings: frozenset[str]
    parties: frozenset[str]
    """Units, and persons of units."""

    def meets(self, other: FramePart) -> bool:
        return not (self.settings.isdisjoint(other.settings) and self.parties.isdisjoint(other.parties))

    def __bool__(self) -> bool:
        return bool(self.settings or self.parties)


def touched_part(before: RegisterSettings, after: RegisterSettings) -> FramePart:
    """Return what of units and policy is not as it was, as far as anything that is owed can hang on it."""
    old, new = before.policy, after.policy
    settings = {name for name in _DAYS if getattr(old.days, name) != getattr(new.days, name)}
    settings |= {name for name in (_CALENDAR, _RIGHTS, _KINDS) if getattr(old, name) != getattr(new, name)}
    return FramePart(frozenset(settings), frozenset(_parties_touched(before.units, after.units)))


def _parties_touched(before: Units, after: Units) -> Iterable[str]:
    for name in {*before.by_id, *after.by_id}:
        sides = before.get(name), after.get(name)
        if _counting(before, sides[0]) != _counting(after, sides[1]):
            yield name
            for side in sides:
                yield from filter(None, (side.parent, side.successor, side.commission) if side else ())
    # Whoever is not among the people of a unit has no right: that touches those who name this very person.
    yield from before.people.keys() ^ after.people.keys()


def _counting(units: Units, unit: Unit | None) -> tuple[object, ...]:
    """Return what of a unit itself counts for what is owed; of its people only whether it names any."""
    if unit is None:
        return ()
    own = (getattr(unit, key) for key in _OF_UNITS)
    return (*own, unit.id in units.unread, bool(unit.people))


def part_of(case: Case, settings: RegisterSettings, day: date) -> FramePart:
    """Return the settings and units on which the obligations of a case hang, as of a day."""
    state = fold(case, settings, day)
    hangs_on = periods_of(owed_in(state).values()) | other_settings_of(case, state)
    return FramePart(hangs_on, parties_of(case, settings.units, day))


def periods_of(owed: Iterable[Owed]) -> frozenset[str]:
    """Return the periods of days, and with them the calendar, on which obligations hang."""
    # Of what was met in time, no setting takes anything away.
    hanging = (one for one in owed if (one.open or one.late) and (one.by_policy or one.paper is None))
    found = {PERIODS[one.kind].setting for one in hanging if one.kind in PERIODS}
    return frozenset((*found, _CALENDAR)) if found else frozenset()


def other_settings_of(case: Case, state: CaseState | None) -> frozenset[str]:
    """Return the settings beside periods of days on which the obligations of a folded case hang."""
    return frozenset(_other_settings_of(case, state)) if state else frozenset()


def _other_settings_of(case: Case, state: CaseState) -> Iterable[str]:
    if any(day.working for task in state.tasks if task.task.recurrence for day in task.task.recurrence.day):
        yield _CALENDAR
    if state.voids:
        yield _RIGHTS
    if any(not plan.number for _, plan in case.of(Plan)):
        yield _KINDS


class ChangedPeriods(Struct, frozen=True):
    """The policy after a change of nothing but periods of days. What hangs on them is counted anew, without a fold."""

    policy: Policy
    calendar: Calendar

    def counted_anew(self, owed: Mapping[str, Owed]) -> Mapping[str, Owed] | None:
        """Return what is owed after the change; None where a decision has moved such a deadline, so that only a fold can say."""
        found = dict(owed)
        for name, one in owed.items():
            if one.counted_from is not None:
                due = due_by_policy(one.kind, one.counted_from, self.policy, self.calendar)
                if due != one.due:
                    found[name] = structs.replace(one, due=due, paper=due)
            elif one.by_policy and one.paper is not None:
                return None
        return found


def changed_periods(
    touched: FramePart, before: RegisterSettings, after: RegisterSettings
) -> ChangedPeriods | None:
    """Return a change of units and policy as one of periods alone; None where it changes more, or gives or takes a period."""
    if touched.parties or not touched.settings <= _DAYS:
        return None
    days = (getattr(side.policy.days, name) for side in (before, after) for name in touched.settings)
    if any(period is None for period in days):
        return None
    return ChangedPeriods(after.policy, calendar_of(after.policy))


def parties_of(case: Case, units: Units, day: date) -> frozenset[str]:
    """Return the units and persons that a case names, and the units above them and their commissions."""
    return frozenset(_parties_of(case, units, day))


def _parties_of(case: Case, units: Units, day: date) -> Iterable[str]:
    named = {case.unit}
    for document in case.documents:
        if document.record is not None:
            named.update(referred(document.record, _PARTIES))
    yield from named
    for unit in set(map(unit_of, named)):
        yield unit
        yield from units.above(unit, day)
        yield from units.commissions(unit)
