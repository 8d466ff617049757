"""A document holds the identity number of a citizen.

With the number of an identity card others can borrow money or sign contracts. The register knows people by their role and
needs no such number.

Take the number out and name the person by unit and role. If it has been pushed, tell the person who runs the register at
once.
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
    for place, shown in hits(document, Secret.CITIZEN):
        message = say("“{start}” looks like the identity number of a citizen.", start=shown)
        mend = say("Take it out before you push; name the person by unit and role.")
        yield Report(document, place, Said(message, mend))
