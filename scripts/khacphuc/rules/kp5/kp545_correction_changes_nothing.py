"""An item of a correction does not say what it changes.

A correction withdraws a finding or requirement of the notice, puts it in force again, words it anew, or gives a requirement or a
duty another day. An item that names none of them, or says nothing of it, or two things that exclude each other, leaves the notice
as it was.

Name the finding, the requirement or the duty, and write `withdrawn: true`, `restored: true`, the new wording under `text`, or the
new day under `due`. What names a day in words alone needs the day as well.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.amendments import Correction
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.completeness_common import surely_missing
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import say

SEVERITY = Severity.ERROR
DOCUMENTS = (Correction,)


def check_document(
    document: Document[Correction], _case: Case | None, _context: Context
) -> Iterator[RuleReport]:
    changes = document.record.changes
    if not changes and surely_missing(document):
        message = say("This correction names nothing that it changes.")
        yield RuleReport(
            document, ("type",), Said(message, say("List under changes what the paper changes."))
        )
    for index, change in enumerate(changes):
        at = ("changes", index)
        if change.clear or not surely_missing(document, at):
            continue
        message = say("It is not clear what the paper changes here.")
        mend = say(
            "Name one finding, requirement or duty, with one of withdrawn: true, restored: true, its new text: or its new due:."
        )
        yield RuleReport(document, at, Said(message, mend))
