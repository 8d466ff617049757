"""A record arrived long after the day that it bears.

What arrives late could not be seen when it would have mattered, and cannot be told from what was written afterwards. The
number of days is a setting of the register: `days.late_record`.

If papers are entered in batches, nothing is wrong; otherwise ask for records as soon as they are signed. What a register
holds when a case is first entered is not meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.history.trail import Event, EventKind
from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import CaseHistory, Context, Said
from khacphuc.rules.deadline_moves import day_in
from khacphuc.rules.event_context import document_of, when
from khacphuc.rules.remedies import explained, or_explain
from khacphuc.text.message import say, say_n

SEVERITY = Severity.QUESTION
EVENTS = (EventKind.RECORD_LATE,)


def check_event(event: Event, history: CaseHistory, context: Context) -> Iterator[Said]:
    late = context.settings.policy.days.late_record
    if event.days <= late or history.case is None or document_of(history.case, event) is None:
        return
    if explained(event, history):
        return
    message = say_n(
        "This record is dated {day} and arrived {n} day later, {when}.",
        "This record is dated {day} and arrived {n} days later, {when}.",
        event.days,
        day=day_in(event.old) or event.old,
        when=when(event, history, context),
    )
    mend = say("Was it known before? Enter records when they are signed.")
    yield Said(message, or_explain(event, history, mend))
