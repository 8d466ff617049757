"""A reply accepts an opinion without a task, or declines it without a reason.

Each opinion ends accepted, explained or declined. "Accepted" means that a task carries it out; "declined" is an answer only
with the reason.

Name the task under `task`, or give the `reason`.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.records import Opinion, Reply
from khacphuc.model.vocabulary import ReplyOutcome, Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.completeness import surely_missing
from khacphuc.rules.contract import Context, Report, Said
from khacphuc.text.message import say

SEVERITY = Severity.WARNING
DOCUMENTS = (Reply,)


def check_document(document: Document[Reply], case: Case | None, _context: Context) -> Iterator[Report]:
    reply: Reply = document.record
    if case is None or not surely_missing(document):
        return
    if reply.outcome is ReplyOutcome.ACCEPTED and reply.task is None:
        # A reminder is accepted by doing what it asks; only an opinion needs a task to carry it out.
        if any(opinion.id == reply.to for _, opinion in case.of(Opinion)):
            message = say("Opinion {id} is accepted, but no task carries it out.", id=reply.to)
            mend = say("Write task: with the task into which it was taken up.")
            yield Report(document, ("outcome",), Said(message, mend))
    elif reply.outcome is ReplyOutcome.DECLINED and reply.reason is None:
        message = say("{id} is declined without a reason.", id=reply.to)
        yield Report(document, ("outcome",), Said(message, say("Write reason: with why it is declined.")))
