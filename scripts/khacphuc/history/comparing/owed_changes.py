"""Compare what is owed in a case before and after a change: no more, later, by another or to a smaller amount."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct

from khacphuc.history.comparing.case_change import pairs
from khacphuc.history.comparing.expected_case import (
    Pairs,
    expected_cases,
    mended_records,
    only_new_records,
    overtaking,
    rewritten_records,
    told_before,
    with_new_records,
    with_old_words,
)
from khacphuc.history.comparing.lateness import LatenessBefore
from khacphuc.history.comparing.notice_losses import alters_notice, notice_in, notice_losses
from khacphuc.history.comparing.overtaken_verdicts import dated_back
from khacphuc.history.comparing.owed import Owed, owed_in
from khacphuc.history.comparing.owed_change import NOTHING, Frames, OwedChange, OwedComparison, Remembered
from khacphuc.history.comparing.owed_losses import OwedLosses
from khacphuc.history.comparing.owed_takeovers import Takeovers, takeovers_in
from khacphuc.history.comparing.purposes import Purposes
from khacphuc.history.comparing.told_changes import ToldChanges
from khacphuc.history.trail import EventKind
from khacphuc.model import date_of
from khacphuc.model.conclusion import Requirement
from khacphuc.obligations.fold import fold
from khacphuc.obligations.values import CaseState, ObligationKind
from khacphuc.register.case import Case
from khacphuc.register.document import AnyDocument
from khacphuc.timeline.deadlines import is_later

_FOLLOWERS = (ObligationKind.VERIFY, ObligationKind.CLOSE)


def compare_owed(change: OwedChange) -> OwedComparison:
    """Compare what is owed in a case after a change with what would be owed without it, both on the day of its arrival."""
    begins, found = change.before is None, pairs(change.differing)
    late_words = dated_back(change.before, found)
    late_papers = overtaking(change.before, change.differing, change.on)
    added = begins or (change.frames.same and only_new_records(change.differing))
    told = told_before(change.before, change.differing)
    if added and not (change.remembered or late_words or told or (late_papers and not begins)):
        return OwedComparison((), change.remembered)
    day = day_for(change.before, change.on)
    readings = _read(change, found, day)
    expected, actual = _expected(change, readings, day), readings.actual
    reported = _by_follower(change, found, day)
    _add(expected, {name: one for name, one in reported.items() if one.due and one.due < day})
    came = {pair.new.path for pair in found if pair.new is not None and pair.old is None}
    losses = OwedLosses(
        change,
        day,
        expected,
        actual,
        ToldChanges(change.told),
        _lateness(change, found, readings.expected, day, late_papers),
        takeovers_in(readings.state, change.after, expected, actual, came),
        _purposes(change, expected, actual),
    )
    events = [*losses.events(told), *losses.overtaken(late_words)]
    notice = notice_in(change.after, readings.state)
    if change.after is not None and notice is not None and alters_notice(found):
        asked = filter(None, map(notice_in, readings.cases, readings.states))
        events += losses.of_notice(notice_losses(asked, notice, change.after, found), events)
    gone = {name: one for name, one in reported.items() if name not in actual}
    return OwedComparison(tuple(dict.fromkeys(events)), {**losses.remembered(), **gone})


class _Readings(Struct, frozen=True):
    """What is owed in a case after a change, and in each reading of it by which less must not be owed."""

    cases: Sequence[Case]
    states: Sequence[CaseState | None]
    expected: Sequence[Remembered]
    state: CaseState | None
    actual: Mapping[str, Owed]


def _read(change: OwedChange, found: Pairs, day: date) -> _Readings:
    """Fold a case after a change, and as it would stand without it."""
    own = {one.path for one in change.told if one.kind is EventKind.RECORD_REWRITTEN and one.declared}
    mended = mended_records(found, day) & own
    cases = [*expected_cases(change.before, found, mended)] if _differs(change) else []
    states = [fold(case, change.frames.before, day) for case in cases]
    expected = [owed_in(state) for state in states]
    if change.frames.same and cases and change.after and cases[0].documents == change.after.documents:
        # It has brought nothing but what may change what is owed.
        return _Readings(cases, states, expected, states[0], expected[0])
    state = fold(change.after, change.frames.after, day) if change.after else None
    return _Readings(cases, states, expected, state, owed_in(state))


def _expected(change: OwedChange, readings: _Readings, day: date) -> dict[str, Owed]:
    """Return what must be owed no less than this, of each thing by its nearer deadline."""
    found: dict[str, Owed] = {}
    for reading in readings.expected:
        _add(found, reading)
    stood = {*found}
    found = {name: one for name, one in found.items() if not one.follows or one.overdue_report(day)}
    if not change.frames.same and change.before and change.after:
        # Of what follows from records, settings alone can take something away.
        framed = owed_in(fold(change.after, change.frames.before, day))
        differs = _differs(change)
        _add(found, {name: one for name, one in framed.items() if not differs or name in stood})
    return found


def _differs(change: OwedChange) -> bool:
    return bool(change.differing.gone or change.differing.came)


def _by_follower(change: OwedChange, found: Pairs, day: date) -> dict[str, Owed]:
    """Return what the follower would owe if no word of the unit had been rewritten or taken out: that moves only the unit's own."""
    case = with_old_words(change.after, found) if change.after else None
    owed = owed_in(fold(case, change.frames.after, day)) if case else {}
    return {name: one for name, one in owed.items() if one.kind in _FOLLOWERS and one.open}


def _purposes(change: OwedChange, expected: Remembered, actual: Remembered) -> Purposes:
    """Return for what is owed what is owed, with what is back again as it was."""
    back = {name: one for name, one in change.remembered.items() if name in actual}
    found: tuple[set[str], set[str]] = set(), set()
    for _, _, part in change.after.parts() if change.after else ():
        found[isinstance(part, Requirement)].update((part.id, *(item.id for item in part.parts)))
    return Purposes({**back, **expected}, actual, *found)


def _lateness(
    change: OwedChange,
    found: Pairs,
    readings: Sequence[Remembered],
    day: date,
    late: Sequence[AnyDocument],
) -> LatenessBefore:
    """Return what was late before a change, with its new records, and with every word that it has rewritten."""
    stood, rewritten = readings[0] if found and readings else NOTHING, rewritten_records(found)
    if (rewritten or late) and change.before is not None:
        stood = owed_in(fold(with_new_records(change.before, found, late), change.frames.before, day))
    return LatenessBefore(stood, change.remembered, rewritten, mended_records(found, day), day)


def met_since(before: Case, after: Case, frames: Frames, on: date) -> bool:
    """Return whether something that was overdue counts as met in time after a change."""
    day = day_for(before, on)
    stood, stands = (
        owed_in(fold(case, settings, day))
        for case, settings in ((before, frames.before), (after, frames.after))
    )
    overdue = {name for name, one in stood.items() if one.open and one.due is not None and one.due < day}
    return any((now := stands.get(name)) and not now.open and not now.late for name in overdue)


def compare_owed_under(
    change: OwedChange, day: date, before: Mapping[str, Owed], after: Mapping[str, Owed]
) -> OwedComparison:
    """Compare what is owed on a day in a case whose documents stay, under the settings before a change of them and after it."""
    # Of what is the same thing on both sides, nothing can be lost.
    expected = {
        name: one for name, one in before.items() if one is not after.get(name) or name in change.remembered
    }
    if not expected and not change.remembered:
        return OwedComparison((), change.remembered)
    late = LatenessBefore(NOTHING, change.remembered, (), (), day)
    purposes = Purposes({}, {}, (), ())  # settings change no words
    takeovers = Takeovers({}, change.after)
    losses = OwedLosses(change, day, expected, after, ToldChanges(()), late, takeovers, purposes)
    return OwedComparison(tuple(losses.events()), losses.remembered())


def day_for(case: Case | None, on: date | None) -> date:
    """Return the day on which a case is folded: that of the arrival, and none before the papers that stand in it.

    A commit may claim any day; the papers that had landed before it were there.
    """
    documents = case.documents if case else ()
    days = [day for one in documents if (day := date_of(one.record)) is not None]
    return max([*days, on or date.min])


def _add(found: dict[str, Owed], more: Mapping[str, Owed]) -> None:
    """Put what another reading says is owed to the rest; of two deadlines the nearer one counts."""
    for name, one in more.items():
        held = found.get(name)
        if held is None or (one.open and not held.open) or is_later(one.due, held.due):
            found[name] = one
