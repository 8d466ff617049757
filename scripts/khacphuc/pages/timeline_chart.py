"""Compute the timeline of a case: an axis, a bar for each task, marks on it. Nothing is drawn here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from khacphuc.obligations.obligation_words import with_predecessor
from khacphuc.obligations.timeliness import timeliness
from khacphuc.obligations.values import CaseState, Obligation, ObligationKind, Timeliness
from khacphuc.pages.site_context import SiteContext
from khacphuc.pages.task_view import OwnerView
from khacphuc.text.message import N_, say
from khacphuc.text.periods import day_of, end_of_month
from khacphuc.timeline.deadlines import Deadline

MAX_BARS = 60
_MAX_MARKS = 60
_MOST_TICKS = 12
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)  # months between two ticks
_MARKED = (ObligationKind.REACH_MILESTONE, ObligationKind.MEET_OCCURRENCE)


class TimelineMark(Struct, frozen=True):
    """A day that matters: a milestone, an occurrence, a deadline of the case itself."""

    day: date
    kind: ObligationKind
    text: str
    found: Timeliness


class TimelineBar(Struct, frozen=True):
    """One line of the roadmap. Without ``start`` and deadline there is nothing to draw but its name."""

    id: str
    text: str
    start: date | None
    deadline: Deadline
    done_on: date | None
    found: Timeliness | None
    percent: int | None
    marks: tuple[TimelineMark, ...]
    more_marks: int = 0
    demanded: bool = False
    """Whether the notice itself demands it: it is no task of a plan."""


class TimelineChart(Struct, frozen=True):
    """``first`` and ``last`` are the ends of the axis; ``more`` bars are left out of the picture and the table."""

    first: date
    last: date
    as_of: date
    ticks: tuple[date, ...]
    bars: tuple[TimelineBar, ...]
    more: int = 0


def timeline_chart(
    state: CaseState, owners: Sequence[OwnerView], context: SiteContext
) -> TimelineChart | None:
    """Return the roadmap of a case, whose demands and tasks stand as ``owners`` say; None without any, or any date."""
    if not owners:
        return None
    bars = [_case_bar(state, context), *(_task_bar(owner, context) for owner in owners[:MAX_BARS])]
    days = sorted(day for bar in bars for day in _days(bar))
    if not days:
        return None
    if state.open:
        days = sorted((*days, context.as_of))
    first, last = days[0].replace(day=1), end_of_month(days[-1])
    return TimelineChart(first, last, context.as_of, _ticks(first, last), tuple(bars), len(owners[MAX_BARS:]))


def _days(bar: TimelineBar) -> Iterator[date]:
    for day in (bar.start, bar.deadline.original, bar.deadline.current, bar.done_on):
        if day is not None:
            yield day
    for mark in bar.marks:
        yield mark.day


def _ticks(first: date, last: date) -> tuple[date, ...]:
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next((step for step in _STEPS if months <= step * _MOST_TICKS), _STEPS[-1])
    start = first.year * 12 + first.month - 1
    start += -start % step
    end = last.year * 12 + last.month - 1
    return tuple(day_of(month // 12, month % 12 + 1, 1) for month in range(start, end + 1, step))


def _case_bar(state: CaseState, context: SiteContext) -> TimelineBar:
    """Return the line of the case itself: from its issue to its closing, with the deadlines of plan and report."""
    duties = (ObligationKind.MAKE_PLAN, ObligationKind.SEND_REPORT)
    marks = _marks([item for item in state.obligations if item.kind in duties], context)
    text = context.say(say(N_("The case")))
    return TimelineBar("", text, state.issued_on, Deadline(), state.closed_on, None, None, tuple(marks))


def _task_bar(view: OwnerView, context: SiteContext) -> TimelineBar:
    task = view.state
    marked = [item for item in task.obligations if item.kind in _MARKED]
    since = next((item.since for item in task.obligations if item.since), None)
    text = task.task.content or task.task.measure or ""
    if task.task.for_each is not None:
        owner = with_predecessor(
            context.unit_name(task.owner), task.taken_over_from, context.unit_name, context.say
        )
        text = f"{owner}: {text}"
    start = task.task.start or (task.task.recurrence.from_ if task.task.recurrence else None) or since
    return TimelineBar(
        id=task.task.id,
        text=text,
        start=start,
        deadline=task.deadline,
        done_on=task.done_on,
        found=view.found,
        percent=view.percent,
        marks=tuple(_marks(marked[:_MAX_MARKS], context)),
        more_marks=len(marked[_MAX_MARKS:]),
        demanded=view.demanded,
    )


def _marks(obligations: Sequence[Obligation], context: SiteContext) -> Iterator[TimelineMark]:
    for item in obligations:
        day = item.deadline.current
        if day is not None:
            yield TimelineMark(
                day, item.kind, context.say(item.what), timeliness(item, context.as_of, context.policy)
            )
