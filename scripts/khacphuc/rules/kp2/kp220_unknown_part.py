"""A task names a part that is not there, or of a finding that it does not serve.

A finding that lists its parts is put right when each of them is. A part that nobody can find is served by nobody.

Name the part by its id in conclusion.md, and its finding under `findings` of the same task.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.amendments import Supplement
from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.contract import Context, Reference, RuleReport, Said
from khacphuc.rules.reference_common import understood, unknown
from khacphuc.text.message import say

SEVERITY = Severity.ERROR
REFERENCES = ("finding-part",)
DOCUMENTS = (Plan,)


def check_reference(reference: Reference, case: Case | None, _context: Context) -> Iterator[RuleReport]:
    if case is None or case.conclusion is None or reference.text in case.names.get("finding-part", ()):
        return
    if understood(case, "conclusion", "supplement"):
        known = sorted(case.names.get("finding-part", ()))
        message = say("No finding of the notice has a part “{name}”.", name=reference.text)
        mend = say(
            "The findings of this notice list no parts: leave out parts:, or add them to conclusion.md."
        )
        yield unknown(reference, message, known, mend)


def check_document(document: Document[Plan], case: Case | None, _context: Context) -> Iterator[RuleReport]:
    if case is None or case.conclusion is None:
        return
    findings = [*case.conclusion.findings]
    for _, supplement in case.of(Supplement):
        findings += supplement.findings
    owner = {part.id: finding.id for finding in findings for part in finding.parts}
    for index, task in enumerate(document.record.tasks):
        for number, part in enumerate(task.parts):
            finding = owner.get(part)
            if finding and finding not in task.findings:
                message = say(
                    "{part} is a part of finding {finding}, which task {task} does not serve.",
                    part=part,
                    finding=finding,
                    task=task.id,
                )
                line = f"findings: [{', '.join((*task.findings, finding))}]"
                yield RuleReport(
                    document,
                    ("tasks", index, "parts", number),
                    Said(
                        message, say("If it does, write {line}; else leave {part} out.", line=line, part=part)
                    ),
                )
