"""Say on which settings and units a case's obligations hang, and which of them a change touches.

Few cases hang on a period of days or on the rank of a unit; only these are folded again when it changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from khacphuc.history.comparing.owed import Owed, owed_in
from khacphuc.model.party import Party
from khacphuc.model.plan import Plan
from khacphuc.model.schema import Refers, marked
from khacphuc.model.unit import Unit
from khacphuc.obligations.fold import fold
from khacphuc.obligations.values import CaseState, ObligationKind
from khacphuc.register.case import Case
from khacphuc.register.loading import RegisterSettings
from khacphuc.register.units import Units

_DAYS = {
    ObligationKind.MAKE_PLAN: "make_plan",
    ObligationKind.MAKE_SUBPLAN: "make_subplan",
    ObligationKind.SEND_REPORT: "send_report",
    ObligationKind.ANSWER_OPINION: "reply",
    ObligationKind.VERIFY: "verify",
    ObligationKind.CLOSE: "close",
    ObligationKind.SEND_UPDATE: "update",
}
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
    settings = {name for name in _DAYS.values() if getattr(old.days, name) != getattr(new.days, name)}
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
    return FramePart(settings_of(case, state), parties_of(case, settings.units, day))


def settings_of(case: Case, state: CaseState | None) -> frozenset[str]:
    """Return the settings on which the obligations of a folded case hang."""
    return frozenset(_settings_of(case, state)) if state else frozenset()


def _settings_of(case: Case, state: CaseState) -> Iterable[str]:
    for one in owed_in(state).values():
        # Of what was met in time, no setting takes anything away.
        if (one.open or one.late) and (one.by_policy or one.paper is None) and (name := _days_of(one)):
            yield name
            yield _CALENDAR
    if any(day.working for task in state.tasks if task.task.recurrence for day in task.task.recurrence.day):
        yield _CALENDAR
    if state.voids:
        yield _RIGHTS
    if any(not plan.number for _, plan in case.of(Plan)):
        yield _KINDS


def _days_of(one: Owed) -> str:
    return _DAYS.get(one.kind, "")


def parties_of(case: Case, units: Units, day: date) -> frozenset[str]:
    """Return the units and persons that a case names, and the units above them and their commissions."""
    return frozenset(_parties_of(case, units, day))


def _parties_of(case: Case, units: Units, day: date) -> Iterable[str]:
    named = {Party(case.unit)}
    for document in case.documents:
        if document.record is not None:
            named |= {Party(text) for what, text, _ in marked(document.record, Refers) if what in _PARTIES}
    yield from named
    for unit in {party.unit for party in named}:
        yield unit
        yield from units.above(unit, day)
        yield from units.commissions(unit)
