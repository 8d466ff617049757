"""A requirement of the notice is not tied to any finding.

A requirement is met when the shortcomings behind it are gone. One that names no finding is in nobody's plan, and nobody
can say later whether it has been met.

Name under `finding` the findings that the requirement answers. What is a matter of procedure (to make a plan, to report, to
guide, to follow) answers no finding: write that under `kind`.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.conclusion import Conclusion
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.completeness_common import surely_missing
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import listed, say

SEVERITY = Severity.WARNING
FIELD = "finding"
DOCUMENTS = (Conclusion,)


def check_document(
    document: Document[Conclusion], _case: Case | None, _context: Context
) -> Iterator[RuleReport]:
    conclusion: Conclusion = document.record
    for index, requirement in enumerate(conclusion.requirements):
        at = ("requirements", index)
        if requirement.finding or requirement.procedural:
            continue
        if conclusion.findings and surely_missing(document, at):
            message = say("Requirement {id} names no finding that it answers.", id=requirement.id)
            known = listed([finding.id for finding in conclusion.findings[:12]])
            yield RuleReport(
                document,
                (*at, "id"),
                Said(
                    message,
                    say(
                        "Write finding: […] with ids out of {names}; of a matter of procedure, kind: plan, report, guide or follow.",
                        names=known,
                    ),
                ),
            )
