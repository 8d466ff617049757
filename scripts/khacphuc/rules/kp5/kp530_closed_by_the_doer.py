"""The unit closes its own case.

Only the inspecting side ends a case: it has seen the evidence and answers for its word. A unit that closes its own case
holds that the notice ended the matter.

Let the commission, the team or the issuer of the notice close it.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.records import Closure
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.completeness import side
from khacphuc.rules.contract import Context, Report, Said
from khacphuc.text.message import say
from khacphuc.timeline.parties import follower

SEVERITY = Severity.ERROR
DOCUMENTS = (Closure,)


def check_document(document: Document[Closure], case: Case | None, _context: Context) -> Iterator[Report]:
    closure: Closure = document.record
    conclusion = case.conclusion if case else None
    if conclusion is None or side(closure.by) != conclusion.unit:
        return
    likely = follower(conclusion)
    message = say("{by} closes the case of its own unit.", by=closure.by)
    mend = (
        say("Let the inspecting side close it, for instance by: {party}", party=likely)
        if likely
        else say("Let the inspecting side close it.")
    )
    yield Report(document, ("by",), Said(message, mend))
