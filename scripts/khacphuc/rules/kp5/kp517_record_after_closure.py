"""A record is added after the case was closed.

Only a check of lasting effect that a verification had set, notifications of it, and a correction of the notice may still follow;
a check that finds no effect opens the case again.
Whatever else comes up later is a new matter.

If the shortcoming has come back, open a new case whose finding says `repeat_of`. Correct the date only where the paper has
another one: a record that really came later stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.amendments import Correction
from khacphuc.model.records import Closure, Notification, Verification
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import AnyDocument, dated
from khacphuc.rules.case_state import case_state
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import say
from khacphuc.timeline.timeline import timeline

SEVERITY = Severity.WARNING


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    state = case_state(case, context) if timeline(case).closures else None
    if state is None or state.closed_on is None:
        return
    closed = state.closed_on
    for document in case.documents:
        if not dated(document) or document.record.date <= closed:
            continue
        if not _allowed(document):
            message = say(
                "This record is of {day}; the case was closed on {closed}.",
                day=document.record.date,
                closed=closed,
            )
            mend = say(
                "If the shortcoming has come back, open a new case with repeat_of. Correct the date only where the paper has another."
            )
            yield RuleReport(document, ("date",), Said(message, mend))


def _allowed(document: AnyDocument) -> bool:
    """Whether it is a check of lasting effect, a notification, a correction of the notice, or a second closure, which corrects the first."""
    record = document.record
    if isinstance(record, Verification):
        return any(item.effectiveness for item in record.tasks)
    return isinstance(record, Closure | Correction | Notification)
