"""Yield events of what is owed no more, later, by another or to a smaller amount, and remember what is owed no more."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from pathlib import PurePosixPath

from msgspec import Struct, structs

from khacphuc.history.comparing.case_change import DifferingDocuments, pairs
from khacphuc.history.comparing.expected_case import (
    Pairs,
    expected_cases,
    mended_records,
    only_new_records,
    overtaking,
    rewritten_records,
    with_new_records,
    with_old_words,
)
from khacphuc.history.comparing.lateness import LatenessBefore
from khacphuc.history.comparing.notice_losses import NoticeLoss, alters_notice, notice_in, notice_losses
from khacphuc.history.comparing.overtaken_verdicts import DatedBack, dated_back, overtaken
from khacphuc.history.comparing.owed import OCCURRENCE, Owed, owed_in
from khacphuc.history.comparing.owed_takeovers import Takeovers, demanded, takeovers_in
from khacphuc.history.comparing.purposes import SERVED, SERVING, Purposes
from khacphuc.history.comparing.text_differences import cut
from khacphuc.history.trail import Event, EventKind
from khacphuc.model import date_of
from khacphuc.model.amendments import Supplement
from khacphuc.model.conclusion import Conclusion
from khacphuc.model.plan import Plan
from khacphuc.obligations.fold import fold
from khacphuc.obligations.values import ObligationKind
from khacphuc.register.case import Case
from khacphuc.register.document import AnyDocument
from khacphuc.register.loading import RegisterSettings
from khacphuc.timeline.amount_owed import less
from khacphuc.timeline.deadlines import is_later

Remembered = Mapping[str, Owed]
"""What was owed in a case and is no more, as it was owed last."""

_NOTHING: Remembered = {}
_DONE = (ObligationKind.DO_TASK, ObligationKind.MEET_DEMAND)
_FOLLOWERS = (ObligationKind.VERIFY, ObligationKind.CLOSE)
MET = "met"
"""In place of a new day: it is there, and counts as done."""
_SHOWN = 12
_GONE = (EventKind.DROPPED, EventKind.OWED_NO_MORE, EventKind.ID_REUSED)
_EDITED = (EventKind.CONCLUSION_EDITED, EventKind.RECORD_REWRITTEN, EventKind.RECORD_DELETED)
_MOVED = (EventKind.DEADLINE_LATER, EventKind.DEADLINE_REMOVED)
_ASKED_BY_RECORD = (ObligationKind.ANSWER_OPINION, ObligationKind.ANSWER_REMINDER)
_WRITTEN = ("due", "plan_due", "report_due")
"""The deadlines that papers write out, and of which deadline events tell."""


class Frames(Struct, frozen=True):
    """The units and the policy before a change and after it."""

    before: RegisterSettings
    after: RegisterSettings

    @property
    def same(self) -> bool:
        return self.before is self.after


class OwedChange(Struct, frozen=True):
    """A case before and after a change, and the moment of it."""

    before: Case | None
    after: Case | None
    differing: DifferingDocuments
    frames: Frames
    on: date | None
    """The day of arrival; None when the commit's date is impossible."""
    arrival: Callable[[str], int]
    """With which arrival a document came."""
    told: Sequence[Event] = ()
    """What the documents that differ have told."""
    remembered: Remembered = _NOTHING
    decided: bool = False
    """Whether units and policy were changed by those who keep them."""


class OwedComparison(Struct, frozen=True):
    """What a change takes from what is owed, and what is to be remembered after it."""

    events: tuple[Event, ...]
    remembered: Remembered


def compare_owed(change: OwedChange) -> OwedComparison:
    """Compare what is owed in a case after a change with what would be owed without it, both on the day of its arrival."""
    begins, found = change.before is None, pairs(change.differing)
    late_words = dated_back(change.before, found)
    late_papers = overtaking(change.before, change.differing, change.on)
    added = begins or (change.frames.same and only_new_records(change.differing))
    if added and not (change.remembered or late_words or (late_papers and not begins)):
        return OwedComparison((), change.remembered)
    day = day_for(change.before, change.on)
    papers = bool(change.differing.gone or change.differing.came)
    expected: dict[str, Owed] = {}
    stood: set[str] = set()
    cases = [*expected_cases(change.before, found)] if papers else []
    states = [fold(case, change.frames.before, day) for case in cases]
    readings = [owed_in(state) for state in states]
    if change.frames.same and cases and change.after and cases[0].documents == change.after.documents:
        state, actual = states[0], readings[0]  # it has brought nothing but what may change what is owed
    else:
        state = fold(change.after, change.frames.after, day) if change.after else None
        actual = owed_in(state)
    if papers:
        for reading in readings:
            _add(expected, reading)
        stood |= {*expected}
        expected = {name: one for name, one in expected.items() if not one.follows or one.overdue_report(day)}
    if not change.frames.same and change.before and change.after:
        # Of what follows from records, settings alone can take something away.
        framed = owed_in(fold(change.after, change.frames.before, day))
        _add(expected, {name: one for name, one in framed.items() if not papers or name in stood})
    late = _lateness(change, found, readings, day, late_papers)
    reported = _by_follower(change, found, day)
    _add(expected, {name: one for name, one in reported.items() if one.due and one.due < day})
    came = {pair.new.path for pair in found if pair.new is not None and pair.old is None}
    takeovers = takeovers_in(state, change.after, expected, actual, came)
    purposes = _purposes(change, expected, actual)
    losses = _Losses(change, day, expected, actual, _Told(change.told), late, takeovers, purposes)
    events = [*losses.events(), *losses.overtaken(late_words)]
    notice = notice_in(change.after, state)
    if change.after is not None and notice is not None and alters_notice(found):
        asked = filter(None, map(notice_in, cases, states))
        events += losses.of_notice(notice_losses(asked, notice, change.after, found), events)
    gone = {name: one for name, one in reported.items() if name not in actual}
    return OwedComparison(tuple(dict.fromkeys(events)), {**losses.remembered(), **gone})


def _by_follower(change: OwedChange, found: Pairs, day: date) -> dict[str, Owed]:
    """Return what the follower would owe if no word of the unit had been rewritten or taken out: that moves only the unit's own."""
    case = with_old_words(change.after, found) if change.after else None
    owed = owed_in(fold(case, change.frames.after, day)) if case else {}
    return {name: one for name, one in owed.items() if one.kind in _FOLLOWERS and one.open}


def _purposes(change: OwedChange, expected: Remembered, actual: Remembered) -> Purposes:
    """Return for what is owed what is owed, with what is back again as it was."""
    back = {name: one for name, one in change.remembered.items() if name in actual}
    findings, demands = _parts_of(change.after)
    return Purposes({**back, **expected}, actual, findings, demands)


def _lateness(
    change: OwedChange,
    found: Pairs,
    readings: Sequence[Remembered],
    day: date,
    late: Sequence[AnyDocument],
) -> LatenessBefore:
    """Return what was late before a change, with its new records, and with every word that it has rewritten."""
    stood, rewritten = readings[0] if found and readings else _NOTHING, rewritten_records(found)
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
    late = LatenessBefore(_NOTHING, change.remembered, (), (), day)
    purposes = Purposes({}, {}, (), ())  # settings change no words
    takeovers = Takeovers({}, change.after)
    losses = _Losses(change, day, expected, after, _Told(()), late, takeovers, purposes)
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


class _Losses(Struct):
    """What one change takes away."""

    change: OwedChange
    day: date
    expected: Mapping[str, Owed]
    actual: Mapping[str, Owed]
    told: _Told
    late: LatenessBefore
    takeovers: Takeovers
    purposes: Purposes

    def remembered(self) -> Remembered:
        moved = {
            (event.what, event.id, event.field): event.new
            for event in self.change.told
            if event.kind in _MOVED
        }
        kept = {
            name: one if (day := moved.get(one.subject)) is None else _told_anew(one, day)
            for name, one in self.change.remembered.items()
            if name not in self.actual
        }
        gone = {
            name: one
            for name, one in self.expected.items()
            if self._gone(name, one) and not self._mended(one)
        }
        return kept | self.late.kept(self.actual) | gone

    def events(self) -> Iterator[Event]:
        gone = [one for name, one in self.expected.items() if self._gone(name, one)]
        if gone and not self.actual:
            if not self.told.whole(self.change.after):
                yield self._all_gone(gone)
        else:
            yield from self._no_more([one for one in gone if not self.told.dropped(one)])
        losses = (*self._smaller(), *self._taken_over_otherwise())
        smaller = dict.fromkeys(event for event in losses if not self.told.moved(event))
        yield from smaller
        yield from self._for_others({event.id for event in smaller if event.kind is EventKind.OWED_LESS})
        for was, now in self.late.gone(self.actual):
            kind, met = EventKind.LATENESS_GONE, _iso(was.met)
            yield self._event(kind, *was.subject, now.met_by or now.path, met, _iso(now.met), [was])

    def of_notice(self, losses: Iterable[NoticeLoss], told: Sequence[Event]) -> list[Event]:
        """Return what the notice itself asks no more, or less of, where nothing else tells that."""
        known = _PartsTold((*self.change.told, *told))
        return [
            structs.replace(event, declared=known.own_reading(event))
            for one in losses
            if not known.tells(
                event := self._event(one.kind, one.what, one.id, one.field, one.path, one.old, one.new, ())
            )
        ]

    def overtaken(self, words: Sequence[DatedBack]) -> Iterator[Event]:
        """Yield what counts as decided by verifications that had landed before what they would have decided."""
        before, after = self.change.before, self.change.after
        if not words or before is None or after is None:
            return
        for one in overtaken(before, after, words, self.change.frames.after, self.day):
            was, subject = one.was, one.was.subject
            old, new = _iso(was.due), MET
            if one.kind is EventKind.LATENESS_GONE:
                old, new = _iso(was.met), _iso(one.now.met) if one.now else ""
            elif one.kind is EventKind.VERIFIED_BEFORE:
                old, new = _iso(one.verified), ""
            yield self._event(one.kind, *subject, one.path, old, new, [was])

    def _smaller(self) -> Iterator[Event]:
        """Yield in what less is owed of what is owed still, or again."""
        for name, now in self.actual.items():
            was, held = self.expected.get(name), self.change.remembered.get(name)
            if now.kind is ObligationKind.VERIFY and not self._reported_before(was or held):
                continue
            if held is not None and (was is None or not held.late):
                # Back again. What was decided in the meantime counts; the paper must say what it said.
                yield from self._less(held, now, held.due if is_later(held.paper, now.paper) else now.due)
                yield from self._fewer(held, now)
            elif was is not None:
                if was.open or was.late:
                    yield from self._less(was, now, was.due)
                yield from self._fewer(was, now)

    def _reported_before(self, was: Owed | None) -> bool:
        """Return whether a task that is to be verified counts as done, as far as is known, by when that had been due."""
        done = (
            one
            for one in self.actual.values()
            if was and (one.what, one.id) == (was.what, was.id) and one.kind in _DONE
        )
        return was is not None and all(
            one.met is None or was.due is None or one.met <= was.due for one in done
        )

    def _gone(self, name: str, one: Owed) -> bool:
        now = self.actual.get(name)
        if not one.open and not (one.late and now is None):
            return False
        if one.kind is ObligationKind.MAKE_SUBPLAN and now is None:
            return not self._excused(one)
        if now is None and one.kind is ObligationKind.DO_TASK and one.field == OCCURRENCE:
            return all(other.subject != one.subject for other in self.actual.values())
        if one.kind is ObligationKind.CHECK_EFFECTIVENESS and now is None:
            same = (other for other in self.actual.values() if other.subject == one.subject)
            return all(other.path != one.path or is_later(one.due, other.due) for other in same)
        if one.what == "requirement" and (now is None or name in self.takeovers):
            return self._taken_off(name, one.id.partition("@")[0])
        if one.kind in (ObligationKind.MAKE_PLAN, ObligationKind.MAKE_SUBPLAN, ObligationKind.ADD_TO_PLAN):
            return now is None
        return now is None or not now.open

    def _taken_off(self, name: str, demand: str) -> bool:
        """Return whether a demand is gone: by the notice, which demands it otherwise, or on tasks that were over before.

        Else tasks have taken it over, and not for a later day.
        """
        was, now = (demanded(case, demand) for case in (self.change.before, self.change.after))
        if now is None or (was is not None and structs.replace(was, text=now.text) != now):
            return True
        return name in self.takeovers and self.takeovers.unanswered(name, now)

    def _taken_over_otherwise(self) -> Iterator[Event]:
        """Yield what tasks have taken over of the notice, and owe later than it was owed, or by another than who was late."""
        for name, was in self.expected.items():
            if was.what != "requirement" or not was.open or name in self.actual or self._gone(name, was):
                continue
            if other := self.takeovers.by_another(name, was, self.day):
                yield self._event(
                    EventKind.OWED_BY_ANOTHER, *was.subject, other.path, was.by, other.by, [was]
                )
            for later in self.takeovers.later(name, was.due):
                yield self._event(
                    EventKind.OWED_LATER,
                    *was.subject,
                    later.path,
                    _iso(was.due),
                    _iso(later.due),
                    [was],
                )

    def _excused(self, one: Owed) -> bool:
        """Return whether a plan says why somebody makes none. What is overdue, only an approver excuses, by a revision."""
        if one.due is not None and one.due < self.day:
            return False
        party = one.id.removeprefix("plan.")
        plans = self.change.after.of(Plan) if self.change.after else ()
        return any(item.party == party for _, plan in plans for item in plan.without_subplan)

    def _mended(self, one: Owed) -> bool:
        """Return whether those whose word it is have mended it, or taken it back, before its day had passed."""
        return self.told.own_word(one) and (one.due is None or one.due >= self.day)

    def _all_gone(self, gone: list[Owed]) -> Event:
        """Return one event for a case of which nothing is owed any more."""
        case = self.change.before or self.change.after
        name = case.conclusion.id if case and case.conclusion else ""
        first = case.documents[0].path if case else gone[0].path
        subjects = dict.fromkeys(one.id for one in gone if one.what in ("task", "milestone"))
        shown = ", ".join([*list(subjects)[:_SHOWN], *(["…"] if len(subjects) > _SHOWN else [])])
        return self._event(EventKind.OWED_NO_MORE, "case", name, "", first, shown, "", gone)

    def _no_more(self, gone: list[Owed]) -> Iterator[Event]:
        """Yield one event for each thing; of a recurring task one for all its occurrences."""
        subjects: dict[tuple[str, str, str], list[Owed]] = {}
        for one in gone:
            subjects.setdefault(one.subject, []).append(one)
        tasks = {one.id for one in gone if one.kind is ObligationKind.DO_TASK}
        for (what, name, field), some in subjects.items():
            task, _, rest = name.partition("/")
            unit = rest.partition("@")[1:]
            if what == "milestone" and "".join((task, *unit)) in tasks:
                continue  # it went with its task
            instead = (
                [
                    one
                    for key, one in self.actual.items()
                    if key not in self.expected and one.subject == some[0].subject
                ]
                if field == OCCURRENCE
                else []
            )
            met = [key for key, one in self.expected.items() if one in some and key in self.actual]
            yield self._event(
                EventKind.OWED_NO_MORE,
                what,
                name,
                field,
                some[0].path,
                _days(some),
                MET if met else _days(instead),
                some,
            )

    def _less(self, was: Owed, now: Owed, due: date | None) -> Iterator[Event]:
        """Yield in what less is owed now than before; ``due`` is the deadline that counted."""
        if is_later(due, now.due):
            yield self._put_off(was, now, due)
        step = was.kind is ObligationKind.REACH_MILESTONE  # owed by whoever does its task
        if was.open and not step and was.by not in (now.by, now.before):
            yield self._event(EventKind.OWED_BY_ANOTHER, *was.subject, now.path, was.by, now.by, [was])

    def _fewer(self, was: Owed, now: Owed) -> Iterator[Event]:
        """Yield in which figures and words less is owed. Where another thing stands in its place, that is all of it."""
        if not (was.open or was.unjudged) or self.purposes.stands_elsewhere(was.thing):
            return
        found = less(was.amount, now.amount)
        if self.told.replaced(was):
            texts = zip(was.amount.texts, now.amount.texts, strict=False)
            found = islice((words for words in texts if words[0] and words[0] != words[1]), 1)
        for before, after in found:
            yield self._event(EventKind.OWED_LESS, *was.subject, now.path, cut(before), cut(after), [was])

    def _for_others(self, told: Container[str]) -> Iterator[Event]:
        """Yield what is owed for something else, unless it is told that less is owed of it."""
        for one in self.purposes.others():
            if one.field == SERVING:
                yield self._event(
                    EventKind.OWED_NO_MORE, "finding", one.part, one.field, one.path, one.old, one.new, ()
                )
            elif one.field == SERVED or one.owed[0].id not in told:
                what, name, _ = one.owed[0].subject
                words = cut(one.old), cut(one.new)
                yield self._event(EventKind.OWED_LESS, what, name, one.field, one.path, *words, one.owed)

    def _put_off(self, was: Owed, now: Owed, due: date | None) -> Event:
        """Return a deadline that is later: moved in its paper, which is told as such, or by whatever it hangs on."""
        written = was.field in _WRITTEN and was.paper != now.paper and not (was.by_policy or now.by_policy)
        kind, name = EventKind.OWED_LATER, was.id
        if written and not self.told.declared(was):
            kind = EventKind.DEADLINE_LATER if now.due else EventKind.DEADLINE_REMOVED
            name = name.partition("@")[0]
        days = (now.due - due).days if written and now.due and due else 0
        event = self._event(kind, was.what, name, was.field, now.path, _iso(due), _iso(now.due), [was])
        return structs.replace(event, days=days)

    def _event(
        self,
        kind: EventKind,
        what: str,
        name: str,
        field: str,
        path: str,
        old: str,
        new: str,
        some: Sequence[Owed],
    ) -> Event:
        folder = (self.change.after or self.change.before).folder  # type: ignore[union-attr]  # one there is
        passed = any(one.due is not None and one.due < self.day for one in some)
        arrival = self.change.arrival(path)
        decided = self.change.decided or (bool(some) and all(map(self._mended, some)))
        return Event(
            kind, arrival, folder, path, what, name, field, old, new, declared=decided, passed=passed
        )


class _Told:
    """What the comparison of documents tells already."""

    def __init__(self, events: Iterable[Event]) -> None:
        self._dropped: set[tuple[str, str]] = set()
        self._papers: set[tuple[str, str]] = set()
        self._moved: set[tuple[str, str, str]] = set()
        self._declared: set[tuple[str, str, str]] = set()
        self._replaced: set[tuple[str, str]] = set()
        self._own: set[str] = set()
        for event in events:
            subject = event.what, event.id, event.field
            if event.declared and event.kind in _EDITED:
                self._own.add(PurePosixPath(event.path).name)
            if event.kind is EventKind.DROPPED:
                self._dropped.add((event.what, event.id))
            elif event.kind in (EventKind.DELETED, EventKind.STATE_BACK) and event.field == "status":
                self._papers.add((event.what, event.path))
            elif event.declared:
                self._declared.add(subject)
            elif event.kind in _MOVED:
                self._moved.add(subject)
            elif event.kind is EventKind.ID_REUSED:
                self._replaced.add((event.what, event.id))

    def dropped(self, one: Owed) -> bool:
        """Return whether the task is told as dropped, with all that was owed of it, or its plan as a draft again."""
        name = one.id.partition("@")[0]
        named = (one.what, name), ("task", name.partition("/")[0])
        of_plan = one.what in ("task", "milestone") and (Plan.TYPE, one.path) in self._papers
        return of_plan or not self._dropped.isdisjoint(named)

    def replaced(self, one: Owed) -> bool:
        """Return whether it is told that another thing stands under its id."""
        name = one.id.partition("@")[0]
        return not self._replaced.isdisjoint(((one.what, name), (one.what, name.rpartition("/")[2])))

    def own_word(self, one: Owed) -> bool:
        """Return whether an answer is asked for by a record that its own people have mended, or taken back."""
        return one.kind in _ASKED_BY_RECORD and PurePosixPath(one.path).name in self._own

    def whole(self, after: Case | None) -> bool:
        """Return whether the case is told as deleted, or its notice as a draft again."""
        return any(what == Conclusion.TYPE for what, _ in self._papers) and (
            after is None or after.conclusion is not None
        )

    def declared(self, one: Owed) -> bool:
        """Return whether an extension is told to move a deadline. Where it is owed later all the same, its party has no right."""
        return (one.what, one.id.partition("@")[0], one.field) in self._declared

    def moved(self, event: Event) -> bool:
        """Return whether it is told that the same deadline was moved."""
        later = event.kind in _MOVED or event.kind is EventKind.OWED_LATER
        return later and (event.what, event.id.partition("@")[0], event.field) in self._moved


class _PartsTold:
    """What is told of the findings and requirements of a notice."""

    def __init__(self, events: Sequence[Event]) -> None:
        of_parts = [event for event in events if event.what in ("finding", "requirement")]
        self._gone = {_part(event) for event in of_parts if event.kind in _GONE}
        self._less = {(*_part(event), event.field) for event in of_parts if event.kind is EventKind.OWED_LESS}
        self._own = {event.path for event in events if event.declared and event.kind in _EDITED}
        self._whole = any(event.what == "case" for event in events)

    def tells(self, event: Event) -> bool:
        less = event.kind is EventKind.OWED_LESS
        return (
            self._whole or _part(event) in self._gone or (less and (*_part(event), event.field) in self._less)
        )

    def own_reading(self, event: Event) -> bool:
        """Return whether the paper's own people have put right how the register reads it: of what kind a demand is."""
        return event.field == "kind" and event.path in self._own


def _part(event: Event) -> tuple[str, str]:
    return event.what, event.id.partition("@")[0]


def _parts_of(case: Case | None) -> tuple[set[str], set[str]]:
    """Return the ids of the findings and their parts that a notice has, and of its requirements and theirs."""
    papers = [case.conclusion, *(record for _, record in case.of(Supplement))] if case else []
    findings = [part for paper in papers if paper for part in paper.findings]
    demands = [part for paper in papers if paper for part in paper.requirements]
    found, demanded = (
        {name for one in side for name in (one.id, *(part.id for part in one.parts))}
        for side in (findings, demands)
    )
    return found, demanded


def _told_anew(one: Owed, day: str) -> Owed:
    """Return what is remembered with the deadline to which its paper moved it meanwhile, as has been told."""
    due = date.fromisoformat(day) if day else None
    return structs.replace(one, due=due, paper=due)


def _days(some: Iterable[Owed]) -> str:
    return ", ".join(sorted(_iso(one.due) for one in some if one.due))


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
