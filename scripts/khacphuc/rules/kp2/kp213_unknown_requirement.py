"""A requirement is named that the conclusion does not have.

A task shows by its requirements what demand of the notice it meets. A requirement that is not there cannot be
met, and the one that was meant shows as forgotten.

Name the requirement by its id in conclusion.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, Reference, RuleReport
from khacphuc.rules.reference_common import understood, unknown
from khacphuc.text.message import say
from khacphuc.timeline.timeline import timeline

SEVERITY = Severity.ERROR
REFERENCES = ("requirement",)


def check_reference(reference: Reference, case: Case | None, _context: Context) -> Iterator[RuleReport]:
    notice = timeline(case).notice if case else None
    if case is None or notice is None or reference.text in case.names.get("requirement", ()):
        return
    if understood(case, "conclusion", "supplement"):
        known = [requirement.id for requirement in notice.conclusion.requirements]
        message = say("The conclusion has no requirement “{name}”.", name=reference.text)
        yield unknown(
            reference, message, known, say("Add the requirements of the notice to conclusion.md first.")
        )
