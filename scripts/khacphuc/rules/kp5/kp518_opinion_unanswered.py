"""An opinion was not answered in time.

Mass organisations supervise and give opinions; they are owed an answer, whichever it is. Without one nobody gives a second
opinion.

Record the reply: accepted with the task, explained, or declined with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.records import Opinion
from khacphuc.model.vocabulary import Severity
from khacphuc.obligations.timeliness import timeliness
from khacphuc.obligations.values import ObligationKind, Timing
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, Report, Said
from khacphuc.rules.state import folded
from khacphuc.text.message import say, say_n
from khacphuc.timeline.timeline import timeline

SEVERITY = Severity.WARNING


def check_case(case: Case, context: Context) -> Iterator[Report]:
    replies = timeline(case).replies
    if all(record.id in replies for _, record in case.of(Opinion)):
        return
    state = folded(case, context)
    for item in state.obligations if state else ():
        if item.kind is not ObligationKind.ANSWER_OPINION or item.fulfilled:
            continue
        found = timeliness(item, context.as_of, context.frame.policy)
        if found.timing is Timing.OVERDUE and item.deadline.current:
            message = say_n(
                "Opinion {id} of {who} has been without an answer since {due}: {n} day overdue.",
                "Opinion {id} of {who} has been without an answer since {due}: {n} days overdue.",
                found.days,
                id=item.key,
                who=item.owed_to,
                due=item.deadline.current,
            )
            mend = say("Answer it, and record the reply with {line}", line=f"to: {item.key}")
            document = next(document for document in case.documents if document.path == item.since_path)
            key = "id" if item.deadline.by_policy else "reply_due"
            yield Report(document, (key,), Said(message, mend))
