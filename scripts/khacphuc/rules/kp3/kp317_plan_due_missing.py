"""A conclusion does not say until when the plan must be made.

Some units make no plan at all. Without a day nobody can tell them that they are late.

Write the day that the notice sets under `plan_due`. If the notice sets none, ask whoever issued it; the register's own
period only reminds.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.conclusion import Conclusion
from khacphuc.model.vocabulary import Duty, Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.case_state import due_in_force
from khacphuc.rules.completeness_common import surely_missing
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.deadline_texts import said_by
from khacphuc.text.message import Message, say

SEVERITY = Severity.WARNING
FIELD = "plan_due"
DOCUMENTS = (Conclusion,)


def check_document(
    document: Document[Conclusion], case: Case | None, context: Context
) -> Iterator[RuleReport]:
    conclusion: Conclusion = document.record
    asked = Duty.PLAN in conclusion.asked_duties
    if asked and due_in_force(case, context, Duty.PLAN) is None and surely_missing(document):
        key = "plan_due_text" if conclusion.plan_due_text else "id"
        message = say("{id} does not say until when the plan must be made.", id=conclusion.id)
        yield RuleReport(document, (key,), Said(message, _mend(document.record, case, context)))


def _mend(conclusion: Conclusion, case: Case | None, context: Context) -> Message:
    text = conclusion.plan_due_text
    due = said_by(text, conclusion, case, context).due if text else None
    if due:
        return say("Write: {line}", line=f"plan_due: {due.isoformat()}")
    days = context.settings.policy.days.make_plan
    if days is None:
        return say(
            "Write plan_due: with the day that the notice sets; if it sets none, ask whoever issued it."
        )
    return say(
        "Write plan_due: with the day that the notice sets. Until then the register reminds after {days} days, by its "
        "own setting.",
        days=days,
    )
