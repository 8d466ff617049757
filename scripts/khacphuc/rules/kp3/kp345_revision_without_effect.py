"""A revision revises nothing, or makes another task of one.

A revised plan is a paper of its own: it names the plan that it revises, of the same unit or person. A task keeps its id as long
as it stays the same task: one that is owed once does not become one that is owed every month, nor one for each of several units.

Write under `revises` number and day of the plan as they stand on its paper. Give what is another task an id of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Severity
from khacphuc.obligations.values import VoidReason
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.reference_common import understood
from khacphuc.rules.void import voids
from khacphuc.text.message import listed, say

SEVERITY = Severity.ERROR


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    revisions = [found for found in case.plans() if found[1].revises is not None]
    if not revisions or not understood(case, "plan"):
        return
    every = [plan for _, plan in case.plans()]
    for document, plan in revisions:
        # A revision may revise an earlier one.
        own = [one for one in every if one is not plan and (one.level, one.for_) == (plan.level, plan.for_)]
        if not any(_names(plan, one) for one in own):
            message = say("No plan of this case is the one that this paper revises.")
            known = [one.number or str(one.issued_on or "") for one in own]
            mend = (
                say("Write under revises number and day of the plan: {names}.", names=listed(known))
                if known
                else say("Lay the first plan into the case, or leave out revises.")
            )
            yield RuleReport(document, ("revises",), Said(message, mend))
    for revision, void in voids(case, context, VoidReason.ANOTHER_TASK):
        message = say(
            "A revision cannot make this a task that is owed otherwise: once, again and again, or by each."
        )
        mend = say("Give the new task an id of its own, and let the old one be given up by agreement.")
        yield RuleReport(revision, ("tasks", void.at or 0, "id"), Said(message, mend))


def _names(plan: Plan, first: Plan) -> bool:
    """Return whether a revision names a plan, by number or day; what it leaves out is not compared."""
    paper = plan.revises
    if paper is None or not (paper.number or paper.date):
        return False
    return paper.number in (None, first.number) and paper.date in (None, first.issued_on)
