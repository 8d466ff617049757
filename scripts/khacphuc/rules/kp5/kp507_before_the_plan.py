"""A record speaks of a task before the plan with that task was issued.

Work on a task begins with the plan. A record from before it was made for another plan, or its date is wrong.

Compare with the paper. What had been done before the plan is told in the first update after it, with the day on which it
was done.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from khacphuc.model.records import Extension, Reminder, Update, Verification
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import say
from khacphuc.timeline.timeline import Timeline, timeline

SEVERITY = Severity.ERROR


def check_case(case: Case, _context: Context) -> Iterator[RuleReport]:
    entries = timeline(case)
    issued = [plan.issued_on for _, plan in case.plans() if plan.issued_on]
    if not issued or case.conclusion is None:
        return
    newest, notice = max(issued), case.conclusion.issued_on
    for document in case.documents:
        record = document.record
        # Most records are younger than every plan; one that is older than the notice has its own message.
        if not isinstance(record, Update | Verification | Extension | Reminder):
            continue
        if record.date >= newest or (notice and record.date < notice):
            continue
        found = _too_early(entries, record)
        if found is not None:
            task, plan = found
            message = say(
                "This record of {day} speaks of task {id}, whose plan was issued on {plan}.",
                day=record.date,
                id=task,
                plan=plan,
            )
            mend = say("Compare both days with the papers, and correct the one that is wrong.")
            yield RuleReport(document, ("date",), Said(message, mend))


def _too_early(
    entries: Timeline, record: Update | Verification | Extension | Reminder
) -> tuple[str, date] | None:
    names = record.tasks if isinstance(record, Reminder) else [item.task for item in record.tasks]
    for name in names:
        held = entries.promised.get(name or "")
        if held and held.plan.issued_on and record.date < held.plan.issued_on:
            return held.task.id, held.plan.issued_on
    return None
