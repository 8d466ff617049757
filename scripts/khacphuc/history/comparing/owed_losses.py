"""Yield what one change takes from what is owed, and remember it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice

from msgspec import Struct, structs

from khacphuc.history.comparing.expected_case import DoneThing
from khacphuc.history.comparing.lateness import LatenessBefore
from khacphuc.history.comparing.notice_losses import NoticeLoss
from khacphuc.history.comparing.overtaken_verdicts import DatedBack, overtaken
from khacphuc.history.comparing.owed import OCCURRENCE, Owed
from khacphuc.history.comparing.owed_change import OwedChange, Remembered
from khacphuc.history.comparing.owed_takeovers import Takeovers, demanded
from khacphuc.history.comparing.purposes import SERVED, SERVING, Purposes
from khacphuc.history.comparing.text_differences import cut
from khacphuc.history.comparing.told_changes import MOVED, ToldChanges, ToldParts
from khacphuc.history.trail import Event, EventKind
from khacphuc.model.plan import Plan
from khacphuc.obligations.values import ObligationKind
from khacphuc.timeline.amount_owed import less
from khacphuc.timeline.deadlines import is_later

MET = "met"
"""In place of a new day: it is there, and counts as done."""
_DONE = (ObligationKind.DO_TASK, ObligationKind.MEET_DEMAND)
_TOLD_DONE = (*_DONE, ObligationKind.MEET_OCCURRENCE)
_SHOWN = 12
_NO_DAYS: Mapping[DoneThing, date] = {}
_WRITTEN = ("due", "plan_due", "report_due")
"""The deadlines that papers write out, and of which deadline events tell."""


class OwedLosses(Struct):
    """What one change takes away."""

    change: OwedChange
    day: date
    expected: Mapping[str, Owed]
    actual: Mapping[str, Owed]
    told: ToldChanges
    late: LatenessBefore
    takeovers: Takeovers
    purposes: Purposes

    def remembered(self) -> Remembered:
        moved = {
            (event.what, event.id, event.field): event.new
            for event in self.change.told
            if event.kind in MOVED
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

    def events(self, told_before: Mapping[DoneThing, date] = _NO_DAYS) -> Iterator[Event]:
        """Yield what is taken away. ``told_before`` are days on which things were told as done first."""
        late = [*self.late.gone(self.actual)]
        told = {was.subject for was, _ in late}
        gone = [
            one for name, one in self.expected.items() if one.subject not in told and self._gone(name, one)
        ]
        if gone and not self.actual:
            if not self.told.whole(self.change.after):
                yield self._all_gone(gone)
        else:
            yield from self._no_more([one for one in gone if not self.told.dropped(one)])
        losses = (*self._smaller(), *self._taken_over_otherwise())
        smaller = dict.fromkeys(event for event in losses if not self.told.moved(event))
        yield from smaller
        yield from self._for_others({event.id for event in smaller if event.kind is EventKind.OWED_LESS})
        yield from self._told_earlier(told_before, told)
        for was, now in late:
            kind, met = EventKind.LATENESS_GONE, _iso(was.met)
            yield self._event(kind, *was.subject, now.met_by or now.path, met, _iso(now.met), [was])

    def _told_earlier(
        self, first: Mapping[DoneThing, date], told: Container[tuple[str, str, str]]
    ) -> Iterator[Event]:
        """Yield tasks that were told as done late, and are told as done earlier now."""
        for now in self.actual.values() if first else ():
            task, _, unit = now.id.partition("@")
            occurrence = now.paper if now.kind is ObligationKind.MEET_OCCURRENCE else None
            day = first.get((task, unit, occurrence)) if now.kind in _TOLD_DONE else None
            late = day is not None and now.due is not None and day > now.due
            if late and now.met is not None and now.met < (day or now.met) and now.subject not in told:
                kind, met = EventKind.LATENESS_GONE, _iso(now.met)
                yield self._event(kind, *now.subject, now.met_by, _iso(day), met, [now])

    def of_notice(self, losses: Iterable[NoticeLoss], told: Sequence[Event]) -> list[Event]:
        """Return what the notice itself asks no more, or less of, where nothing else tells that."""
        known = ToldParts((*self.change.told, *told))
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


def _told_anew(one: Owed, day: str) -> Owed:
    """Return what is remembered with the deadline to which its paper moved it meanwhile, as has been told."""
    due = date.fromisoformat(day) if day else None
    return structs.replace(one, due=due, paper=due)


def _days(some: Iterable[Owed]) -> str:
    return ", ".join(sorted(_iso(one.due) for one in some if one.due))


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
