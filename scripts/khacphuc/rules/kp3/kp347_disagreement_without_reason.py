"""The unit does not agree with a finding, and does not say why.

A unit may disagree with a finding, or agree in part. Whoever reads the plan must learn the reason: without it nobody can answer.

Write the reason under the view, with the facts or the rule on which it rests.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Agreement, Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.completeness_common import surely_missing
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import listed, say

SEVERITY = Severity.WARNING
DOCUMENTS = (Plan,)


def check_document(document: Document[Plan], _case: Case | None, _context: Context) -> Iterator[RuleReport]:
    for index, view in enumerate(document.record.views):
        at = ("views", index)
        if view.agreement is Agreement.AGREES or view.reason or not surely_missing(document, at):
            continue
        message = say(
            "The unit does not fully agree with {names}, and gives no reason.",
            names=listed([*view.findings, *view.requirements]),
        )
        mend = say("Write reason: with the facts or the rule on which the view rests.")
        yield RuleReport(document, (*at, "agreement"), Said(message, mend))
