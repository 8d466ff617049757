"""A document holds the private e-mail address of a person.

Addresses at free mail services belong to persons, not to offices. They attract fraud, and official matters do not belong
there.

Write the address of the office, or none.
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
    for place, shown in hits(document, Secret.EMAIL):
        message = say("{address} is a private address.", address=shown)
        yield Report(document, place, Said(message, say("Write the address of the office, or leave it out.")))
