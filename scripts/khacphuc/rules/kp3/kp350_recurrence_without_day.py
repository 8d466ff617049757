"""A recurring task has no day on which anything would be owed.

None of the days of the cycle lies between its first and its last day. A yearly task from May to November whose day is
31 December never falls due, and nobody is ever asked for it.

Compare with the paper: correct the cycle, its `day` or `month`, or the days from which and until which it goes on.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from khacphuc.model.vocabulary import Severity
from khacphuc.obligations.calendar import calendar_of
from khacphuc.obligations.cycle_words import cycle
from khacphuc.obligations.cycles import first_day, occurrences
from khacphuc.obligations.series import end_of_series
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import say
from khacphuc.timeline.demands import of_notice
from khacphuc.timeline.timeline import PlannedTask, timeline

SEVERITY = Severity.ERROR
_AHEAD = 12
"""Years in which the first day of every cycle that can be written lies."""


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    entries = timeline(case)
    calendar = calendar_of(context.settings.policy)
    for planned in (*entries.tasks.values(), *entries.demands.values()):
        recurrence, until = planned.task.recurrence, end_of_series(planned.task)
        if recurrence is None or until is None or not planned.document.whole:
            continue
        start = first_day(recurrence, planned.task.start, planned.plan.issued_on)
        if start is None or start > until or occurrences(recurrence, start, until, calendar):
            continue  # reversed days, KP112 tells
        message = say(
            "Nothing of {id} ({every}) ever falls due: no day of the cycle lies between {start} and {until}.",
            id=planned.task.id,
            every=cycle(recurrence),
            start=start,
            until=until,
        )
        later = occurrences(recurrence, start, date(until.year + _AHEAD, 12, 31), calendar)
        mend = (
            say(
                "Compare with the paper: its first day would be {day}. Correct the cycle, or its last day.",
                day=later[0],
            )
            if later
            else say("Compare with the paper, and correct the cycle.")
        )
        yield RuleReport(planned.document, _place(planned), Said(message, mend), on_key=True)


def _place(planned: PlannedTask) -> tuple[str, int, str]:
    if of_notice(planned.plan):
        return ("requirements", planned.at, "cycle")
    return ("tasks", planned.at, "recurrence")
