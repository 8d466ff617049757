"""A reply or a release rests on something that is not there.

A reply answers an opinion or reminder that was there before it, from a party that may ask. A follower releases the rest of a
recurring task once it is verified that the shortcoming is gone. Otherwise the record changes nothing.

Correct the date or the id; or verify first, with `gone: true`, that the shortcoming is gone.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.records import Reply, Verification
from khacphuc.model.vocabulary import Severity
from khacphuc.obligations.values import Void, VoidReason
from khacphuc.register.case import Case
from khacphuc.register.document import AnyDocument
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.void import voids
from khacphuc.text.message import say
from khacphuc.timeline.timeline import timeline

SEVERITY = Severity.ERROR


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    for document, void in voids(case, context, VoidReason.ANSWERS_NOTHING, VoidReason.NOT_GONE):
        if isinstance(document.record, Reply):
            message = say(
                "{id} does not count or is later than this reply, which answers nothing.",
                id=document.record.to,
            )
            yield RuleReport(
                document, ("to",), Said(message, say("Compare the id and both dates with the papers."))
            )
        elif (task := _one_off(case, document, void)) is not None:
            message = say("Task {id} does not recur: nothing of it remains that could be released.", id=task)
            mend = say("Write outcome: confirmed once it is done and verified, or outcome: rejected.")
            yield RuleReport(document, ("tasks", void.at or 0, "outcome"), Said(message, mend))
        else:
            message = say("The rest is released, but nobody has verified that the shortcoming is gone.")
            mend = say("Verify with gone: true first that the shortcoming is gone; then release the rest.")
            yield RuleReport(document, ("tasks", void.at or 0, "outcome"), Said(message, mend))


def _one_off(case: Case, document: AnyDocument, void: Void) -> str | None:
    """The task that a verification releases, where it does not recur."""
    record = document.record
    if not isinstance(record, Verification) or void.at is None:
        return None
    planned = timeline(case).planned(record.tasks[void.at].task)
    return planned.task.id if planned and planned.task.recurrence is None else None
