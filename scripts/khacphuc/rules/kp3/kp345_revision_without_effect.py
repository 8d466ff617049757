"""A revision revises nothing, or makes another task of one.

A revised plan is a paper of its own: it names the plan that it revises, of the same unit or person. A task keeps its id as long
as it stays the same task: one that is owed once does not become one that is owed every month, nor one for each of several units.
A paper that is dated before the plan cannot revise it. What it would change stays as it was.

Write under `revises` number and day of the plan as they stand on its paper. Give what is another task an id of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Severity
from khacphuc.obligations.values import VoidReason
from khacphuc.register.case import Case, NamedPlans, is_before
from khacphuc.register.document import holds
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.reference_common import understood
from khacphuc.rules.void import voids
from khacphuc.text.message import listed, say

SEVERITY = Severity.ERROR


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    revisions = [found for found in case.plans() if found[1].revises is not None]
    if not revisions or not understood(case, "plan"):
        return
    plans = [plan for _, plan in case.plans()]
    named = NamedPlans(document for document, _ in case.plans())
    for document, plan in revisions:
        firsts = named.of(plan)
        if not firsts:
            yield RuleReport(document, ("revises",), _unknown(plan, plans))
        elif not named.may_revise(plan):
            first = next(one for one in firsts if is_before(plan, one))
            message = say(
                "This revision is dated {day}, before the plan that it revises, of {first}: it has no effect.",
                day=plan.issued_on or "–",
                first=first.issued_on or "–",
            )
            mend = say("Correct the date that is wrong, here or in the plan.")
            yield RuleReport(document, ("issued_on",), Said(message, mend))
    for revision, void in voids(case, context, VoidReason.ANOTHER_TASK):
        if holds(revision, Plan):
            message = say(
                "A revision cannot make this a task that is owed otherwise: once, again and again, or by each."
            )
            mend = say("Give the new task an id of its own, and let the old one be given up by agreement.")
            yield RuleReport(revision, ("tasks", void.at or 0, "id"), Said(message, mend))


def _unknown(revision: Plan, plans: list[Plan]) -> Said:
    # A revision may revise an earlier one.
    own = [one for one in plans if one is not revision and one.level == revision.level]
    known = [one.number or str(one.issued_on or "") for one in own if one.for_ == revision.for_]
    mend = (
        say("Write under revises number and day of the plan: {names}.", names=listed(known))
        if known
        else say("Lay the first plan into the case, or leave out revises.")
    )
    return Said(say("No plan of this case is the one that this paper revises."), mend)
