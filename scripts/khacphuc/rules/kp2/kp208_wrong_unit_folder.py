"""A case lies in the folder of another unit than its conclusion names.

The folder decides who sees the case and is asked for it; the conclusion decides who must put things right.
When they differ, the unit that must act may never learn of it.

Move the case folder below the unit that the conclusion names, or correct the unit in conclusion.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.conclusion import Conclusion
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.contract import Context, Report, Said
from khacphuc.text.message import say

SEVERITY = Severity.ERROR
DOCUMENTS = (Conclusion,)


def check_document(document: Document[Conclusion], _case: Case | None, _context: Context) -> Iterator[Report]:
    slot, unit = document.slot, document.record.unit
    if unit != slot.unit:
        message = say(
            "The case lies in the folder of “{folder}”, and this conclusion is about “{unit}”.",
            folder=slot.unit,
            unit=unit,
        )
        mend = say(
            "Move the folder to plans/{unit}/{case}/, or correct the unit here.", unit=unit, case=slot.case
        )
        yield Report(document, ("unit",), Said(message, mend))
