"""A document bears a secrecy stamp.

Papers stamped MẬT, TỐI MẬT or TUYỆT MẬT must never enter the repository: whoever has a copy of it keeps them for ever, and
no later commit takes them out again.

Take the document out before it is pushed. Record in its place only what is not secret, or nothing. If it has been pushed,
tell the person who runs the register at once.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model import DOCUMENTS as KINDS
from khacphuc.model.conclusion import Conclusion
from khacphuc.model.vocabulary import Secrecy, Severity
from khacphuc.register.case import Case
from khacphuc.register.document import AnyDocument
from khacphuc.rules.confidential import Secret, hits
from khacphuc.rules.contract import Context, Report, Said
from khacphuc.text.message import say

SEVERITY = Severity.ERROR
DOCUMENTS = tuple(KINDS.values())


def check_document(document: AnyDocument, _case: Case | None, _context: Context) -> Iterator[Report]:
    mend = say(
        "Take the document out before you push it; if it has been pushed, tell whoever runs the register at once."
    )
    record = document.record
    if isinstance(record, Conclusion) and record.secrecy is not Secrecy.NONE:
        message = say(
            "The conclusion is declared “{degree}”: it must not be here.", degree=say(record.secrecy.label)
        )
        yield Report(document, ("secrecy",), Said(message, mend))
    for place, shown in hits(document, Secret.STAMP):
        yield Report(
            document, place, Said(say("This looks like the secrecy stamp “{stamp}”.", stamp=shown), mend)
        )
