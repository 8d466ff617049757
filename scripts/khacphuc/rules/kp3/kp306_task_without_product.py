"""A task does not say what will exist when it is done.

Without a product nobody can tell whether a task is done, neither the follower who verifies it nor the unit itself. "Done"
then means only that somebody said so.

Name under `product` the paper or thing that can be shown: minutes, a decision, a receipt, a list, how many of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Severity, TaskKind
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.completeness_common import owes_product, surely_missing
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import N_, say

SEVERITY = Severity.ERROR
FIELD = "product"
DOCUMENTS = (Plan,)

_USUAL = {
    TaskKind.REVIEW: N_("minutes of the review, with its number and date"),
    TaskKind.RECOVERY: N_("receipts for the full amount paid in, with number and date"),
    TaskKind.REGULATION: N_("the decision by which the amended regulation is issued"),
    TaskKind.HANDLING: N_("the decision or notice on how each collective and individual was dealt with"),
    TaskKind.CORRECTION: N_("minutes of the review of each file, and the list of files that were put right"),
    TaskKind.TRAINING: N_("attendance list and the report on the course"),
}
_ANY = N_("minutes, a decision, a list or a report, with how many of them")


def check_document(document: Document[Plan], _case: Case | None, _context: Context) -> Iterator[RuleReport]:
    plan: Plan = document.record
    for index, task in enumerate(plan.tasks):
        if task.product is None and owes_product(task) and surely_missing(document, ("tasks", index)):
            usual = say(_USUAL.get(task.kind, _ANY) if task.kind else _ANY)
            message = say("Task {id} does not say what will exist when it is done.", id=task.id)
            mend = say("Write product: with what can be shown, for instance {usual}.", usual=usual)
            yield RuleReport(document, ("tasks", index, "id"), Said(message, mend))
