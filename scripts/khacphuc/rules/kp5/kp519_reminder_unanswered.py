"""A reminder was not answered in time.

A reminder that sets a day for the answer and gets none is the first sign that a unit no longer reacts.

Record the reply; if the unit does not react, urge it again in a stronger form.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.records import Reminder
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
    if all(record.id in replies for _, record in case.of(Reminder)):
        return
    state = folded(case, context)
    for item in state.obligations if state else ():
        if item.kind is not ObligationKind.ANSWER_REMINDER or item.fulfilled:
            continue
        found = timeliness(item, context.as_of, context.frame.policy)
        if found.timing is Timing.OVERDUE and item.deadline.current:
            message = say_n(
                "Reminder {id} to {who} has been without an answer since {due}: {n} day overdue.",
                "Reminder {id} to {who} has been without an answer since {due}: {n} days overdue.",
                found.days,
                id=item.key,
                who=item.owed_by,
                due=item.deadline.current,
            )
            mend = say("Record the reply with {line}; if there is none, urge again.", line=f"to: {item.key}")
            document = next(document for document in case.documents if document.path == item.since_path)
            yield Report(document, ("reply_due",), Said(message, mend))
