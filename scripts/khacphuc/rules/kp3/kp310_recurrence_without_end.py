"""A task that comes again and again has no end.

What never ends is never done: the case cannot be closed before the follower releases the unit from what remains. Where the words of
the paper itself give no end (“thường xuyên”, “regularly”), under `due_text`, the task may go on without one.

Write the last day under `until`; at the latest, the end of the period for which the plan stands. Where the notice sets no
day either, this is a warning: what comes due until today is owed, and the follower can release what is left.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Duty, Severity
from khacphuc.obligations.cycle_words import rhythm
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.completeness_common import left_open_by_notice, owes_product, surely_missing
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.deadline_texts import read_text
from khacphuc.text.message import say
from khacphuc.timeline.deadlines import due_of

SEVERITY = Severity.ERROR
DOCUMENTS = (Plan,)


def check_document(document: Document[Plan], case: Case | None, context: Context) -> Iterator[RuleReport]:
    plan: Plan = document.record
    for index, task in enumerate(plan.tasks):
        if task.recurrence is None or task.recurrence.until or task.due or not owes_product(task):
            continue
        if task.due_text and _goes_on(task.due_text, plan, case, context):
            continue
        if surely_missing(document, ("tasks", index)):
            message = say(
                "Task {id} is owed again and again ({every}), without an end.",
                id=task.id,
                every=rhythm(task.recurrence),
            )
            report = due_of(Duty.REPORT, case.conclusion) if case and case.conclusion else None
            mend = (
                say("Write: {line}", line=f"until: {report.isoformat()}")
                if report
                else say("Write until: with the last day.")
            )
            yield RuleReport(
                document,
                ("tasks", index, "recurrence"),
                Said(message, mend),
                on_key=True,
                milder=left_open_by_notice(case, task),
            )


def _goes_on(text: str, plan: Plan, case: Case | None, context: Context) -> bool:
    """Whether the paper itself sets neither cycle nor end: “from September on and regularly”."""
    # Imported here: most documents need none of it.
    from khacphuc.text.deadline.readings import NoDeadline, RecurringDeadline

    reading = read_text(text, plan, case, context)
    if isinstance(reading, RecurringDeadline):
        return reading.every is None and reading.until is None
    return isinstance(reading, NoDeadline)
