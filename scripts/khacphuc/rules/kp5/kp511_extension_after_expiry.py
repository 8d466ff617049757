"""A deadline was moved after it had passed.

An extension is asked for while there is still time. Granted afterwards, it makes a task that was late look as if it had
been in time.

If that is how it was, leave the record: the register keeps the days of delay. Otherwise compare the dates with the paper.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.records import Extension
from khacphuc.model.vocabulary import ExtensionOutcome, Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.contract import Context, Report, Said
from khacphuc.text.message import say, say_n

SEVERITY = Severity.WARNING
DOCUMENTS = (Extension,)


def check_document(document: Document[Extension], _case: Case | None, _context: Context) -> Iterator[Report]:
    extension: Extension = document.record
    if extension.outcome is not ExtensionOutcome.APPROVED:
        return
    for index, move in enumerate(extension.tasks):
        if extension.date > move.from_:
            message = say_n(
                "The deadline of {what}, {due}, was moved {n} day after it had passed.",
                "The deadline of {what}, {due}, was moved {n} days after it had passed.",
                (extension.date - move.from_).days,
                what=move.milestone or move.task or say(move.duty.label if move.duty else ""),
                due=move.from_,
            )
            mend = say("Compare both dates with the decision; next time, ask before the deadline.")
            yield Report(document, ("tasks", index, "from"), Said(message, mend))
