"""A record does not say which occurrence, or which of several units, it means.

Each occurrence of a recurring task is owed by itself, and each unit of a task that several owe. Where more than one can be
meant, the record changes nothing: to take all for done would wipe out what is owed.

Write `occurrence` with the deadline of the one that is meant (a verification may list `occurrences`, or say `all_reported`), or
`unit`. To lengthen the whole series, write `series: true`.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.records import Verification
from khacphuc.model.vocabulary import Act, Severity
from khacphuc.obligations.values import VoidReason
from khacphuc.register.case import Case
from khacphuc.register.document import AnyDocument
from khacphuc.rules.completeness_common import surely_missing
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.void import voids
from khacphuc.text.message import listed, say

SEVERITY = Severity.ERROR


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    for document, void in voids(case, context, VoidReason.WHICH_OCCURRENCE, VoidReason.WHICH_UNIT):
        if not surely_missing(document, ("tasks", void.at or 0)):
            continue  # what could not be read there is told, and may be what is missed here
        meant = listed(list(void.meant))
        if void.why is VoidReason.WHICH_UNIT:
            message = say("This does not say which unit is meant, and has no effect.")
            mend = say("Write unit: with one of {units}.", units=meant)
        elif void.act is Act.VERIFY and _all_reported(document, void.at):
            message = say("Nothing of this task is reported and awaits verification: this has no effect.")
            mend = say(
                "Compare with the updates; what is confirmed without a report is named by occurrence: or occurrences:."
            )
        elif void.meant:
            message = say("This does not say which occurrence is meant, and has no effect.")
            mend = (
                say("Write all_reported: true, or occurrence: with one of {days}.", days=meant)
                if void.act is Act.VERIFY
                else say("Write occurrence: with one of {days}.", days=meant)
            )
        else:
            message = say("There is no occurrence that this could mean, so that it has no effect.")
            mend = say("Compare with the plan and the updates; name the occurrence by its deadline.")
        yield RuleReport(document, ("tasks", void.at or 0, "task"), Said(message, mend))


def _all_reported(document: AnyDocument, at: int | None) -> bool:
    record = document.record
    return isinstance(record, Verification) and at is not None and record.tasks[at].all_reported
