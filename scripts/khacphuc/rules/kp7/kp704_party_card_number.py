"""A document holds the number of a Party card.

The number leads to one person's file. The register knows people by their role and needs no such number.

Take the number out and name the person by unit and role.
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
    for place, shown in hits(document, Secret.CARD):
        message = say("“{start}” looks like the number of a Party card.", start=shown)
        mend = say("Take it out before you push; name the person by unit and role.")
        yield Report(document, place, Said(message, mend))
