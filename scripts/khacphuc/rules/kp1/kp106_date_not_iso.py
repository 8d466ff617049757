"""A date is not written as year-month-day.

5/6/2024 is 5 June in Vietnam and 6 May elsewhere; “trong quý III” is no day at all. The register reckons with
days, so each is written in the one form that everybody and every program reads alike.

Write 2024-06-05. Where the paper has words instead of a day, keep the words under the key that ends in _text.
"""

from __future__ import annotations

from datetime import date, timedelta

from khacphuc.model.vocabulary import Severity
from khacphuc.obligations.calendar import calendar_of
from khacphuc.obligations.cycles import first_day, occurrences
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, Said
from khacphuc.text.flaw import Flaw
from khacphuc.text.message import listed, say

SEVERITY = Severity.ERROR


_ABOUT, _MOST_SHOWN = timedelta(days=100), 6
_WITH_TEXT = ("due", "plan_due", "report_due")
_OF_OCCURRENCES = ("occurrence", "occurrences")


def explain_in_case(flaw: Flaw, case: Case | None, context: Context) -> Said:
    shown, iso, key = flaw.details
    message = say("“{text}” is not written as year-month-day.", text=shown)
    if iso:
        return Said(message, say("Write: {date}", date=iso))
    if key in _OF_OCCURRENCES:
        days = _occurrences(case, context) if case else []
        if days:
            return Said(
                message, say("Write the deadline of the occurrence that is meant: {days}.", days=listed(days))
            )
        return Said(message, say("Write the deadline of the occurrence that is meant, such as 2024-05-31."))
    if key in _WITH_TEXT:
        return Said(
            message,
            say(
                "Write the last day that the words allow, such as 2024-06-05; keep the words themselves in {key}.",
                key=f"{key}_text",
            ),
        )
    return Said(
        message, say("Write the day that stands on the paper, as year-month-day, such as 2024-06-05.")
    )


def _occurrences(case: Case, context: Context) -> list[str]:
    """The deadlines of recurring tasks that lie nearest to today: which task is meant, a lost value does not tell."""
    as_of = context.as_of
    found: set[date] = set()
    for _, plan, _, task in case.tasks():
        start = first_day(task.recurrence, task.start, plan.issued_on) if task.recurrence else None
        if task.recurrence and start:
            until = min(task.recurrence.until or task.due or as_of, as_of + _ABOUT)
            found.update(occurrences(task.recurrence, start, until, calendar_of(context.settings.policy)))
    near = sorted(found, key=lambda day: abs((day - as_of).days))[:_MOST_SHOWN]
    return [day.isoformat() for day in sorted(near)]
