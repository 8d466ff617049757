"""One part of a deadline text, up to a semicolon or the end of a sentence: from its marks to a reading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from khacphuc.text.deadline.cycles import (
    after_cycle,
    anchors,
    bounds,
    day_of_quarter_month,
    names_cycle,
    rhythm_of,
)
from khacphuc.text.deadline.dates import DATED, Dated, Trouble, has_year, resolve, weekday_of
from khacphuc.text.deadline.durations import duration
from khacphuc.text.deadline.marks import Mark, Marked, Role, beside, vietnamese
from khacphuc.text.deadline.patterns import Kind
from khacphuc.text.deadline.readings import (
    CellMeeting,
    DatedMilestone,
    Doubt,
    Duration,
    FixedDay,
    Fuzzy,
    ImpossibleDate,
    Milestones,
    NoDeadline,
    NotUnderstood,
    PeriodEnd,
    Reading,
    RecurringDeadline,
    Vague,
    Why,
    YearFrom,
    YearSpan,
)
from khacphuc.text.deadline.steps import milestones
from khacphuc.text.periods import YearPart

_LONG_DAYS: Final = 366
_COUNTS_BACK: Final = re.compile(r" (?:truoc|before|prior)(?![a-z])")  # 15 ngày trước ngày 30/6


class Part(Struct, frozen=True):
    """One part of a text: its reading, and what it adds to a recurrence in another part."""

    reading: Reading
    steps: tuple[DatedMilestone, ...] = ()
    start: date | None = None


class Segment(Struct, frozen=True):
    marked: Marked
    number: int
    marks: list[Mark]
    others: list[Mark]
    issued: date | None

    def read(self) -> Part:
        if strange := self.other_calendar():
            return Part(NotUnderstood(strange))
        if after := self.of(Kind.AFTER_CYCLE):
            return Part(self.after(after[0]))
        if one := self.day_of_quarter():
            return Part(one)
        if any(map(names_cycle, self.marks)):
            return self.recurrence()
        return self.once()

    def other_calendar(self) -> Why | None:
        """Say which calendar a date is of that is not computed here."""
        if self.of(Kind.LUNAR):
            return Why.LUNAR
        unknown = any("ends" not in mark.groups or "fy" not in mark.groups for mark in self.of(Kind.FISCAL))
        return Why.FISCAL_YEAR if unknown else None

    def once(self) -> Part:
        """Read what is due once, or goes on without a cycle."""
        dated = self.dated(self.marks)
        if not isinstance(dated, list):
            return Part(dated)
        if self.wrong_weekday(dated):
            return Part(NotUnderstood(Why.WEEKDAY))
        if self.of(Kind.DURATION):
            return self.durations(self.of(Kind.DURATION), dated)
        onward, continuing = bool(self.of(Kind.ONWARD)), self.vague() is Vague.CONTINUING
        if dated and (onward or continuing):
            start, until = bounds(dated, onward=onward)
            return Part(RecurringDeadline(None, start=start, until=until, written=self.marked.words))
        return self.days(dated)

    def of(self, kind: Kind) -> list[Mark]:
        return [mark for mark in self.marks if mark.kind is kind]

    def vague(self) -> Vague | None:
        """Return the vague word that weighs most: one that goes on, then in the order of the text."""
        words = [mark.vague for mark in self.marks if mark.vague]
        return Vague.CONTINUING if Vague.CONTINUING in words else next(iter(words), None)

    def written(self, mark: Mark) -> str:
        return self.marked.words[mark.lead : mark.end]

    def dated(self, marks: list[Mark]) -> list[Dated] | Reading:
        """Resolve the dates among ``marks``; the first that cannot be is the answer."""
        found = []
        for mark in marks:
            if mark.kind not in DATED:
                continue
            match resolve(self.in_order(mark), self.others, self.issued):
                case Trouble.IMPOSSIBLE:
                    return ImpossibleDate(self.written(mark))
                case Trouble.NO_YEAR:
                    return NotUnderstood(Why.NO_YEAR)
                case Dated() as one:
                    found.append(one)
        if self.of(Kind.UNTIL_NOW):  # "từ năm 2015 đến nay" tells the past
            found = [each for each in found if each.role is not Role.FROM]
        return self.linked(_without_context(found))

    def in_order(self, mark: Mark) -> Mark:
        """Exchange month and day of "12/31/2026", which is no date otherwise, in a text without Vietnamese words."""
        groups = mark.groups
        wrong = mark.kind is Kind.DATE and groups.get("m", "").isdigit() and int(groups["m"]) > 12
        if wrong and "d" in groups and int(groups["d"]) <= 12 and not vietnamese(self.marked):
            return mark._replace(groups={**groups, "d": groups["m"], "m": groups["d"]})
        return mark

    def linked(self, dated: list[Dated]) -> list[Dated]:
        """Make the first of "15/6 - 30/6" and "tháng 6 đến tháng 9" the start of the second."""
        result = list(dated)
        for place in range(len(result) - 1):
            one, two = result[place].mark, result[place + 1].mark
            between = self.marked.plain[one.end : two.start].strip()
            leads_on = two.role is Role.TO and not self.marked.plain[one.end : two.lead].strip(" ,")
            if between == "-" or leads_on:
                result[place] = replace(result[place], role=Role.FROM)
        return result

    def wrong_weekday(self, dated: list[Dated]) -> bool:
        """Whether a weekday right before or after a date is not the date's own: thứ Năm, 25/12/2026."""
        return any(
            each.first.isoweekday() != weekday_of(mark)
            for mark in self.of(Kind.WEEKDAY)
            for each in dated
            if each.period is None and beside(self.marked, mark, each.mark)
        )

    def day_of_quarter(self) -> Reading | None:
        """Read "ngày 05 tháng đầu quý sau", which is one day unless the text says that it comes again."""
        months = self.of(Kind.MONTH_OF_QUARTER)
        cycles = [mark for mark in self.marks if names_cycle(mark)]
        days = self.of(Kind.DAYS)
        if len(cycles) != 1 or not months or "rel" not in months[0].groups or len(days) != 1:
            return None
        if self.issued is None:
            return NotUnderstood(Why.NO_YEAR)
        day = day_of_quarter_month(months[0], days[0].groups["days"], self.issued)
        before = Role.BEFORE in (months[0].role, days[0].role)
        words = self.marked.words
        return FixedDay(day, before, YearFrom.DOCUMENT, words) if day else ImpossibleDate(words)

    def after(self, mark: Mark) -> Reading:
        """Read so many days after each period; working days, and a period that is not said to come again, have no key."""
        said = any(map(names_cycle, self.marks))
        found = after_cycle(mark, every=said)
        if found.on:
            dated = self.dated(self.marks)
            if isinstance(dated, list):
                start, until = bounds(dated, onward=bool(self.of(Kind.ONWARD)))
                found = replace(found, start=start, until=until, written=self.marked.words)
        return found if found.on else NotUnderstood(Why.UNKNOWN_CYCLE, recurrence=found)

    def recurrence(self) -> Part:
        rhythm = rhythm_of(self.marks)
        if rhythm is None:
            return Part(NotUnderstood(Why.UNKNOWN_CYCLE))
        cycle = rhythm.cycle
        found = anchors(self.marks, cycle)
        if found is None:
            return Part(ImpossibleDate(self.marked.words))
        on, used = found
        dated = self.dated([mark for mark in self.marks if mark not in used])
        if not isinstance(dated, list):
            return Part(dated)
        start, until = bounds(dated, onward=bool(self.of(Kind.ONWARD)))
        before = any(mark.role is Role.BEFORE for mark in used)
        reading = RecurringDeadline(
            cycle,
            on,
            before,
            start,
            until,
            written=self.marked.words,
            interval=rhythm.interval,
            working_day=bool(self.of(Kind.LAST_WORKING_DAY)),
        )
        if reading.working_day and on:
            return Part(NotUnderstood(Why.UNKNOWN_CYCLE, recurrence=reading))
        return Part(reading)

    def durations(self, found: list[Mark], dated: list[Dated]) -> Part:
        mark = found[0]
        bases = [each for each in dated if each.role is Role.FROM and each.mark.start > mark.end]
        ends = [each for each in dated if each not in bases]
        if _COUNTS_BACK.match(self.marked.plain, mark.end):
            return Part(NotUnderstood())
        if ends:
            return self.days(ends)
        readings = [duration(self.marked, each, bases[0].first if bases else None) for each in found]
        return Part(readings[0] if all_same(readings) else NotUnderstood())

    def days(self, dated: list[Dated]) -> Part:
        """Read what has dates but no cycle, or nothing definite at all."""
        ends = [each for each in dated if each.role is not Role.FROM]
        start = next((each.first for each in dated if each.role is Role.FROM), None)
        if not ends and start and not (self.of(Kind.ONWARD) or self.vague() is Vague.CONTINUING):
            return Part(NoDeadline(Vague.BEGINNING, self.marked.words), start=start)
        if not ends and start:
            return Part(RecurringDeadline(None, start=start, written=self.marked.words), start=start)
        if any(mark.role is Role.FROM for mark in self.of(Kind.MEETING)):
            return Part(NoDeadline(Vague.BEGINNING, self.marked.words))
        if self.of(Kind.MEETING) and all(each.period for each in ends):
            first, last = (ends[0].first, ends[0].last) if ends else (None, None)
            return Part(CellMeeting(first, last, self.marked.words), self.steps(dated), start)
        if ends:
            steps = self.steps(dated)
            if not any(step.label or step.target not in (None, 100) for step in steps):
                ends = _narrowest(ends)
                steps = self.steps([each for each in dated if each.role is Role.FROM or each in ends])
            return Part(self.of_steps(ends, steps, start), steps, start)
        if vague := self.vague():
            return Part(NoDeadline(vague, self.marked.words))
        return Part(NotUnderstood(Why.NO_MONTH if self.of(Kind.DAYS) else Why.NOTHING_FOUND))

    def steps(self, dated: list[Dated]) -> tuple[DatedMilestone, ...]:
        return milestones(self.marked, dated, self.marks)

    def of_steps(self, ends: list[Dated], steps: tuple[DatedMilestone, ...], start: date | None) -> Reading:
        targets = [step.target for step in steps if step.target is not None and step.target < 100]
        plain = not targets and not (len(steps) > 1 and any(step.label for step in steps))
        if plain and len({each.day for each in ends}) == 1:
            return self.one(ends[0], start)
        if plain and all(each.period for each in ends):
            # "trong quý III, đầu quý IV": what only begins to be a period does not count as its end
            counted = [each for each in ends if each.doubt is not Doubt.BEGINNING] or ends
            day = max(each.day for each in counted)
            first, last = min(each.first for each in ends), max(each.last for each in ends)
            return Fuzzy(day, first, last, Doubt.SEVERAL_PERIODS, ends[-1].year_from, self.marked.words)
        return Milestones(steps, self.marked.words)

    def one(self, end: Dated, start: date | None) -> Reading:
        written = self.written(end.mark)
        if end.period is None and not (start and (end.day - start).days > _LONG_DAYS):
            return FixedDay(end.day, end.role is Role.BEFORE, end.year_from, written)
        if end.doubt:
            return Fuzzy(end.day, end.first, end.last, end.doubt, end.year_from, written)
        first = start or end.first
        if end.mark.kind is Kind.SPAN or (end.last - first).days > _LONG_DAYS:
            return YearSpan(first, end.last, written)
        return PeriodEnd(end.period or YearPart.YEAR, end.first, end.last, end.year_from, written)


def _narrowest(ends: list[Dated]) -> list[Dated]:
    """Drop a period that only says around a date where it lies: "trong quý III, trước ngày 15/8"."""

    def holds(one: Dated, other: Dated) -> bool:
        return (
            one.first <= other.first
            and other.last <= one.last
            and one.last - one.first > other.last - other.first
        )

    return [each for each in ends if not any(holds(each, other) for other in ends)]


def _without_context(dated: list[Dated]) -> list[Dated]:
    """Drop a year that only tells the year of the dates beside it: "năm 2026: quý I …, quý II …"."""
    if all(has_year(each.mark) or each.mark.kind is Kind.NAMED for each in dated):
        return dated
    return [each for each in dated if each.mark.kind is not Kind.YEAR]


def all_same(readings: Sequence[Duration | CellMeeting | NotUnderstood]) -> bool:
    return (
        len({each if isinstance(each, NotUnderstood) else replace(each, written="") for each in readings})
        == 1
    )
