"""A plan does not say whose opinion was sought.

Mass organisations supervise and give opinions when a plan is made, and are owed an answer. A plan that nobody outside has
seen leaves out what the people concerned know.

Name under `consulted` who was asked and the paper, or say under `not_consulted_reason` why nobody was.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Level, Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.completeness_common import surely_missing
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import say

SEVERITY = Severity.WARNING
FIELD = "not_consulted_reason"
DOCUMENTS = (Plan,)


def check_document(document: Document[Plan], _case: Case | None, _context: Context) -> Iterator[RuleReport]:
    plan: Plan = document.record
    if (
        plan.level is Level.MAIN
        and not plan.consulted
        and plan.revises is None
        and plan.not_consulted_reason is None
        and surely_missing(document)
    ):
        message = say("The plan does not say whose opinion was sought, nor why nobody's was.")
        mend = say(
            "Add consulted: with the organisation and its paper, or not_consulted_reason: with the reason."
        )
        yield RuleReport(document, ("level",), Said(message, mend))
