"""A sub-plan does not say whose plan it is.

Each collective and individual that the notice names owes a plan of its own. A sub-plan that names nobody fulfils nobody's
duty: they stay on the list of those without a plan.

Name the collective or individual under `for`.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Level, Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.completeness import surely_missing
from khacphuc.rules.contract import Context, Report, Said
from khacphuc.text.message import listed, say

SEVERITY = Severity.ERROR
DOCUMENTS = (Plan,)


def check_document(document: Document[Plan], case: Case | None, _context: Context) -> Iterator[Report]:
    plan: Plan = document.record
    if plan.level is Level.MAIN or plan.for_ is not None or not surely_missing(document):
        return
    findings = case.conclusion.findings if case and case.conclusion else ()
    named = list(dict.fromkeys(party for finding in findings for party in finding.concerned))
    message = say("The plan does not say whose it is ({level}).", level=say(plan.level.label))
    mend = (
        say("Write for: with one of those named in the notice: {names}.", names=listed(named))
        if named
        else say("Write for: with the collective or individual.")
    )
    yield Report(document, ("level",), Said(message, mend))
