"""An item of a correction does not say what it changes.

A correction withdraws a finding or requirement of the notice, or words it anew. An item that names neither part, or says
neither or both, leaves the notice as it was.

Name the finding or the requirement, and write `withdrawn: true`, or the new wording under `text`.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.amendments import Correction, NoticeChange
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
        if _clear(change) or not surely_missing(document, at):
            continue
        message = say("It is not clear what the paper changes here.")
        mend = say(
            "Name one finding or one requirement, with withdrawn: true or with its new text:, not both."
        )
        yield RuleReport(document, at, Said(message, mend))


def _clear(change: NoticeChange) -> bool:
    """Return whether a change names one part, and either withdraws it or words it anew."""
    return bool(change.finding) != bool(change.requirement) and change.withdrawn != bool(change.text)
