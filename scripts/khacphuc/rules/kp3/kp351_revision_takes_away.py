"""A revision takes away what is owed, and nobody who may has decided that.

By itself a unit may promise more, or sooner. It cannot make a task smaller, hand it to another unit, or turn it to what is no
longer to be put right: the task stays owed as it was, until somebody approves who may decide on its deadline. Nor can it let a
task serve less of the notice, unless tasks that the revision adds do that by the same day, or put the words of a task or
step under another that has ended, has a later day or serves something else.

Let such a party approve the revision, and name it under `approved_by`; or state the task as it was, and what is new as a task of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Act, Severity
from khacphuc.obligations.values import VoidReason
from khacphuc.register.case import Case
from khacphuc.register.document import holds
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.void import named_party, voids, who_may
from khacphuc.text.front_matter import quoted
from khacphuc.text.message import listed, say

SEVERITY = Severity.ERROR


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    for document, void in voids(case, context, VoidReason.TAKES_AWAY):
        if not holds(document, Plan) or void.at is None:
            continue
        known = context.settings.units
        message = say(
            "{by} alone cannot take this from task {id}: “{lost}”. The task stays owed as it was.",
            by=named_party(void.by, context),
            id=document.record.tasks[void.at].id,
            lost=listed([quoted(known.called(one) if known.get(one) else one) for one in void.meant], "; "),
        )
        mend = say(
            "State the task as it was; or let one approve the revision who may decide on its deadline, and write it under approved_by: {parties}.",
            parties=listed(who_may(case, context, document, void, Act.DECIDE_EXTENSION) or ["–"], "; "),
        )
        yield RuleReport(document, ("tasks", void.at, "id"), Said(message, mend))
