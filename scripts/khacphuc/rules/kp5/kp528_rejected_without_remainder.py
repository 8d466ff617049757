"""A verification rejects a task without saying what is left to do.

A unit that hears only "rejected" does not know what to mend, and reports the same again.

Say under `remaining` what is still to be done.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.records import Verification
from khacphuc.model.vocabulary import Severity, VerificationOutcome
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.completeness import surely_missing
from khacphuc.rules.contract import Context, Report, Said
from khacphuc.text.message import say

SEVERITY = Severity.WARNING
DOCUMENTS = (Verification,)


def check_document(
    document: Document[Verification], _case: Case | None, _context: Context
) -> Iterator[Report]:
    verification: Verification = document.record
    for index, said in enumerate(verification.tasks):
        if said.outcome is not VerificationOutcome.REJECTED or said.remaining or said.note:
            continue
        if surely_missing(document, ("tasks", index)):
            message = say("Task {id} is rejected, but not what is left to do.", id=said.task)
            mend = say("Write remaining: with what the unit must still do, and which paper it must show.")
            yield Report(document, ("tasks", index, "outcome"), Said(message, mend))
