"""A task names a part that is not there, or of something that it does not serve.

A finding or requirement that lists its parts is met when each of them is. A part that nobody can find is served by nobody.

Name the part by its id in conclusion.md, and its finding or requirement under `findings` or `requirements` of the same task.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.amendments import Supplement
from khacphuc.model.conclusion import Conclusion
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
        message = say("Nothing in the notice has a part “{name}”.", name=reference.text)
        mend = say("This notice lists no parts: leave out parts:, or add them to conclusion.md.")
        yield unknown(reference, message, known, mend)


def check_document(document: Document[Plan], case: Case | None, _context: Context) -> Iterator[RuleReport]:
    if case is None or case.conclusion is None:
        return
    notices: list[Conclusion | Supplement] = [
        case.conclusion,
        *(supplement for _, supplement in case.of(Supplement)),
    ]
    owners = {part: owner for notice in notices for part, owner in _owners(notice).items()}
    for index, task in enumerate(document.record.tasks):
        for number, part in enumerate(task.parts):
            key, owner = owners.get(part, ("", ""))
            named = getattr(task, key) if key else ()
            if owner and owner not in named:
                message = say(
                    "{part} is a part of {owner}, which task {task} does not serve.",
                    part=part,
                    owner=owner,
                    task=task.id,
                )
                line = f"{key}: [{', '.join((*named, owner))}]"
                yield RuleReport(
                    document,
                    ("tasks", index, "parts", number),
                    Said(
                        message, say("If it does, write {line}; else leave {part} out.", line=line, part=part)
                    ),
                )


def _owners(notice: Conclusion | Supplement) -> dict[str, tuple[str, str]]:
    """Return what each part belongs to: the key under which a task names it, and its id."""
    found = {part.id: ("findings", item.id) for item in notice.findings for part in item.parts}
    return found | {part.id: ("requirements", item.id) for item in notice.requirements for part in item.parts}
