"""A document holds a phone number.

A register is read by many, and its pages may be published. A phone number in it cannot be taken back.

Take the number out. How a unit is reached stands in the directory of the office, not in its cases.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model import DOCUMENTS as KINDS
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import AnyDocument
from khacphuc.rules.confidential import Secret, hits
from khacphuc.rules.contract import Context, Report, Said
from khacphuc.text.message import say

SEVERITY = Severity.ERROR
DOCUMENTS = tuple(KINDS.values())


def check_document(document: AnyDocument, _case: Case | None, _context: Context) -> Iterator[Report]:
    for place, shown in hits(document, Secret.PHONE):
        message = say("“{start}” looks like a phone number.", start=shown)
        mend = say("Take it out before you push; units are reached through the directory of the office.")
        yield Report(document, place, Said(message, mend))
