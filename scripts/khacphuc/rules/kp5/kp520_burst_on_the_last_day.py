"""Most tasks were reported done on one day, the last before the report.

Work that spreads over months is finished on different days. When all of it is reported done on the eve of the report, the
report may have come first and the work after it.

The reviewer may look at the dates of the evidence, and verify a few of the tasks on the spot.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from khacphuc.model.records import Report as ResultReport
from khacphuc.model.vocabulary import Declared, Duty, ReportKind, Severity
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import say
from khacphuc.timeline.deadlines import due_of
from khacphuc.timeline.timeline import ProgressEntry, timeline

SEVERITY = Severity.QUESTION
_FEWEST = 3
_EVE = timedelta(days=1)


def check_case(case: Case, _context: Context) -> Iterator[RuleReport]:
    entries = timeline(case)
    if len(entries.progress) < _FEWEST:
        return
    days: dict[date, list[ProgressEntry]] = {}
    for words in entries.progress.values():
        first = next((word for word in words if word.said.state is Declared.REPORTED_DONE), None)
        if first is not None and not first.said.occurrence:
            days.setdefault(first.on, []).append(first)
    for day, done in days.items():
        if len(done) >= _FEWEST and 2 * len(done) > len(entries.tasks) and _is_last(case, day):
            message = say(
                "{n} of {all} tasks were reported done on {day}, the last day before the report: were they all finished "
                "only then?",
                n=len(done),
                all=len(entries.tasks),
                day=day,
            )
            mend = say("Look at the dates of the evidence, and verify some of these tasks on the spot.")
            yield RuleReport(done[0].document, ("date",), Said(message, mend))


def _is_last(case: Case, day: date) -> bool:
    """Return whether a day is that of the report, or of its deadline, or the one before."""
    ends = [report.date for _, report in case.of(ResultReport) if report.kind is ReportKind.RESULT]
    if case.conclusion and (due := due_of(Duty.REPORT, case.conclusion)):
        ends.append(due)
    return any(timedelta() <= end - day <= _EVE for end in ends)
