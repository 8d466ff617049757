"""An extension is approved, but no decision stands behind it.

A deadline that stands in a signed paper is moved by a signed paper. Without it, and without the one who decided, anybody
can move any deadline.

Name under `decided_by` who decided and under `paper` the decision with number or date, and give the reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.records import Extension
from khacphuc.model.vocabulary import ExtensionOutcome, Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.completeness import surely_missing
from khacphuc.rules.contract import Context, Report, Said
from khacphuc.text.message import say

SEVERITY = Severity.ERROR
DOCUMENTS = (Extension,)


def check_document(document: Document[Extension], _case: Case | None, _context: Context) -> Iterator[Report]:
    extension: Extension = document.record
    if extension.outcome is not ExtensionOutcome.APPROVED:
        return
    paper = extension.paper
    if (paper is None or (paper.number is None and paper.date is None)) and surely_missing(document):
        message = say("The extension is approved, but the decision behind it is not named.")
        mend = say("Add paper: with the number and date of the decision.")
        yield Report(document, ("outcome",), Said(message, mend))
    elif extension.decided_by is None and surely_missing(document):
        message = say("The extension is approved, but nobody is named who decided on it.")
        mend = say("Add decided_by: with the body that signed the decision.")
        yield Report(document, ("outcome",), Said(message, mend))
