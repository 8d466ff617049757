"""An inspection of a sensitive kind is not marked as restricted.

Inspections on signs of violation, and those that follow a denunciation, concern persons who have not been found at fault.
Such a case is usually not for everybody's eyes.

The reviewer may ask whether the case should be restricted; `visibility: restricted` makes it so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khacphuc.model.conclusion import Conclusion
from khacphuc.model.vocabulary import InspectionKind, Severity, Visibility
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.contract import Context, Report, Said
from khacphuc.text.message import say

SEVERITY = Severity.QUESTION
DOCUMENTS = (Conclusion,)
_DENUNCIATION = re.compile(r"\btố cáo\b", re.IGNORECASE)
_SIGNS = re.compile(r"\bkhi có dấu hiệu vi phạm\b", re.IGNORECASE)


def check_document(document: Document[Conclusion], _case: Case | None, context: Context) -> Iterator[Report]:
    conclusion: Conclusion = document.record
    if conclusion.visibility is Visibility.RESTRICTED:
        return
    inspection = conclusion.inspection
    by_kind = inspection is not None and inspection.kind is InspectionKind.SIGNS_OF_VIOLATION
    on_signs = by_kind or _SIGNS.search(conclusion.title) is not None
    if not on_signs and not _DENUNCIATION.search(conclusion.title):
        return
    unit = context.frame.units.get(conclusion.unit)
    if unit and unit.restricted:
        return
    message = (
        say("{id} concluded an inspection on signs of violation: may everybody read it?", id=conclusion.id)
        if on_signs
        else say("{id} is about a denunciation: may everybody read it?", id=conclusion.id)
    )
    mend = say("If not, write: {line}", line="visibility: restricted")
    yield Report(document, ("inspection", "kind") if by_kind else ("title",), Said(message, mend))
