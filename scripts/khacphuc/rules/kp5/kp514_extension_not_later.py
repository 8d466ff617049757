"""An extension sets a new deadline that is not later than the old one.

What is called an extension gives time. If the new day is earlier, or the same, two dates were swapped, or the deadline was
shortened, which is another decision.

Compare both days with the decision.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.records import Extension
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.contract import Context, Report, Said
from khacphuc.text.message import say

SEVERITY = Severity.WARNING
DOCUMENTS = (Extension,)


def check_document(document: Document[Extension], _case: Case | None, _context: Context) -> Iterator[Report]:
    extension: Extension = document.record
    for index, move in enumerate(extension.tasks):
        if move.to <= move.from_:
            message = say(
                "The new deadline of {what}, {to}, is not later than the old one, {old}.",
                what=move.milestone or move.task or say(move.duty.label if move.duty else ""),
                to=move.to,
                old=move.from_,
            )
            mend = say("Compare both days with the decision; they may have been swapped.")
            yield Report(document, ("tasks", index, "to"), Said(message, mend))
