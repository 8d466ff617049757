"""A closure although something that the notice demands is still owed: it closes nothing.

What the notice demands is owed besides the findings, of the unit, of followers or of the committee above. A case that closed over
it would take it off all lists, done or not. A cycle without an end, and following without a day, end with the case.

Record what was done about it, or let the follower agree that it is not pursued or release what remains of a cycle; then record
another closure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khacphuc.model.plan import Task
from khacphuc.model.vocabulary import Severity
from khacphuc.obligations.values import VoidReason
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.void import voids
from khacphuc.text.message import Message, listed, say
from khacphuc.timeline.timeline import timeline

SEVERITY = Severity.ERROR


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    for closure, void in voids(case, context, VoidReason.DEMANDS_OPEN):
        demands, ids = timeline(case).demands, listed(list(void.meant))
        message = say("This closes nothing: the notice demands {ids}, which is still owed.", ids=ids)
        planned = [demands[name].task for name in void.meant if name in demands]
        yield RuleReport(closure, ("date",), Said(message, _mend(planned, ids)))


def _mend(demanded: Sequence[Task], ids: Message) -> Message:
    if not demanded:
        return say("Put on record the plan or report that {ids} demands; then close again.", ids=ids)
    if any(task.recurrence for task in demanded):
        return say(
            "Record in an update what was done about {ids}, or in a verification that the follower releases what "
            "remains (outcome: released, gone: true); then close again.",
            ids=ids,
        )
    return say(
        "Record in an update what was done about {ids}, with the paper that shows it; then close again.",
        ids=ids,
    )
