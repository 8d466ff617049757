"""A record is added after the case was closed.

A closed case does not open again: what comes up later is a new matter. Only the check of lasting effect that a verification
had set may still follow.

If the shortcoming has come back, open a new case whose finding says `repeat_of`. If the date is wrong, correct it.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.records import Closure, Verification
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import AnyDocument, dated
from khacphuc.rules.contract import Context, Report, Said
from khacphuc.text.message import say
from khacphuc.timeline.timeline import timeline

SEVERITY = Severity.WARNING


def check_case(case: Case, _context: Context) -> Iterator[Report]:
    closure = next(iter(timeline(case).closures), None)
    if closure is None:
        return
    closed = closure.record.date
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
                "If the shortcoming has come back, open a new case with repeat_of; otherwise correct the date."
            )
            yield Report(document, ("date",), Said(message, mend))


def _allowed(document: AnyDocument) -> bool:
    """A check of lasting effect; and a second closure, which corrects the first."""
    record = document.record
    if isinstance(record, Verification):
        return any(item.effectiveness for item in record.tasks)
    return isinstance(record, Closure)
